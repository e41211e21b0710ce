using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core.Connections;
using Syncerize.Tests.Scenarios;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Sync;

/// <summary>A source product with everything a product can have, and settings that carry all of it over.</summary>
internal static class DressedGoods
{
    public const long Kettle = 1_000_101;
    public const long SizedKettle = 1_000_102;

    public static readonly ProductSyncSettings Everything = new()
    {
        Vendor = AttributeSync.KeepInSync,
        ProductType = AttributeSync.KeepInSync,
        Category = AttributeSync.KeepInSync,
        Tags = AttributeSync.KeepInSync,
        Images = AttributeSync.KeepInSync,
        Handle = AttributeSync.KeepInSync,
        Seo = AttributeSync.KeepInSync,
        Metafields = AttributeSync.KeepInSync,
        MetafieldNamespaces = ["custom"],
        Weight = AttributeSync.KeepInSync,
        InventoryPolicy = AttributeSync.KeepInSync,
        Cost = AttributeSync.KeepInSync,
        Taxable = AttributeSync.KeepInSync,
        RequiresShipping = AttributeSync.KeepInSync,
        CountryOfOrigin = AttributeSync.KeepInSync,
        HsCode = AttributeSync.KeepInSync,
        NewProducts = NewProduct.OnlineStore,
    };

    // Shopify has processed what it was given, and says so.
    public static async Task ProcessedAsync(World world)
    {
        world.Time.Advance(TimeSpan.FromSeconds(30));
        await world.Get<Core.Intake.PollSchedule>().PollAsync(World.Ct);
        await world.SettleAsync();
    }

    public static void Dress(ShopState shop, string mark, int n)
    {
        var product = shop.Products[SizedKettle];
        (product.Title, product.DescriptionHtml, product.Vendor, product.ProductType) = ($"Kettle {mark}", $"<p onclick=\"x()\">{mark} 🫖</p>", $"vendor {mark}", $"type {mark}");
        (product.SeoTitle, product.SeoDescription, product.Handle) = ($"SEO {mark}", $"about {mark}", $"kettle-{mark.ToLowerInvariant()}");
        product.Tags = [mark];
        product.CategoryGid = n == 1 ? "gid://shopify/TaxonomyCategory/hg" : "gid://shopify/TaxonomyCategory/sg";
        product.Metafields =
        [
            new SimMetafield { Id = shop.NewId(), Namespace = "custom", Key = "care", Value = mark },
            new SimMetafield { Id = shop.NewId(), Namespace = "custom", Key = "twin", Type = "product_reference", Value = "gid://shopify/Product/1" },
            new SimMetafield { Id = shop.NewId(), Namespace = "internal", Key = "margin", Value = "secret" },
        ];
        if (n == 1)
        {
            product.Media = [Media(shop, 1, "front"), Media(shop, 2, "back")];
        }
        else
        {
            product.Media.Reverse();
            product.Media.Add(Media(shop, 3, "side"));
            for (var i = 0; i < product.Media.Count; i++)
            {
                product.Media[i].Position = i + 1;
            }

            product.Media[0].Alt = "from behind";
        }

        foreach (var variant in shop.VariantsOf(SizedKettle).ToList())
        {
            (variant.PriceMinor, variant.CompareAtMinor, variant.UnitCostMinor, variant.Weight, variant.WeightUnit) = (1000 * n, 1500 * n, 400 * n, 1.25m * n, "KILOGRAMS");
            (variant.Taxable, variant.RequiresShipping, variant.InventoryPolicy) = (n == 1, n == 1, n == 1 ? "DENY" : "CONTINUE");
            (variant.HarmonizedSystemCode, variant.CountryCodeOfOrigin, variant.Barcode) = ($"73239{n}", n == 1 ? "GB" : "FR", $"{variant.Id}{n}");
            variant.MediaId = product.Media[n - 1].Id;
            shop.Put(variant);
        }

        shop.ProductChanged(product);
    }

    public static SimMedia Media(ShopState shop, int n, string alt) => new() { Id = shop.NewId(), Url = $"/cdn/goods/kettle-{n}.svg", Alt = alt, Position = n };

    public static Task SettingsAsync(World world, Func<ConnectionSettings, ConnectionSettings> change) => world.SettingsAsync(world.FirstConnection, change);

    public static SimProduct Copy(World world) => world.Shop(WorldShops.First).Products.Values.Single(p => p.Title != "Mine");
}
