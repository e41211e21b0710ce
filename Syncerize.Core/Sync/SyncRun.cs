using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;

namespace Syncerize.Core.Sync;

/// <summary>What a run does.</summary>
public enum SyncRunKind
{
    /// <summary>Creates products at the destination.</summary>
    Import = 0,

    /// <summary>Maps products by a code: the product auto bulk mapper.</summary>
    Map = 1,
}

/// <summary>Where a run stands.</summary>
public enum SyncRunState
{
    /// <summary>It works.</summary>
    Running = 0,

    /// <summary>Stopped by a person for a while; nothing new begins.</summary>
    Paused = 1,

    /// <summary>Ended by a person before its end.</summary>
    Canceled = 2,

    /// <summary>Every product has an end.</summary>
    Ended = 3,
}

/// <summary>A step of an import through Shopify's bulk operations. Each is committed before the call it announces, so that a kill repeats nothing blindly.</summary>
public enum ImportStep
{
    /// <summary>Looks which products are there already (by their key).</summary>
    Look = 0,

    /// <summary>The next batch may be sent.</summary>
    Ready = 1,

    /// <summary>A batch is being handed over: whether Shopify took it is not known until its operation is.</summary>
    Sending = 2,

    /// <summary>Shopify works on the batch.</summary>
    Creating = 3,

    /// <summary>What was created is read back and linked.</summary>
    ReadingBack = 4,
}

/// <summary>An import or a bulk mapping: it goes on whoever looks, survives restarts, and can be paused, resumed and cancelled.</summary>
public sealed class SyncRun
{
    /// <summary>Our key.</summary>
    public int Id { get; set; }

    /// <summary>The connection.</summary>
    public ConnectionId ConnectionId { get; set; }

    /// <summary>The destination (denormalised for look-ups).</summary>
    public StoreId DestinationStoreId { get; set; }

    /// <summary>What it does.</summary>
    public SyncRunKind Kind { get; set; }

    /// <summary>Where it stands.</summary>
    public SyncRunState State { get; set; }

    /// <summary>Who started it.</summary>
    public required string StartedBy { get; set; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset BegunAt { get; set; }

    /// <summary>When it ended, UTC; null before.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Since when it works without a pause, UTC; null while it does not.</summary>
    public DateTimeOffset? WorkingSince { get; set; }

    /// <summary>How long it had worked before that.</summary>
    public TimeSpan WorkedBefore { get; set; }

    /// <summary>What it waits for or why it ended, for people.</summary>
    public string? Sentence { get; set; }

    /// <summary>A mapping: the code that counts.</summary>
    public UniqueIdentifier Identifier { get; set; }

    /// <summary>A mapping: what to do where several products share a code.</summary>
    public SharedCodes Shared { get; set; }

    /// <summary>An import: whether it goes through Shopify's bulk operations.</summary>
    public bool IsBulk { get; set; }

    /// <summary>An import through bulk operations: the step it is at.</summary>
    public ImportStep Step { get; set; }

    /// <summary>An import through bulk operations: the number of the batch at hand, from 1.</summary>
    public int Batch { get; set; }

    /// <summary>An import through bulk operations: Shopify's operation for the step at hand.</summary>
    public long? OperationId { get; set; }

    /// <summary>An import through bulk operations: when the step's call was begun, UTC.</summary>
    public DateTimeOffset? StepAt { get; set; }

    /// <summary>An import through bulk operations: lines of the batch at hand that Shopify has worked.</summary>
    public int Worked { get; set; }

    /// <summary>Until when Shopify gives the shop no new variants, UTC; null where it does.</summary>
    public DateTimeOffset? LimitedUntil { get; set; }
}

/// <summary>Where a product of a run stands.</summary>
public enum SyncItemState
{
    /// <summary>Not begun.</summary>
    Waiting = 0,

    /// <summary>Handed to Shopify in a batch whose end is not known yet.</summary>
    Sent = 1,

    /// <summary>Created at Shopify, not read back yet.</summary>
    Created = 2,

    /// <summary>Created and linked, or mapped.</summary>
    Done = 3,

    /// <summary>Left out by a rule, with a sentence.</summary>
    Skipped = 4,

    /// <summary>Refused, with a sentence; it can be tried again.</summary>
    Failed = 5,
}

/// <summary>One product of a run.</summary>
public sealed class SyncRunItem
{
    /// <summary>The run.</summary>
    public int RunId { get; set; }

    /// <summary>The product at the source.</summary>
    public long SourceProductId { get; set; }

    /// <summary>Where it stands.</summary>
    public SyncItemState State { get; set; }

    /// <summary>Why, for people.</summary>
    public string? Sentence { get; set; }

    /// <summary>The batch it went in; null before.</summary>
    public int? Batch { get; set; }

    /// <summary>Its line in that batch, from 0.</summary>
    public int? Line { get; set; }

    /// <summary>The product at the destination, once known.</summary>
    public long? DestinationProductId { get; set; }
}
