namespace Syncerize.Core.Orders;

/// <summary>Money a source received for one of its orders, as its people wrote it down. Shopify is not told: partners settle among themselves.</summary>
public sealed class OrderPayment
{
    /// <summary>Our key.</summary>
    public int Id { get; set; }

    /// <summary>The source store.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>The order in the source store.</summary>
    public long OrderId { get; set; }

    /// <summary>Amount in minor units, above zero.</summary>
    public long AmountMinor { get; set; }

    /// <summary>ISO 4217 currency: the source store's.</summary>
    public required string Currency { get; set; }

    /// <summary>How it was paid, such as <c>Bank transfer</c>.</summary>
    public required string Method { get; set; }

    /// <summary>The day it was paid, in the source store's zone.</summary>
    public DateOnly PaidOn { get; set; }

    /// <summary>Number of the transfer or invoice; null if none.</summary>
    public string? Reference { get; set; }

    /// <summary>Anything else; null if nothing.</summary>
    public string? Note { get; set; }

    /// <summary>When it was written down, UTC.</summary>
    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>Who wrote it down.</summary>
    public required string RecordedBy { get; set; }

    /// <summary>When it was last corrected, UTC; null if never.</summary>
    public DateTimeOffset? ChangedAt { get; set; }
}
