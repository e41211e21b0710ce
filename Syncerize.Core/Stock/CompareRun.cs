namespace Syncerize.Core.Stock;

/// <summary>One comparison of a store's linked quantities with what Shopify really holds, and what it came to.</summary>
public sealed class CompareRun
{
    /// <summary>Our key.</summary>
    public int Id { get; set; }

    /// <summary>The store.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset BegunAt { get; set; }

    /// <summary>When the last quantity was compared, UTC; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Shopify's bulk operation, where the quantities are read in bulk and it was accepted.</summary>
    public long? OperationId { get; set; }

    /// <summary>When that was asked for, UTC: what it holds is at least as new.</summary>
    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>Inventory items to compare.</summary>
    public int Items { get; set; }

    /// <summary>Items compared so far.</summary>
    public int Compared { get; set; }

    /// <summary>Items found to be another number than they should be, and made due to be set right.</summary>
    public int Drifted { get; set; }
}
