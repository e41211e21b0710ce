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

    /// <summary>What the plan wanted (the source's value with settings applied) when last written or found equal; null where a person asked for the source's value again.</summary>
    public string? Planned { get; set; }

    /// <summary>What was read back after our write: comparisons are against this.</summary>
    public string? ReadBack { get; set; }

    /// <summary>What was last seen at the destination.</summary>
    public string? Seen { get; set; }

    /// <summary>A person chose to keep the destination's value, whatever the connection says about edits.</summary>
    public bool IsKept { get; set; }

    /// <summary>When it was last written, UTC.</summary>
    public DateTimeOffset WrittenAt { get; set; }

    /// <summary>Shopify's request id of that write.</summary>
    public string? RequestId { get; set; }
}

/// <summary>One write of one field: the history of a product.</summary>
public sealed class FieldWrite
{
    /// <summary>Our key, growing with time.</summary>
    public long Id { get; set; }

    /// <summary>The product link.</summary>
    public int ProductLinkId { get; set; }

    /// <summary>The variant link, or 0 for a field of the product.</summary>
    public int VariantLinkId { get; set; }

    /// <summary>The field.</summary>
    public required string Field { get; set; }

    /// <summary>What was there before.</summary>
    public required string From { get; set; }

    /// <summary>What was read back after the write.</summary>
    public required string To { get; set; }

    /// <summary>Why it was written; for a price how it was computed.</summary>
    public required string Why { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Shopify's request id.</summary>
    public string? RequestId { get; set; }
}

/// <summary>Says which image of the destination was made from which image of the source: images have no other identity that lasts (engine rules, Products).</summary>
public sealed class ImageLink
{
    /// <summary>Our key.</summary>
    public int Id { get; set; }

    /// <summary>The product link.</summary>
    public int ProductLinkId { get; set; }

    /// <summary>The image at the source.</summary>
    public long SourceMediaId { get; set; }

    /// <summary>The image at the destination; null while it was sent and not seen yet.</summary>
    public long? DestinationMediaId { get; set; }

    /// <summary>The highest media number the destination product had when it was sent: what comes later and is nobody's is ours.</summary>
    public long SentAfter { get; set; }

    /// <summary>When it was sent, UTC.</summary>
    public DateTimeOffset SentAt { get; set; }
}
