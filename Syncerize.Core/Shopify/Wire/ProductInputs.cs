namespace Syncerize.Core.Shopify.Wire;

/// <summary>Our words turned into Shopify's product inputs.</summary>
internal static class ProductInputs
{
    // What Shopify calls the option of a product that has none.
    private static readonly OptionReading NoOption = new("Title", 1, ["Default Title"]);

    public static ProductSetInput Of(ProductDraft draft) => new(
        draft.Title, draft.Handle, draft.DescriptionHtml, draft.Vendor, draft.ProductType, draft.Tags, draft.Status,
        [.. (draft.Options.Count == 0 ? [NoOption] : draft.Options).Select(Of)],
        [.. draft.Images.Select(i => new FileInput(i.Url, i.Alt, "IMAGE"))],
        [.. draft.Variants.Select(OfNew)],
        [new MetafieldInput(ShopifyKeys.Namespace, ShopifyKeys.ProductKeyName, "id", draft.Key)]);

    public static OptionInput Of(OptionReading option) => new(option.Name, option.Position, [.. option.Values.Select(v => new NameNode(v))]);

    public static VariantBulkInput Of(VariantChange change) => new(
        Gid.Of("ProductVariant", change.VariantId), change.Options is null ? null : Values(change.Options), change.Barcode, change.Price, change.CompareAtPrice,
        change.Taxable, change.InventoryPolicy,
        change.Sku is null && change.Tracked is null && change.RequiresShipping is null
            ? null
            : new InventoryItemInput(change.Sku, change.Tracked, change.RequiresShipping));

    public static VariantBulkInput ToBulk(VariantDraft draft) => new(
        null, Values(draft.Options), draft.Barcode, draft.Price, draft.CompareAtPrice, draft.Taxable, draft.InventoryPolicy, Item(draft),
        draft is { LocationId: { } location, Available: { } available } ? [new InventoryLevelInput(Gid.Of("Location", location), available)] : null);

    private static ProductSetVariantInput OfNew(VariantDraft draft) => new(
        Values(draft.Options), draft.Sku, draft.Barcode, draft.Price, draft.CompareAtPrice, draft.Taxable, draft.InventoryPolicy, draft.Position, Item(draft),
        draft is { LocationId: { } location, Available: { } available } ? [new SetInventoryInput(Gid.Of("Location", location), "available", available)] : null);

    private static InventoryItemInput Item(VariantDraft draft) => new(
        draft.Sku, draft.Tracked, draft.RequiresShipping,
        draft is { Weight: { } weight, WeightUnit: { } unit } ? new MeasurementInput(new WeightInput(weight, unit)) : null,
        draft.HarmonizedSystemCode, draft.CountryCodeOfOrigin);

    private static IReadOnlyList<OptionValueInput> Values(IReadOnlyList<SelectedOption> options) =>
        options.Count == 0 ? [new OptionValueInput(NoOption.Name, NoOption.Values[0])] : [.. options.Select(o => new OptionValueInput(o.Name, o.Value))];
}
