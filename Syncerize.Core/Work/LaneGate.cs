using Syncerize.Core.Data;

namespace Syncerize.Core.Work;

/// <summary>Whether a shop may be called, as Stores knows it. Implemented by Stores.</summary>
public interface ILaneGate
{
    /// <summary>False while the store is paused, uninstalled, or its token is refused: its items stay due.</summary>
    Task<bool> CanDrainAsync(SyncerizeDb db, StoreId store, CancellationToken ct);

    /// <summary>Our token was refused: the store stops, inside this write, and its people are told once.</summary>
    Task UnauthorizedAsync(Write write, StoreId store, string sentence, CancellationToken ct);
}
