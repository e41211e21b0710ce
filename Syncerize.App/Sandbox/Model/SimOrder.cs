namespace Syncerize.App.Sandbox.Model;

/// <summary>An order with everything that hangs on it. Money in minor units of the shop's currency.</summary>
internal sealed class SimOrder
{
    public long Id { get; set; }

    /// <summary>Such as <c>#1001</c>.</summary>
    public required string Name { get; set; }

    public long Number { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset ProcessedAt { get; set; }

    public DateTimeOffset? CancelledAt { get; set; }

    public string? CancelReason { get; set; }

    public string? CancelStaffNote { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public bool Test { get; set; }

    public bool Edited { get; set; }

    /// <summary>Made with <c>orderCreate</c>; those are limited in a development store.</summary>
    public bool MadeOverApi { get; set; }

    /// <summary>PENDING, AUTHORIZED, PAID, PARTIALLY_PAID, PARTIALLY_REFUNDED, REFUNDED or VOIDED.</summary>
    public string FinancialStatus { get; set; } = "PENDING";

    /// <summary>UNFULFILLED, PARTIALLY_FULFILLED or FULFILLED.</summary>
    public string FulfillmentStatus { get; set; } = "UNFULFILLED";

    public string Currency { get; set; } = "USD";

    public bool TaxesIncluded { get; set; }

    public string? Note { get; set; }

    public List<string> Tags { get; set; } = [];

    public string? PoNumber { get; set; }

    public string? SourceName { get; set; }

    public string? SourceIdentifier { get; set; }

    public string? SourceUrl { get; set; }

    public List<string> PaymentGatewayNames { get; set; } = [];

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public SimCustomer? Customer { get; set; }

    public SimAddress? ShippingAddress { get; set; }

    public SimAddress? BillingAddress { get; set; }

    public List<SimAttribute> CustomAttributes { get; set; } = [];

    public List<SimMetafield> Metafields { get; set; } = [];

    /// <summary>ACCEPT, INVESTIGATE, CANCEL or NONE: what Shopify recommends after its fraud analysis.</summary>
    public string RiskRecommendation { get; set; } = "ACCEPT";

    /// <summary>Set for an order made at a till.</summary>
    public long? RetailLocationId { get; set; }

    public List<SimOrderLine> Lines { get; set; } = [];

    public List<SimShippingLine> ShippingLines { get; set; } = [];

    public List<SimDiscount> Discounts { get; set; } = [];

    /// <summary>Tax on the whole order; 0 where prices carry no tax.</summary>
    public long TaxMinor { get; set; }

    public List<SimTransaction> Transactions { get; set; } = [];

    public List<SimRefund> Refunds { get; set; } = [];

    public List<SimFulfillmentOrder> FulfillmentOrders { get; set; } = [];

    public List<SimFulfillment> Fulfillments { get; set; } = [];
}

/// <summary>The buyer.</summary>
internal sealed class SimCustomer
{
    public long Id { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }
}

/// <summary>A postal address.</summary>
internal sealed class SimAddress
{
    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Company { get; set; }

    public string? Address1 { get; set; }

    public string? Address2 { get; set; }

    public string? City { get; set; }

    public string? ProvinceCode { get; set; }

    public string? CountryCode { get; set; }

    public string? Zip { get; set; }

    public string? Phone { get; set; }
}

/// <summary>A name and a value.</summary>
internal sealed class SimAttribute
{
    public required string Key { get; set; }

    public string? Value { get; set; }
}

/// <summary>A line of an order.</summary>
internal sealed class SimOrderLine
{
    public long Id { get; set; }

    public long? ProductId { get; set; }

    public long? VariantId { get; set; }

    public long? InventoryItemId { get; set; }

    public required string Title { get; set; }

    public string? VariantTitle { get; set; }

    public string? Sku { get; set; }

    public string? Vendor { get; set; }

    public int Quantity { get; set; }

    /// <summary>Units neither refunded nor removed.</summary>
    public int CurrentQuantity { get; set; }

    /// <summary>Units shipped.</summary>
    public int FulfilledQuantity { get; set; }

    /// <summary>Units taken out before they were shipped: cancelled, refunded unshipped, or edited away.</summary>
    public int RemovedQuantity { get; set; }

    public bool RequiresShipping { get; set; } = true;

    public bool Taxable { get; set; } = true;

    public bool IsGiftCard { get; set; }

    public long UnitMinor { get; set; }

    /// <summary>All discounts on all <see cref="Quantity"/> units together.</summary>
    public long DiscountMinor { get; set; }

    public List<SimAttribute> Properties { get; set; } = [];

    /// <summary>Where its units were taken from, or null where nothing was claimed.</summary>
    public long? LocationId { get; set; }

    /// <summary>Units claimed from stock (available to committed) and neither shipped nor given back.</summary>
    public int CommittedQuantity { get; set; }
}

/// <summary>How it is sent and what that costs.</summary>
internal sealed class SimShippingLine
{
    public long Id { get; set; }

    public required string Title { get; set; }

    public string? Code { get; set; }

    public long PriceMinor { get; set; }

    public long DiscountMinor { get; set; }
}

/// <summary>A discount on the order; what it takes off stands on the lines.</summary>
internal sealed class SimDiscount
{
    public string? Code { get; set; }

    public string? Title { get; set; }

    public long AmountMinor { get; set; }
}

/// <summary>A payment movement.</summary>
internal sealed class SimTransaction
{
    public long Id { get; set; }

    /// <summary>SALE, AUTHORIZATION, CAPTURE, REFUND or VOID.</summary>
    public string Kind { get; set; } = "SALE";

    /// <summary>SUCCESS, PENDING, FAILURE or ERROR.</summary>
    public string Status { get; set; } = "SUCCESS";

    public string Gateway { get; set; } = "manual";

    public long AmountMinor { get; set; }

    public DateTimeOffset ProcessedAt { get; set; }
}

/// <summary>Units and money given back.</summary>
internal sealed class SimRefund
{
    public long Id { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public string? Note { get; set; }

    public long TotalMinor { get; set; }

    /// <summary>The part of the total that is shipping.</summary>
    public long ShippingMinor { get; set; }

    public List<SimRefundLine> Lines { get; set; } = [];
}

/// <summary>Units of one line given back.</summary>
internal sealed class SimRefundLine
{
    public long Id { get; set; }

    public long LineId { get; set; }

    public int Quantity { get; set; }

    /// <summary>NO_RESTOCK, CANCEL or RETURN.</summary>
    public string RestockType { get; set; } = "NO_RESTOCK";

    public long? LocationId { get; set; }

    public bool Restocked { get; set; }

    public long SubtotalMinor { get; set; }
}
