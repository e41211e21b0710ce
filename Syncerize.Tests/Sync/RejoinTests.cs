using CsCheck;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Plans;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Tests.TestKit;
using static Syncerize.Tests.Sync.Endings;

namespace Syncerize.Tests.Sync;

/// <summary>Coming back after an unsync or a disconnect: into the same products, never a second one of ours.</summary>
public sealed class RejoinTests
{
    [Fact]
    public async Task CreatedOnce_DisconnectKeepThenReconnect_SameProductsNoSecondOnes()
    {
        await using var world = await SyncedAsync(Kettle, SizedKettle);
        var shop = world.Shop(WorldShops.First);
        await MarkMappedAsync(world, SizedKettle);
        var before = shop.Products.Keys.Order().ToList();
        await DisconnectAsync(world, ProductsAtEnd.Keep);
        await RenameAllAsync(world, ", copper");
        Assert.Equal(["Kettle 1", "Kettle 2"], shop.Products.Values.Select(p => p.Title).Order());
        Assert.All(shop.Variants.Values, v => Assert.Equal(15, Available(shop, v)));

        // Sold here while disconnected: an own sale, not the source's.
        await using (var db = await world.ReadAsync())
        {
            Assert.Equal(0, await db.VariantLinks.CountAsync(v => v.IsActive, World.Ct));
            Assert.Equal(0, await db.Claims.CountAsync(c => c.StoreId == world.First, World.Ct));
        }

        Assert.True((await world.Get<ConnectionCommands>().DoAsync(Actor.Of(world.First), world.FirstConnection, ConnectionAction.Connect, World.Ct)).Done);
        await world.SettleAsync();
        Assert.Equal(before, shop.Products.Keys.Order());
        Assert.Equal(["Kettle 1, copper", "Kettle 2, copper"], shop.Products.Values.Select(p => p.Title).Order());
        await using var after = await world.ReadAsync();
        Assert.Equal([LinkOrigin.Created, LinkOrigin.Mapped], await after.ProductLinks.Where(l => l.State == LinkState.Active).OrderBy(l => l.SourceProductId).Select(l => l.Origin).ToListAsync(World.Ct));
        Assert.Equal(3, await after.VariantLinks.CountAsync(v => v.IsActive, World.Ct));
        Assert.Equal(2, await after.Claims.CountAsync(c => c.StoreId == world.First && c.Meter == Meter.Products, World.Ct));
        Assert.Equal("", await world.DueAsync());
    }

    [Fact]
    public async Task CreatedOnce_DisconnectZeroThenReconnect_StockComesBackFromAFreshReading()
    {
        await using var world = await SyncedAsync(Kettle);
        var shop = world.Shop(WorldShops.First);
        await DisconnectAsync(world, ProductsAtEnd.Zero);
        Assert.All(shop.Variants.Values, v => Assert.Equal(0, Available(shop, v)));
        await world.Get<ConnectionCommands>().DoAsync(Actor.Of(world.First), world.FirstConnection, ConnectionAction.Connect, World.Ct);
        await world.SettleAsync();
        Assert.Single(shop.Products);
        Assert.All(shop.Variants.Values, v => Assert.Equal(15, Available(shop, v)));
    }

    [Fact]
    public async Task CreatedOnce_DisconnectDeleteThenReconnectAndSync_OneNewProduct()
    {
        await using var world = await SyncedAsync(Kettle);
        var shop = world.Shop(WorldShops.First);
        await DisconnectAsync(world, ProductsAtEnd.Delete);
        Assert.Empty(shop.Products);
        await world.Get<ConnectionCommands>().DoAsync(Actor.Of(world.First), world.FirstConnection, ConnectionAction.Connect, World.Ct);
        await world.SettleAsync();
        Assert.Empty(shop.Products);
        await StartAsync(world, Kettle);
        await world.SettleAsync();
        Assert.Single(shop.Products);
        Assert.Equal("", await world.DueAsync());
    }

    [Fact]
    public async Task CreatedOnce_AnyOrderOfEndingsAndReturns_NeverASecondProductOfOurs()
    {
        await Gen.Int[0, 7].Array[4, 7].SampleAsync(
            async steps =>
            {
                await using var world = await World.ConnectedAsync();
                foreach (var step in steps)
                {
                    await StepAsync(world, step);
                    if (step % 3 != 0)
                    {
                        await world.SettleAsync();
                    }

                    Assert.True(world.Shop(WorldShops.First).Products.Values.GroupBy(p => p.Title).All(g => g.Count() == 1), "A source product is there twice.");
                }

                await world.SettleAsync();
                Assert.True(world.Shop(WorldShops.First).Products.Values.GroupBy(p => p.Title).All(g => g.Count() == 1), "A source product is there twice.");
                await using var db = await world.ReadAsync();
                var units = await db.Claims.CountAsync(c => c.StoreId == world.First && c.Meter == Meter.Products, World.Ct);
                var links = await db.ProductLinks.CountAsync(l => l.DestinationStoreId == world.First && (l.State == LinkState.Creating || l.State == LinkState.Active || l.State == LinkState.Unavailable), World.Ct);
                Assert.Equal(links, units);
                Assert.Equal("", await world.DueAsync());
            },
            iter: 3,
            threads: 1);
    }

    [Fact]
    public async Task Rejoin_PlanTooSmallNow_WaitsUntilItGrows()
    {
        await using var world = await World.ConnectedAsync(PlansUnderTest.SmallAndLarge(2, 2, null));
        await StartAsync(world, Kettle, SizedKettle);
        await world.SettleAsync();
        await DisconnectAsync(world, ProductsAtEnd.Keep);
        await world.Gate.WriteAsync((w, ct) => Claims.CountAsync(w, world.First, MeterUnit.Product(new ConnectionId(99), 1), w.Now, ct), World.Ct);
        await world.Get<ConnectionCommands>().DoAsync(Actor.Of(world.First), world.FirstConnection, ConnectionAction.Connect, World.Ct);
        await world.SettleAsync();
        await using (var db = await world.ReadAsync())
        {
            var waits = await db.ProductLinks.SingleAsync(l => l.State == LinkState.Ended, World.Ct);
            Assert.Contains("The Small plan allows 2 synced products", waits.StateReason, StringComparison.Ordinal);
        }

        await world.Get<ChoosePlan>().SetAsync(Actor.Operator, world.First, "Large", World.Ct);
        await world.SettleAsync();
        await using var after = await world.ReadAsync();
        Assert.Equal(2, await after.ProductLinks.CountAsync(l => l.State == LinkState.Active, World.Ct));
        Assert.Equal(2, world.Shop(WorldShops.First).Products.Count);
    }

    private static async Task StepAsync(World world, int step)
    {
        var (actor, commands, sync) = (Actor.Of(world.First), world.Get<ConnectionCommands>(), world.Get<SyncProducts>());
        switch (step)
        {
            case 0 or 1:
                await sync.StartAsync(actor, world.FirstConnection, [Kettle, SizedKettle], World.Ct);
                break;
            case 2:
                await EndAsync(world, ProductsAtEnd.Keep, Kettle);
                break;
            case 3:
                await EndAsync(world, ProductsAtEnd.Delete, Kettle, SizedKettle);
                break;
            case 4 or 5:
                await DisconnectAsync(world, step == 4 ? ProductsAtEnd.Keep : ProductsAtEnd.Delete, settle: false);
                break;
            default:
                await commands.DoAsync(actor, world.FirstConnection, ConnectionAction.Connect, World.Ct);
                break;
        }
    }
}
