using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.Core.Activity;
using Syncerize.Core.Connections;
using Syncerize.Core.Insights;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Core.Work;
using Syncerize.Tests.Scenarios;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Sync;

/// <summary>What becomes of a field that somebody changed in the destination's shop, and of a mapped variant whose code changed.</summary>
public sealed class LocalEditTests
{
    [Theory]
    [InlineData(EditPolicy.KeepUntilSourceChanges, "Mine", "Kettle, new")]
    [InlineData(EditPolicy.Keep, "Mine", "Mine")]
    [InlineData(EditPolicy.Overwrite, "Kettle 1", "Kettle, new")]
    public async Task Edit_EachPolicy_NoticedAndAsTheConnectionSays(EditPolicy policy, string afterEdit, string afterSource)
    {
        await using var world = await World.ConnectedAsync();
        await world.SettingsAsync(world.FirstConnection, s => s with { Products = s.Products with { LocalEdits = policy } });
        await world.SyncAsync(world.FirstConnection, Trade.Kettle1);
        await RenameAsync(world, WorldShops.First, "Mine");
        await world.SettleAsync();
        Assert.Equal(afterEdit, Title(world));
        await RenameAsync(world, WorldShops.Source, "Kettle, new");
        await world.SettleAsync();
        Assert.Equal(afterSource, Title(world));
        await using var db = await world.ReadAsync();
        if (policy == EditPolicy.Overwrite)
        {
            Assert.Contains(await db.FieldWrites.ToListAsync(World.Ct), w => w is { Field: SyncFields.Title, From: "Mine", To: "Kettle 1" } && w.Why.Contains("overwrites", StringComparison.Ordinal));
        }
        else
        {
            Assert.Contains(await db.Activity.ToListAsync(World.Ct), a => a.Level == ActivityLevel.Attention && a.Sentence.Contains("was changed in the shop", StringComparison.Ordinal));
        }

        if (policy == EditPolicy.Keep)
        {
            var row = await RowAsync(world, SyncFields.Title);
            Assert.Equal((FieldStanding.ChangedHere, "Kettle, new", "Mine", true), (row.Standing, row.Source, row.Here, row.CanUseSource));
            await world.Get<FieldChoices>().UseSourceAsync(Actor.Of(world.First), new FieldAt(world.FirstConnection, Trade.Kettle1, null, SyncFields.Title), World.Ct);
            await world.SettleAsync();
            Assert.Equal("Kettle, new", Title(world));
        }
    }

    [Fact]
    public async Task KeepAsync_ThenUseSource_SingleFieldOfAVariant()
    {
        await using var world = await World.ConnectedAsync();
        await world.SyncAsync(world.FirstConnection, Trade.Kettle1);
        var shop = world.Shop(WorldShops.First);
        var variant = shop.VariantsOf(shop.Products.Keys.Single()).Single();
        await world.InShopAsync(WorldShops.First, s =>
        {
            variant.PriceMinor = 999;
            s.VariantChanged(variant);
        });
        await world.SettleAsync();
        var at = new FieldAt(world.FirstConnection, Trade.Kettle1, world.Shop(WorldShops.Source).VariantsOf(Trade.Kettle1).Single().Id, SyncFields.Price);
        await world.Get<FieldChoices>().KeepAsync(Actor.Of(world.First), at, World.Ct);
        await world.InShopAsync(WorldShops.Source, s =>
        {
            var there = s.VariantsOf(Trade.Kettle1).Single();
            there.PriceMinor = 2000;
            s.VariantChanged(there);
        });
        await world.SettleAsync();
        Assert.Equal(999, shop.Variants[variant.Id].PriceMinor);

        await world.Get<FieldChoices>().UseSourceAsync(Actor.Of(world.First), at, World.Ct);
        await world.SettleAsync();
        Assert.Equal(3500, shop.Variants[variant.Id].PriceMinor);
        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Get<FieldChoices>().UseSourceAsync(Actor.Of(world.Second), at, World.Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Get<FieldChoices>().SameAsync(Actor.Of(world.Source), world.FirstConnection, Trade.Kettle1, at.SourceVariantId!.Value, World.Ct));
    }

    [Fact]
    public async Task Mapped_CodeChanges_StoppedAtZeroVisiblyAndStillLinked()
    {
        await using var world = await World.ConnectedAsync();
        await MapAsync(world);
        var shop = world.Shop(WorldShops.First);
        var variant = shop.Variants.Values.Single(v => v.Sku == "KET-1");
        Assert.Equal(15, Available(world, variant.InventoryItemId));

        await CodeAsync(world, " other ");
        Assert.Equal(0, Available(world, variant.InventoryItemId));
        Assert.Equal("KET-1", shop.Variants[variant.Id].Sku);
        await using (var db = await world.ReadAsync())
        {
            var link = await db.VariantLinks.SingleAsync(World.Ct);
            Assert.True(link.IsActive);
            Assert.Contains("“OTHER” now", link.StopReason, StringComparison.Ordinal);
            Assert.Contains(await db.Activity.ToListAsync(World.Ct), a => a.Level == ActivityLevel.Attention && a.Sentence == link.StopReason);
        }

        // The source trades on: nothing of it is written here.
        await world.RecountAsync(" other ", 33);
        await world.SettleAsync();
        var there = world.Shop(WorldShops.Source).LevelsOf(world.Shop(WorldShops.Source).VariantsOf(Trade.Kettle1).Single().InventoryItemId).Sum(l => l.Available);
        Assert.Equal(0, Available(world, variant.InventoryItemId));

        // The codes agree again, whatever their case: it goes on by itself.
        await CodeAsync(world, "ket-1");
        Assert.Equal(there, Available(world, variant.InventoryItemId));

        await CodeAsync(world, "NEW-1");
        Assert.Equal(0, Available(world, variant.InventoryItemId));
        await world.Get<FieldChoices>().SameAsync(Actor.Of(world.First), world.FirstConnection, Trade.Kettle1, world.Shop(WorldShops.Source).VariantsOf(Trade.Kettle1).Single().Id, World.Ct);
        await world.SettleAsync();
        Assert.Equal((there, "NEW-1"), (Available(world, variant.InventoryItemId), shop.Variants[variant.Id].Sku));
        Assert.Equal("", await world.DueAsync());
    }

    // A product the merchant had before, joined as the mapper joins it.
    private static async Task MapAsync(World world)
    {
        await world.SyncAsync(world.FirstConnection, Trade.Kettle1);
        await world.Gate.WriteAsync(
            async (write, ct) =>
            {
                var link = await write.Db.ProductLinks.Include(l => l.Variants).SingleAsync(ct);
                link.Origin = LinkOrigin.Mapped;
                await write.EnqueueAsync(new Due(world.First, SyncWork.Apply, link.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)), ct);
            },
            World.Ct);
        await world.SettleAsync();
    }

    private static async Task CodeAsync(World world, string sku)
    {
        await world.InShopAsync(WorldShops.Source, s =>
        {
            var variant = s.VariantsOf(Trade.Kettle1).Single();
            variant.Sku = sku;
            s.VariantChanged(variant);
        });
        await world.SettleAsync();
    }

    private static async Task<FieldRow> RowAsync(World world, string field) =>
        (await world.Get<ProductDetailQuery>().AtDestinationAsync(Actor.Of(world.First), world.First, world.Source, Trade.Kettle1, World.Ct))!.Fields.Single(f => f.Field == field);

    private static Task RenameAsync(World world, string domain, string title) => world.InShopAsync(domain, shop =>
    {
        var product = domain == WorldShops.Source ? shop.Products[Trade.Kettle1] : shop.Products.Values.Single();
        product.Title = title;
        shop.ProductChanged(product);
    });

    private static string Title(World world) => world.Shop(WorldShops.First).Products.Values.Single().Title;

    private static int Available(World world, long item) => world.Shop(WorldShops.First).LevelsOf(item).Sum(l => l.Available);
}
