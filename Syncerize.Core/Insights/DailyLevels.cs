using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Insights;

/// <summary>What stands at one instant.</summary>
/// <param name="Connected">Partners whose connection is connected.</param>
/// <param name="Available">Products on offer: by connected sources, or by this source.</param>
/// <param name="Synced">Active product links.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct Levels(int Connected, int Available, int Synced);

/// <summary>Levels of stores: read now, and kept at the end of each day of the store's zone.</summary>
public sealed class DailyLevels(WriteGate gate, IDbContextFactory<SyncerizeDb> factory, TimeProvider time)
{
    /// <summary>What stands now, per connection and together (<see cref="Total.Together"/>).</summary>
    public static async Task<IReadOnlyDictionary<ConnectionId, Levels>> ReadAsync(SyncerizeDb db, StoreId store, TotalSide side, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var connections = await db.Connections.Where(c => (side == TotalSide.Destination ? c.DestinationId : c.SourceId) == store).Select(c => new { c.Id, c.SourceId, c.State }).ToListAsync(ct);
        var synced = await db.ProductLinks.Where(l => (side == TotalSide.Destination ? l.DestinationStoreId : l.SourceStoreId) == store && l.State == LinkState.Active)
            .GroupBy(l => l.ConnectionId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var offered = new Dictionary<StoreId, int>();
        foreach (var source in connections.Where(c => c.State == ConnectionState.Connected).Select(c => c.SourceId).Append(side == TotalSide.Source ? store : default).Distinct().Where(s => s != default))
        {
            var rule = await db.AvailabilityRules.SingleOrDefaultAsync(r => r.StoreId == source, ct);
            offered[source] = await db.Products.Offered(source, rule).CountAsync(ct);
        }

        var levels = connections.ToDictionary(
            c => c.Id, c => c.State == ConnectionState.Connected ? new Levels(1, offered[c.SourceId], synced.GetValueOrDefault(c.Id)) : new Levels(0, 0, synced.GetValueOrDefault(c.Id)));
        levels[Total.Together] = new Levels(levels.Values.Sum(l => l.Connected), side == TotalSide.Source ? offered[store] : levels.Values.Sum(l => l.Available), levels.Values.Sum(l => l.Synced));
        return levels;
    }

    /// <summary>Keeps today's levels of every store; the last of a day stands.</summary>
    public async Task KeepAsync(CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        foreach (var store in await db.Stores.Where(s => s.State != StoreState.Uninstalled).ToListAsync(ct))
        {
            var day = StoreDays.Today(store.TimeZone, time).DayNumber;
            foreach (var side in Sides(store.Roles))
            {
                var levels = await ReadAsync(db, store.Id, side, ct);
                await gate.WriteAsync((write, c) => KeepAsync(write, store.Id, side, day, levels, c), ct);
            }
        }
    }

    private static IEnumerable<TotalSide> Sides(StoreRoles roles)
    {
        if (roles.HasFlag(StoreRoles.Destination))
        {
            yield return TotalSide.Destination;
        }

        if (roles.HasFlag(StoreRoles.Source))
        {
            yield return TotalSide.Source;
        }
    }

    private static async Task KeepAsync(Write write, StoreId store, TotalSide side, int day, IReadOnlyDictionary<ConnectionId, Levels> levels, CancellationToken ct)
    {
        var kept = await write.Db.Levels.Where(l => l.StoreId == store && l.Side == side && l.Day == day).ToDictionaryAsync(l => l.ConnectionId, ct);
        foreach (var (connection, level) in levels)
        {
            if (!kept.TryGetValue(connection, out var row))
            {
                row = new LevelSnapshot { StoreId = store, Side = side, ConnectionId = connection, Day = day };
                write.Db.Levels.Add(row);
            }

            (row.Connected, row.Available, row.Synced) = (level.Connected, level.Available, level.Synced);
        }
    }
}
