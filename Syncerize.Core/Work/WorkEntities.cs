namespace Syncerize.Core.Work;

/// <summary>One thing that is due: unique by lane, kind and subject. It has no running state; the lane has (engine section 1).</summary>
public sealed class WorkItem
{
    /// <summary>Our key.</summary>
    public long Id { get; set; }

    /// <summary>The one shop this calls.</summary>
    public StoreId Lane { get; set; }

    /// <summary>The kind, a word this folder does not know.</summary>
    public required string Kind { get; set; }

    /// <summary>What it is about, usually a Shopify number.</summary>
    public required string Subject { get; set; }

    /// <summary>Value of the global sequence when last enqueued; done only if it still is the one worked on.</summary>
    public long Generation { get; set; }

    /// <summary>Lower goes first.</summary>
    public int Priority { get; set; }

    /// <summary>Not before, UTC.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>The least <c>updatedAt</c> the reading must have: searches and replicas lag behind events. Null where any reading will do.</summary>
    public DateTimeOffset? WantedAt { get; set; }

    /// <summary>When it was first enqueued, UTC; ageing and lag are measured from it.</summary>
    public DateTimeOffset EnqueuedAt { get; set; }

    /// <summary>Failed attempts since the last success or enqueue.</summary>
    public int Attempts { get; set; }

    /// <summary>When it was parked, UTC; null while it is due.</summary>
    public DateTimeOffset? ParkedAt { get; set; }

    /// <summary>The sentence it was parked or delayed with.</summary>
    public string? Sentence { get; set; }
}

/// <summary>One shop's lane: who drains it, until when, and its back-off.</summary>
public sealed class Lane
{
    /// <summary>The store.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>Who holds it; null if nobody.</summary>
    public string? Owner { get; set; }

    /// <summary>Until when, UTC.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Raised with every taking; every commit of a drain checks it.</summary>
    public long Fence { get; set; }

    /// <summary>No call before, UTC: throttled, unreachable or unauthorised.</summary>
    public DateTimeOffset? BackOffUntil { get; set; }

    /// <summary>Steps of the back-off ladder climbed.</summary>
    public int BackOffSteps { get; set; }

    /// <summary>Why, for people.</summary>
    public string? BackOffReason { get; set; }
}

/// <summary>The one global sequence that generations come from.</summary>
public sealed class GenerationSequence
{
    /// <summary>Always 1.</summary>
    public int Id { get; set; } = 1;

    /// <summary>The last value given.</summary>
    public long Value { get; set; }
}
