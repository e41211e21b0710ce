using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.Core.Intake;
using Syncerize.Core.Stock;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

/// <summary>Kettle 1: 15 units at the source, sold by two destinations. Numbers are read at the shops, not from our tables.</summary>
public sealed class StockScenarioTests
{
    private const string Sku = "KET-1";

    [Fact]
    public async Task Stock_WebhookBeforeOrder_NotRaised()
    {
        await using var world = await SyncedAsync();
        await world.OrderAsync(WorldShops.First, Sku, 2);

        var late = new List<InboxMessage>();
        await world.DeliverAsync(waiting =>
        {
            late.AddRange(waiting.Where(m => !m.Topic.StartsWith("inventory", StringComparison.Ordinal)));
            return waiting.Except(late);
        });
        await world.DrainAsync();
        AssertShown(world, 13, 13);

        await world.DeliverAsync(_ => late);
        await world.DrainAsync();
        AssertShown(world, 13, 13);
        await world.SettleAsync();
        AssertShown(world, 13, 13);
    }

    [Fact]
    public async Task Stock_OrderWebhookLost_NotRaised()
    {
        await using var world = await SyncedAsync();
        var order = await world.OrderAsync(WorldShops.First, Sku, 2);

        await world.DeliverAsync(waiting => waiting.Where(m => m.Topic.StartsWith("inventory", StringComparison.Ordinal)));
        await world.DrainAsync();
        AssertShown(world, 13, 13);

        // The poll that the unknown units asked for finds the order: it explains them, and nothing moves.
        await world.SettleAsync();
        AssertShown(world, 13, 13);
        await using var db = await world.ReadAsync();
        Assert.Equal(2, await db.Reservations.Where(r => r.OrderId == order.Id).SumAsync(r => r.ReservedUnits, World.Ct));
        Assert.Empty(await db.UnexplainedUnits.ToListAsync(World.Ct));
    }

    [Fact]
    public async Task Stock_AfterPushBeforeSourceWebhook_NotRaised()
    {
        await using var world = await SyncedAsync();
        await world.OrderAsync(WorldShops.First, Sku, 2, paid: true);

        await world.DeliverAsync();
        await world.DrainAsync();

        Assert.Single(world.Shop(WorldShops.Source).Orders);
        Assert.Equal(13, world.Available(WorldShops.Source, Sku));
        AssertShown(world, 13, 13);
        await world.SettleAsync();
        AssertShown(world, 13, 13);
    }

    [Fact]
    public async Task Stock_SaleAtOneDestination_LowersTheOthers()
    {
        await using var world = await SyncedAsync();
        await world.OrderAsync(WorldShops.Second, Sku, 4);

        await world.DeliverAsync();
        await world.DrainAsync();

        AssertShown(world, 11, 11);
        Assert.Empty(world.Shop(WorldShops.Source).Orders);
    }

    [Fact]
    public async Task Stock_StaleRow_RestOfBatchWritten()
    {
        await using var world = await SyncedAsync();
        await world.SyncAsync(world.FirstConnection, Trade.Kettle3);
        await world.RecountAsync(Sku, 7);
        await world.RecountAsync("KET-3", 6);

        // Sold at the destination in the same moment: our compare for this row is stale, and its webhook never comes.
        await world.OrderAsync(WorldShops.First, Sku, 1);
        await world.DeliverAsync(waiting => waiting.Where(m => m.ShopDomain == WorldShops.Source));
        await world.DrainAsync();

        Assert.Equal(11, world.Available(WorldShops.First, "KET-3"));
        AssertShown(world, 11, 11);
    }

    [Fact]
    public async Task Stock_SourceRaises_RaisedAfterReading()
    {
        await using var world = await SyncedAsync();
        await world.RecountAsync(Sku, 40);

        await world.SettleAsync();

        AssertShown(world, 45, 45);
    }

    [Fact]
    public async Task Stock_CountedByHandAtTheDestination_SetBack()
    {
        await using var world = await SyncedAsync();
        await world.InShopAsync(WorldShops.First, shop => shop.SetAvailable(shop.Levels.Values.Single(), 3));

        await world.SettleAsync();

        AssertShown(world, 15, 15);
    }

    [Fact]
    public async Task Stock_ReadingOlderThanTheWebhook_LowerNumberStaysAndIsReadAgainInTwoSeconds()
    {
        await using var world = await SyncedAsync();
        var level = world.Shop(WorldShops.Source).LevelsOf(world.Shop(WorldShops.Source).Variants.Values.Single(v => v.Sku == Sku).InventoryItemId).First();
        var now = world.Time.GetUtcNow();

        // A lagging replica: the webhook knows of a change that the reading does not.
        await world.Gate.WriteAsync((w, ct) => StockWebhooks.LevelAsync(w, world.Source, level.InventoryItemId, level.LocationId, 0, now, ct), World.Ct);
        await world.DrainAsync();

        await using var db = await world.ReadAsync();
        Assert.Equal(0, (await db.StockLevels.SingleAsync(l => l.StoreId == world.Source && l.InventoryItemId == level.InventoryItemId && l.LocationId == level.LocationId, World.Ct)).Available);
        var due = Assert.Single(await db.WorkItems.Where(w => w.Lane == world.Source).ToListAsync(World.Ct));
        Assert.Equal((StockWork.Pull.Name, now + StockReadings.ReadAgainAfter), (due.Kind, due.DueAt));
    }

    private static async Task<World> SyncedAsync()
    {
        var world = await World.ConnectedAsync();
        await world.SyncAsync(world.FirstConnection, Trade.Kettle1);
        await world.SyncAsync(world.SecondConnection, Trade.Kettle1);
        AssertShown(world, 15, 15);
        return world;
    }

    private static void AssertShown(World world, int first, int second) =>
        Assert.Equal((first, second), (world.Available(WorldShops.First, Sku), world.Available(WorldShops.Second, Sku)));
}
