using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Insights;

/// <summary>The days a report is about, and whether its totals are whole.</summary>
public sealed class ReportDays(IDbContextFactory<SyncerizeDb> factory, TimeProvider time)
{
    /// <summary>Today and the days asked for in the store's zone, all time as the days from the first order; and whether its totals are being counted anew.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<(DateOnly Today, DayRange Range, bool Counting)> ReadAsync(Actor actor, StoreId storeId, ReportAsked asked, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(asked);
        actor.Demand(storeId);
        await using var db = await factory.CreateDbContextAsync(ct);
        var zone = await db.Stores.Where(s => s.Id == storeId).Select(s => s.TimeZone).SingleOrDefaultAsync(ct) ?? "Etc/UTC";
        var today = StoreDays.Today(zone, time);
        return (today, asked.Range.Days(today) ?? await new RangeFigures(db, storeId, asked.Side, asked.Connection).EverythingAsync(today, ct), await db.TotalsRebuilds.AnyAsync(r => r.StoreId == storeId, ct));
    }
}
