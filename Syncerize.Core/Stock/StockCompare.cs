using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syncerize.Core.Activity;
using Syncerize.Core.Catalog;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.Core.Stock;

/// <summary>
/// Compares a store's linked quantities with Shopify's: a source's with our mirror, a destination's with what they should be. What differs and is not on its way
/// already is drift: it is counted, and made due so that it heals.
/// </summary>
public sealed class StockCompare(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, InventoryGateway inventory, StockReadings readings, IOptions<BulkOptions> bulk, TimeProvider time) : IWorkHandler
{
    /// <summary>A run that did not end in this time (a parked item, a store that was away) does not keep the next one from beginning.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromHours(12);

    private const int Turn = 500;

    /// <summary>Begins a comparison of every linked quantity of a store, behind all other work. One that runs already is left to its end.</summary>
    /// <returns>The run: the new one, or the one under way.</returns>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<CompareRun> BeginAsync(Actor actor, StoreId store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(store);
        var items = await ItemsAsync(store, ct);
        var (run, isNew) = await gate.WriteAsync(
            async (write, c) =>
            {
                var latest = await write.Db.CompareRuns.Where(r => r.StoreId == store).OrderByDescending(r => r.Id).FirstOrDefaultAsync(c);
                if (latest is { EndedAt: null } && latest.BegunAt > write.Now - LongestRun)
                {
                    return (latest, false);
                }

                var begun = new CompareRun { StoreId = store, BegunAt = write.Now, EndedAt = items.Count == 0 ? write.Now : null, Items = items.Count };
                write.Db.CompareRuns.Add(begun);
                write.Changed(store, LiveTopic.Stock);
                return (begun, true);
            },
            ct);
        if (isNew && items.Count >= bulk.Value.StockFrom)
        {
            await gate.WriteAsync((write, c) => write.EnqueueAsync(new Due(store, StockWork.CompareAll, StockFollowers.Subject(run.Id)), c), ct);
            return run;
        }

        foreach (var turn in isNew ? items.Chunk(Turn) : [])
        {
            await gate.WriteAsync((write, c) => write.EnqueueAsync([.. turn.Select(i => new Due(store, StockWork.Compare, StockFollowers.Subject(i)))], c), ct);
        }

        return run;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        var items = batch.Select(w => long.Parse(w.Subject, CultureInfo.InvariantCulture)).ToList();
        var onTheirWay = await OnTheirWayAsync(lease.Store, ct);
        var begunAt = time.GetUtcNow();
        var answer = await inventory.ReadAsync(lease.Store, items, CallPriority.Compare, ct);
        if (answer is not Outcome<IReadOnlyList<InventoryReading>>.Done done)
        {
            return [.. batch.Select(_ => answer.ToWorkOutcome())];
        }

        // An item that is not there any more is stocked nowhere.
        var missing = items.Except(done.Value.Select(r => r.InventoryItemId)).Select(i => new InventoryReading(i, Tracked: true, []));
        await gate.WriteAsync(lease, (write, c) => TakeAsync(write, lease.Store, items, [.. done.Value, .. missing], begunAt, onTheirWay, c), ct);
        return [.. batch.Select(_ => WorkOutcome.Finished)];
    }

    /// <summary>Holds readings of items against what is believed: what differs and is not on its way is drift, counted and made due.</summary>
    internal async Task TakeAsync(
        Write write, StoreId store, IReadOnlyCollection<long> items, IReadOnlyList<InventoryReading> read, DateTimeOffset begunAt, IReadOnlySet<long> onTheirWay, CancellationToken ct)
    {
        var drifted = (await readings.StoreAsync(write, store, read, begunAt, ct)).ToHashSet();
        await write.Db.SaveChangesAsync(ct);
        var wrong = await WrongAsync(write.Db, store, items, ct);
        await write.EnqueueAsync([.. wrong.Select(i => new Due(store, StockWork.Apply, StockFollowers.Subject(i)))], ct);
        drifted.UnionWith(wrong);
        drifted.ExceptWith(onTheirWay);
        await CountAsync(write, store, items.Count, drifted.Count, ct);
    }

    internal async Task<List<long>> ItemsAsync(StoreId store, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var sold = db.VariantLinks.Where(l => l.IsActive && l.DestinationStoreId == store).Select(l => l.DestinationInventoryItemId);
        var supplied = db.VariantLinks.Where(l => l.IsActive && l.SourceStoreId == store).Select(l => l.SourceInventoryItemId);
        return await sold.Union(supplied).OrderBy(i => i).ToListAsync(ct);
    }

    /// <summary>Items of which a change is known and about to be read or written: no drift.</summary>
    internal async Task<HashSet<long>> OnTheirWayAsync(StoreId store, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var due = await db.WorkItems.Where(w => w.Lane == store && (w.Kind == StockWork.Pull.Name || w.Kind == StockWork.Apply.Name)).Select(w => w.Subject).ToListAsync(ct);
        return [.. due.Select(s => long.Parse(s, CultureInfo.InvariantCulture))];
    }

    private static async Task<List<long>> WrongAsync(SyncerizeDb db, StoreId store, IReadOnlyCollection<long> items, CancellationToken ct) =>
        [.. (await StockPlans.ForDestinationAsync(db, store, items, ct)).Values
            .Where(p => p.Writable && p.SourceTracked && p.Desire is { } desire && p.Levels is [var level] && level.Available != desire.Quantity)
            .Select(p => p.Link.DestinationInventoryItemId)];

    private static async Task CountAsync(Write write, StoreId store, int compared, int drifted, CancellationToken ct)
    {
        if (await write.Db.CompareRuns.Where(r => r.StoreId == store && r.EndedAt == null).OrderByDescending(r => r.Id).FirstOrDefaultAsync(ct) is not { } run)
        {
            return;
        }

        run.Compared += compared;
        run.Drifted += drifted;
        if (run.Compared >= run.Items)
        {
            run.EndedAt = write.Now;
            write.Record(
                store,
                run.Drifted == 0 ? ActivityLevel.Info : ActivityLevel.Attention,
                "compare",
                string.Create(CultureInfo.InvariantCulture, $"{run.Compared} quantities were compared with Shopify: {(run.Drifted == 0 ? "all match." : $"{run.Compared - run.Drifted} match, {run.Drifted} had drifted and are set right.")}"));
        }

        write.Changed(store, LiveTopic.Stock);
    }
}
