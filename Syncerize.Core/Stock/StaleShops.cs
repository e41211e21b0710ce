using System.Collections.Concurrent;

namespace Syncerize.Core.Stock;

/// <summary>Destinations in which somebody else changed a quantity a moment ago. Only for speed and points: every write compares all the same, and nothing is lost with this memory.</summary>
public sealed class StaleShops(TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<StoreId, DateTimeOffset> _found = [];

    /// <summary>A row of this shop was stale.</summary>
    public void Found(StoreId store) => _found[store] = time.GetUtcNow();

    /// <summary>Whether one was, lately.</summary>
    public bool IsDoubted(StoreId store) => _found.TryGetValue(store, out var at) && time.GetUtcNow() - at < Remembered;
}
