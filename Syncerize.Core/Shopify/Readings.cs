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
public sealed record ImageReading(long MediaId, string? Url, string? Alt, int Position);

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
    IReadOnlyList<VariantReading> Variants, string? ProductKey);

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
