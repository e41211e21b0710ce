namespace Syncerize.App.Sandbox.Catalog;

/// <summary>A kind of goods a simulated shop sells; the generator makes several products of each.</summary>
/// <param name="Type">Product type as the merchant writes it.</param>
/// <param name="Code">First part of the SKU.</param>
/// <param name="Nouns">Last words of titles.</param>
/// <param name="Materials">Middle words of titles.</param>
/// <param name="Options">Options its variants differ in; none means one default variant.</param>
/// <param name="Price">Lowest and highest price in whole units of the shop's currency.</param>
/// <param name="Grams">Lightest and heaviest variant.</param>
/// <param name="Hs">Customs tariff number.</param>
/// <param name="Tags">Tags every product of this kind may carry.</param>
/// <param name="Points">Sentences for the description's list.</param>
internal sealed record GoodsKind(
    string Type, string Code, string[] Nouns, string[] Materials, OptionPool[] Options, (int From, int To) Price, (int From, int To) Grams, string Hs, string[] Tags, string[] Points);

/// <summary>An option with the values it may have; a product takes between <paramref name="Least"/> and <paramref name="Most"/> of them.</summary>
/// <param name="Ordered">Sizes are taken in a row from the start, colours at random.</param>
internal sealed record OptionPool(string Name, string[] Values, int Least, int Most, bool Ordered)
{
    public static OptionPool Colours(string name, int least, int most, params string[] values) => new(name, values, least, most, Ordered: false);

    public static OptionPool Sizes(int least, params string[] values) => new("Size", values, least, values.Length, Ordered: true);
}

/// <summary>What one simulated shop sells.</summary>
internal sealed record Assortment(
    string SkuPrefix, string BarcodePrefix, string Country, string[] Lines, string[] Vendors, string[] Openings, GoodsKind[] Kinds);
