using Syncerize.Core.Shopify;

namespace Syncerize.Core.Orders;

/// <summary>How far a destination's order as a whole was pushed: its tab (docs/architecture.md, Orders). Derived from its pushes, kept with them in one write.</summary>
public enum OrderPushStatus
{
    /// <summary>No synced line: nothing to push.</summary>
    None = 0,

    /// <summary>No part was pushed.</summary>
    NotPushed = 1,

    /// <summary>Every part that is not marked as handled was pushed.</summary>
    Pushed = 2,

    /// <summary>Some parts were pushed.</summary>
    PartiallyPushed = 3,

    /// <summary>Cancelled at the destination.</summary>
    Cancelled = 4,
}

/// <summary>An order of a shop as Shopify last answered it: the mirror. Destination orders and the source orders made from them alike.</summary>
public sealed class Order
{
    /// <summary>The store.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>Shopify's number.</summary>
    public long OrderId { get; set; }

    /// <summary>The name people use, such as <c>#1042</c>.</summary>
    public required string Name { get; set; }

    /// <summary>When it was placed, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Shopify's order date (<c>processedAt</c>), UTC; figures stand on it.</summary>
    public DateTimeOffset ProcessedAt { get; set; }

    /// <summary>Shopify's <c>updatedAt</c> of the reading.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When the reading was begun, UTC.</summary>
    public DateTimeOffset ReadAt { get; set; }

    /// <summary>When it was cancelled; null if not.</summary>
    public DateTimeOffset? CancelledAt { get; set; }

    /// <summary>A test order: mirrored, never pushed, reserves nothing.</summary>
    public bool Test { get; set; }

    /// <summary>Shopify's <c>displayFinancialStatus</c>.</summary>
    public required string FinancialStatus { get; set; }

    /// <summary>Shopify's <c>displayFulfillmentStatus</c>.</summary>
    public required string FulfillmentStatus { get; set; }

    /// <summary>The shop's currency.</summary>
    public required string Currency { get; set; }

    /// <summary>Total in minor units, with tax and shipping.</summary>
    public long TotalMinor { get; set; }

    /// <summary>Shipping in minor units.</summary>
    public long ShippingMinor { get; set; }

    /// <summary>The customer's name; null where it is not given to us.</summary>
    public string? CustomerName { get; set; }

    /// <summary>Contact e-mail; null where it is not given to us.</summary>
    public string? Email { get; set; }

    /// <summary>Contact phone; null where it is not given to us.</summary>
    public string? Phone { get; set; }

    /// <summary>Shipping address; null where absent.</summary>
    public Address? ShippingAddress { get; set; }

    /// <summary>Billing address; null where absent.</summary>
    public Address? BillingAddress { get; set; }

    /// <summary>Shipping lines as paid.</summary>
    public IReadOnlyList<ShippingLineReading> ShippingLines { get; set; } = [];

    /// <summary>Note.</summary>
    public string? Note { get; set; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; set; } = [];

    /// <summary>Shopify's source name: <c>web</c>, <c>pos</c>, and so on.</summary>
    public string? SourceName { get; set; }

    /// <summary>Set on orders we made: the push key.</summary>
    public string? PushKey { get; set; }

    /// <summary>The tab it stands in at the destination.</summary>
    public OrderPushStatus PushStatus { get; set; }

    /// <summary>The tab it stands in at the source; null unless we made it. Derived when it is saved, as are the three below.</summary>
    public OrderTab? SourceTab { get; set; }

    /// <summary>Length of <see cref="Name"/>: with it first, names sort as the numbers they hold.</summary>
    public int NameLength { get; set; }

    /// <summary>The customer's name in small letters without accents, for the search; null if there is none.</summary>
    public string? SearchName { get; set; }

    /// <summary>The e-mail address likewise.</summary>
    public string? SearchEmail { get; set; }

    /// <summary>Its lines.</summary>
    public List<OrderLine> Lines { get; set; } = [];

    /// <summary>Its shipments.</summary>
    public IReadOnlyList<FulfillmentReading> Fulfillments { get; set; } = [];

    /// <summary>Its refunds, oldest first.</summary>
    public IReadOnlyList<RefundReading> Refunds { get; set; } = [];

    /// <summary>Shopify calls it a high fraud risk.</summary>
    public bool HighRisk { get; set; }

    /// <summary>It was made at a till.</summary>
    public bool AtTill { get; set; }

    /// <summary>The customer picks it up.</summary>
    public bool Pickup { get; set; }

    /// <summary>Additional details, such as our block on a source order.</summary>
    public IReadOnlyList<CustomAttribute> Attributes { get; set; } = [];
}

/// <summary>A line of a mirrored order.</summary>
public sealed class OrderLine
{
    /// <summary>The store.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>The order.</summary>
    public long OrderId { get; set; }

    /// <summary>Shopify's number.</summary>
    public long LineId { get; set; }

    /// <summary>The product; null for a custom line or a deleted product.</summary>
    public long? ProductId { get; set; }

    /// <summary>The variant; null for a custom line or a deleted variant.</summary>
    public long? VariantId { get; set; }

    /// <summary>Title of the product.</summary>
    public required string Title { get; set; }

    /// <summary>Title of the variant.</summary>
    public string? VariantTitle { get; set; }

    /// <summary>SKU when ordered.</summary>
    public string? Sku { get; set; }

    /// <summary>Units ordered.</summary>
    public int Quantity { get; set; }

    /// <summary>Units still in the order: ordered less refunded and removed.</summary>
    public int CurrentQuantity { get; set; }

    /// <summary>Units not yet shipped.</summary>
    public int UnfulfilledQuantity { get; set; }

    /// <summary>Whether it is shipped.</summary>
    public bool RequiresShipping { get; set; }

    /// <summary>Whether tax is charged.</summary>
    public bool Taxable { get; set; }

    /// <summary>Line total before tax and after all discounts for <see cref="CurrentQuantity"/>, minor units.</summary>
    public long NetMinor { get; set; }

    /// <summary>Line-item properties.</summary>
    public IReadOnlyList<CustomAttribute> Properties { get; set; } = [];

    /// <summary>The connection whose source owns this line; null for the shop's own goods. Set when the order is first routed, kept afterwards.</summary>
    public ConnectionId? ConnectionId { get; set; }

    /// <summary>The source product behind it; null where it was no longer known when that began to be kept.</summary>
    public long? SourceProductId { get; set; }

    /// <summary>The source variant behind it.</summary>
    public long? SourceVariantId { get; set; }

    /// <summary>The source inventory item behind it.</summary>
    public long? SourceInventoryItemId { get; set; }
}
