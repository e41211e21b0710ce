using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Work;

namespace Syncerize.Core.Jobs;

/// <summary>Rings every lane with due rows: what waited for its time, and what a crash left behind.</summary>
public sealed class LaneSweep(IDbContextFactory<SyncerizeDb> factory, LaneBell bell, TimeProvider time)
{
    /// <summary>Rings them.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var due = db.WorkItems.Where(w => w.ParkedAt == null && w.DueAt <= now).Select(w => w.Lane).Distinct();
        foreach (var lane in await due.Where(id => !db.Lanes.Any(l => l.StoreId == id && l.BackOffUntil > now)).ToListAsync(ct))
        {
            bell.Ring(lane);
        }
    }
}
