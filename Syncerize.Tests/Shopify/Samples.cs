using Syncerize.Core.Shopify;
using Syncerize.Core.Shopify.Wire;

namespace Syncerize.Tests.Shopify;

/// <summary>Variables of every document, made the way the gateways make them, every member set somewhere.</summary>
internal static class Samples
{
    public static readonly OptionReading Size = new("Size", 1, ["S", "M"]);

    public static readonly VariantDraft Variant = new(
        [new SelectedOption("Size", "S")], "SKU-1", "0123", "10.00", "12.00", true, "DENY", true, true, 1.5m, "KILOGRAMS", "640399", "CA", 1, 7, 3);

    public static readonly ProductDraft Product = new(
        "1/2", "Shirt", "shirt", "<p>Soft</p>", "Acme", "Shirts", ["a"], "ACTIVE", [Size], [new ImageDraft("https://example.com/a.png", "front")],
        [Variant with { Cost = "4.00", Image = new ImageDraft("https://example.com/a.png", "front") }])
    {
        CategoryId = "aa-1",
        SeoTitle = "Shirt",
        SeoDescription = "Soft",
        Metafields = [new MetafieldReading("custom", "care", "single_line_text_field", "Wash cold")],
    };

    public static readonly Address Address = new("Ann", "Lee", "Acme", "1 Main St", "2", "Ottawa", "ON", "CA", "K1A 0B1", "+16135550100");

    public static readonly OrderDraft Order = new(
        "1-2-3-1", "CAD", [new OrderDraftLine(5, "Shirt", "SKU-1", 2, 1050, true, true, [new CustomAttribute("Engraving", "A")])], "ann@example.com", "+16135550100",
        Address, Address, "Ring twice", ["syncerize"], [new CustomAttribute("gift", null)], [new ShippingLineReading("Standard", "STD", 500)], false)
    {
        Customer = new DraftCustomer("Ann", "Lee", "ann@example.com"),
    };

    public static readonly FulfillmentDraft Fulfillment = new(
        [new FulfillmentDraftPart(8, [(9, 2)])], new TrackingReading("UPS", "1Z", "https://example.com/1Z"), ["2Z"], true);

    private static readonly PageVariables Page = new("cursor", "updated_at:>='2026-01-01T00:00:00Z'", 50);
    private static readonly IdPageVariables IdPage = new("gid://shopify/Product/1", "cursor");
    private static readonly IdsVariables Ids = new(["gid://shopify/Product/1"]);
    private static readonly IdVariables Id = new("gid://shopify/Product/1");
    private static readonly Identifier Key = new(new CustomId(ShopifyKeys.Namespace, ShopifyKeys.ProductKeyName, "1/2"));

    public static object Of(ShopifyDocument document) => document.Name switch
    {
        "Shop" => new NoVariables(),
        "Locations" or "Webhooks" => new PageVariables("cursor"),
        "ProductsChanged" or "OrdersChanged" or "OrdersBySourceIdentifier" => Page,
        "MetafieldDefinitionCreate" => new DefinitionVariables(new DefinitionInput("Syncerize product", ShopifyKeys.Namespace, "product_key", "id", "PRODUCT")),
        "ProductsByIds" or "OrdersByIds" => Ids,
        "ProductByKey" or "OrderByKey" => new IdentifierVariables(Key),
        "ProductOptions" or "ProductDelete" or "WebhookDelete" or "FulfillmentCancel" or "OrderEditBegin" or "BulkPoll" or "BulkCancel" => Id,
        "BulkRunQuery" => new BulkQueryVariables(ShopifyDocument.ReadBulk("CatalogRead")),
        "BulkRunMutation" => new BulkMutationVariables(ShopifyDocument.ReadBulk("ProductCreate"), "tmp/1/bulk/products.jsonl", "syncerize-1-1"),
        "StagedUploads" => new StagedUploadsVariables([new StagedUploadInput("products.jsonl", "text/jsonl", "BULK_MUTATION_VARIABLES", "POST")]),
        "ProductCreate" => new ProductCreateVariables(Key, ProductInputs.Of(Product with { CollectionIds = [4] })),
        "ProductUpdate" => new ProductUpdateVariables(
            ProductInputs.Of(new ProductChange(1, "T", "<p>", "ACTIVE", "V", "P", ["a"], "h") { CategoryId = "aa-1", SeoTitle = "T", SeoDescription = "", Join = [4], Leave = [5] }), [new CreateMediaInput("https://example.com/a.png", "IMAGE", "alt")]),
        "VariantsBulkUpdate" => new VariantsVariables("gid://shopify/Product/1", [ProductInputs.Of(
            new VariantChange(3, "1.00", "2.00", "S", "B", "CONTINUE", true, true, true, [new SelectedOption("Size", "M")])
            {
                Weight = 1.5m,
                WeightUnit = "KILOGRAMS",
                Cost = "4.00",
                HarmonizedSystemCode = "640399",
                CountryCodeOfOrigin = "CA",
                MediaId = 9,
            })]),
        "Collections" or "Publications" => new PageVariables("cursor", null, 50),
        "Publish" => new PublishVariables("gid://shopify/Product/1", [new PublicationInput("gid://shopify/Publication/1")]),
        "ProductOptionsReorder" => new OptionsReorderVariables("gid://shopify/Product/1", [new OptionReorderInput("Size", [new NameNode("M"), new NameNode("S")])]),
        "VariantsBulkReorder" => new VariantsReorderVariables("gid://shopify/Product/1", [new VariantPositionInput("gid://shopify/ProductVariant/1", 1)]),
        "FileUpdate" => new FileUpdateVariables([new FileUpdateInput("gid://shopify/MediaImage/1", "front", ["gid://shopify/Product/1"])]),
        "FileDelete" => new FileDeleteVariables(["gid://shopify/MediaImage/1"]),
        "ProductReorderMedia" => new MediaReorderVariables("gid://shopify/Product/1", [new MoveInput("gid://shopify/MediaImage/1", "0")]),
        "MetafieldsSet" => new MetafieldsSetVariables([new MetafieldsSetInput("gid://shopify/Product/1", "custom", "care", "single_line_text_field", "Wash cold")]),
        "MetafieldsDelete" => new MetafieldsDeleteVariables([new MetafieldIdentifierInput("gid://shopify/Product/1", "custom", "care")]),
        "VariantsBulkCreate" => new VariantsVariables("gid://shopify/Product/1", [ProductInputs.ToBulk(Variant)]),
        "VariantsBulkDelete" => new ProductIdsVariables("gid://shopify/Product/1", ["gid://shopify/ProductVariant/1"]),
        "ProductOptionsCreate" => new OptionsCreateVariables("gid://shopify/Product/1", [ProductInputs.Of(Size)]),
        "ProductOptionUpdate" => new OptionUpdateVariables(
            "gid://shopify/Product/1", new OptionUpdateInput("gid://shopify/ProductOption/1", "Length", 2), [new NameNode("L")],
            [new OptionValueIdNode("gid://shopify/ProductOptionValue/1", "XL")], ["gid://shopify/ProductOptionValue/2"]),
        "ProductOptionsDelete" => new OptionsDeleteVariables("gid://shopify/Product/1", ["gid://shopify/ProductOption/1"]),
        "InventoryByItems" => new InventoryVariables(["gid://shopify/InventoryItem/1"], "cursor", 250),
        "InventorySet" => new InventorySetVariables(
            new InventorySetInput("available", "correction", "syncerize://stock/1", [new QuantityInput("gid://shopify/InventoryItem/1", "gid://shopify/Location/1", 4, null)]), "key"),
        "InventoryActivate" => new InventoryActivateVariables("gid://shopify/InventoryItem/1", "gid://shopify/Location/1", 3, "key"),
        "InventoryItemUpdate" => new InventoryItemVariables("gid://shopify/InventoryItem/1", new InventoryItemInput(Tracked: true)),
        "OrderCreate" => new OrderCreateVariables(OrderInputs.Of(Order), new OrderCreateOptions("DECREMENT_OBEYING_POLICY", false, false)),
        "OrderCancel" => new OrderCancelVariables("gid://shopify/Order/1", "OTHER", true),
        "FulfillmentCreate" => new FulfillmentCreateVariables(OrderInputs.Of(Fulfillment)),
        "TrackingUpdate" => new TrackingVariables("gid://shopify/Fulfillment/1", TrackingInput.From(new TrackingReading("UPS", "1Z", "https://example.com"), [])!, true),
        "RefundCreate" => System.Text.Json.JsonSerializer.Deserialize(
            OrderChangeGateway.PrepareRefund(1, [new RefundDraftLine(2, 1, "CANCEL", null), new RefundDraftLine(3, 1, "RETURN", 4)], "Refunded", "key"), WireJson.Default.RefundVariables)!,
        "OrderEditSetQuantity" => new SetQuantityVariables("gid://shopify/CalculatedOrder/1", "gid://shopify/CalculatedLineItem/1", 3, true),
        "OrderEditAddVariant" => new AddVariantVariables("gid://shopify/CalculatedOrder/1", "gid://shopify/ProductVariant/1", 2),
        "OrderEditAddLineItemDiscount" => new LineDiscountVariables(
            "gid://shopify/CalculatedOrder/1", "gid://shopify/CalculatedLineItem/1", new LineDiscountInput("Agreed", new MoneyV2("1.00", "CAD"))),
        "OrderEditCommit" => new EditCommitVariables("gid://shopify/CalculatedOrder/1", "Changed"),
        "WebhookCreate" => new WebhookVariables("ORDERS_CREATE", new WebhookInput("https://example.com/webhooks", "JSON")),
        _ when document.VariablesType == typeof(IdPageVariables) => IdPage,
        _ => throw new ArgumentOutOfRangeException(nameof(document), document.Name, "This document has no sample."),
    };
}
