using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>The product auto bulk mapper: a turn of products at a time, in the destination's lane, so that it goes on after a restart and lets more urgent work through.</summary>
public sealed class MapRun(WriteGate gate, MapProducts products, TimeProvider time) : IWorkHandler
{
    private const int Turn = 40;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        var runId = int.Parse(batch[0].Subject, CultureInfo.InvariantCulture);
        var more = await gate.WriteAsync(lease, (write, c) => TurnAsync(write, runId, c), ct);
        return [more ? new WorkOutcome.Later(time.GetUtcNow(), "Goes on with the next products.") : WorkOutcome.Finished];
    }

    /// <returns>Whether there is another turn.</returns>
    private async Task<bool> TurnAsync(Write write, int runId, CancellationToken ct)
    {
        var run = await write.Db.SyncRuns.SingleOrDefaultAsync(r => r.Id == runId, ct);
        if (run is not { State: SyncRunState.Running, Kind: SyncRunKind.Map })
        {
            return false;
        }

        var connection = await write.Db.Connections.SingleAsync(c => c.Id == run.ConnectionId, ct);
        if (!ConnectionStates.Works(connection.State))
        {
            run.State = SyncRunState.Paused;
            run.WorkedBefore = SyncRunTimes.Worked(run, write.Now);
            run.WorkingSince = null;
            run.Sentence = $"The connection does not work: {ConnectionStates.Describe(connection.State).ToLowerInvariant()}. Resume it once it does.";
            write.Changed(run.DestinationStoreId, LiveTopic.Products);
            return false;
        }

        run.Sentence = null;
        var items = await write.Db.SyncRunItems.Where(i => i.RunId == runId && i.State == SyncItemState.Waiting).OrderBy(i => i.SourceProductId).Take(Turn).ToListAsync(ct);
        if (items.Count == 0)
        {
            await EndAsync(write, run, ct);
            return false;
        }

        await MapAsync(write, run, connection, items, ct);
        write.Changed(run.DestinationStoreId, LiveTopic.Products);
        return true;
    }

    private async Task MapAsync(Write write, SyncRun run, Connection connection, List<SyncRunItem> items, CancellationToken ct)
    {
        var ids = items.ConvertAll(i => i.SourceProductId);
        var sources = await write.Db.Products.Include(p => p.Variants).Where(p => p.StoreId == connection.SourceId && ids.Contains(p.ProductId)).ToDictionaryAsync(p => p.ProductId, ct);
        var kind = run.Identifier == UniqueIdentifier.Sku ? TermKind.Sku : TermKind.Barcode;
        var codes = sources.Values.SelectMany(p => p.Variants).Select(v => Codes.Of(v, run.Identifier)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var found = await write.Db.ProductTerms.Where(t => t.StoreId == connection.DestinationId && codes.Contains(t.Term) && t.Kind == kind).Select(t => new { t.Term, t.ProductId }).ToListAsync(ct);
        var productIds = found.Select(f => f.ProductId).Distinct().ToList();
        var candidates = await write.Db.Products.Include(p => p.Variants).Where(p => p.StoreId == connection.DestinationId && productIds.Contains(p.ProductId) && p.DeletedAt == null)
            .ToDictionaryAsync(p => p.ProductId, ct);
        var byCode = found.Where(f => candidates.ContainsKey(f.ProductId)).ToLookup(f => f.Term, f => candidates[f.ProductId], StringComparer.Ordinal);
        var taken = (await write.Db.VariantLinks.Where(l => l.DestinationStoreId == connection.DestinationId && l.IsActive && write.Db.Variants.Any(v =>
            v.StoreId == connection.DestinationId && v.VariantId == l.DestinationVariantId && productIds.Contains(v.ProductId))).Select(l => l.DestinationVariantId).ToListAsync(ct)).ToHashSet();
        var rule = await Offers.RuleAsync(write.Db, connection.SourceId, ct);
        foreach (var item in items)
        {
            var source = sources.GetValueOrDefault(item.SourceProductId);
            if (Offers.Refusal(rule, source) is { } refusal)
            {
                (item.State, item.Sentence) = (SyncItemState.Skipped, refusal);
                continue;
            }

            var match = AutoMapping.Decide(source!, source!.Variants.Select(v => Codes.Of(v, run.Identifier)).OfType<string>().SelectMany(c => byCode[c]), taken, run.Identifier, run.Shared);
            if (match.Destination is null)
            {
                (item.State, item.Sentence) = (SyncItemState.Skipped, match.Sentence);
                continue;
            }

            var answer = await products.BeginAsync(write, connection, source, match.Destination, match.Pairs, addMissing: false, ct);
            (item.State, item.Sentence, item.DestinationProductId) = (answer.Mapped ? SyncItemState.Done : SyncItemState.Skipped, answer.Mapped ? match.Sentence : answer.Sentence, match.Destination.ProductId);
            taken.UnionWith(answer.Mapped ? match.Pairs.Select(p => p.Destination.VariantId) : []);
        }
    }

    private static async Task EndAsync(Write write, SyncRun run, CancellationToken ct)
    {
        run.WorkedBefore = SyncRunTimes.Worked(run, write.Now);
        run.WorkingSince = null;
        run.State = SyncRunState.Ended;
        run.EndedAt = write.Now;
        var mapped = await write.Db.SyncRunItems.CountAsync(i => i.RunId == run.Id && i.State == SyncItemState.Done, ct);
        var skipped = await write.Db.SyncRunItems.CountAsync(i => i.RunId == run.Id && i.State != SyncItemState.Done, ct);
        write.Record(
            run.DestinationStoreId, mapped > 0 ? ActivityLevel.Success : ActivityLevel.Attention, "product",
            string.Create(CultureInfo.InvariantCulture, $"Mapping by {Codes.Name(run.Identifier)} ended: {Plural.Of(mapped, "product")} mapped, {skipped} left out."), run.ConnectionId);
        write.Changed(run.DestinationStoreId, LiveTopic.Products);
    }
}
