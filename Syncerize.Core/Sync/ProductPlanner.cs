using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Shopify;

namespace Syncerize.Core.Sync;

/// <summary>
/// What has to be done so that a destination product equals its source in everything selected. Pure: preview and the real run ask the same.
/// A field is written when the source's value (settings applied) differs from what was planned before; what was read back after our own write counts as equal,
/// and a value changed by hand at the destination is kept or overwritten as the connection says (docs/decisions).
/// </summary>
public static class ProductPlanner
{
    /// <summary>Plans one product.</summary>
    public static ProductPlan Plan(PlanInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (Held(inputs) is { } held)
        {
            return new ProductPlan { Kind = PlanKind.Waits, Sentences = [held] };
        }

        return inputs.Destination is { DeletedAt: null } ? new ProductUpdatePlanner(inputs, inputs.Destination).Plan() : Create(inputs);
    }

    /// <summary>The sentence for a missing exchange rate, or null where none is missing.</summary>
    public static string? RateMissing(PlanInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.RateMillionths is null
            ? $"Waits for an exchange rate from {inputs.SourceCurrency} to {inputs.DestinationCurrency}: set it in Settings. Prices are left alone until then."
            : null;
    }

    /// <summary>The sentence of a product that its source keeps back by the connection's hold tag; null where it does not.</summary>
    public static string? Held(PlanInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var tag = inputs.Settings.Products.HoldTag.Trim();
        return tag.Length > 0 && inputs.Source.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase)
            ? $"Held back: the source has tagged it “{tag}”. It goes on when the tag is taken off."
            : null;
    }

    /// <summary>The destination price of a source amount; null while the rate is missing.</summary>
    internal static PlannedPrice? PriceOf(PlanInputs inputs, long minor) => inputs.RateMillionths is { } rate
        ? PricePlan.Of(new Money(minor, inputs.SourceCurrency), inputs.DestinationCurrency, rate, inputs.Settings.Price)
        : null;

    /// <summary>The compare-at price in Shopify's form: made like a price, without a floor, empty where there is none or it is not above the price; null while the rate is missing.</summary>
    internal static (string? Text, string? How) CompareAtOf(PlanInputs inputs, Variant source)
    {
        if (source.CompareAtMinor is not { } minor)
        {
            return ("", null);
        }

        if (inputs.RateMillionths is not { } rate)
        {
            return (null, null);
        }

        var planned = PricePlan.Of(new Money(minor, inputs.SourceCurrency), inputs.DestinationCurrency, rate, inputs.Settings.Price with { FloorMinor = null });
        return planned.Price.Minor > PriceOf(inputs, source.PriceMinor)!.Price.Minor ? (planned.Price.ToShopify(), planned.How) : ("", $"{planned.How}: not above the price, so none is shown");
    }

    /// <summary>The cost at the destination: converted, nothing added; null while the rate is missing.</summary>
    internal static PlannedPrice? CostOf(PlanInputs inputs, long minor) =>
        inputs.RateMillionths is { } rate ? PricePlan.Converted(new Money(minor, inputs.SourceCurrency), inputs.DestinationCurrency, rate) : null;

    /// <summary>What happens at the destination when nothing is left.</summary>
    internal static string PolicyOf(ConnectionSettings settings, Variant source) => settings.Stock.SoldOut switch
    {
        SoldOutPolicy.StopSelling => "DENY",
        SoldOutPolicy.KeepSelling => "CONTINUE",
        _ => source.InventoryPolicy,
    };

    /// <summary>The sentence for a handle that collides.</summary>
    internal static string HandleTaken(string wanted, string kept) => $"The handle “{wanted}” belongs to another product of this shop; this one keeps “{kept}”.";

    /// <summary>Whether a metafield means the same in another shop. References name objects of their own shop, and an id is unique there.</summary>
    internal static bool Carries(MetafieldReading metafield) => metafield.Type != "id" && !metafield.Type.Contains("_reference", StringComparison.Ordinal);

    /// <summary>The collections that the rules put a source product into.</summary>
    internal static IReadOnlyList<long> CollectionsOf(ProductSyncSettings settings, Product source) =>
        [.. settings.Collections.Where(r => r.Match switch
        {
            CollectionMatch.Tag => source.Tags.Contains(r.Value, StringComparer.OrdinalIgnoreCase),
            CollectionMatch.ProductType => string.Equals(source.ProductType, r.Value, StringComparison.OrdinalIgnoreCase),
            CollectionMatch.Vendor => string.Equals(source.Vendor, r.Value, StringComparison.OrdinalIgnoreCase),
            _ => true,
        }).Select(r => r.CollectionId).Distinct().Order()];

    /// <summary>A new variant at the destination. Stocked at zero: only a fresh reading may raise it (engine rules, Stock).</summary>
    internal static VariantDraft Draft(PlanInputs inputs, Variant source, IReadOnlyList<SelectedOption> options, int position, string price)
    {
        var settings = inputs.Settings.Products;
        var location = source.Tracked ? inputs.LocationId : null;
        var weighs = settings.Weight != AttributeSync.Off && source.WeightThousandths is not null;
        return new VariantDraft(
            options, settings.Sku == AttributeSync.Off ? null : source.Sku, settings.Barcode == AttributeSync.Off ? null : source.Barcode, price,
            settings.CompareAtPrice == AttributeSync.Off || CompareAtOf(inputs, source).Text is not { Length: > 0 } compareAt ? null : compareAt,
            settings.Taxable == AttributeSync.Off || source.Taxable, settings.InventoryPolicy == AttributeSync.Off ? "DENY" : PolicyOf(inputs.Settings, source), source.Tracked,
            settings.RequiresShipping == AttributeSync.Off || source.RequiresShipping, weighs ? source.WeightThousandths / 1000m : null, weighs ? source.WeightUnit : null,
            settings.HsCode == AttributeSync.Off ? null : source.HarmonizedSystemCode, settings.CountryOfOrigin == AttributeSync.Off ? null : source.CountryCodeOfOrigin, position,
            location, location is null ? null : 0)
        {
            Cost = settings.Cost != AttributeSync.Off && source.UnitCostMinor is { } cost ? CostOf(inputs, cost)?.Price.ToShopify() : null,
        };
    }

    private static ProductPlan Create(PlanInputs inputs)
    {
        if (RateMissing(inputs) is { } waits)
        {
            return new ProductPlan { Kind = PlanKind.Waits, Sentences = [waits] };
        }

        var source = inputs.Source;
        var variants = source.Variants.OrderBy(v => v.Position).ThenBy(v => v.VariantId).ToList();
        if (variants.Count == 0)
        {
            return new ProductPlan { Kind = PlanKind.Conflict, Sentences = ["The source product has no variants."] };
        }

        var prices = variants.ConvertAll(v => PriceOf(inputs, v.PriceMinor)!);
        var draft = Draft(inputs, variants, prices);
        return new ProductPlan
        {
            Kind = PlanKind.Create,
            Draft = draft,
            Changes =
            [
                new PlannedChange(source.Title, "product", "not there", $"created with {Plural.Of(variants.Count, "variant")} and {Plural.Of(draft.Images.Count, "image")}", "offered by the source"),
                .. variants.Select((v, i) => new PlannedChange(v.Title, SyncFields.Price, "", prices[i].Price.ToString(), prices[i].How)),
            ],
        };
    }

    private static ProductDraft Draft(PlanInputs inputs, List<Variant> variants, List<PlannedPrice> prices)
    {
        var (source, settings) = (inputs.Source, inputs.Settings.Products);
        var images = settings.Images == AttributeSync.Off ? [] : source.Images.OrderBy(i => i.Position).Where(i => i.Url is not null).ToDictionary(i => i.MediaId, i => new ImageDraft(i.Url!, i.Alt));
        return new ProductDraft(
            inputs.ProductKey, source.Title, settings.Handle == AttributeSync.Off || inputs.IsHandleTaken ? null : source.Handle,
            settings.Description == AttributeSync.Off ? "" : source.DescriptionHtml, settings.Vendor == AttributeSync.Off ? "" : source.Vendor,
            settings.ProductType == AttributeSync.Off ? "" : source.ProductType, settings.Tags == AttributeSync.Off ? [] : source.Tags,
            settings.Status == AttributeSync.Off || settings.NewProducts == NewProduct.Draft ? "DRAFT" : source.Status, [.. source.Options.OrderBy(o => o.Position)],
            [.. images.Values],
            [.. variants.Select((v, i) => Draft(inputs, v, v.Options, i + 1, prices[i].Price.ToShopify()) with { Image = v.MediaId is { } media ? images.GetValueOrDefault(media) : null })])
        {
            CategoryId = settings.Category == AttributeSync.Off ? null : source.CategoryId,
            SeoTitle = settings.Seo == AttributeSync.Off ? null : source.SeoTitle,
            SeoDescription = settings.Seo == AttributeSync.Off ? null : source.SeoDescription,
            Metafields = settings.Metafields == AttributeSync.Off ? [] : [.. source.Metafields.Where(m => settings.MetafieldNamespaces.Contains(m.Namespace, StringComparer.Ordinal) && Carries(m))],
            CollectionIds = CollectionsOf(settings, source),
        };
    }
}
