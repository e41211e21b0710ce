namespace Syncerize.Core.Sync;

/// <summary>One field of a synced product or variant: what the source had, what Shopify made of our write, what was seen there last.</summary>
public sealed class LedgerEntry
{
    /// <summary>Our key.</summary>
    public int Id { get; set; }

    /// <summary>The product link.</summary>
    public int ProductLinkId { get; set; }

    /// <summary>The variant link, or 0 for a field of the product.</summary>
    public int VariantLinkId { get; set; }

    /// <summary>The field, such as <c>title</c> or <c>price</c>.</summary>
    public required string Field { get; set; }

    /// <summary>What the plan wanted (the source's value with settings applied) when last written or found equal.</summary>
    public string? Planned { get; set; }

    /// <summary>What was read back after our write: comparisons are against this.</summary>
    public string? ReadBack { get; set; }

    /// <summary>What was last seen at the destination.</summary>
    public string? Seen { get; set; }

    /// <summary>When it was last written, UTC.</summary>
    public DateTimeOffset WrittenAt { get; set; }

    /// <summary>Shopify's request id of that write.</summary>
    public string? RequestId { get; set; }
}
