namespace Syncerize.Core.Activity;

/// <summary>How much an entry asks of its reader.</summary>
public enum ActivityLevel
{
    /// <summary>Good to know.</summary>
    Info = 0,

    /// <summary>Something was finished.</summary>
    Success = 1,

    /// <summary>Needs a look.</summary>
    Attention = 2,

    /// <summary>Needs a person now.</summary>
    Critical = 3,
}

/// <summary>What happened, in a sentence for people, seen by one store.</summary>
public sealed class ActivityEntry
{
    /// <summary>Our key.</summary>
    public long Id { get; set; }

    /// <summary>The store that sees it.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>The connection it belongs to, if any.</summary>
    public ConnectionId? ConnectionId { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>How much it asks.</summary>
    public ActivityLevel Level { get; set; }

    /// <summary>A short kind for filters, such as <c>stock</c>, <c>push</c>, <c>product</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>The sentence.</summary>
    public required string Sentence { get; set; }

    /// <summary>What it is about, such as an order or product number.</summary>
    public string? Subject { get; set; }

    /// <summary>Shopify's request id.</summary>
    public string? RequestId { get; set; }
}
