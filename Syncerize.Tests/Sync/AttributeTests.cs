using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Sync;
using Syncerize.Tests.Scenarios;
using Syncerize.Tests.TestKit;
using static Syncerize.Tests.Sync.DressedGoods;

namespace Syncerize.Tests.Sync;

/// <summary>Every attribute of a product and a variant, from one simulated shop to another.</summary>
public sealed class AttributeTests
{
    [Fact]
    public async Task Converges_EveryAttribute_CreatedAndFollowed()
    {
        await using var world = await World.ConnectedAsync();
        await SettingsAsync(world, s => s with { Products = Everything });
        await world.InShopAsync(WorldShops.Source, shop => Dress(shop, "A", 1));
        await world.SettleAsync();
        await world.SyncAsync(world.FirstConnection, SizedKettle);
        AssertSame(world, "created");

        await world.InShopAsync(WorldShops.Source, shop => Dress(shop, "B", 2));
        await world.SettleAsync();
        AssertSame(world, "followed");
        var copy = Copy(world);
        Assert.Equal("kettle-b", copy.Handle);
        Assert.Equal([2_000_020L], copy.PublicationIds);
        Assert.Equal("", await world.DueAsync());
        await using var db = await world.ReadAsync();
        var writes = await db.FieldWrites.Where(w => w.Field == SyncFields.Cost).ToListAsync(World.Ct);
        Assert.Equal(2, writes.Count);
        Assert.All(writes, w => Assert.Contains("GBP × 1.75", w.Why, StringComparison.Ordinal));

        // What the source takes away goes here as well, and nothing else.
        await world.InShopAsync(WorldShops.Source, shop =>
        {
            var product = shop.Products[SizedKettle];
            product.Metafields.RemoveAll(m => m.Key == "care");
            (product.SeoTitle, product.CategoryGid) = (null, null);
            product.Tags = [];
            product.Media.RemoveAt(0);
            shop.VariantsOf(SizedKettle)[0].UnitCostMinor = null;
            shop.ProductChanged(product);
        });
        await world.SettleAsync();
        AssertSame(world, "taken away");
        Assert.Contains(Copy(world).Metafields, m => m.Key == "product_key");
    }

    [Fact]
    public async Task TouchesOnlyWhatIsSelected_OnlyOnCreate_WrittenOnce()
    {
        await using var world = await World.ConnectedAsync();
        var once = new ProductSyncSettings
        {
            Title = AttributeSync.OnCreate,
            Description = AttributeSync.OnCreate,
            Status = AttributeSync.OnCreate,
            Price = AttributeSync.OnCreate,
            CompareAtPrice = AttributeSync.OnCreate,
            Sku = AttributeSync.OnCreate,
            Barcode = AttributeSync.OnCreate,
            Handle = AttributeSync.OnCreate,
            Metafields = AttributeSync.OnCreate,
            MetafieldNamespaces = ["custom"],
            Cost = AttributeSync.OnCreate,
            AddNewVariants = false,
            RemoveDeletedVariants = false,
        };
        await SettingsAsync(world, s => s with { Products = once });
        await world.InShopAsync(WorldShops.Source, shop => Dress(shop, "A", 1));
        await world.SettleAsync();
        await world.SyncAsync(world.FirstConnection, SizedKettle);
        var copy = Copy(world);
        Assert.Equal(("vendor A", "SEO A", "A", 2), (copy.Vendor, copy.SeoTitle, copy.Metafields.Single(m => m.Key == "care").Value, copy.Media.Count));
        var before = System.Text.Json.JsonSerializer.Serialize(copy) + System.Text.Json.JsonSerializer.Serialize(world.Shop(WorldShops.First).VariantsOf(copy.Id));

        await world.InShopAsync(WorldShops.Source, shop => Dress(shop, "B", 2));
        await world.SettleAsync();
        copy = Copy(world);
        Assert.Equal(before, System.Text.Json.JsonSerializer.Serialize(copy) + System.Text.Json.JsonSerializer.Serialize(world.Shop(WorldShops.First).VariantsOf(copy.Id)));
    }

    [Fact]
    public async Task Options_AddedRenamedReorderedRemoved_Followed()
    {
        await using var world = await World.ConnectedAsync();
        await world.SyncAsync(world.FirstConnection, SizedKettle);
        await world.InShopAsync(WorldShops.Source, shop =>
        {
            var product = shop.Products[SizedKettle];
            product.Options[0].Name = "Volume";
            product.Options.Add(new SimOption { Id = shop.NewId(), Name = "Colour", Position = 2, Values = [new SimOptionValue { Id = shop.NewId(), Name = "Red" }, new SimOptionValue { Id = shop.NewId(), Name = "Blue" }] });
            product.Options[0].Values.Reverse();
            foreach (var (variant, colour) in shop.VariantsOf(SizedKettle).Zip(new[] { "Red", "Blue" }))
            {
                variant.SelectedOptions = [new SimSelectedOption { Name = "Volume", Value = variant.SelectedOptions[0].Value }, new SimSelectedOption { Name = "Colour", Value = colour }];
                variant.Title = ProductActions.TitleOf(variant);
                variant.Position = 3 - variant.Position;
            }

            shop.VariantsOf(SizedKettle).ToList().ForEach(shop.Put);
            shop.ProductChanged(product);
        });
        await world.SettleAsync();
        var copy = Copy(world);
        Assert.Equal([("Volume", "Large, Small"), ("Colour", "Red, Blue")], copy.Options.OrderBy(o => o.Position).Select(o => (o.Name, string.Join(", ", o.Values.Select(v => v.Name)))));
        Assert.Equal(["Large / Blue", "Small / Red"], world.Shop(WorldShops.First).VariantsOf(copy.Id).Select(v => v.Title));

        await world.InShopAsync(WorldShops.Source, shop =>
        {
            var product = shop.Products[SizedKettle];
            product.Options.RemoveAt(1);
            foreach (var variant in shop.VariantsOf(SizedKettle).ToList())
            {
                variant.SelectedOptions.RemoveAt(1);
                variant.Title = ProductActions.TitleOf(variant);
                shop.Put(variant);
            }

            shop.ProductChanged(product);
        });
        await world.SettleAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(["Volume"], Copy(world).Options.Select(o => o.Name));
        Assert.Equal("", await world.DueAsync());
    }

    [Fact]
    public async Task Handle_Taken_ProductKeepsItsOwnWithASentence()
    {
        await using var world = await World.ConnectedAsync();
        await SettingsAsync(world, s => s with { Products = new ProductSyncSettings { Handle = AttributeSync.KeepInSync } });
        await world.InShopAsync(WorldShops.First, shop => shop.AddProduct(new SimProduct { Title = "Mine", Handle = "kettle-1", Status = "ACTIVE" }));
        await world.SyncAsync(world.FirstConnection, Kettle);
        var shop = world.Shop(WorldShops.First);
        Assert.Equal(["kettle-1", "kettle-2"], shop.Products.Values.Select(p => p.Handle).Order());
        await using var db = await world.ReadAsync();
        var link = await db.ProductLinks.SingleAsync(World.Ct);
        Assert.Equal(LinkState.Active, link.State);
        Assert.Contains("belongs to another product", link.StateReason ?? (await db.Activity.OrderByDescending(a => a.Id).FirstAsync(World.Ct)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_Append_KeepTheShopsOwn()
    {
        await using var world = await World.ConnectedAsync();
        await SettingsAsync(world, s => s with { Products = new ProductSyncSettings { Tags = AttributeSync.KeepInSync, TagMode = TagMode.Append } });
        await world.InShopAsync(WorldShops.Source, shop => Tag(shop, Kettle, ["steel", "new"]));
        await world.SettleAsync();
        await world.SyncAsync(world.FirstConnection, Kettle);
        await world.InShopAsync(WorldShops.First, shop => Tag(shop, Copy(world).Id, ["steel", "new", "my own"]));
        await world.InShopAsync(WorldShops.Source, shop => Tag(shop, Kettle, ["steel", "sale"]));
        await world.SettleAsync();
        Assert.Equal(["my own", "sale", "steel"], Copy(world).Tags.Order());
    }

    [Fact]
    public async Task Collections_Rules_JoinedAndLeft()
    {
        await using var world = await World.ConnectedAsync();
        await world.InShopAsync(WorldShops.First, shop =>
        {
            foreach (var (id, title) in new[] { (2_000_901L, "Sale"), (2_000_902L, "Kettles"), (2_000_903L, "By hand") })
            {
                shop.Put(new SimCollection { Id = id, Title = title, UpdatedAt = shop.Now });
            }
        });
        await SettingsAsync(world, s => s with { Products = s.Products with { Collections = [new CollectionRule(CollectionMatch.Tag, "SALE", 2_000_901, "Sale"), new CollectionRule(CollectionMatch.ProductType, "kettle", 2_000_902, "Kettles")] } });
        await world.SyncAsync(world.FirstConnection, Kettle);
        Assert.Equal([2_000_902L], Copy(world).CollectionIds);

        await world.InShopAsync(WorldShops.First, shop =>
        {
            Copy(world).CollectionIds.Add(2_000_903);
            shop.ProductChanged(Copy(world));
        });
        await world.InShopAsync(WorldShops.Source, shop => Tag(shop, Kettle, ["sale"]));
        await world.SettleAsync();
        Assert.Equal([2_000_901L, 2_000_902, 2_000_903], Copy(world).CollectionIds.Order());

        await world.InShopAsync(WorldShops.Source, shop => Tag(shop, Kettle, []));
        await world.SettleAsync();
        Assert.Equal([2_000_902L, 2_000_903], Copy(world).CollectionIds.Order());
    }

    private static void Tag(ShopState shop, long product, List<string> tags)
    {
        shop.Products[product].Tags = tags;
        shop.ProductChanged(shop.Products[product]);
    }

    private static void AssertSame(World world, string when)
    {
        var (source, shop) = (world.Shop(WorldShops.Source), world.Shop(WorldShops.First));
        var (there, here) = (source.Products[SizedKettle], Copy(world));
        Assert.Equal(
            (when, there.Title, there.DescriptionHtml, there.Vendor, there.ProductType, string.Join(",", there.Tags), there.SeoTitle, there.SeoDescription),
            (when, here.Title, here.DescriptionHtml, here.Vendor, here.ProductType, string.Join(",", here.Tags), here.SeoTitle, here.SeoDescription));
        Assert.Equal((there.Handle, there.CategoryGid), (here.Handle, here.CategoryGid));
        Assert.Equal(there.Media.OrderBy(m => m.Position).Select(m => m.Alt), here.Media.OrderBy(m => m.Position).Select(m => m.Alt));
        Assert.Equal(there.Metafields.Where(m => m is { Namespace: "custom", Key: not "twin" }).Select(m => (m.Key, m.Value)), here.Metafields.Where(m => m.Namespace == "custom").Select(m => (m.Key, m.Value)));
        Assert.DoesNotContain(here.Metafields, m => m.Namespace == "internal" || m.Key == "twin");
        foreach (var (a, b) in source.VariantsOf(SizedKettle).Zip(shop.VariantsOf(here.Id)))
        {
            Assert.Equal(
                (when, a.PriceMinor * 7 / 4, a.CompareAtMinor * 7 / 4, a.UnitCostMinor * 7 / 4, a.Weight, a.Taxable, a.RequiresShipping, a.InventoryPolicy),
                (when, b.PriceMinor, b.CompareAtMinor, b.UnitCostMinor, b.Weight, b.Taxable, b.RequiresShipping, b.InventoryPolicy));
            Assert.Equal((a.HarmonizedSystemCode, a.CountryCodeOfOrigin, a.Sku, a.Barcode), (b.HarmonizedSystemCode, b.CountryCodeOfOrigin, b.Sku, b.Barcode));
            if (there.Media.Find(m => m.Id == a.MediaId) is { } shown)
            {
                Assert.Equal(shown.Alt, here.Media.Find(m => m.Id == b.MediaId)?.Alt);
            }
        }
    }
}
