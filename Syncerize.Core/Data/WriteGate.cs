using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Live;
using Syncerize.Core.Work;

namespace Syncerize.Core.Data;

/// <summary>Who goes first at the gate.</summary>
public enum WriteUrgency
{
    /// <summary>Webhook intake and order push.</summary>
    First = 0,

    /// <summary>Everything else.</summary>
    Normal = 1,
}

/// <summary>
/// The one way to write. SQLite has one writer and a driver that blocks its thread while it waits, so writers queue here instead:
/// take the gate, BEGIN IMMEDIATE, do the work (about 20 ms at most, bulk work in turns of 500 rows, no remote call inside), commit, then ring bells and raise changes.
/// </summary>
public sealed class WriteGate(IDbContextFactory<SyncerizeDb> factory, ChangeFeed feed, LaneBell bell, TimeProvider time)
{
    private readonly PriorityGate _gate = new();

    /// <summary>Runs <paramref name="body"/> in one immediate transaction and commits it; throwing rolls everything back.</summary>
    public Task<T> WriteAsync<T>(Func<Write, CancellationToken, Task<T>> body, CancellationToken ct, WriteUrgency urgency = WriteUrgency.Normal) =>
        RunAsync(lease: null, urgency, body, ct);

    /// <summary>The same without a result.</summary>
    public Task WriteAsync(Func<Write, CancellationToken, Task> body, CancellationToken ct, WriteUrgency urgency = WriteUrgency.Normal) =>
        RunAsync<object?>(lease: null, urgency, async (w, c) => { await body(w, c); return null; }, ct);

    /// <summary>The same for a drain: commits only while <paramref name="lease"/> still holds its lane.</summary>
    /// <exception cref="LeaseLostException">Another drain took the lane; nothing was written.</exception>
    public Task<T> WriteAsync<T>(LaneLease lease, Func<Write, CancellationToken, Task<T>> body, CancellationToken ct, WriteUrgency urgency = WriteUrgency.Normal) =>
        RunAsync(lease, urgency, body, ct);

    /// <summary>The same for a drain, without a result.</summary>
    /// <exception cref="LeaseLostException">Another drain took the lane; nothing was written.</exception>
    public Task WriteAsync(LaneLease lease, Func<Write, CancellationToken, Task> body, CancellationToken ct, WriteUrgency urgency = WriteUrgency.Normal) =>
        RunAsync<object?>(lease, urgency, async (w, c) => { await body(w, c); return null; }, ct);

    private async Task<T> RunAsync<T>(LaneLease? lease, WriteUrgency urgency, Func<Write, CancellationToken, Task<T>> body, CancellationToken ct)
    {
        Write write;
        T result;
        using (await _gate.EnterAsync(urgency, ct))
        {
            await using var db = await factory.CreateDbContextAsync(ct);
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;

            // Microsoft.Data.Sqlite begins IMMEDIATE unless told otherwise: the write lock is taken before the first read.
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            write = new Write(db, time.GetUtcNow());
            if (lease is not null && !await db.Lanes.AnyAsync(l => l.StoreId == lease.Store && l.Owner == lease.Owner && l.Fence == lease.Fence, ct))
            {
                throw new LeaseLostException(lease);
            }

            result = await body(write, ct);
            await db.SaveChangesAsync(ct);
            await write.SaveNoticesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        write.Committed(feed, bell);
        return result;
    }
}
