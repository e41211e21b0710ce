namespace Syncerize.Core.Shopify;

/// <summary>What Shopify says of a shop (<c>shop</c>, <c>currentAppInstallation</c>).</summary>
public sealed record ShopReading(long ShopId, string Name, string Domain, string? Email, string Currency, string TimeZone, string PlanName, IReadOnlyList<string> Scopes);

/// <summary>A location of a shop.</summary>
public sealed record LocationReading(long Id, string Name, bool IsActive, bool FulfillsOnlineOrders);

/// <summary>An option of a product and its values, in order.</summary>
public sealed record OptionReading(string Name, int Position, IReadOnlyList<string> Values);

/// <summary>An image of a product.</summary>
/// <param name="MediaId">The number of the <c>MediaImage</c>.</param>
/// <param name="Url">Where it is served; null while it is processed.</param>
/// <param name="Alt">Alternative text.</param>
/// <param name="Position">From 1.</param>
/// <param name="Failed">Whether Shopify could not fetch or process it; such an image has no address and never will.</param>
public sealed record ImageReading(long MediaId, string? Url, string? Alt, int Position, bool Failed = false);

/// <summary>A custom field of a product.</summary>
/// <param name="Namespace">Namespace, such as <c>custom</c>.</param>
/// <param name="Key">Key in it.</param>
/// <param name="Type">Shopify's type, such as <c>single_line_text_field</c>.</param>
/// <param name="Value">The value as text.</param>
public sealed record MetafieldReading(string Namespace, string Key, string Type, string Value);

/// <summary>A category of Shopify's product taxonomy; its number is the same in every shop.</summary>
/// <param name="Id">The last part of its global id, such as <c>aa-1-13-8</c>.</param>
/// <param name="FullName">For people, such as "Apparel > Clothing > Shirts".</param>
public sealed record CategoryReading(string Id, string FullName);

/// <summary>A collection of a shop.</summary>
public sealed record CollectionReading(long CollectionId, string Title);

/// <summary>The value a variant has for one option.</summary>
public sealed record SelectedOption(string Name, string Value);

/// <summary>A variant as Shopify holds it. Prices are Shopify's decimal strings turned into minor units of the shop's currency.</summary>
public sealed record VariantReading(
    long VariantId, long InventoryItemId, string Title, string? Sku, string? Barcode, long PriceMinor, long? CompareAtMinor, int Position, bool Taxable,
    string InventoryPolicy, int InventoryQuantity, bool Tracked, bool RequiresShipping, decimal? Weight, string? WeightUnit, long? UnitCostMinor,
    string? HarmonizedSystemCode, string? CountryCodeOfOrigin, IReadOnlyList<SelectedOption> Options, long? MediaId, DateTimeOffset UpdatedAt);

/// <summary>A product with all its variants, options and images as Shopify holds it.</summary>
/// <param name="ProductKey">The value of our <c>id</c> metafield <c>product_key</c>, present on products we created.</param>
public sealed record ProductReading(
    long ProductId, string Title, string Handle, string Status, string Vendor, string ProductType, IReadOnlyList<string> Tags, string DescriptionHtml,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, IReadOnlyList<OptionReading> Options, IReadOnlyList<ImageReading> Images,
    IReadOnlyList<VariantReading> Variants, string? ProductKey)
{
    /// <summary>Its category; null for none.</summary>
    public CategoryReading? Category { get; init; }

    /// <summary>Title for search engines; null where the product's own is used.</summary>
    public string? SeoTitle { get; init; }

    /// <summary>Description for search engines; null where the product's own is used.</summary>
    public string? SeoDescription { get; init; }

    /// <summary>Since when it is in the Online Store, UTC; null where it is not.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Its metafields, those of apps' own namespaces left out.</summary>
    public IReadOnlyList<MetafieldReading> Metafields { get; init; } = [];

    /// <summary>The collections it is in; null where the reading did not ask for them.</summary>
    public IReadOnlyList<long>? CollectionIds { get; init; } = [];
}

/// <summary>An id and when it was last changed; what a cheap page of changes gives.</summary>
public sealed record ChangedId(long Id, DateTimeOffset UpdatedAt);

/// <summary>One page of changes.</summary>
/// <param name="Items">Oldest change first.</param>
/// <param name="NextCursor">Where the next page starts; null on the last.</param>
public sealed record ChangedPage(IReadOnlyList<ChangedId> Items, string? NextCursor);

/// <summary>Stock of one item at one location, all three numbers read in the same request.</summary>
public sealed record LevelReading(long LocationId, bool IsActive, int Available, int Committed, int OnHand, DateTimeOffset UpdatedAt);

/// <summary>Stock of one item at every location that stocks it.</summary>
public sealed record InventoryReading(long InventoryItemId, bool Tracked, IReadOnlyList<LevelReading> Levels);

/// <summary>A postal address; any part may be absent (protected customer data).</summary>
public sealed record Address(
    string? FirstName, string? LastName, string? Company, string? Address1, string? Address2, string? City, string? ProvinceCode, string? CountryCode,
    string? Zip, string? Phone)
{
    /// <summary>First and last name, or null where both are absent.</summary>
    public string? Name => string.Join(' ', new[] { FirstName, LastName }.Where(x => !string.IsNullOrWhiteSpace(x))) is { Length: > 0 } name ? name : null;
}

/// <summary>A name and a value: order attributes and line-item properties.</summary>
public sealed record CustomAttribute(string Key, string? Value);

/// <summary>A line of an order.</summary>
/// <param name="NetMinor"><c>priceAfterAllDiscountsBeforeTaxesSet</c>: the line total for <paramref name="CurrentQuantity"/>, without tax, refunded and removed units already left out.</param>
public sealed record OrderLineReading(
    long LineId, long? ProductId, long? VariantId, string Title, string? VariantTitle, string? Sku, int Quantity, int CurrentQuantity, int UnfulfilledQuantity,
    bool RequiresShipping, bool Taxable, bool IsGiftCard, long OriginalUnitMinor, long NetMinor, IReadOnlyList<CustomAttribute> Properties);

/// <summary>A shipping line of an order.</summary>
public sealed record ShippingLineReading(string Title, string? Code, long PriceMinor);

/// <summary>A line of a fulfilment order.</summary>
public sealed record FulfillmentOrderLineReading(long Id, long LineId, int TotalQuantity, int RemainingQuantity);

/// <summary>A fulfilment order: what is still to be shipped from one location.</summary>
public sealed record FulfillmentOrderReading(
    long Id, string Status, long? LocationId, string? MethodType, bool CanFulfill, IReadOnlyList<FulfillmentOrderLineReading> Lines);

/// <summary>Tracking of a parcel.</summary>
public sealed record TrackingReading(string? Company, string? Number, string? Url);

/// <summary>A shipment that was made.</summary>
public sealed record FulfillmentReading(
    long Id, string Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, IReadOnlyList<TrackingReading> Tracking, IReadOnlyList<FulfilledLine> Lines);

/// <summary>Units of an order line in a shipment.</summary>
public sealed record FulfilledLine(long LineId, int Quantity);

/// <summary>Units and money given back.</summary>
/// <param name="Id">The refund.</param>
/// <param name="CreatedAt">When, UTC.</param>
/// <param name="TotalMinor">Money given back, minor units of the shop's currency.</param>
/// <param name="Lines">Units.</param>
public sealed record RefundReading(long Id, DateTimeOffset CreatedAt, long TotalMinor, IReadOnlyList<RefundedLine> Lines);

/// <summary>Units of an order line in a refund.</summary>
/// <param name="LineId">The order line.</param>
/// <param name="Quantity">Units.</param>
/// <param name="RestockType">Shopify's enum: CANCEL takes out unshipped units, RETURN takes back shipped ones, NO_RESTOCK moves no stock.</param>
public sealed record RefundedLine(long LineId, int Quantity, string RestockType);

/// <summary>A whole order as Shopify holds it. Money in minor units of the shop's currency.</summary>
/// <param name="TotalMinor"><c>currentTotalPriceSet</c>: with tax and shipping, refunded and removed units already left out.</param>
/// <param name="SubtotalMinor">The sum of the lines' <see cref="OrderLineReading.NetMinor"/>: without tax and shipping.</param>
/// <param name="ShippingMinor">The sum of the shipping lines' current discounted prices; with tax where the shop's prices hold tax.</param>
public sealed record OrderReading(
    long OrderId, string Name, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset ProcessedAt, DateTimeOffset? CancelledAt, bool Test,
    string FinancialStatus, string FulfillmentStatus, string Currency, string? Note, IReadOnlyList<string> Tags, string? SourceName, string? SourceIdentifier,
    string? PushKey, string? Email, string? Phone, string? CustomerFirstName, string? CustomerLastName, IReadOnlyList<CustomAttribute> Attributes, bool AtRetailLocation,
    long TotalMinor, long SubtotalMinor, long ShippingMinor, Address? ShippingAddress, Address? BillingAddress, IReadOnlyList<ShippingLineReading> ShippingLines,
    IReadOnlyList<OrderLineReading> Lines, IReadOnlyList<FulfillmentOrderReading> FulfillmentOrders, IReadOnlyList<FulfillmentReading> Fulfillments)
{
    /// <summary>Its refunds, oldest first.</summary>
    public IReadOnlyList<RefundReading> Refunds { get; init; } = [];

    /// <summary>Shopify recommends to cancel it, or one of its assessments is HIGH.</summary>
    public bool HighRisk { get; init; }
}

/// <summary>A webhook subscription made over the API.</summary>
public sealed record WebhookReading(long Id, string Topic, string Uri);
