using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;

namespace Syncerize.Core.Sync;

/// <summary>How products of an import, and the import itself, come to their end. All inside the caller's write.</summary>
internal static class SyncRunEnds
{
    /// <summary>A product that was being created has an end; nothing happens where it belongs to no open import.</summary>
    public static async Task EndAsync(Write write, ConnectionId connection, long sourceProductId, SyncItemState state, string? sentence, long? destinationProductId, CancellationToken ct)
    {
        var items = await (
            from i in write.Db.SyncRunItems
            join r in write.Db.SyncRuns on i.RunId equals r.Id
            where r.ConnectionId == connection && r.Kind == SyncRunKind.Import && i.SourceProductId == sourceProductId
                && (i.State == SyncItemState.Waiting || i.State == SyncItemState.Sent || i.State == SyncItemState.Created || i.State == SyncItemState.Failed)
            select i).ToListAsync(ct);
        foreach (var item in items)
        {
            (item.State, item.Sentence) = (state, sentence);
            item.DestinationProductId ??= destinationProductId;
        }

        await write.Db.SaveChangesAsync(ct);
        foreach (var run in items.Select(i => i.RunId).Distinct())
        {
            await EndIfDoneAsync(write, run, ct);
        }
    }

    /// <summary>Ends a running import of which every product has an end.</summary>
    public static async Task EndIfDoneAsync(Write write, int runId, CancellationToken ct)
    {
        var run = await write.Db.SyncRuns.SingleAsync(r => r.Id == runId, ct);
        write.Changed(run.DestinationStoreId, LiveTopic.Products);
        if (run.State is not (SyncRunState.Running or SyncRunState.Paused)
            || await write.Db.SyncRunItems.AnyAsync(i => i.RunId == runId && (i.State == SyncItemState.Waiting || i.State == SyncItemState.Sent || i.State == SyncItemState.Created), ct))
        {
            return;
        }

        run.WorkedBefore = SyncRunTimes.Worked(run, write.Now);
        (run.State, run.EndedAt, run.WorkingSince, run.Sentence) = (SyncRunState.Ended, write.Now, null, null);
        var counts = await write.Db.SyncRunItems.Where(i => i.RunId == runId).GroupBy(i => i.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var (done, skipped, failed) = (counts.GetValueOrDefault(SyncItemState.Done), counts.GetValueOrDefault(SyncItemState.Skipped), counts.GetValueOrDefault(SyncItemState.Failed));
        write.Record(
            run.DestinationStoreId, failed > 0 ? ActivityLevel.Attention : ActivityLevel.Success, "product",
            string.Create(CultureInfo.InvariantCulture, $"The import ended: {Plural.Of(done, "product")} created{(skipped > 0 ? $", {skipped} left out" : "")}{(failed > 0 ? $", {failed} refused" : "")}."), run.ConnectionId);
    }

    /// <summary>Products that were kept from an earlier sync are there already: begun again is all they need.</summary>
    public static async Task KeptAsync(Write write, SyncRun run, IReadOnlyCollection<SyncRunItem> items, CancellationToken ct)
    {
        var ids = items.Select(i => i.SourceProductId).ToList();
        var kept = await write.Db.ProductLinks.Where(l => l.ConnectionId == run.ConnectionId && ids.Contains(l.SourceProductId) && l.State == Mapping.LinkState.Active)
            .ToDictionaryAsync(l => l.SourceProductId, l => l.DestinationProductId, ct);
        foreach (var item in items.Where(i => i.State == SyncItemState.Waiting && kept.ContainsKey(i.SourceProductId)))
        {
            (item.State, item.DestinationProductId) = (SyncItemState.Done, kept[item.SourceProductId]);
        }
    }

    /// <summary>What waits and is not being created any more, for whatever reason, is left out; then the import may have ended.</summary>
    public static async Task LeaveOutAsync(Write write, int runId, CancellationToken ct)
    {
        var run = await write.Db.SyncRuns.SingleAsync(r => r.Id == runId, ct);
        await write.Db.SyncRunItems.Where(i => i.RunId == runId && i.State == SyncItemState.Waiting
            && !write.Db.ProductLinks.Any(l => l.ConnectionId == run.ConnectionId && l.SourceProductId == i.SourceProductId && l.State == Mapping.LinkState.Creating))
            .ExecuteUpdateAsync(s => s.SetProperty(i => i.State, SyncItemState.Skipped).SetProperty(i => i.Sentence, "It is not synced any more."), ct);
        await EndIfDoneAsync(write, runId, ct);
    }

    /// <summary>The links, of these, whose creation is not theirs to begin: their import is paused, or goes through bulk operations.</summary>
    public static async Task<HashSet<int>> HeldAsync(SyncerizeDb db, IReadOnlyCollection<int> links, CancellationToken ct) => [.. await (
        from l in db.ProductLinks
        where links.Contains(l.Id) && l.State == Mapping.LinkState.Creating
        join i in db.SyncRunItems on l.SourceProductId equals i.SourceProductId
        join r in db.SyncRuns on i.RunId equals r.Id
        where r.ConnectionId == l.ConnectionId && r.Kind == SyncRunKind.Import && (i.State == SyncItemState.Waiting || i.State == SyncItemState.Sent || i.State == SyncItemState.Created)
            && (r.State == SyncRunState.Paused || (r.State == SyncRunState.Running && r.IsBulk) || (r.State == SyncRunState.Canceled && i.State != SyncItemState.Waiting))
        select l.Id).Distinct().ToListAsync(ct)];
}
