namespace Syncerize.Core.Intake;

/// <summary>Where an inbox row stands.</summary>
public enum InboxState
{
    /// <summary>Stored, not translated.</summary>
    New = 0,

    /// <summary>Turned into work.</summary>
    Handled = 1,

    /// <summary>Its handler failed; a person can look and replay.</summary>
    Parked = 2,

    /// <summary>A topic or a shop we do not know; kept and shown.</summary>
    Unknown = 3,
}

/// <summary>A webhook as it came in. The insert is the duplicate check.</summary>
public sealed class InboxMessage
{
    /// <summary>Our key.</summary>
    public long Id { get; set; }

    /// <summary>The shop's domain as the header says, lower case. The signature does not cover it; the secret it is checked with belongs to it.</summary>
    public required string ShopDomain { get; set; }

    /// <summary>Topic in header form: <c>orders/create</c>.</summary>
    public required string Topic { get; set; }

    /// <summary><c>X-Shopify-Webhook-Id</c>, the same on every retry.</summary>
    public required string WebhookId { get; set; }

    /// <summary><c>X-Shopify-Event-Id</c>.</summary>
    public string? EventId { get; set; }

    /// <summary><c>X-Shopify-API-Version</c>.</summary>
    public string? ApiVersion { get; set; }

    /// <summary><c>X-Shopify-Triggered-At</c>, UTC.</summary>
    public DateTimeOffset? TriggeredAt { get; set; }

    /// <summary>When it arrived, UTC.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>The raw body.</summary>
    public required byte[] Body { get; set; }

    /// <summary>Where it stands.</summary>
    public InboxState State { get; set; }

    /// <summary>When it was handled, UTC.</summary>
    public DateTimeOffset? HandledAt { get; set; }

    /// <summary>A sentence where it was parked or not known.</summary>
    public string? Sentence { get; set; }
}

/// <summary>How far a feed of a shop was polled.</summary>
public sealed class PollCursor
{
    /// <summary>The store.</summary>
    public StoreId StoreId { get; set; }

    /// <summary><c>products</c> or <c>orders</c>.</summary>
    public required string Feed { get; set; }

    /// <summary>Everything changed up to here was seen, UTC; the next poll overlaps by five minutes.</summary>
    public DateTimeOffset? Through { get; set; }

    /// <summary>Where a read that is under way goes on, also after a restart: the stamp the last page ended at and Shopify's page cursor.</summary>
    public string? PageCursor { get; set; }

    /// <summary>When the read that is under way was begun, UTC.</summary>
    public DateTimeOffset? BegunAt { get; set; }

    /// <summary>When the last complete poll was begun, UTC.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Changes found that no webhook had told us of, ever.</summary>
    public long MissedByWebhooks { get; set; }
}
