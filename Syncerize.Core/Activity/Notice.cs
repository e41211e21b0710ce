namespace Syncerize.Core.Activity;

/// <summary>What a person of a store is told about, each switchable for mail.</summary>
public enum NoticeKind
{
    /// <summary>An order part could not be pushed and needs a person.</summary>
    PushParked = 0,

    /// <summary>The source sold out before an order reached it.</summary>
    Oversold = 1,

    /// <summary>The source cancelled a pushed order.</summary>
    SourceCancelled = 2,

    /// <summary>Nothing was heard of a connected source for long.</summary>
    SourceSilent = 3,

    /// <summary>A plan's meter is nearly full or full.</summary>
    PlanMeter = 4,

    /// <summary>A difference between both shops that cannot heal by itself.</summary>
    Drift = 5,

    /// <summary>Shopify refuses the store's token.</summary>
    TokenDead = 6,

    /// <summary>A store asks to be connected.</summary>
    ConnectionRequest = 7,
}

/// <summary>Something the people of a store are told: in the notification centre always, by mail as they set it. Written in the transaction of its cause, sent by a job.</summary>
public sealed class Notice
{
    /// <summary>Our key.</summary>
    public long Id { get; set; }

    /// <summary>The store that is told.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>What it is about.</summary>
    public NoticeKind Kind { get; set; }

    /// <summary>How much it asks of its reader.</summary>
    public ActivityLevel Level { get; set; }

    /// <summary>Names the one occasion: a second notice of the same key is not written.</summary>
    public required string Key { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>What happened and what to do.</summary>
    public required string Sentence { get; set; }

    /// <summary>The connection it is about, if any.</summary>
    public ConnectionId? ConnectionId { get; set; }

    /// <summary>Number of the order in the store that is told, if it is about one.</summary>
    public long? OrderId { get; set; }

    /// <summary>When it was read, UTC; null while unread.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>When its mail was sent or decided against, UTC; null while that is still to be done.</summary>
    public DateTimeOffset? MailedAt { get; set; }
}

/// <summary>How often mail is sent.</summary>
public enum MailFrequency
{
    /// <summary>As it happens.</summary>
    AtOnce = 0,

    /// <summary>All of a day in one mail, at eight in the morning of the store's zone.</summary>
    Daily = 1,
}

/// <summary>Which mail the people of a store get. No row: none.</summary>
public sealed class NotificationSettings
{
    /// <summary>The store.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>Whether any mail is sent.</summary>
    public bool MailOn { get; set; }

    /// <summary>Where it goes; null while none was given.</summary>
    public string? Address { get; set; }

    /// <summary>How often.</summary>
    public MailFrequency Frequency { get; set; }

    /// <summary>Kinds that are not mailed.</summary>
    public IReadOnlyList<NoticeKind> Muted { get; set; } = [];

    /// <summary>When the next digest is due, UTC; null before the first.</summary>
    public DateTimeOffset? DigestDueAt { get; set; }

    /// <summary>Attempts that failed in a row.</summary>
    public int Failures { get; set; }

    /// <summary>No mail is tried before, UTC; null if nothing failed.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>Why the last attempt failed, for people; null if it did not.</summary>
    public string? Failure { get; set; }
}
