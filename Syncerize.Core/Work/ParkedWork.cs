using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;

namespace Syncerize.Core.Work;

/// <summary>How far a lane is behind.</summary>
/// <param name="Due">Items due now.</param>
/// <param name="Parked">Items that need a person.</param>
/// <param name="OldestDueAt">Since when the oldest is due; null if nothing is.</param>
/// <param name="BackOffReason">Why the shop is not called now; null if it is.</param>
public sealed record LaneLag(int Due, int Parked, DateTimeOffset? OldestDueAt, string? BackOffReason);

/// <summary>What waits and what needs a person.</summary>
public sealed class ParkedWork(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, TimeProvider time)
{
    /// <summary>How far the store's lane is behind.</summary>
    public async Task<LaneLag> LagAsync(StoreId store, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var due = db.WorkItems.Where(w => w.Lane == store && w.ParkedAt == null && w.DueAt <= now);
        return new LaneLag(
            await due.CountAsync(ct),
            await db.WorkItems.CountAsync(w => w.Lane == store && w.ParkedAt != null, ct),
            await due.MinAsync(w => (DateTimeOffset?)w.DueAt, ct),
            await db.Lanes.Where(l => l.StoreId == store && l.BackOffUntil > now).Select(l => l.BackOffReason).FirstOrDefaultAsync(ct));
    }

    /// <summary>The store's parked items, newest first.</summary>
    public async Task<IReadOnlyList<WorkItem>> ListAsync(StoreId store, int most, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        return await db.WorkItems.Where(w => w.Lane == store && w.ParkedAt != null).OrderByDescending(w => w.ParkedAt).Take(most).ToListAsync(ct);
    }

    /// <summary>Makes a parked item due again.</summary>
    /// <returns>False where it is not parked any more.</returns>
    public Task<bool> ReplayAsync(StoreId store, long id, CancellationToken ct) => gate.WriteAsync(
        async (write, c) =>
        {
            if (await write.Db.WorkItems.SingleOrDefaultAsync(w => w.Id == id && w.Lane == store && w.ParkedAt != null, c) is not { } row)
            {
                return false;
            }

            row.ParkedAt = null;
            row.Attempts = 0;
            row.DueAt = write.Now;
            row.Generation = ++(await write.Db.Generations.SingleAsync(c)).Value;
            write.Ring(store);
            write.Changed(store, Live.LiveTopic.Work);
            return true;
        },
        ct);
}
