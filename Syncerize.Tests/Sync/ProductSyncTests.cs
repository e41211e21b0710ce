using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Sync;

/// <summary>Products from one shop to another over the simulated Admin API. Source in GBP, destinations in CAD at 1.75.</summary>
public sealed class ProductSyncTests
{
    private const long Kettle = 1_000_101;
    private const long SizedKettle = 1_000_102;

    [Fact]
    public async Task StartAsync_ProductWithVariants_CreatedWithPriceAndStock()
    {
        await using var world = await SyncedAsync(SizedKettle);

        var product = Only(world.Shop(WorldShops.First));
        var variants = world.Shop(WorldShops.First).VariantsOf(product.Id).ToList();
        Assert.Equal(("Kettle 2", "<p>Kettle <b>2</b></p>", "ACTIVE"), (product.Title, product.DescriptionHtml, product.Status));
        Assert.Equal([("Small", "KET-2S", 3500L), ("Large", "KET-2L", 3500L)], variants.Select(v => (v.Title, v.Sku!, v.PriceMinor)));
        Assert.All(variants, v => Assert.Equal(15, Available(world.Shop(WorldShops.First), v)));
        await using var db = await world.ReadAsync();
        var link = await db.ProductLinks.Include(l => l.Variants).SingleAsync(World.Ct);
        Assert.Equal((LinkState.Active, product.Id, 2), (link.State, link.DestinationProductId!.Value, link.Variants.Count(v => v.IsActive)));
        Assert.Equal("", await world.DueAsync());
    }

    [Fact]
    public async Task CreatedOnce_AnswerLost_OneProduct()
    {
        await using var world = await World.ConnectedAsync();
        var shop = world.Shop(WorldShops.First);
        (shop.Faults.Operation, shop.Faults.LostAnswers) = ("productSet", 1);
        await StartAsync(world, Kettle);
        await world.DrainAsync();
        Assert.Equal(0, shop.Faults.LostAnswers);
        Assert.Single(shop.Products);
        await using (var db = await world.ReadAsync())
        {
            Assert.Equal(LinkState.Creating, (await db.ProductLinks.SingleAsync(World.Ct)).State);
        }

        await world.SettleAsync();

        Assert.Single(shop.Products);
        await using var after = await world.ReadAsync();
        Assert.Equal(LinkState.Active, (await after.ProductLinks.SingleAsync(World.Ct)).State);
        Assert.Equal("", await world.DueAsync());
    }

    [Fact]
    public async Task StartAsync_Twice_OneProductAndASentence()
    {
        await using var world = await SyncedAsync(Kettle);
        var again = await StartAsync(world, Kettle, 4711);
        await world.SettleAsync();

        Assert.Equal([SyncStart.AlreadySynced, SyncStart.NotOffered], again.Products.Select(p => p.Result));
        Assert.Single(world.Shop(WorldShops.First).Products);
    }

    [Fact]
    public async Task Source_TitlePriceAndStatusChange_Arrive()
    {
        await using var world = await SyncedAsync(SizedKettle);
        await world.InShopAsync(WorldShops.Source, shop =>
        {
            var product = shop.Products[SizedKettle];
            (product.Title, product.Status) = ("Kettle, copper", "DRAFT");
            var variant = shop.VariantsOf(SizedKettle)[0];
            variant.PriceMinor = 1050;
            shop.VariantChanged(variant);
        });
        await world.SettleAsync();

        var copy = Only(world.Shop(WorldShops.First));
        Assert.Equal(("Kettle, copper", "DRAFT"), (copy.Title, copy.Status));
        Assert.Equal([1838L, 3500L], world.Shop(WorldShops.First).VariantsOf(copy.Id).Select(v => v.PriceMinor));
    }

    [Fact]
    public async Task Source_VariantAddedAndDeleted_FollowedWithStock()
    {
        await using var world = await SyncedAsync(SizedKettle);
        await world.InShopAsync(WorldShops.Source, shop =>
        {
            var product = shop.Products[SizedKettle];
            var variant = new SimVariant { Sku = "KET-2H", PriceMinor = 4000, SelectedOptions = [new SimSelectedOption { Name = "Size", Value = "Huge" }] };
            shop.AddVariant(product, variant);
            shop.Activate(variant.InventoryItemId, shop.Locations.Keys.Min(), 7);
            shop.Remove(shop.VariantsOf(SizedKettle).First(v => v.Title == "Small"));
            shop.ProductChanged(product);
        });
        await world.SettleAsync();

        var shop = world.Shop(WorldShops.First);
        var variants = shop.VariantsOf(Only(shop).Id).OrderBy(v => v.Id).ToList();
        Assert.Equal([("Large", 3500L), ("Huge", 7000L)], variants.Select(v => (v.Title, v.PriceMinor)));
        Assert.Equal(7, Available(shop, variants[1]));
        Assert.Equal("", await world.DueAsync());
    }

    [Fact]
    public async Task Source_ProductDeleted_UnavailableAndStockZero()
    {
        await using var world = await SyncedAsync(Kettle);
        await world.InShopAsync(WorldShops.Source, shop => shop.DeleteProduct(shop.Products[Kettle]));
        await world.SettleAsync();

        var shop = world.Shop(WorldShops.First);
        Assert.Equal(0, Available(shop, shop.VariantsOf(Only(shop).Id).Single()));
        await using var db = await world.ReadAsync();
        Assert.Equal(LinkState.Unavailable, (await db.ProductLinks.SingleAsync(World.Ct)).State);
    }

    [Fact]
    public async Task Source_NoLongerOffered_ZeroAndBackAgain()
    {
        await using var world = await SyncedAsync(Kettle);
        var shop = world.Shop(WorldShops.First);
        var variant = shop.VariantsOf(Only(shop).Id).Single();
        await world.Get<SourceOffers>().SetModeAsync(Actor.Of(world.Source), world.Source, Availability.Individual, [], World.Ct);
        await world.SettleAsync();
        Assert.Equal(0, Available(shop, variant));

        await world.Get<SourceOffers>().PickAsync(Actor.Of(world.Source), world.Source, [Kettle], picked: true, World.Ct);
        await world.SettleAsync();
        Assert.Equal(15, Available(shop, variant));
    }

    [Fact]
    public async Task Destination_ProductDeleted_BrokenNotMadeAgain()
    {
        await using var world = await SyncedAsync(Kettle);
        await world.InShopAsync(WorldShops.First, shop => shop.DeleteProduct(Only(shop)));
        await world.SettleAsync();
        await RenameAsync(world, "Kettle, copper");

        Assert.Empty(world.Shop(WorldShops.First).Products);
        await using var db = await world.ReadAsync();
        Assert.Equal(LinkState.Broken, (await db.ProductLinks.SingleAsync(World.Ct)).State);

        await StartAsync(world, Kettle);
        await world.SettleAsync();
        Assert.Equal("Kettle, copper", Only(world.Shop(WorldShops.First)).Title);
    }

    [Fact]
    public async Task Destination_TitleEditedByHand_NoticedKeptThenReplaced()
    {
        await using var world = await SyncedAsync(Kettle);
        await world.InShopAsync(WorldShops.First, shop =>
        {
            Only(shop).Title = "My kettle";
            shop.ProductChanged(Only(shop));
        });
        await world.SettleAsync();
        Assert.Equal("My kettle", Only(world.Shop(WorldShops.First)).Title);
        await using (var db = await world.ReadAsync())
        {
            Assert.Single(await db.Activity.Where(a => a.Sentence.Contains("My kettle")).ToListAsync(World.Ct));
        }

        await RenameAsync(world, "Kettle, copper");
        Assert.Equal("Kettle, copper", Only(world.Shop(WorldShops.First)).Title);
    }

    [Fact]
    public async Task KeepAsync_ThenStartAgain_SameProduct()
    {
        await using var world = await SyncedAsync(Kettle);
        var before = Only(world.Shop(WorldShops.First)).Id;
        Assert.Equal(1, await world.Get<SyncProducts>().KeepAsync(Actor.Of(world.First), world.FirstConnection, [Kettle], World.Ct));
        await RenameAsync(world, "Kettle, copper");
        Assert.Equal("Kettle 1", Only(world.Shop(WorldShops.First)).Title);

        await StartAsync(world, Kettle);
        await world.SettleAsync();
        Assert.Equal((before, "Kettle, copper"), (Only(world.Shop(WorldShops.First)).Id, Only(world.Shop(WorldShops.First)).Title));
    }

    [Fact]
    public async Task Adoption_LinksForgotten_FoundAgainAndNothingWritten()
    {
        await using var world = await SyncedAsync(Kettle, SizedKettle);
        await world.Gate.WriteAsync(
            async (w, ct) =>
            {
                await w.Db.Ledger.ExecuteDeleteAsync(ct);
                await w.Db.VariantLinks.ExecuteDeleteAsync(ct);
                await w.Db.ProductLinks.ExecuteDeleteAsync(ct);
                await w.Db.Products.Where(p => p.StoreId == world.First).ExecuteDeleteAsync(ct);
                await w.Db.PollCursors.ExecuteDeleteAsync(ct);
            },
            World.Ct);
        var stamps = world.Shop(WorldShops.First).Products.Values.Select(p => p.UpdatedAt).ToList();
        var connections = world.Get<ConnectionCommands>();
        await connections.DoAsync(Actor.Of(world.First), world.FirstConnection, ConnectionAction.Pause, World.Ct);
        await connections.DoAsync(Actor.Of(world.First), world.FirstConnection, ConnectionAction.Resume, World.Ct);
        await world.SettleAsync();

        Assert.Equal(stamps, world.Shop(WorldShops.First).Products.Values.Select(p => p.UpdatedAt));
        await using var db = await world.ReadAsync();
        Assert.Equal(2, await db.ProductLinks.CountAsync(l => l.State == LinkState.Active, World.Ct));
        Assert.Equal(3, await db.VariantLinks.CountAsync(l => l.IsActive, World.Ct));
        Assert.Equal("", await world.DueAsync());
    }

    [Fact]
    public async Task SetAsync_NewRate_PricesFollow()
    {
        await using var world = await SyncedAsync(Kettle);
        await world.Get<ExchangeRates>().SetAsync(Actor.Of(world.First), world.First, "GBP", "CAD", 2m, World.Ct);
        await world.SettleAsync();
        var shop = world.Shop(WorldShops.First);
        Assert.Equal(2000, shop.VariantsOf(Only(shop).Id).Single().PriceMinor);
    }

    [Fact]
    public async Task StartAsync_OtherStore_Refused()
    {
        await using var world = await World.ConnectedAsync();
        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Get<SyncProducts>().StartAsync(Actor.Of(world.Second), world.FirstConnection, [Kettle], World.Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Get<ProductPreview>().OfAsync(Actor.Of(world.Second), world.FirstConnection, [Kettle], World.Ct));
    }

    [Fact]
    public async Task OfAsync_NotSynced_ShowsTheCreateAndWritesNothing()
    {
        await using var world = await World.ConnectedAsync();
        var previewed = Assert.Single(await world.Get<ProductPreview>().OfAsync(Actor.Of(world.First), world.FirstConnection, [Kettle], World.Ct));
        Assert.Equal((PlanKind.Create, "17.50"), (previewed.Plan.Kind, previewed.Plan.Draft!.Variants[0].Price));
        Assert.Empty(world.Shop(WorldShops.First).Products);
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

    private static async Task RenameAsync(World world, string title)
    {
        await world.InShopAsync(WorldShops.Source, shop =>
        {
            shop.Products[Kettle].Title = title;
            shop.ProductChanged(shop.Products[Kettle]);
        });
        await world.SettleAsync();
    }

    private static SimProduct Only(ShopState shop) => Assert.Single(shop.Products).Value;

    private static int Available(ShopState shop, SimVariant variant) => shop.LevelsOf(variant.InventoryItemId).Sum(l => l.Available);
}
