using System.Collections.Concurrent;

namespace Syncerize.Core.Live;

/// <summary>What kind of thing changed. A notice carries no data: screens read the rows they show again.</summary>
[Flags]
public enum LiveTopic
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Products, variants and links.</summary>
    Products = 1,

    /// <summary>Stock numbers.</summary>
    Stock = 2,

    /// <summary>Orders and their pushes.</summary>
    Orders = 4,

    /// <summary>Stores and connections.</summary>
    Stores = 8,

    /// <summary>Activity entries.</summary>
    Activity = 16,

    /// <summary>Work and lanes.</summary>
    Work = 32,

    /// <summary>Everything.</summary>
    All = 63,
}

/// <summary>A moment of the change feed, to ask later what changed since; of no use to another run of the app.</summary>
/// <param name="Run">The run of the app.</param>
/// <param name="Number">How many changes it had raised.</param>
public sealed record LiveMark(Guid Run, long Number);

/// <summary>"Something changed for this store", raised after a commit, delivered throttled to whoever looks at that store.</summary>
public sealed class ChangeFeed(TimeProvider time)
{
    private static readonly LiveTopic[] Topics = [LiveTopic.Products, LiveTopic.Stock, LiveTopic.Orders, LiveTopic.Stores, LiveTopic.Activity, LiveTopic.Work];

    private readonly ConcurrentDictionary<Subscription, byte> _subscriptions = [];
    private readonly ConcurrentDictionary<(StoreId, LiveTopic), long> _last = [];
    private readonly Guid _run = Guid.CreateVersion7(time.GetUtcNow());
    private long _number;

    /// <summary>How many screens listen; tests prove with it that none leaks.</summary>
    public int SubscriberCount => _subscriptions.Count;

    /// <summary>Calls <paramref name="callback"/> after changes of the topics, at most once per <paramref name="interval"/>, the last change never lost.</summary>
    /// <param name="store">The store watched; null watches all (operator).</param>
    /// <param name="topics">The topics watched.</param>
    /// <param name="interval">The shortest time between two calls.</param>
    /// <param name="callback">Called on a pool thread; its failure goes to <paramref name="failed"/>, never to the writer.</param>
    /// <param name="failed">Told of a failing callback.</param>
    public IDisposable Subscribe(StoreId? store, LiveTopic topics, TimeSpan interval, Func<Task> callback, Action<Exception> failed)
    {
        var subscription = new Subscription(this, store, topics, new CallbackThrottler(time, interval, callback, failed));
        _subscriptions[subscription] = 0;
        return subscription;
    }

    /// <summary>This moment. Taken before a read, it tells whoever takes that read over whether it is still true.</summary>
    public LiveMark Mark() => new(_run, Interlocked.Read(ref _number));

    /// <summary>Whether a topic of the store changed after the mark. True for a mark of another run of the app: nobody knows. To miss nothing, subscribe first and ask then.</summary>
    public bool HasChangedSince(LiveMark mark, StoreId store, LiveTopic topics)
    {
        ArgumentNullException.ThrowIfNull(mark);
        return mark.Run != _run || Topics.Any(t => topics.HasFlag(t) && _last.TryGetValue((store, t), out var last) && last > mark.Number);
    }

    /// <summary>Raises a change. Cheap; never waits for a screen.</summary>
    public void Raise(StoreId store, LiveTopic topics)
    {
        var number = Interlocked.Increment(ref _number);
        foreach (var topic in Topics.Where(t => topics.HasFlag(t)))
        {
            _last.AddOrUpdate((store, topic), number, (_, last) => Math.Max(last, number));
        }

        foreach (var subscription in _subscriptions.Keys)
        {
            if ((subscription.Topics & topics) != LiveTopic.None && (subscription.Store is null || subscription.Store == store))
            {
                subscription.Throttler.Ready();
            }
        }
    }

    private sealed class Subscription(ChangeFeed feed, StoreId? store, LiveTopic topics, CallbackThrottler throttler) : IDisposable
    {
        public StoreId? Store => store;

        public LiveTopic Topics => topics;

        public CallbackThrottler Throttler => throttler;

        public void Dispose()
        {
            feed._subscriptions.TryRemove(this, out _);
            throttler.Dispose();
        }
    }
}
