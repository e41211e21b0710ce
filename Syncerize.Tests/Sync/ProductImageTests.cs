using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Tests.Scenarios;
using Syncerize.Tests.TestKit;
using static Syncerize.Tests.Sync.DressedGoods;

namespace Syncerize.Tests.Sync;

/// <summary>Images from one simulated shop to another: Shopify fetches them in its own time, not all of them, and may not say so.</summary>
public sealed class ProductImageTests
{
    [Fact]
    public async Task Images_AsynchronousAndMissing_ProductComesAndTheSentenceStands()
    {
        await using var world = await World.ConnectedAsync();
        await SettingsAsync(world, s => s with { Products = Everything });
        await world.InShopAsync(WorldShops.First, shop => shop.Shop.Pace.MediaSeconds = 20);
        await world.InShopAsync(WorldShops.Source, shop =>
        {
            Dress(shop, "A", 1);
            shop.Products[SizedKettle].Media[1].Url = "/cdn/goods/Not there.svg";
            shop.ProductChanged(shop.Products[SizedKettle]);
        });
        await world.SettleAsync();
        await world.SyncAsync(world.FirstConnection, SizedKettle);
        await ProcessedAsync(world);

        var shop = world.Shop(WorldShops.First);
        var copy = Copy(world);
        Assert.Equal(["READY", "FAILED"], copy.Media.Select(shop.StatusOf));
        Assert.Equal(copy.Media[0].Id, shop.VariantsOf(copy.Id)[0].MediaId);
        await using (var db = await world.ReadAsync())
        {
            Assert.Contains("could not fetch 1 image", (await db.ProductLinks.SingleAsync(World.Ct)).StateReason, StringComparison.Ordinal);
        }

        // Put right at the source, and asked for again: fetched once more, the broken one goes.
        await world.InShopAsync(WorldShops.Source, s =>
        {
            s.Products[SizedKettle].Media[1].Url = "/cdn/goods/there.svg";
            s.ProductChanged(s.Products[SizedKettle]);
        });
        await world.SettleAsync();
        await world.Get<FieldChoices>().UseSourceAsync(Actor.Of(world.First), new FieldAt(world.FirstConnection, SizedKettle, null, SyncFields.Images), World.Ct);
        await world.SettleAsync();
        await ProcessedAsync(world);
        Assert.Equal(["READY", "READY"], Copy(world).Media.Select(shop.StatusOf));
        Assert.Equal("", await world.DueAsync());
    }

    [Fact]
    public async Task Images_AnswerLost_AddedOnce()
    {
        await using var world = await World.ConnectedAsync();
        await SettingsAsync(world, s => s with { Products = Everything });
        await world.SyncAsync(world.FirstConnection, SizedKettle);
        var shop = world.Shop(WorldShops.First);
        await world.InShopAsync(WorldShops.Source, s =>
        {
            var product = s.Products[SizedKettle];
            product.Media.AddRange([Media(s, 1, "front"), Media(s, 2, "back")]);
            s.ProductChanged(product);
        });
        (shop.Faults.Operation, shop.Faults.LostAnswers) = ("productUpdate", 1);
        await world.SettleAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(0, shop.Faults.LostAnswers);
        Assert.Equal(["front", "back"], Copy(world).Media.Select(m => m.Alt));
        Assert.Equal("", await world.DueAsync());
    }
}
