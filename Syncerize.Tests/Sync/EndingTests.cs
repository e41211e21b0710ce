using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.Core.Connections;
using Syncerize.Core.Plans;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Tests.TestKit;
using static Syncerize.Tests.Sync.Endings;

namespace Syncerize.Tests.Sync;

/// <summary>Unsync and disconnect with each of their choices, what else stops a sync, and how it is undone.</summary>
public sealed class EndingTests
{
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
}
