using System.Collections.Concurrent;

namespace Syncerize.Core.Work;

/// <summary>Rings lanes after commits: a flag that a running drain looks at before it ends, and one trigger if the lane is idle.</summary>
public sealed class LaneBell
{
    private readonly ConcurrentDictionary<StoreId, byte> _rung = [];

    /// <summary>Called with each lane whose flag was newly set; Jobs triggers the lane's job with it.</summary>
    public event Action<StoreId>? Rung;

    /// <summary>Sets the lane's flag; tells <see cref="Rung"/> only if it was not set.</summary>
    public void Ring(StoreId lane)
    {
        if (_rung.TryAdd(lane, 0))
        {
            Rung?.Invoke(lane);
        }
    }

    /// <summary>Takes the flag down; true if it was up.</summary>
    public bool TakeDown(StoreId lane) => _rung.TryRemove(lane, out _);
}
