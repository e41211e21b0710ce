using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Orders;

/// <summary>Counts the daily figures anew from orders and pushes: what the kept deltas must equal, and what a changed time zone is rebuilt with.</summary>
public sealed class Recount(WriteGate gate)
{
    /// <summary>What the figures of all connections of a destination are, its own and its sources', sorted.</summary>
    public static async Task<IReadOnlyList<TotalDelta>> CountAsync(SyncerizeDb db, StoreId destination, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var partners = await Partners.LoadAsync(db, destination, ct);
        var pushes = (await db.OrderPushes.AsNoTracking().Include(p => p.Lines).Where(p => p.DestinationStoreId == destination).ToListAsync(ct)).ToLookup(p => p.OrderId);
        var orders = await db.Orders.AsNoTracking().Include(o => o.Lines).Where(o => o.StoreId == destination && o.PushStatus != OrderPushStatus.None).ToListAsync(ct);
        return [.. orders.SelectMany(o => OrderFigures.Of(o, [.. pushes[o.OrderId]], partners.Destination, partners.Source))
            .GroupBy(d => (d.StoreId, d.ConnectionId, d.Day))
            .Select(g => new TotalDelta(g.Key.StoreId, g.Key.ConnectionId, g.Key.Day, g.Sum(d => d.Orders), g.Sum(d => d.Units), g.Sum(d => d.RevenueMinor)))
            .Where(d => d is not { Orders: 0, Units: 0, RevenueMinor: 0 })
            .OrderBy(d => d.StoreId.Value).ThenBy(d => d.ConnectionId.Value).ThenBy(d => d.Day)];
    }

    /// <summary>Replaces the kept figures of every connection of a destination.</summary>
    public Task RebuildAsync(StoreId destination, CancellationToken ct) => gate.WriteAsync(
        async (write, c) =>
        {
            var connections = await write.Db.Connections.Where(x => x.DestinationId == destination).Select(x => x.Id).ToListAsync(c);
            await write.Db.DailyTotals.Where(t => connections.Contains(t.ConnectionId)).ExecuteDeleteAsync(c);
            var counted = await CountAsync(write.Db, destination, c);
            await DailyTotals.AddAsync(write, counted, c);
            foreach (var store in counted.Select(d => d.StoreId).Distinct())
            {
                write.Changed(store, LiveTopic.Orders);
            }
        },
        ct);
}
