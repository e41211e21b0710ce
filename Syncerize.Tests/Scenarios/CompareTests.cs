using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syncerize.App.Sandbox.Actions;
using Syncerize.Core;
using Syncerize.Core.Activity;
using Syncerize.Core.Catalog;
using Syncerize.Core.Intake;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

/// <summary>What no webhook told: the full compare finds it, counts it and sets it right.</summary>
public sealed class CompareTests
{
    private const string Sku = "KET-1";

    [Fact]
    public async Task Compare_NothingDrifted_CountsAllAsMatchedAndWritesNothing()
    {
        await using var world = await SyncedAsync();

        await CompareAsync(world);

        Assert.Equal((1, 1, 0), await LastAsync(world, world.Source));
        Assert.Equal((1, 1, 0), await LastAsync(world, world.First));
        await using var db = await world.ReadAsync();
        Assert.Equal(0, await db.Activity.CountAsync(a => a.Kind == "stock" && a.At > WorldShops.Start.AddHours(12), World.Ct));
    }

    [Fact]
    public async Task Compare_ChangedAtTheSourceUnheard_CountedThereAndHealedEverywhere()
    {
        await using var world = await SyncedAsync();
        await world.RecountAsync(Sku, 2);
        await world.DeliverAsync(_ => []);

        await CompareAsync(world);

        Assert.Equal((1, 1, 1), await LastAsync(world, world.Source));
        Assert.Equal((7, 7), (world.Available(WorldShops.First, Sku), world.Available(WorldShops.Second, Sku)));
    }

    [Fact]
    public async Task Compare_CountedByHandAtTheDestinationUnheard_CountedThereAndSetBack()
    {
        await using var world = await SyncedAsync();
        await world.InShopAsync(WorldShops.First, shop => shop.SetAvailable(shop.Levels.Values.Single(), 99));
        await world.DeliverAsync(_ => []);

        await CompareAsync(world);

        Assert.Equal((1, 1, 0), await LastAsync(world, world.Source));
        Assert.Equal((1, 1, 1), await LastAsync(world, world.First));
        Assert.Equal(15, world.Available(WorldShops.First, Sku));
        await using var db = await world.ReadAsync();
        Assert.Contains("1 had drifted", (await db.Activity.SingleAsync(a => a.StoreId == world.First && a.Kind == "compare" && a.Level == ActivityLevel.Attention, World.Ct)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_ManyQuantities_ReadInBulkCountedAndHealedAlike()
    {
        await using var world = await SyncedAsync();
        await world.SyncAsync(world.FirstConnection, Trade.Kettle2);
        world.Get<IOptions<BulkOptions>>().Value.StockFrom = 2;
        await world.InShopAsync(WorldShops.First, shop => shop.SetAvailable(shop.Levels.Values.First(l => shop.Items[l.InventoryItemId].Sku == Sku), 99));
        await world.DeliverAsync(_ => []);

        await CompareAsync(world);

        Assert.Equal((3, 3, 1), await LastAsync(world, world.First));
        Assert.Equal((3, 3, 0), await LastAsync(world, world.Source));
        Assert.Equal(15, world.Available(WorldShops.First, Sku));
        Assert.Single(world.Shop(WorldShops.First).BulkOperations);
        var summary = await world.Get<CompareQuery>().LatestAsync(Actor.Of(world.First), world.First, World.Ct);
        Assert.Equal((false, 2, 0, 2, 1, 0), (summary.IsRunning, summary.ProductsMatched, summary.ProductsHealed, summary.QuantitiesMatched, summary.QuantitiesHealed, summary.NeedPerson));
        Assert.NotNull(summary.At);
    }

    [Fact]
    public async Task Compare_AskedForTwice_RunsOnce()
    {
        await using var world = await SyncedAsync();

        var first = await world.Get<PollSchedule>().CompareAsync(Actor.Of(world.First), world.First, World.Ct);
        var second = await world.Get<PollSchedule>().CompareAsync(Actor.Of(world.First), world.First, World.Ct);
        await world.SettleAsync();

        Assert.Equal(first.Id, second.Id);
        Assert.Equal((1, 1, 0), await LastAsync(world, world.First));
    }

    [Fact]
    public async Task Compare_OtherStore_Refused()
    {
        await using var world = await SyncedAsync();

        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Get<PollSchedule>().CompareAsync(Actor.Of(world.Second), world.First, World.Ct));
    }

    private static async Task<World> SyncedAsync()
    {
        var world = await World.ConnectedAsync();
        await world.SyncAsync(world.FirstConnection, Trade.Kettle1);
        await world.SyncAsync(world.SecondConnection, Trade.Kettle1);
        world.Time.Advance(TimeSpan.FromHours(18));
        return world;
    }

    private static async Task CompareAsync(World world)
    {
        await world.Get<PollSchedule>().CompareAsync(World.Ct);
        await world.SettleAsync();
    }

    private static async Task<(int Items, int Compared, int Drifted)> LastAsync(World world, StoreId store)
    {
        await using var db = await world.ReadAsync();
        var run = await db.CompareRuns.OrderByDescending(r => r.Id).FirstAsync(r => r.StoreId == store, World.Ct);
        Assert.NotNull(run.EndedAt);
        return (run.Items, run.Compared, run.Drifted);
    }
}
