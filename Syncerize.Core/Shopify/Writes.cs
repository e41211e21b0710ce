namespace Syncerize.Core.Shopify;

/// <summary>A product to create, with everything it is born with. Sent once by <c>productSet</c> with its key as identifier.</summary>
/// <param name="Key">Our product key; an upsert by it makes a lost answer harmless.</param>
public sealed record ProductDraft(
    string Key, string Title, string? Handle, string DescriptionHtml, string Vendor, string ProductType, IReadOnlyList<string> Tags, string Status,
    IReadOnlyList<OptionReading> Options, IReadOnlyList<ImageDraft> Images, IReadOnlyList<VariantDraft> Variants)
{
    /// <summary>The category's id in Shopify's taxonomy; null for none.</summary>
    public string? CategoryId { get; init; }

    /// <summary>Title for search engines; null for none.</summary>
    public string? SeoTitle { get; init; }

    /// <summary>Description for search engines; null for none.</summary>
    public string? SeoDescription { get; init; }

    /// <summary>Metafields beside our own key.</summary>
    public IReadOnlyList<MetafieldReading> Metafields { get; init; } = [];

    /// <summary>Collections it is born into.</summary>
    public IReadOnlyList<long> CollectionIds { get; init; } = [];
}

/// <summary>An image to fetch from an address.</summary>
public sealed record ImageDraft(string Url, string? Alt);

/// <summary>A variant to create. Stock only here, at birth: for an existing variant it goes through <c>inventorySetQuantities</c>.</summary>
public sealed record VariantDraft(
    IReadOnlyList<SelectedOption> Options, string? Sku, string? Barcode, string Price, string? CompareAtPrice, bool Taxable, string InventoryPolicy, bool Tracked,
    bool RequiresShipping, decimal? Weight, string? WeightUnit, string? HarmonizedSystemCode, string? CountryCodeOfOrigin, int Position, long? LocationId, int? Available)
{
    /// <summary>Cost per item as a decimal string; null for none.</summary>
    public string? Cost { get; init; }

    /// <summary>The image it shows, one of the product's; null for none.</summary>
    public ImageDraft? Image { get; init; }
}

/// <summary>What a created product was given by Shopify.</summary>
public sealed record CreatedProduct(long ProductId, string Handle, DateTimeOffset UpdatedAt, IReadOnlyList<CreatedVariant> Variants);

/// <summary>What a created variant was given by Shopify.</summary>
public sealed record CreatedVariant(long VariantId, long InventoryItemId, string? Sku, IReadOnlyList<SelectedOption> Options);

/// <summary>Fields of a product to change; null leaves a field alone.</summary>
public sealed record ProductChange(
    long ProductId, string? Title = null, string? DescriptionHtml = null, string? Status = null, string? Vendor = null, string? ProductType = null,
    IReadOnlyList<string>? Tags = null, string? Handle = null)
{
    /// <summary>The category's id in Shopify's taxonomy; empty takes it away.</summary>
    public string? CategoryId { get; init; }

    /// <summary>Title for search engines; empty takes it away.</summary>
    public string? SeoTitle { get; init; }

    /// <summary>Description for search engines; empty takes it away.</summary>
    public string? SeoDescription { get; init; }

    /// <summary>Collections to join.</summary>
    public IReadOnlyList<long> Join { get; init; } = [];

    /// <summary>Collections to leave.</summary>
    public IReadOnlyList<long> Leave { get; init; } = [];
}

/// <summary>Fields of a variant to change; null leaves a field alone.</summary>
/// <param name="CompareAtPrice">A decimal string; empty removes it; null leaves it alone.</param>
public sealed record VariantChange(
    long VariantId, string? Price = null, string? CompareAtPrice = null, string? Sku = null, string? Barcode = null, string? InventoryPolicy = null, bool? Taxable = null,
    bool? Tracked = null, bool? RequiresShipping = null, IReadOnlyList<SelectedOption>? Options = null)
{
    /// <summary>Weight in <see cref="WeightUnit"/>.</summary>
    public decimal? Weight { get; init; }

    /// <summary>GRAMS, KILOGRAMS, OUNCES or POUNDS; goes with <see cref="Weight"/>.</summary>
    public string? WeightUnit { get; init; }

    /// <summary>Cost per item as a decimal string; empty takes it away.</summary>
    public string? Cost { get; init; }

    /// <summary>Harmonised system code; empty takes it away.</summary>
    public string? HarmonizedSystemCode { get; init; }

    /// <summary>ISO country of origin; empty takes it away.</summary>
    public string? CountryCodeOfOrigin { get; init; }

    /// <summary>The image it shows, one of the product's that is ready.</summary>
    public long? MediaId { get; init; }
}

/// <summary>A metafield by its name.</summary>
public sealed record MetafieldName(string Namespace, string Key);

/// <summary>One row of a stock write.</summary>
/// <param name="Expected">What we believe is there (<c>changeFromQuantity</c>); null writes without comparing.</param>
public sealed record QuantityRow(long InventoryItemId, long LocationId, int Quantity, int? Expected);

/// <summary>An order to create at a source.</summary>
/// <param name="PushKey">Stands in <c>sourceIdentifier</c> and in our <c>id</c> metafield <c>push_key</c>.</param>
/// <param name="TransactionsPaid">True adds nothing invented: the financial status says PAID. False says PENDING.</param>
public sealed record OrderDraft(
    string PushKey, string Currency, IReadOnlyList<OrderDraftLine> Lines, string? Email, string? Phone, Address? ShippingAddress, Address? BillingAddress,
    string? Note, IReadOnlyList<string> Tags, IReadOnlyList<CustomAttribute> Attributes, IReadOnlyList<ShippingLineReading> ShippingLines, bool TransactionsPaid)
{
    /// <summary>The buyer; null leaves the order without a customer.</summary>
    public DraftCustomer? Customer { get; init; }
}

/// <summary>A customer to find by e-mail, or to make.</summary>
public sealed record DraftCustomer(string? FirstName, string? LastName, string? Email);

/// <summary>A line of an order to create.</summary>
public sealed record OrderDraftLine(long VariantId, string Title, string? Sku, int Quantity, long UnitMinor, bool RequiresShipping, bool Taxable, IReadOnlyList<CustomAttribute> Properties);

/// <summary>What a created order was given by Shopify.</summary>
public sealed record CreatedOrder(long OrderId, string Name);

/// <summary>A shipment to record at a destination.</summary>
public sealed record FulfillmentDraft(IReadOnlyList<FulfillmentDraftPart> Parts, TrackingReading? Tracking, IReadOnlyList<string> MoreNumbers, bool NotifyCustomer);

/// <summary>The units of one fulfilment order in a shipment.</summary>
public sealed record FulfillmentDraftPart(long FulfillmentOrderId, IReadOnlyList<(long FulfillmentOrderLineId, int Quantity)> Lines);

/// <summary>Units of a source order to give back.</summary>
/// <param name="LineId">The order line.</param>
/// <param name="Quantity">Units.</param>
/// <param name="RestockType">CANCEL for unshipped units, RETURN for shipped ones.</param>
/// <param name="LocationId">Where returned units go back on the shelf; null lets Shopify choose.</param>
public sealed record RefundDraftLine(long LineId, int Quantity, string RestockType, long? LocationId);

/// <summary>An order edit that was begun: nothing is changed before it is committed.</summary>
/// <param name="Id">Shopify's id of the calculated order.</param>
/// <param name="Lines">Its lines.</param>
public sealed record StagedEdit(string Id, IReadOnlyList<StagedLine> Lines);

/// <summary>A line of an order edit.</summary>
/// <param name="Id">Shopify's id of the calculated line.</param>
/// <param name="VariantId">What it sells; null for a custom line.</param>
/// <param name="Quantity">Units now.</param>
/// <param name="EditableQuantity">Units that are not shipped.</param>
public sealed record StagedLine(string Id, long? VariantId, int Quantity, int EditableQuantity);

/// <summary>A line that was added to an order edit.</summary>
/// <param name="Id">Shopify's id of the calculated line.</param>
/// <param name="UnitMinor">The catalogue price it came with, minor units.</param>
public sealed record AddedLine(string Id, long UnitMinor);
