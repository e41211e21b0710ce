using CsCheck;
using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Plans;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Sync;

/// <summary>Unsync and disconnect with each of their choices, and coming back from them.</summary>
public sealed class EndingTests
{
    private const long Kettle = 1_000_101;
    private const long SizedKettle = 1_000_102;
    private const long ThirdKettle = 1_000_103;
    private static readonly HashSet<int> Nobody = [];

    [Fact]
    public async Task Run_EachChoice_KeepsZeroesOrDeletesAndTouchesNothingElse()
    {
        await using var world = await SyncedAsync(Kettle, SizedKettle, ThirdKettle);
        var shop = world.Shop(WorldShops.First);

        await EndAsync(world, ProductsAtEnd.Keep, Kettle);
        await EndAsync(world, ProductsAtEnd.Zero, SizedKettle);
        Assert.Equal(1, (await EndAsync(world, ProductsAtEnd.Delete, ThirdKettle)).Deleting);
        await world.SettleAsync();

        Assert.Equal(["Kettle 1", "Kettle 2"], shop.Products.Values.Select(p => p.Title).Order());
        Assert.All(Variants(shop, "Kettle 1"), v => Assert.Equal(15, Available(shop, v)));
        Assert.All(Variants(shop, "Kettle 2"), v => Assert.Equal(0, Available(shop, v)));

        // Nothing follows the source any more.
        await RenameAllAsync(world, " new");
        Assert.Equal(["Kettle 1", "Kettle 2"], shop.Products.Values.Select(p => p.Title).Order());
        await using var db = await world.ReadAsync();
        Assert.Equal(0, await db.Claims.CountAsync(c => c.StoreId == world.First && c.Meter == Meter.Products, World.Ct));
        Assert.Equal("", await world.DueAsync());
    }

    [Fact]
    public async Task TouchesOnlyWhatIsSelected_DeleteWithAMappedProduct_KeptUnlessTickedAndChangedSinceLeftAlone()
    {
        await using var world = await SyncedAsync(Kettle, SizedKettle);
        var (shop, unsync, actor) = (world.Shop(WorldShops.First), world.Get<UnsyncProducts>(), Actor.Of(world.First));
        await MarkMappedAsync(world, SizedKettle);
        var preview = await unsync.PreviewAsync(actor, world.FirstConnection, null, World.Ct);
        Assert.Equal((Kettle, SizedKettle), (Assert.Single(preview.Created).SourceProductId, Assert.Single(preview.Mapped).SourceProductId));

        // Synced after the preview: not among its keys.
        await StartAsync(world, ThirdKettle);
        await world.SettleAsync();
        var refused = await unsync.DisconnectAsync(actor, preview, ProductsAtEnd.Delete, Nobody, World.Ct);
        Assert.False(refused.Done);
        Assert.Contains("1 product changed since you looked", refused.Sentence, StringComparison.Ordinal);

        var result = await unsync.RunAsync(actor, preview, ProductsAtEnd.Delete, Nobody, World.Ct);
        Assert.Equal((2, 1), (result.Ended, result.Deleting));
        await world.SettleAsync();
        Assert.Equal(["Kettle 2", "Kettle 3"], shop.Products.Values.Select(p => p.Title).Order());

        // Synced anew it is taken up as the merchant's own; ticked by name it goes.
        await StartAsync(world, SizedKettle);
        await world.SettleAsync();
        preview = await unsync.PreviewAsync(actor, world.FirstConnection, [SizedKettle], World.Ct);
        Assert.Equal(1, (await unsync.RunAsync(actor, preview, ProductsAtEnd.Delete, preview.Mapped.Select(p => p.LinkId).ToHashSet(), World.Ct)).Deleting);
        await world.SettleAsync();
        Assert.Equal(["Kettle 3"], shop.Products.Values.Select(p => p.Title));
    }

    [Fact]
    public async Task Run_MadeAgainSinceThePreview_LeftAloneAndNamed()
    {
        await using var world = await SyncedAsync(Kettle);
        var (unsync, actor) = (world.Get<UnsyncProducts>(), Actor.Of(world.First));
        var preview = await unsync.PreviewAsync(actor, world.FirstConnection, null, World.Ct);
        await world.InShopAsync(WorldShops.First, shop => shop.DeleteProduct(shop.Products.Values.Single()));
        await world.SettleAsync();
        await StartAsync(world, Kettle);
        await world.SettleAsync();

        var result = await unsync.RunAsync(actor, preview, ProductsAtEnd.Delete, Nobody, World.Ct);
        Assert.Equal((0, Kettle), (result.Ended, Assert.Single(result.ChangedSince)));
        await world.SettleAsync();
        Assert.Single(world.Shop(WorldShops.First).Products);
    }

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

    [Fact]
    public async Task Undo_UnsyncAndStart_LastOneOnlyAndIntoTheSameProducts()
    {
        await using var world = await SyncedAsync(Kettle, SizedKettle);
        var (shop, changes, actor) = (world.Shop(WorldShops.First), world.Get<BulkChanges>(), Actor.Of(world.First));
        var before = shop.Products.Keys.Order().ToList();
        var start = (await changes.LastAsync(actor, world.First, world.FirstConnection, World.Ct))!;
        await EndAsync(world, ProductsAtEnd.Zero, Kettle, SizedKettle);
        await world.SettleAsync();
        Assert.False((await changes.UndoAsync(actor, start.Id, World.Ct)).Done);

        var last = (await changes.LastAsync(actor, world.First, world.FirstConnection, World.Ct))!;
        Assert.Equal(BulkChangeKind.Unsynced, last.Kind);
        await Assert.ThrowsAsync<AccessRefusedException>(() => changes.UndoAsync(Actor.Of(world.Second), last.Id, World.Ct));
        Assert.True((await changes.UndoAsync(actor, last.Id, World.Ct)).Done);
        await world.SettleAsync();
        Assert.Equal(before, shop.Products.Keys.Order());
        Assert.All(shop.Variants.Values, v => Assert.Equal(15, Available(shop, v)));
        Assert.Null(await changes.LastAsync(actor, world.First, world.FirstConnection, World.Ct));
        Assert.False((await changes.UndoAsync(actor, last.Id, World.Ct)).Done);
    }

    [Fact]
    public async Task Settings_CopiedPreviewedAndUndone_PlannerSaysTheSameBothTimes()
    {
        await using var world = await SyncedAsync(Kettle);
        var (shop, settings, actor) = (world.Shop(WorldShops.First), world.Get<SettingsChanges>(), Actor.Of(world.First));
        var dearer = new ConnectionSettings { Price = new PriceSettings { MarginBasisPoints = 1_000 } };
        var preview = await settings.PreviewAsync(actor, world.FirstConnection, dearer, World.Ct);
        var row = Assert.Single(preview.Rows);
        Assert.Equal((Kettle, PreviewAct.Update), (row.SourceProductId, row.Act));
        Assert.Contains("17.50 → 19.25", row.What, StringComparison.Ordinal);
        Assert.Equal(1750, shop.Variants.Values.Single().PriceMinor);

        await settings.ApplyAsync(actor, world.FirstConnection, dearer, "Margin set to 10 %.", World.Ct);
        await world.SettleAsync();
        Assert.Equal(1925, shop.Variants.Values.Single().PriceMinor);
        Assert.Empty((await settings.PreviewAsync(actor, world.FirstConnection, dearer, World.Ct)).Rows);

        var last = (await world.Get<BulkChanges>().LastAsync(actor, world.First, world.FirstConnection, World.Ct))!;
        Assert.True((await world.Get<BulkChanges>().UndoAsync(actor, last.Id, World.Ct)).Done);
        await world.SettleAsync();
        Assert.Equal(1750, shop.Variants.Values.Single().PriceMinor);
        await Assert.ThrowsAsync<AccessRefusedException>(() => settings.PreviewAsync(Actor.Of(world.Second), world.FirstConnection, dearer, World.Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => settings.CopyOfAsync(actor, world.FirstConnection, world.SecondConnection, World.Ct));
    }

    [Fact]
    public async Task HoldTag_OnAndOff_KeepsBackThenGoesOn()
    {
        await using var world = await World.ConnectedAsync();
        await world.Get<SettingsChanges>().ApplyAsync(
            Actor.Of(world.First), world.FirstConnection, new ConnectionSettings { Products = new ProductSyncSettings { HoldTag = "hold" } }, "Hold tag set.", World.Ct);
        await TagAsync(world, Kettle, "Hold");
        await StartAsync(world, Kettle);
        await world.SettleAsync();
        Assert.Empty(world.Shop(WorldShops.First).Products);
        await using (var db = await world.ReadAsync())
        {
            Assert.Contains("Held back: the source has tagged it “hold”", (await db.ProductLinks.SingleAsync(World.Ct)).StateReason, StringComparison.Ordinal);
        }

        await TagAsync(world, Kettle);
        Assert.Single(world.Shop(WorldShops.First).Products);
    }

    [Fact]
    public async Task TouchesOnlyWhatIsSelected_PausedBlockedAndUnblocked_OneClosingWriteThenNothing()
    {
        await using var world = await SyncedAsync(Kettle);
        var (shop, commands) = (world.Shop(WorldShops.First), world.Get<ConnectionCommands>());
        Assert.True((await commands.DoAsync(Actor.Of(world.First), world.FirstConnection, ConnectionAction.Pause, World.Ct)).Done);
        var stamp = shop.Products.Values.Single().UpdatedAt;
        await RenameAllAsync(world, " paused");
        Assert.Equal((stamp, 15), (shop.Products.Values.Single().UpdatedAt, Available(shop, shop.Variants.Values.Single())));

        Assert.False((await commands.DoAsync(Actor.Of(world.First), world.FirstConnection, ConnectionAction.Block, World.Ct)).Done);
        Assert.True((await commands.DoAsync(Actor.Of(world.Source), world.FirstConnection, ConnectionAction.Block, World.Ct)).Done);
        await world.SettleAsync();
        Assert.Equal(0, Available(shop, shop.Variants.Values.Single()));
        await world.InShopAsync(WorldShops.First, s => s.Activate(s.Variants.Values.Single().InventoryItemId, s.Locations.Keys.First(), 4));
        await RenameAllAsync(world, " blocked");
        Assert.Equal("Kettle 1", shop.Products.Values.Single().Title);

        Assert.True((await commands.DoAsync(Actor.Of(world.Source), world.FirstConnection, ConnectionAction.Unblock, World.Ct)).Done);
        await world.SettleAsync();
        Assert.Equal(("Kettle 1 paused blocked", 15), (shop.Products.Values.Single().Title, Available(shop, shop.Variants.Values.Single())));
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

    private static async Task<EndingResult> EndAsync(World world, ProductsAtEnd atEnd, params long[] products)
    {
        var preview = await world.Get<UnsyncProducts>().PreviewAsync(Actor.Of(world.First), world.FirstConnection, products, World.Ct);
        return await world.Get<UnsyncProducts>().RunAsync(Actor.Of(world.First), preview, atEnd, Nobody, World.Ct);
    }

    private static async Task DisconnectAsync(World world, ProductsAtEnd atEnd, bool settle = true)
    {
        var preview = await world.Get<UnsyncProducts>().PreviewAsync(Actor.Of(world.First), world.FirstConnection, null, World.Ct);
        var (done, _) = await world.Get<UnsyncProducts>().DisconnectAsync(Actor.Of(world.First), preview, atEnd, Nobody, World.Ct);
        if (settle)
        {
            Assert.True(done);
            await world.SettleAsync();
        }
    }

    private static async Task<World> SyncedAsync(params long[] products)
    {
        var world = await World.ConnectedAsync();
        await StartAsync(world, products);
        await world.SettleAsync();
        return world;
    }

    private static Task<SyncStarted> StartAsync(World world, params long[] products) =>
        world.Get<SyncProducts>().StartAsync(Actor.Of(world.First), world.FirstConnection, products, World.Ct);

    private static Task MarkMappedAsync(World world, long product) =>
        world.Gate.WriteAsync(async (w, ct) => (await w.Db.ProductLinks.SingleAsync(l => l.ConnectionId == world.FirstConnection && l.SourceProductId == product, ct)).Origin = LinkOrigin.Mapped, World.Ct);

    private static async Task RenameAllAsync(World world, string suffix)
    {
        await world.InShopAsync(WorldShops.Source, shop =>
        {
            foreach (var product in shop.Products.Values.ToList())
            {
                product.Title += suffix;
                shop.ProductChanged(product);
            }
        });
        await world.SettleAsync();
    }

    private static async Task TagAsync(World world, long product, params string[] tags)
    {
        await world.InShopAsync(WorldShops.Source, shop =>
        {
            shop.Products[product].Tags = [.. tags];
            shop.ProductChanged(shop.Products[product]);
        });
        await world.SettleAsync();
    }

    private static IEnumerable<SimVariant> Variants(ShopState shop, string title) => shop.VariantsOf(shop.Products.Values.Single(p => p.Title == title).Id);

    private static int Available(ShopState shop, SimVariant variant) => shop.LevelsOf(variant.InventoryItemId).Sum(l => l.Available);
}
