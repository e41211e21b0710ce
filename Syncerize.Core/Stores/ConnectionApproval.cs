using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;

namespace Syncerize.Core.Stores;

/// <summary>Whether a source wants to be asked before a destination that has its key is connected.</summary>
public sealed class ConnectionApproval(WriteGate gate)
{
    /// <summary>Sets it. Requests that wait go on waiting for the source's answer.</summary>
    /// <exception cref="AccessRefusedException">The actor may not act for the store.</exception>
    public Task SetAsync(Actor actor, StoreId storeId, bool on, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        return gate.WriteAsync(
            async (write, c) =>
            {
                var store = await write.Db.Stores.SingleAsync(s => s.Id == storeId, c);
                if (store.ApprovesConnections != on)
                {
                    store.ApprovesConnections = on;
                    write.Record(storeId, ActivityLevel.Info, "settings", on ? "New connections wait for approval." : "New connections start at once.");
                    write.Changed(storeId, LiveTopic.Stores);
                }
            },
            ct);
    }
}
