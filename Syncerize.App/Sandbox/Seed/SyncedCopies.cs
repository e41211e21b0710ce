using Syncerize.App.Sandbox.Catalog;
using Syncerize.App.Sandbox.Images;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Seed;

/// <summary>A destination variant and the source variant it was made from.</summary>
internal sealed record SyncedVariant(SimVariant Destination, SimVariant Source);

/// <summary>
/// The source products that already exist in the destination, exactly as the app creates them (docs/architecture.md): same text, options, variants and codes,
/// price × rate rounded half up to whole minor units, the product key, stock at one location.
/// </summary>
internal static class SyncedCopies
{
    /// <summary>The app's reserved namespace <c>$app:syncerize</c> as Shopify resolves it.</summary>
    public const string Namespace = "app--1--syncerize";

    public const string ProductKey = "product_key";

    public const string PushKey = "push_key";

    /// <summary>Copies products into the destination; their quantities are set once the orders are known.</summary>
    /// <returns>By destination variant id.</returns>
    public static Dictionary<long, SyncedVariant> Create(SeedShop source, SeedShop destination, IReadOnlyList<SimProduct> products, decimal rate, DateTimeOffset now)
    {
        var pairs = new Dictionary<long, SyncedVariant>();
        for (var i = 0; i < products.Count; i++)
        {
            var original = products[i];
            // Three quarters came with the first import, the others in later ones: 150, 110, 70 and 30 days ago.
            var first = products.Count * 3 / 4;
            var batch = i < first ? 187 : 150 - (40 * ((i - first) * 4 / Math.Max(1, products.Count - first)));
            var createdAt = now.AddDays(-batch).AddSeconds(i * 2);
            var variants = source.VariantsOf(original.Id);
            var copy = destination.Add(Blueprint(original, variants, rate), createdAt, createdAt.AddSeconds(1));
            for (var m = 0; m < copy.Media.Count; m++)
            {
                copy.Media[m].Url = PictureEndpoint.Moved(original.Media[m].Url, destination.Shop.Domain);
            }

            copy.Metafields.Add(new SimMetafield
            {
                Id = destination.NewId(),
                Namespace = Namespace,
                Key = ProductKey,
                Type = "id",
                Value = FormattableString.Invariant($"{source.Shop.ShopId}/{original.Id}"),
                CreatedAt = createdAt,
                UpdatedAt = createdAt,
            });
            foreach (var (made, from) in destination.VariantsOf(copy.Id).Zip(variants))
            {
                made.Weight = from.Weight;
                pairs[made.Id] = new SyncedVariant(made, from);
                destination.Stock(made.InventoryItemId, destination.Locations[0].Id, 0, createdAt, createdAt);
            }
        }

        return pairs;
    }

    /// <summary>An amount in another currency: half up to whole minor units.</summary>
    public static long Convert(long minor, decimal rate) => (long)decimal.Round(minor * rate, 0, MidpointRounding.AwayFromZero);

    private static ProductBlueprint Blueprint(SimProduct product, IReadOnlyList<SimVariant> variants, decimal rate) => new(
        product.Title, product.Handle, product.DescriptionHtml, product.Vendor, product.ProductType, product.Tags, product.Status,
        [.. product.Options.Select(option => new OptionBlueprint(option.Name, [.. option.Values.Select(value => value.Name)]))],
        [.. product.Media.Select(media => new ImageBlueprint(media.Position, null, media.Alt))],
        [.. variants.Select(variant => new VariantBlueprint(
            [.. variant.SelectedOptions.Select(option => option.Value)], variant.Sku, variant.Barcode, Convert(variant.PriceMinor, rate), [])
        {
            CompareAtMinor = variant.CompareAtMinor is { } compareAt ? Convert(compareAt, rate) : null,
            WeightUnit = variant.WeightUnit,
            Hs = variant.HarmonizedSystemCode,
            Country = variant.CountryCodeOfOrigin,
            Tracked = variant.Tracked,
            RequiresShipping = variant.RequiresShipping,
            Taxable = variant.Taxable,
            InventoryPolicy = variant.InventoryPolicy,
            ImageIndex = variant.MediaId is { } media ? product.Media.FindIndex(m => m.Id == media) : null,
        })]);
}
