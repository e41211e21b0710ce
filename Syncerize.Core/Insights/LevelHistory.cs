using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Insights;

/// <summary>Levels of a store in one role over time: the kept ones, and now.</summary>
internal sealed class LevelHistory
{
    private readonly List<LevelSnapshot> _kept;
    private readonly Levels _now;
    private readonly DateOnly _today;

    private LevelHistory(List<LevelSnapshot> kept, Levels now, DateOnly today)
    {
        _kept = kept;
        _now = now;
        _today = today;
    }

    /// <summary>Reads what is needed from a day on.</summary>
    public static async Task<LevelHistory> ReadAsync(SyncerizeDb db, StoreId store, TotalSide side, ConnectionId connection, DateOnly from, DateOnly today, CancellationToken ct)
    {
        var rows = db.Levels.Where(l => l.StoreId == store && l.Side == side && l.ConnectionId == connection);

        // A day without a snapshot (the app was off) has the level of the last one before it.
        var first = await rows.Where(l => l.Day <= from.DayNumber).MaxAsync(l => (int?)l.Day, ct) ?? from.DayNumber;
        var kept = await rows.Where(l => l.Day >= first).OrderBy(l => l.Day).ToListAsync(ct);
        var now = await DailyLevels.ReadAsync(db, store, side, ct);
        return new LevelHistory(kept, now.GetValueOrDefault(connection), today);
    }

    /// <summary>What stood at the end of a day; null where it was not kept.</summary>
    public Levels? At(DateOnly day)
    {
        if (day >= _today)
        {
            return _now;
        }

        var index = _kept.FindLastIndex(l => l.Day <= day.DayNumber);
        return index < 0 ? null : new Levels(_kept[index].Connected, _kept[index].Available, _kept[index].Synced);
    }
}
