using Syncerize.Core.Shopify.Wire;
using static Syncerize.Core.Shopify.Wire.WireJson;

namespace Syncerize.Core.Shopify;

/// <summary>Every document we send, with its expected requested cost (points, at the default page sizes; learned anew from each answer).</summary>
internal static class Documents
{
    public static readonly ShopifyDocument<NoVariables, ShopData> Shop = new("Shop", 4, Default.NoVariables, Default.ShopData);
    public static readonly ShopifyDocument<PageVariables, LocationsData> Locations = new("Locations", 11, Default.PageVariables, Default.LocationsData);
    public static readonly ShopifyDocument<DefinitionVariables, DefinitionData> MetafieldDefinitionCreate =
        new("MetafieldDefinitionCreate", 10, Default.DefinitionVariables, Default.DefinitionData);

    public static readonly ShopifyDocument<BulkQueryVariables, BulkQueryData> BulkRunQuery = new("BulkRunQuery", 10, Default.BulkQueryVariables, Default.BulkQueryData);
    public static readonly ShopifyDocument<BulkMutationVariables, BulkMutationData> BulkRunMutation = new("BulkRunMutation", 10, Default.BulkMutationVariables, Default.BulkMutationData);
    public static readonly ShopifyDocument<IdVariables, BulkPollData> BulkPoll = new("BulkPoll", 1, Default.IdVariables, Default.BulkPollData);
    public static readonly ShopifyDocument<IdVariables, BulkCancelData> BulkCancel = new("BulkCancel", 10, Default.IdVariables, Default.BulkCancelData);
    public static readonly ShopifyDocument<StagedUploadsVariables, StagedUploadsData> StagedUploads = new("StagedUploads", 11, Default.StagedUploadsVariables, Default.StagedUploadsData);

    public static readonly ShopifyDocument<PageVariables, ProductsChangedData> ProductsChanged = new("ProductsChanged", 13, Default.PageVariables, Default.ProductsChangedData);
    public static readonly ShopifyDocument<IdsVariables, ProductsByIdsData> ProductsByIds = new("ProductsByIds", 107, Default.IdsVariables, Default.ProductsByIdsData);
    public static readonly ShopifyDocument<IdPageVariables, VariantsPageData> ProductVariantsPage =
        new("ProductVariantsPage", 91, Default.IdPageVariables, Default.VariantsPageData);
    public static readonly ShopifyDocument<IdPageVariables, MediaPageData> ProductMediaPage = new("ProductMediaPage", 25, Default.IdPageVariables, Default.MediaPageData);
    public static readonly ShopifyDocument<IdPageVariables, MetafieldsPageData> ProductMetafieldsPage =
        new("ProductMetafieldsPage", 14, Default.IdPageVariables, Default.MetafieldsPageData);
    public static readonly ShopifyDocument<IdPageVariables, ProductCollectionsData> ProductCollectionsPage =
        new("ProductCollectionsPage", 14, Default.IdPageVariables, Default.ProductCollectionsData);
    public static readonly ShopifyDocument<PageVariables, CollectionsData> Collections = new("Collections", 11, Default.PageVariables, Default.CollectionsData);
    public static readonly ShopifyDocument<PageVariables, PublicationsData> Publications = new("Publications", 58, Default.PageVariables, Default.PublicationsData);
    public static readonly ShopifyDocument<PublishVariables, PublishData> Publish = new("Publish", 10, Default.PublishVariables, Default.PublishData);
    public static readonly ShopifyDocument<IdentifierVariables, ProductByKeyData> ProductByKey = new("ProductByKey", 1, Default.IdentifierVariables, Default.ProductByKeyData);
    public static readonly ShopifyDocument<IdVariables, ProductOptionsData> ProductOptions = new("ProductOptions", 3, Default.IdVariables, Default.ProductOptionsData);
    public static readonly ShopifyDocument<ProductCreateVariables, ProductCreateData> ProductCreate =
        new("ProductCreate", 45, Default.ProductCreateVariables, Default.ProductCreateData);
    public static readonly ShopifyDocument<ProductUpdateVariables, ProductUpdateData> ProductUpdate =
        new("ProductUpdate", 10, Default.ProductUpdateVariables, Default.ProductUpdateData);
    public static readonly ShopifyDocument<IdVariables, ProductDeleteData> ProductDelete = new("ProductDelete", 10, Default.IdVariables, Default.ProductDeleteData);
    public static readonly ShopifyDocument<VariantsVariables, VariantsUpdateData> VariantsBulkUpdate =
        new("VariantsBulkUpdate", 10, Default.VariantsVariables, Default.VariantsUpdateData);
    public static readonly ShopifyDocument<VariantsVariables, VariantsCreateData> VariantsBulkCreate =
        new("VariantsBulkCreate", 12, Default.VariantsVariables, Default.VariantsCreateData);
    public static readonly ShopifyDocument<ProductIdsVariables, VariantsDeleteData> VariantsBulkDelete =
        new("VariantsBulkDelete", 10, Default.ProductIdsVariables, Default.VariantsDeleteData);
    public static readonly ShopifyDocument<OptionsCreateVariables, OptionsCreateData> ProductOptionsCreate =
        new("ProductOptionsCreate", 10, Default.OptionsCreateVariables, Default.OptionsCreateData);
    public static readonly ShopifyDocument<OptionUpdateVariables, OptionUpdateData> ProductOptionUpdate =
        new("ProductOptionUpdate", 10, Default.OptionUpdateVariables, Default.OptionUpdateData);
    public static readonly ShopifyDocument<OptionsDeleteVariables, OptionsDeleteData> ProductOptionsDelete =
        new("ProductOptionsDelete", 10, Default.OptionsDeleteVariables, Default.OptionsDeleteData);
    public static readonly ShopifyDocument<OptionsReorderVariables, OptionsReorderData> ProductOptionsReorder =
        new("ProductOptionsReorder", 10, Default.OptionsReorderVariables, Default.OptionsReorderData);
    public static readonly ShopifyDocument<VariantsReorderVariables, VariantsReorderData> VariantsBulkReorder =
        new("VariantsBulkReorder", 10, Default.VariantsReorderVariables, Default.VariantsReorderData);
    public static readonly ShopifyDocument<FileUpdateVariables, FileUpdateData> FileUpdate = new("FileUpdate", 10, Default.FileUpdateVariables, Default.FileUpdateData);
    public static readonly ShopifyDocument<FileDeleteVariables, FileDeleteData> FileDelete = new("FileDelete", 10, Default.FileDeleteVariables, Default.FileDeleteData);
    public static readonly ShopifyDocument<MediaReorderVariables, MediaReorderData> ProductReorderMedia =
        new("ProductReorderMedia", 10, Default.MediaReorderVariables, Default.MediaReorderData);
    public static readonly ShopifyDocument<MetafieldsSetVariables, MetafieldsSetData> MetafieldsSet =
        new("MetafieldsSet", 10, Default.MetafieldsSetVariables, Default.MetafieldsSetData);
    public static readonly ShopifyDocument<MetafieldsDeleteVariables, MetafieldsDeleteData> MetafieldsDelete =
        new("MetafieldsDelete", 10, Default.MetafieldsDeleteVariables, Default.MetafieldsDeleteData);

    public static readonly ShopifyDocument<InventoryVariables, InventoryData> InventoryByItems = new("InventoryByItems", 24, Default.InventoryVariables, Default.InventoryData);
    public static readonly ShopifyDocument<InventorySetVariables, InventorySetData> InventorySet =
        new("InventorySet", 10, Default.InventorySetVariables, Default.InventorySetData);
    public static readonly ShopifyDocument<InventoryActivateVariables, InventoryActivateData> InventoryActivate =
        new("InventoryActivate", 10, Default.InventoryActivateVariables, Default.InventoryActivateData);
    public static readonly ShopifyDocument<InventoryItemVariables, InventoryItemData> InventoryItemUpdate =
        new("InventoryItemUpdate", 10, Default.InventoryItemVariables, Default.InventoryItemData);

    public static readonly ShopifyDocument<PageVariables, OrdersChangedData> OrdersChanged = new("OrdersChanged", 13, Default.PageVariables, Default.OrdersChangedData);
    public static readonly ShopifyDocument<IdsVariables, OrdersByIdsData> OrdersByIds = new("OrdersByIds", 163, Default.IdsVariables, Default.OrdersByIdsData);
    public static readonly ShopifyDocument<IdPageVariables, OrderLinesData> OrderLinesPage = new("OrderLinesPage", 47, Default.IdPageVariables, Default.OrderLinesData);
    public static readonly ShopifyDocument<IdPageVariables, ShippingLinesData> OrderShippingLinesPage =
        new("OrderShippingLinesPage", 14, Default.IdPageVariables, Default.ShippingLinesData);
    public static readonly ShopifyDocument<IdPageVariables, FulfillmentOrdersData> OrderFulfillmentOrdersPage =
        new("OrderFulfillmentOrdersPage", 150, Default.IdPageVariables, Default.FulfillmentOrdersData);
    public static readonly ShopifyDocument<IdPageVariables, FulfillmentOrderLinesData> FulfillmentOrderLinesPage =
        new("FulfillmentOrderLinesPage", 25, Default.IdPageVariables, Default.FulfillmentOrderLinesData);
    public static readonly ShopifyDocument<IdPageVariables, FulfillmentLinesData> FulfillmentLinesPage =
        new("FulfillmentLinesPage", 25, Default.IdPageVariables, Default.FulfillmentLinesData);
    public static readonly ShopifyDocument<IdentifierVariables, OrderByKeyData> OrderByKey = new("OrderByKey", 1, Default.IdentifierVariables, Default.OrderByKeyData);
    public static readonly ShopifyDocument<PageVariables, SourceOrdersData> OrdersBySourceIdentifier =
        new("OrdersBySourceIdentifier", 9, Default.PageVariables, Default.SourceOrdersData);
    public static readonly ShopifyDocument<OrderCreateVariables, OrderCreateData> OrderCreate = new("OrderCreate", 10, Default.OrderCreateVariables, Default.OrderCreateData);
    public static readonly ShopifyDocument<OrderCancelVariables, OrderCancelData> OrderCancel = new("OrderCancel", 10, Default.OrderCancelVariables, Default.OrderCancelData);
    public static readonly ShopifyDocument<FulfillmentCreateVariables, FulfillmentCreateData> FulfillmentCreate =
        new("FulfillmentCreate", 10, Default.FulfillmentCreateVariables, Default.FulfillmentCreateData);
    public static readonly ShopifyDocument<TrackingVariables, TrackingUpdateData> TrackingUpdate =
        new("TrackingUpdate", 50, Default.TrackingVariables, Default.TrackingUpdateData);

    public static readonly ShopifyDocument<IdPageVariables, RefundLinesData> RefundLinesPage = new("RefundLinesPage", 25, Default.IdPageVariables, Default.RefundLinesData);
    public static readonly ShopifyDocument<IdVariables, FulfillmentCancelData> FulfillmentCancel =
        new("FulfillmentCancel", 10, Default.IdVariables, Default.FulfillmentCancelData);
    public static readonly ShopifyDocument<RefundVariables, RefundCreateData> RefundCreate = new("RefundCreate", 10, Default.RefundVariables, Default.RefundCreateData);
    public static readonly ShopifyDocument<IdVariables, OrderEditBeginData> OrderEditBegin = new("OrderEditBegin", 26, Default.IdVariables, Default.OrderEditBeginData);
    public static readonly ShopifyDocument<IdPageVariables, CalculatedLinesData> CalculatedLinesPage =
        new("CalculatedLinesPage", 25, Default.IdPageVariables, Default.CalculatedLinesData);
    public static readonly ShopifyDocument<SetQuantityVariables, OrderEditSetQuantityData> OrderEditSetQuantity =
        new("OrderEditSetQuantity", 10, Default.SetQuantityVariables, Default.OrderEditSetQuantityData);
    public static readonly ShopifyDocument<AddVariantVariables, OrderEditAddVariantData> OrderEditAddVariant =
        new("OrderEditAddVariant", 10, Default.AddVariantVariables, Default.OrderEditAddVariantData);
    public static readonly ShopifyDocument<LineDiscountVariables, OrderEditDiscountData> OrderEditAddLineItemDiscount =
        new("OrderEditAddLineItemDiscount", 10, Default.LineDiscountVariables, Default.OrderEditDiscountData);
    public static readonly ShopifyDocument<EditCommitVariables, OrderEditCommitData> OrderEditCommit =
        new("OrderEditCommit", 10, Default.EditCommitVariables, Default.OrderEditCommitData);

    public static readonly ShopifyDocument<PageVariables, WebhooksData> Webhooks = new("Webhooks", 11, Default.PageVariables, Default.WebhooksData);
    public static readonly ShopifyDocument<WebhookVariables, WebhookCreateData> WebhookCreate = new("WebhookCreate", 10, Default.WebhookVariables, Default.WebhookCreateData);
    public static readonly ShopifyDocument<IdVariables, WebhookDeleteData> WebhookDelete = new("WebhookDelete", 10, Default.IdVariables, Default.WebhookDeleteData);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ShopifyDocument> All { get; } =
    [
        Shop, Locations, MetafieldDefinitionCreate, ProductsChanged, ProductsByIds, ProductVariantsPage, ProductMediaPage, ProductByKey, ProductOptions, ProductCreate,
        ProductMetafieldsPage, ProductCollectionsPage, Collections, Publications, Publish, ProductOptionsReorder, VariantsBulkReorder, FileUpdate, FileDelete, ProductReorderMedia,
        MetafieldsSet, MetafieldsDelete, ProductUpdate, ProductDelete, VariantsBulkUpdate, VariantsBulkCreate, VariantsBulkDelete, ProductOptionsCreate, ProductOptionUpdate, ProductOptionsDelete,
        InventoryByItems, InventorySet, InventoryActivate, InventoryItemUpdate, OrdersChanged, OrdersByIds, OrderLinesPage, OrderShippingLinesPage,
        OrderFulfillmentOrdersPage, FulfillmentOrderLinesPage, FulfillmentLinesPage, OrderByKey, OrdersBySourceIdentifier, OrderCreate, OrderCancel, FulfillmentCreate,
        TrackingUpdate, RefundLinesPage, FulfillmentCancel, RefundCreate, OrderEditBegin, CalculatedLinesPage, OrderEditSetQuantity, OrderEditAddVariant,
        OrderEditAddLineItemDiscount, OrderEditCommit,
        Webhooks, WebhookCreate, WebhookDelete, BulkRunQuery, BulkRunMutation, BulkPoll, BulkCancel, StagedUploads,
    ];
}
