using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Plans;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Sync;

/// <summary>A run as a person sees it.</summary>
/// <param name="Run">The run.</param>
/// <param name="SourceName">The source's name.</param>
/// <param name="Total">Products of it.</param>
/// <param name="Done">Created or mapped.</param>
/// <param name="Skipped">Left out by a rule.</param>
/// <param name="Failed">Refused.</param>
/// <param name="UnderWay">At Shopify.</param>
/// <param name="PerMinute">Products a minute; null before anything ended.</param>
/// <param name="Left">The time left; null where it cannot be told, or it has ended.</param>
public sealed record RunView(SyncRun Run, string SourceName, int Total, int Done, int Skipped, int Failed, int UnderWay, double? PerMinute, TimeSpan? Left)
{
    /// <summary>Products that have an end.</summary>
    public int Ended => Done + Skipped + Failed;

    /// <summary>Whether it goes on by itself or waits for a person to resume it.</summary>
    public bool IsOpen => Run.State is SyncRunState.Running or SyncRunState.Paused;
}

/// <summary>A product of a run that was left out or refused, with the reason.</summary>
public sealed record RunProblem(long SourceProductId, string Title, SyncItemState State, string Sentence);

/// <summary>Runs of a destination, their progress, and what they left out. Everything is counted from the rows, so it is the same after a restart.</summary>
public sealed class SyncRunList(IDbContextFactory<SyncerizeDb> factory, PlanBook plans, TimeProvider time)
{
    /// <summary>Whether the store's plan has the product auto bulk mapper, and which would.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the store.</exception>
    public async Task<FeatureLabel> AutoMappingAsync(Actor actor, StoreId store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(store);
        await using var db = await factory.CreateDbContextAsync(ct);
        return plans.LabelOf(await plans.OfAsync(db, store, ct), Feature.AutoMapping);
    }

    /// <summary>Open runs of a store, and its latest ended one of each kind and connection where none is open.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the store.</exception>
    public async Task<IReadOnlyList<RunView>> OfAsync(Actor actor, StoreId store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(store);
        await using var db = await factory.CreateDbContextAsync(ct);
        var latest = await db.SyncRuns.Where(r => r.DestinationStoreId == store).GroupBy(r => new { r.ConnectionId, r.Kind }).Select(g => g.Max(r => r.Id)).ToListAsync(ct);
        var runs = await db.SyncRuns.Where(r => r.DestinationStoreId == store && (latest.Contains(r.Id) || r.State == SyncRunState.Running || r.State == SyncRunState.Paused))
            .OrderByDescending(r => r.Id).ToListAsync(ct);
        return await ViewsAsync(db, runs, ct);
    }

    /// <summary>What a run left out or was refused, newest first by title; at most <paramref name="most"/>.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public async Task<IReadOnlyList<RunProblem>> ProblemsAsync(Actor actor, int runId, int most, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await factory.CreateDbContextAsync(ct);
        var run = await db.SyncRuns.SingleAsync(r => r.Id == runId, ct);
        actor.Demand(run.DestinationStoreId);
        var source = await db.Connections.Where(c => c.Id == run.ConnectionId).Select(c => c.SourceId).SingleAsync(ct);
        var items = await db.SyncRunItems.Where(i => i.RunId == runId && (i.State == SyncItemState.Failed || i.State == SyncItemState.Skipped))
            .OrderByDescending(i => i.State).ThenBy(i => i.SourceProductId).Take(most).ToListAsync(ct);
        var ids = items.ConvertAll(i => i.SourceProductId);
        var titles = await db.Products.Where(p => p.StoreId == source && ids.Contains(p.ProductId)).ToDictionaryAsync(p => p.ProductId, p => p.Title, ct);
        return [.. items.Select(i => new RunProblem(i.SourceProductId, titles.GetValueOrDefault(i.SourceProductId) ?? "A product that is gone", i.State, i.Sentence ?? ""))];
    }

    private async Task<IReadOnlyList<RunView>> ViewsAsync(SyncerizeDb db, List<SyncRun> runs, CancellationToken ct)
    {
        var ids = runs.ConvertAll(r => r.Id);
        var counts = (await db.SyncRunItems.Where(i => ids.Contains(i.RunId)).GroupBy(i => new { i.RunId, i.State }).Select(g => new { g.Key.RunId, g.Key.State, Count = g.Count() }).ToListAsync(ct))
            .ToDictionary(c => (c.RunId, c.State), c => c.Count);
        var connections = runs.Select(r => r.ConnectionId).Distinct().ToList();
        var names = await (from c in db.Connections where connections.Contains(c.Id) join s in db.Stores on c.SourceId equals s.Id select new { c.Id, s.Name }).ToDictionaryAsync(x => x.Id, x => x.Name, ct);
        var now = time.GetUtcNow();
        return [.. runs.Select(r =>
        {
            int Of(SyncItemState state) => counts.GetValueOrDefault((r.Id, state));
            var (done, skipped, failed, underWay) = (Of(SyncItemState.Done), Of(SyncItemState.Skipped), Of(SyncItemState.Failed), Of(SyncItemState.Sent) + Of(SyncItemState.Created));
            var (ended, open) = (done + skipped + failed, Of(SyncItemState.Waiting) + underWay);
            var (worked, got) = (SyncRunTimes.Worked(r, now), ended + Math.Min(r.Worked, underWay));
            return new RunView(
                r, names[r.ConnectionId], ended + open, done, skipped, failed, underWay, SyncRunTimes.PerMinute(got, worked),
                r.State == SyncRunState.Running ? SyncRunTimes.Left(got, ended + open - got, worked) : null);
        })];
    }
}
