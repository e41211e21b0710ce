using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Shopify;

namespace Syncerize.Core.Sync;

/// <summary>
/// What has to be done so that a destination product equals its source in everything selected. Pure: preview and the real run ask the same.
/// A field is written when the source's value (settings applied) differs from what was planned before; what was read back after our own write counts as equal,
/// and a value changed by hand at the destination is kept until the source changes (docs/decisions).
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

    /// <summary>The destination price of a source amount, in Shopify's form; null while the rate is missing.</summary>
    internal static PlannedPrice? PriceOf(PlanInputs inputs, long minor) => inputs.RateMillionths is { } rate
        ? PricePlan.Of(new Money(minor, inputs.SourceCurrency), inputs.DestinationCurrency, rate, inputs.Settings.Price.MarginBasisPoints)
        : null;

    /// <summary>A new variant at the destination. Stocked at zero: only a fresh reading may raise it (engine rules, Stock).</summary>
    internal static VariantDraft Draft(PlanInputs inputs, Variant source, IReadOnlyList<SelectedOption> options, int position, string price)
    {
        var settings = inputs.Settings.Products;
        var location = source.Tracked ? inputs.LocationId : null;
        return new VariantDraft(
            options, settings.Sku == AttributeSync.Off ? null : source.Sku, settings.Barcode == AttributeSync.Off ? null : source.Barcode, price,
            settings.CompareAtPrice == AttributeSync.Off || source.CompareAtMinor is not { } compareAt ? null : PriceOf(inputs, compareAt)?.Price.ToShopify(),
            source.Taxable, settings.InventoryPolicy == AttributeSync.Off ? "DENY" : source.InventoryPolicy, source.Tracked, source.RequiresShipping,
            source.WeightThousandths is { } weight ? weight / 1000m : null, source.WeightUnit, source.HarmonizedSystemCode, source.CountryCodeOfOrigin, position,
            location, location is null ? null : 0);
    }

    private static ProductPlan Create(PlanInputs inputs)
    {
        if (RateMissing(inputs) is { } waits)
        {
            return new ProductPlan { Kind = PlanKind.Waits, Sentences = [waits] };
        }

        var (source, settings) = (inputs.Source, inputs.Settings.Products);
        var variants = source.Variants.OrderBy(v => v.Position).ThenBy(v => v.VariantId).ToList();
        if (variants.Count == 0)
        {
            return new ProductPlan { Kind = PlanKind.Conflict, Sentences = ["The source product has no variants."] };
        }

        var prices = variants.ConvertAll(v => PriceOf(inputs, v.PriceMinor)!);
        var draft = new ProductDraft(
            inputs.ProductKey, source.Title, Handle: null, settings.Description == AttributeSync.Off ? "" : source.DescriptionHtml, settings.Vendor == AttributeSync.Off ? "" : source.Vendor,
            settings.ProductType == AttributeSync.Off ? "" : source.ProductType, settings.Tags == AttributeSync.Off ? [] : source.Tags,
            settings.Status == AttributeSync.Off ? "DRAFT" : source.Status, [.. source.Options.OrderBy(o => o.Position)],
            settings.Images == AttributeSync.Off ? [] : [.. source.Images.OrderBy(i => i.Position).Where(i => i.Url is not null).Select(i => new ImageDraft(i.Url!, i.Alt))],
            [.. variants.Select((v, i) => Draft(inputs, v, v.Options, i + 1, prices[i].Price.ToShopify()))]);
        return new ProductPlan
        {
            Kind = PlanKind.Create,
            Draft = draft,
            Changes =
            [
                new PlannedChange(source.Title, "product", "not there", $"created with {variants.Count} variant(s) and {draft.Images.Count} image(s)", "offered by the source"),
                .. variants.Select((v, i) => new PlannedChange(v.Title, SyncFields.Price, "", prices[i].Price.ToString(), prices[i].How)),
            ],
        };
    }
}
