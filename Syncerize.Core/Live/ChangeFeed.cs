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

/// <summary>"Something changed for this store", raised after a commit, delivered throttled to whoever looks at that store.</summary>
public sealed class ChangeFeed(TimeProvider time)
{
    private readonly ConcurrentDictionary<Subscription, byte> _subscriptions = [];

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

    /// <summary>Raises a change. Cheap; never waits for a screen.</summary>
    public void Raise(StoreId store, LiveTopic topics)
    {
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
