using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Work;

namespace Syncerize.Core.Stores;

/// <summary>Stops the lane of a store that may not be called, while others go on.</summary>
public sealed class StoreLaneGate(SimulatorAddress simulator) : ILaneGate
{
    /// <inheritdoc/>
    public Task<bool> CanDrainAsync(SyncerizeDb db, StoreId store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);

        // At start-up lanes are rung before the sandbox answers: no address yet is not a refused token.
        var simulated = simulator.Value is not null;
        return db.Stores.AnyAsync(s => s.Id == store && s.State == StoreState.Active && (simulated || !s.IsSimulated), ct);
    }

    /// <inheritdoc/>
    public async Task UnauthorizedAsync(Write write, StoreId store, string sentence, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        var row = await write.Db.Stores.SingleAsync(s => s.Id == store, ct);
        if (row.State != StoreState.Active)
        {
            return;
        }

        row.State = StoreState.Unauthorized;
        row.StateReason = sentence;
        write.Record(store, ActivityLevel.Critical, "store", $"Everything of this store waits: {sentence}");
        write.Notify(store, NoticeKind.TokenDead, ActivityLevel.Critical, FormattableString.Invariant($"token/{write.Now.ToUnixTimeMilliseconds()}"), $"Everything of this store waits: {sentence}");
        write.Changed(store, LiveTopic.Stores);
    }
}
