namespace Syncerize.Core.Connections;

/// <summary>What a bulk change was about, and so how it is undone.</summary>
public enum BulkChangeKind
{
    /// <summary>Settings of a connection; <see cref="BulkChange.Before"/> has the settings before, as JSON.</summary>
    Settings = 0,

    /// <summary>Products began to be synced or were mapped; <see cref="BulkChange.Before"/> has their numbers at the source, as JSON.</summary>
    Started = 1,

    /// <summary>Products were unsynced and kept; <see cref="BulkChange.Before"/> has their numbers at the source, as JSON.</summary>
    Unsynced = 2,

    /// <summary>What a source offers; <see cref="BulkChange.Before"/> has the mode and its tags, as JSON.</summary>
    Availability = 3,

    /// <summary>Hand-picked products of a source; <see cref="BulkChange.Before"/> has those that were picked otherwise before, as JSON.</summary>
    Picked = 4,
}

/// <summary>A bulk change with what it takes to undo it: its cause, never single values (docs/architecture.md). Only the last one of a connection (or of a source's offer) can be undone.</summary>
public sealed class BulkChange
{
    /// <summary>Our key, growing with time.</summary>
    public int Id { get; set; }

    /// <summary>The store whose person did it.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>The connection; null where it concerns a source's offer to all.</summary>
    public ConnectionId? ConnectionId { get; set; }

    /// <summary>What it was about.</summary>
    public BulkChangeKind Kind { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Who did it.</summary>
    public required string By { get; set; }

    /// <summary>What was done, for people.</summary>
    public required string Sentence { get; set; }

    /// <summary>What stood before, as JSON; its shape goes by <see cref="Kind"/>.</summary>
    public required string Before { get; set; }

    /// <summary>When it was undone, UTC; null if not.</summary>
    public DateTimeOffset? UndoneAt { get; set; }
}
