using System.Globalization;
using System.Text;

namespace Syncerize.App.Sandbox.Catalog;

/// <summary>A product to stock a simulated shop with, before it has numbers: what the generator and the CSV reader both produce.</summary>
/// <param name="Handle">Address part; made unique when the product is added to a shop.</param>
/// <param name="Status">ACTIVE, DRAFT or ARCHIVED.</param>
/// <param name="Options">Empty for a product of one default variant.</param>
internal sealed record ProductBlueprint(
    string Title, string Handle, string DescriptionHtml, string Vendor, string ProductType, IReadOnlyList<string> Tags, string Status,
    IReadOnlyList<OptionBlueprint> Options, IReadOnlyList<ImageBlueprint> Images, IReadOnlyList<VariantBlueprint> Variants)
{
    public string? SeoTitle { get; init; }

    public string? SeoDescription { get; init; }
}

/// <summary>An option and the values in use, in order.</summary>
internal sealed record OptionBlueprint(string Name, IReadOnlyList<string> Values);

/// <summary>A picture: which view, of which colour, and its alternative text.</summary>
internal sealed record ImageBlueprint(int View, string? Colour, string? Alt);

/// <summary>A variant to be.</summary>
/// <param name="Values">One per option; empty for the default variant.</param>
/// <param name="Stock">Available units per location of the shop, in the order of its locations; null = not stocked there.</param>
internal sealed record VariantBlueprint(IReadOnlyList<string> Values, string? Sku, string? Barcode, long PriceMinor, IReadOnlyList<int?> Stock)
{
    public long? CompareAtMinor { get; init; }

    public long? UnitCostMinor { get; init; }

    public int Grams { get; init; }

    /// <summary>GRAMS, KILOGRAMS, OUNCES or POUNDS.</summary>
    public string WeightUnit { get; init; } = "GRAMS";

    public string? Hs { get; init; }

    public string? Country { get; init; }

    public bool Tracked { get; init; } = true;

    public bool RequiresShipping { get; init; } = true;

    public bool Taxable { get; init; } = true;

    /// <summary>DENY or CONTINUE.</summary>
    public string InventoryPolicy { get; init; } = "DENY";

    /// <summary>Index into the product's images.</summary>
    public int? ImageIndex { get; init; }
}

/// <summary>Address parts as Shopify makes them from titles.</summary>
internal static class Handles
{
    public static string From(string title)
    {
        var text = new StringBuilder();
        foreach (var c in title.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                text.Append(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && text.Length > 0 && text[^1] != '-')
            {
                text.Append('-');
            }
        }

        return text.ToString().Trim('-');
    }
}
