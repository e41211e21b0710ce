namespace Syncerize.Core.Orders;

/// <summary>What is changed at the source because of something at the destination.</summary>
public enum SourceChangeKind
{
    /// <summary>The source order is cancelled, with restock.</summary>
    Cancel = 0,

    /// <summary>Units are given back, with restock.</summary>
    Refund = 1,

    /// <summary>The source order is edited so that it has the units of the destination order.</summary>
    Edit = 2,
}

/// <summary>Where a change stands: the recovery points of engine section 5.</summary>
public enum SourceChangeState
{
    /// <summary>Will be made next; nothing has left.</summary>
    Planned = 0,

    /// <summary>Committed before the first byte leaves, with the exact bytes. The same bytes may go again, never a new plan.</summary>
    Sending = 1,

    /// <summary>The source has it; its stock is being read.</summary>
    Written = 2,

    /// <summary>Finished, or there was nothing to do.</summary>
    Done = 3,

    /// <summary>The source refused it; a person decides.</summary>
    Refused = 4,

    /// <summary>A person said that it is not to be made.</summary>
    Dismissed = 5,
}

/// <summary>One change of a source order that follows from the destination order it was pushed for.</summary>
public sealed class SourceChange
{
    /// <summary>Our key.</summary>
    public int Id { get; set; }

    /// <summary>The push whose source order it changes.</summary>
    public int OrderPushId { get; set; }

    /// <summary>What is changed.</summary>
    public SourceChangeKind Kind { get; set; }

    /// <summary>What it follows from: the destination's refund, or a number of our own for an edit; 0 for a cancel. Unique with push and kind.</summary>
    public long Cause { get; set; }

    /// <summary>Where it stands.</summary>
    public SourceChangeState State { get; set; }

    /// <summary>When it became due, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>A UUID of this change only, sent as its idempotency key.</summary>
    public required string Key { get; set; }

    /// <summary>A refund: what is asked for. An edit: what the source order is to have.</summary>
    public IReadOnlyList<ChangedUnits> Lines { get; set; } = [];

    /// <summary>The exact bytes of a refund, or the calculated order of an edit, stored before they leave.</summary>
    public string? Sent { get; set; }

    /// <summary>When it was about to leave, UTC.</summary>
    public DateTimeOffset? SendingAt { get; set; }

    /// <summary>Times it was sent.</summary>
    public int Attempts { get; set; }

    /// <summary>Who asked for it; null where it followed by itself.</summary>
    public string? AskedBy { get; set; }

    /// <summary>For people: what is done, was done, or why not.</summary>
    public string? Sentence { get; set; }

    /// <summary>When it was finished, UTC.</summary>
    public DateTimeOffset? DoneAt { get; set; }
}

/// <summary>Units of a destination line in a change.</summary>
/// <param name="LineId">The destination's order line.</param>
/// <param name="SourceVariantId">The source variant.</param>
/// <param name="SourceInventoryItemId">The source inventory item.</param>
/// <param name="Units">A refund: units to give back. An edit: units the source order is to have.</param>
/// <param name="NetMinor">An edit: what they sum to in the source's currency, minor units.</param>
/// <param name="RestockType">A refund: Shopify's enum, CANCEL or RETURN.</param>
public sealed record ChangedUnits(long LineId, long SourceVariantId, long SourceInventoryItemId, int Units, long NetMinor = 0, string? RestockType = null);
