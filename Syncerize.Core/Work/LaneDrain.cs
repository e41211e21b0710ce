using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Syncerize.Core.Data;

namespace Syncerize.Core.Work;

/// <summary>Drains one lane: the next kind's due items in a batch, their handler, their outcomes in one write, and again.</summary>
public sealed class LaneDrain(
    IDbContextFactory<SyncerizeDb> factory, LaneLeases leases, LaneOutcomes outcomes, LaneBell bell, ILaneGate laneGate, IWorkSwitch work, IServiceScopeFactory scopes, TimeProvider time,
    ILogger<LaneDrain> log)
{
    /// <summary>After this long a drain gives its thread to others; the lane is rung again.</summary>
    public static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(30);

    /// <summary>An item rises one class of priority for each of these it has waited, so that an import never starves.</summary>
    public static readonly TimeSpan AgeingStep = TimeSpan.FromMinutes(2);

    private const int Looked = 1000;

    /// <summary>Works everything that is due in the lane. Stops between batches when <paramref name="ct"/> asks for it; what was not finished stays due.</summary>
    /// <returns>How many items got an outcome.</returns>
    public async Task<int> DrainAsync(StoreId store, CancellationToken ct)
    {
        bell.TakeDown(store);
        if ((await NextAsync(store, ct)).Count == 0)
        {
            // Rung while the last drain was still at it: no lease, and so no write, for nothing.
            return 0;
        }

        if (await leases.TakeAsync(store, ct) is not { } lease)
        {
            return 0;
        }

        var begun = time.GetTimestamp();
        var renewed = begun;
        var worked = 0;
        try
        {
            while (!ct.IsCancellationRequested)
            {
                if (time.GetElapsedTime(begun) > LongestDrain)
                {
                    bell.Ring(store);
                    break;
                }

                if (time.GetElapsedTime(renewed) > LaneLeases.Term / 4)
                {
                    await leases.RenewAsync(lease, ct);
                    renewed = time.GetTimestamp();
                }

                var batch = await NextAsync(store, ct);
                if (batch.Count > 0)
                {
                    await WorkAsync(lease, batch, ct);
                    worked += batch.Count;
                }
                else if (!bell.TakeDown(store))
                {
                    break;
                }
            }
        }
        catch (LeaseLostException lost)
        {
            log.LogWarning(lost, "Stopped draining store {Store}", store);
        }
        finally
        {
            await leases.ReleaseAsync(lease);
        }

        return worked;
    }

    private async Task<IReadOnlyList<WorkItem>> NextAsync(StoreId store, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        if (!await laneGate.CanDrainAsync(db, store, ct) || await db.Lanes.AnyAsync(l => l.StoreId == store && l.BackOffUntil > now, ct))
        {
            return [];
        }

        var due = await db.WorkItems.Where(w => w.Lane == store && w.ParkedAt == null && w.DueAt <= now).OrderBy(w => w.Priority).ThenBy(w => w.DueAt).ThenBy(w => w.Id).Take(Looked).ToListAsync(ct);
        if (due.Count == Looked && await db.WorkItems.Where(w => w.Lane == store && w.ParkedAt == null && w.DueAt <= now).OrderBy(w => w.EnqueuedAt).FirstOrDefaultAsync(ct) is { } oldest)
        {
            // Beyond the rows looked at something may have waited long enough to go first.
            due.Add(oldest);
        }

        if (due.Count == 0)
        {
            return [];
        }

        var first = due.MinBy(w => (Rank(w, now), w.DueAt, w.Id))!;
        var size = work.Find(first.Kind)?.BatchSize ?? 1;
        return [.. due.Where(w => w.Kind == first.Kind).DistinctBy(w => w.Id).OrderBy(w => Rank(w, now)).ThenBy(w => w.DueAt).ThenBy(w => w.Id).Take(size)];
    }

    private static long Rank(WorkItem item, DateTimeOffset now) => item.Priority - (10 * ((now - item.EnqueuedAt).Ticks / AgeingStep.Ticks));

    private async Task WorkAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        IReadOnlyList<WorkOutcome> results;
        try
        {
            if (work.Find(batch[0].Kind) is null)
            {
                results = [.. batch.Select(w => new WorkOutcome.Parked($"No service does work of the kind \"{w.Kind}\" in this version."))];
            }
            else
            {
                await using var scope = scopes.CreateAsyncScope();
                results = await work.HandlerOf(scope.ServiceProvider, batch[0].Kind).HandleAsync(lease, batch, ct);
                if (results.Count != batch.Count)
                {
                    throw new InvalidOperationException($"The handler of {batch[0].Kind} gave {results.Count} outcomes for {batch.Count} items.");
                }
            }
        }
        catch (LeaseLostException)
        {
            throw;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Cancelled is not done: the items stay due as they are.
            return;
        }
        catch (Exception bug)
        {
            log.LogError(bug, "Work of kind {Kind} failed in store {Store}", batch[0].Kind, lease.Store);
            results = [.. batch.Select(_ => new WorkOutcome.Retry($"An error in Syncerize stopped this: {bug.Message}"))];
        }

        await outcomes.ApplyAsync(lease, batch, results, ct.IsCancellationRequested ? CancellationToken.None : ct);
    }
}
