namespace Syncerize.Core.Shopify.Wire;

/// <summary>Our words turned into Shopify's product inputs.</summary>
internal static class ProductInputs
{
    // What Shopify calls the option of a product that has none.
    private static readonly OptionReading NoOption = new("Title", 1, ["Default Title"]);

    public static ProductSetInput Of(ProductDraft draft) => new(
        draft.Title, draft.Handle, draft.DescriptionHtml, draft.Vendor, draft.ProductType, draft.Tags, draft.Status,
        [.. (draft.Options.Count == 0 ? [NoOption] : draft.Options).Select(Of)],
        [.. draft.Images.Select(Of)],
        [.. draft.Variants.Select(OfNew)],
        [new MetafieldInput(ShopifyKeys.Namespace, ShopifyKeys.ProductKeyName, "id", draft.Key), .. draft.Metafields.Select(m => new MetafieldInput(m.Namespace, m.Key, m.Type, m.Value))],
        draft.CategoryId is { } category ? CategoryOf(category) : null,
        draft is { SeoTitle: null, SeoDescription: null } ? null : new SeoInput(draft.SeoTitle, draft.SeoDescription),
        draft.CollectionIds.Count == 0 ? null : Collections(draft.CollectionIds));

    public static ProductUpdateInput Of(ProductChange change) => new(
        Gid.Of("Product", change.ProductId), change.Title, change.DescriptionHtml, change.Status, change.Vendor, change.ProductType, change.Tags, change.Handle,
        change.Handle is null ? null : true, change.CategoryId is { Length: > 0 } category ? CategoryOf(category) : change.CategoryId,
        change is { SeoTitle: null, SeoDescription: null } ? null : new SeoInput(change.SeoTitle, change.SeoDescription),
        change.Join.Count == 0 ? null : Collections(change.Join), change.Leave.Count == 0 ? null : Collections(change.Leave));

    public static FileInput Of(ImageDraft image) => new(image.Url, image.Alt, "IMAGE");

    public static OptionInput Of(OptionReading option) => new(option.Name, option.Position, [.. option.Values.Select(v => new NameNode(v))]);

    public static VariantBulkInput Of(VariantChange change) => new(
        Gid.Of("ProductVariant", change.VariantId), change.Options is null ? null : Values(change.Options), change.Barcode, change.Price, change.CompareAtPrice,
        change.Taxable, change.InventoryPolicy,
        change is { Sku: null, Tracked: null, RequiresShipping: null, Weight: null, Cost: null, HarmonizedSystemCode: null, CountryCodeOfOrigin: null }
            ? null
            : new InventoryItemInput(
                change.Sku, change.Tracked, change.RequiresShipping, change is { Weight: { } weight, WeightUnit: { } unit } ? new MeasurementInput(new WeightInput(weight, unit)) : null,
                change.HarmonizedSystemCode, change.CountryCodeOfOrigin, change.Cost),
        MediaId: change.MediaId is { } media ? Gid.Of("MediaImage", media) : null);

    public static VariantBulkInput ToBulk(VariantDraft draft) => new(
        null, Values(draft.Options), draft.Barcode, draft.Price, draft.CompareAtPrice, draft.Taxable, draft.InventoryPolicy, Item(draft),
        draft is { LocationId: { } location, Available: { } available } ? [new InventoryLevelInput(Gid.Of("Location", location), available)] : null);

    private static ProductSetVariantInput OfNew(VariantDraft draft) => new(
        Values(draft.Options), draft.Sku, draft.Barcode, draft.Price, draft.CompareAtPrice, draft.Taxable, draft.InventoryPolicy, draft.Position, Item(draft),
        draft is { LocationId: { } location, Available: { } available } ? [new SetInventoryInput(Gid.Of("Location", location), "available", available)] : null,
        draft.Image is { } image ? Of(image) : null);

    private static InventoryItemInput Item(VariantDraft draft) => new(
        draft.Sku, draft.Tracked, draft.RequiresShipping,
        draft is { Weight: { } weight, WeightUnit: { } unit } ? new MeasurementInput(new WeightInput(weight, unit)) : null,
        draft.HarmonizedSystemCode, draft.CountryCodeOfOrigin, draft.Cost);

    private static string CategoryOf(string id) => "gid://shopify/TaxonomyCategory/" + id;

    private static IReadOnlyList<string> Collections(IReadOnlyList<long> ids) => [.. ids.Select(id => Gid.Of("Collection", id))];

    private static IReadOnlyList<OptionValueInput> Values(IReadOnlyList<SelectedOption> options) =>
        options.Count == 0 ? [new OptionValueInput(NoOption.Name, NoOption.Values[0])] : [.. options.Select(o => new OptionValueInput(o.Name, o.Value))];
}
