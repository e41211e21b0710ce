namespace Syncerize.Core.Work;

/// <summary>How one kind of work is drained.</summary>
/// <param name="Name">The word stored with each item.</param>
/// <param name="Priority">Lower goes first.</param>
/// <param name="BatchSize">How many due items of the kind are handed over together; from the query cost model.</param>
public sealed record WorkKind(string Name, WorkPriority Priority, int BatchSize);

/// <summary>Order of work in a lane (engine section 1).</summary>
public enum WorkPriority
{
    /// <summary>Order pushes.</summary>
    OrderPush = 0,

    /// <summary>Stock.</summary>
    Stock = 10,

    /// <summary>Reading orders, and what comes back of them.</summary>
    OrderPull = 20,

    /// <summary>Product changes.</summary>
    Product = 30,

    /// <summary>Imports.</summary>
    Import = 40,

    /// <summary>Compares.</summary>
    Compare = 50,
}

/// <summary>What became of one item. A closed set.</summary>
public abstract record WorkOutcome
{
    private WorkOutcome()
    {
    }

    /// <summary>Finished; the row goes, unless it was enqueued again meanwhile.</summary>
    public sealed record Done : WorkOutcome;

    /// <summary>Not a failure: due again then, attempts unchanged.</summary>
    public sealed record Later(DateTimeOffset At, string Sentence) : WorkOutcome;

    /// <summary>Refused this time; the item's own back-off decides when it is due again.</summary>
    public sealed record Retry(string Sentence) : WorkOutcome;

    /// <summary>Refused for good; a person has to look.</summary>
    public sealed record Parked(string Sentence) : WorkOutcome;

    /// <summary>The shop cannot be called now: the lane backs off, every item stays due. <paramref name="Until"/> null lets the lane's ladder decide.
    /// <paramref name="Unauthorized"/> says that our token is refused: the store stops until it is connected again.</summary>
    public sealed record LaneBlocked(DateTimeOffset? Until, string Sentence, bool Unauthorized = false) : WorkOutcome;

    /// <summary>Finished.</summary>
    public static WorkOutcome Finished { get; } = new Done();
}

/// <summary>A held lane: what a drain shows at every commit.</summary>
/// <param name="Store">The lane.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="Fence">The fencing number it was taken with.</param>
public sealed record LaneLease(StoreId Store, string Owner, long Fence);

/// <summary>Thrown inside a write when the lane was taken over by another drain: nothing of that write is committed.</summary>
public sealed class LeaseLostException(LaneLease lease) : Exception($"The lane of store {lease.Store} was taken over.");

/// <summary>Does one kind of work. Given items of one lane and kind; answers with one outcome per item, in order.</summary>
public interface IWorkHandler
{
    /// <summary>Works a batch. Commits only through writes that carry <paramref name="lease"/>. Throwing is a bug: the items get a recorded retry.</summary>
    Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct);
}

/// <summary>Finds the handler of a kind. Jobs has the one visible switch.</summary>
public interface IWorkSwitch
{
    /// <summary>The kind's settings, or null for a word nobody knows (it is parked).</summary>
    WorkKind? Find(string name);

    /// <summary>The service that does a kind, from the drain's own scope.</summary>
    IWorkHandler HandlerOf(IServiceProvider services, string name);
}
