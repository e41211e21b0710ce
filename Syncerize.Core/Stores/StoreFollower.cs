using Syncerize.Core.Data;

namespace Syncerize.Core.Stores;

/// <summary>Told, inside the same write, that something of a store changed on which other folders decide: its state, switches or exchange rates. Implemented below Stores.</summary>
public interface IStoreFollower
{
    /// <summary>The store changed.</summary>
    Task StoreChangedAsync(Write write, StoreId store, CancellationToken ct);
}
