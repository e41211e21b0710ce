namespace Syncerize.Core.Shopify.Wire;

internal sealed record ChangedNode(string Id, DateTimeOffset UpdatedAt)
{
    public static ChangedPage ToPage(Connection<ChangedNode> page) => new(
        [.. page.Nodes.Select(n => new ChangedId(Gid.Number(n.Id), n.UpdatedAt))], page.PageInfo.HasNextPage ? page.PageInfo.EndCursor : null);
}

internal sealed record ProductsChangedData(Connection<ChangedNode> Products);

internal sealed record ProductsByIdsData(CurrencyNode Shop, IReadOnlyList<ProductNode?> Nodes);

internal sealed record CurrencyNode(string CurrencyCode);

internal sealed record ProductNode(
    string Id, string Title, string Handle, string Status, string Vendor, string ProductType, IReadOnlyList<string> Tags, string DescriptionHtml,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? PublishedAt, CategoryNode? Category, SeoNode Seo, ValueOnly? ProductKey, IReadOnlyList<OptionNode> Options,
    Connection<MediaNode> Media, Connection<MetafieldNode> Metafields, Connection<IdOnly> Collections, Connection<VariantNode> Variants)
{
    // Namespaces of apps carry the app's number: they are theirs, and mean nothing in another shop.
    private const string AppNamespace = "app--";

    public ProductReading ToReading(
        string currency, IReadOnlyList<MediaNode> media, IReadOnlyList<MetafieldNode> metafields, IReadOnlyList<IdOnly> collections, IReadOnlyList<VariantNode> variants) => new(
        Gid.Number(Id), Title, Handle, Status, Vendor, ProductType, Tags, DescriptionHtml, CreatedAt, UpdatedAt,
        [.. Options.Select(o => new OptionReading(o.Name, o.Position, [.. o.OptionValues.Select(v => v.Name)]))],
        [.. media.Where(m => m.MediaContentType == "IMAGE").Select((m, i) => new ImageReading(Gid.Number(m.Id), m.Image?.Url, m.Alt, i + 1, m.Status == "FAILED"))],
        [.. variants.Select(v => v.ToReading(currency))], ProductKey?.Value)
        {
            Category = Category is null ? null : new CategoryReading(Category.Id[(Category.Id.LastIndexOf('/') + 1)..], Category.FullName),
            SeoTitle = Seo.Title,
            SeoDescription = Seo.Description,
            PublishedAt = PublishedAt,
            Metafields = [.. metafields.Where(m => !m.Namespace.StartsWith(AppNamespace, StringComparison.Ordinal)).Select(m => new MetafieldReading(m.Namespace, m.Key, m.Type, m.Value))],
            CollectionIds = [.. collections.Select(c => Gid.Number(c.Id))],
        };
}

internal sealed record OptionNode(string Name, int Position, IReadOnlyList<NameNode> OptionValues);

internal sealed record NameNode(string Name);

internal sealed record CategoryNode(string Id, string FullName);

internal sealed record SeoNode(string? Title, string? Description);

internal sealed record MetafieldNode(string Namespace, string Key, string Type, string Value);

internal sealed record MediaNode(string Id, string? Alt, string MediaContentType, string Status, ImageNode? Image = null);

internal sealed record ImageNode(string Url);

internal sealed record VariantNode(
    string Id, string Title, string? Sku, string? Barcode, string Price, string? CompareAtPrice, int Position, bool Taxable, string InventoryPolicy,
    int? InventoryQuantity, DateTimeOffset UpdatedAt, IReadOnlyList<NameValue> SelectedOptions, ItemNode InventoryItem, FirstOf<IdOnly> Media)
{
    public VariantReading ToReading(string currency) => new(
        Gid.Number(Id), Gid.Number(InventoryItem.Id), Title, Sku, Barcode, Money.Parse(Price, currency).Minor,
        CompareAtPrice is null ? null : Money.Parse(CompareAtPrice, currency).Minor, Position, Taxable, InventoryPolicy, InventoryQuantity ?? 0,
        InventoryItem.Tracked, InventoryItem.RequiresShipping, (decimal?)InventoryItem.Measurement.Weight?.Value, InventoryItem.Measurement.Weight?.Unit,
        InventoryItem.UnitCost?.Minor(), InventoryItem.HarmonizedSystemCode, InventoryItem.CountryCodeOfOrigin, Selected(SelectedOptions),
        Media.Nodes.Count == 0 ? null : Gid.Number(Media.Nodes[0].Id), UpdatedAt);

    public static IReadOnlyList<SelectedOption> Selected(IReadOnlyList<NameValue> options) => [.. options.Select(o => new SelectedOption(o.Name, o.Value))];
}

internal sealed record ItemNode(
    string Id, bool Tracked, bool RequiresShipping, MoneyV2? UnitCost, MeasurementNode Measurement, string? HarmonizedSystemCode, string? CountryCodeOfOrigin);

internal sealed record MeasurementNode(WeightNode? Weight);

internal sealed record WeightNode(double Value, string Unit);

internal sealed record VariantsPageData(VariantsPageNode? Product);

internal sealed record VariantsPageNode(Connection<VariantNode> Variants);

internal sealed record MediaPageData(MediaPageNode? Product);

internal sealed record MediaPageNode(Connection<MediaNode> Media);

internal sealed record MetafieldsPageData(MetafieldsPageNode? Product);

internal sealed record MetafieldsPageNode(Connection<MetafieldNode> Metafields);

internal sealed record ProductCollectionsData(ProductCollectionsNode? Product);

internal sealed record ProductCollectionsNode(Connection<IdOnly> Collections);

internal sealed record CollectionsData(Connection<CollectionNode> Collections);

internal sealed record CollectionNode(string Id, string Title);

internal sealed record PublicationsData(Connection<PublicationNode> Publications);

internal sealed record PublicationNode(string Id, CatalogNode? Catalog, FirstOf<ChannelNode>? Channels);

internal sealed record CatalogNode(string Title);

internal sealed record ChannelNode(string Handle);

internal sealed record ProductByKeyData(IdOnly? ProductByIdentifier);

internal sealed record ProductOptionsData(ProductOptionsNode? Product);

internal sealed record ProductOptionsNode(string Id, IReadOnlyList<OptionIdNode> Options);

internal sealed record OptionIdNode(string Id, string Name, IReadOnlyList<OptionValueIdNode> OptionValues);

internal sealed record OptionValueIdNode(string Id, string Name);

internal sealed record ProductCreateData(ProductCreatePayload? ProductSet);

internal sealed record ProductCreatePayload(CreatedProductNode? Product);

internal sealed record CreatedProductNode(string Id, string Handle, DateTimeOffset UpdatedAt, Connection<CreatedVariantNode> Variants);

internal sealed record CreatedVariantNode(string Id, string? Sku, IdOnly InventoryItem, IReadOnlyList<NameValue> SelectedOptions)
{
    public CreatedVariant ToCreated() => new(Gid.Number(Id), Gid.Number(InventoryItem.Id), Sku, VariantNode.Selected(SelectedOptions));
}

internal sealed record ProductUpdateData(ProductPayload? ProductUpdate);

internal sealed record ProductDeleteData(ProductDeletePayload? ProductDelete);

internal sealed record ProductDeletePayload(string? DeletedProductId);

internal sealed record VariantsUpdateData(VariantsUpdatePayload? ProductVariantsBulkUpdate);

internal sealed record VariantsUpdatePayload(IReadOnlyList<Updated>? ProductVariants);

internal sealed record VariantsDeleteData(ProductPayload? ProductVariantsBulkDelete);

internal sealed record VariantsCreateData(VariantsCreatePayload? ProductVariantsBulkCreate);

internal sealed record VariantsCreatePayload(IReadOnlyList<CreatedVariantNode>? ProductVariants);

internal sealed record OptionsCreateData(ProductPayload? ProductOptionsCreate);

internal sealed record OptionUpdateData(ProductPayload? ProductOptionUpdate);

internal sealed record OptionsReorderData(ProductPayload? ProductOptionsReorder);

internal sealed record VariantsReorderData(ProductPayload? ProductVariantsBulkReorder);

internal sealed record FileUpdateData(FileUpdatePayload? FileUpdate);

internal sealed record FileUpdatePayload(IReadOnlyList<IdOnly>? Files);

internal sealed record FileDeleteData(FileDeletePayload? FileDelete);

internal sealed record FileDeletePayload(IReadOnlyList<string>? DeletedFileIds);

internal sealed record MediaReorderData(MediaReorderPayload? ProductReorderMedia);

internal sealed record MediaReorderPayload(IdOnly? Job);

internal sealed record MetafieldsSetData(MetafieldsSetPayload? MetafieldsSet);

internal sealed record MetafieldsSetPayload(IReadOnlyList<IdOnly>? Metafields);

internal sealed record MetafieldsDeleteData(MetafieldsDeletePayload? MetafieldsDelete);

internal sealed record MetafieldsDeletePayload(IReadOnlyList<DeletedMetafieldNode?>? DeletedMetafields);

internal sealed record DeletedMetafieldNode(string Key);

internal sealed record PublishData(PublishPayload? PublishablePublish);

internal sealed record PublishPayload(IdOnly Shop);

internal sealed record OptionsDeleteData(ProductPayload? ProductOptionsDelete);
