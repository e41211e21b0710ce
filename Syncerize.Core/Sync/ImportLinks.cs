using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syncerize.Core.Catalog;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Plans;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>Reads what a destination has, and links what an import created there: after each batch, and before the first, so that nothing is created that is there already.</summary>
public sealed class ImportLinks(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, SyncRecords records, IOptions<BulkOptions> options, TimeProvider time)
{
    private const int MarkTurn = 500;
    private const int LinkTurn = 20;

    /// <summary>One step of the look, or of the reading back.</summary>
    public async Task<WorkOutcome> StepAsync(LaneLease lease, SyncRun run, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(run);
        CatalogReading? reading = null;
        if (run.OperationId is { } id)
        {
            await using var db = await factory.CreateDbContextAsync(ct);
            reading = await db.CatalogReadings.SingleOrDefaultAsync(r => r.Id == (int)id, ct);
        }

        // One that was begun before the batch ended may not have seen it.
        if (reading is null || (reading.State == CatalogReadingState.Done && reading.BegunAt < run.StepAt))
        {
            await gate.WriteAsync(
                lease,
                async (write, c) =>
                {
                    var row = await write.Db.SyncRuns.SingleAsync(r => r.Id == run.Id, c);
                    row.OperationId = (await CatalogReader.BeginAsync(write, run.DestinationStoreId, c)).Id;
                    row.StepAt ??= write.Now;
                },
                ct);
            return Look();
        }

        if (reading.State == CatalogReadingState.Collecting)
        {
            return Look();
        }

        if (reading.State == CatalogReadingState.Failed)
        {
            await gate.WriteAsync(
                lease,
                async (write, c) =>
                {
                    var row = await write.Db.SyncRuns.SingleAsync(r => r.Id == run.Id, c);
                    (row.IsBulk, row.Sentence) = (false, $"Shopify's bulk operations could not be used ({reading.Sentence}); products are created one by one.");
                    await write.Db.SyncRunItems.Where(i => i.RunId == run.Id && (i.State == SyncItemState.Sent || i.State == SyncItemState.Created))
                        .ExecuteUpdateAsync(s => s.SetProperty(i => i.State, SyncItemState.Waiting), c);
                    await SyncRuns.DueAsync(write, row, c);
                    write.Changed(row.DestinationStoreId, LiveTopic.Products);
                },
                ct);
            return WorkOutcome.Finished;
        }

        return await TakeAsync(lease, run, ct);
    }

    private async Task<WorkOutcome> TakeAsync(LaneLease lease, SyncRun run, CancellationToken ct)
    {
        for (long? after = 0; after is { } from;)
        {
            after = await gate.WriteAsync(lease, (write, c) => MarkAsync(write, run, from, c), ct);
        }

        if (await LinkAsync(lease, run, ct))
        {
            return new WorkOutcome.Later(time.GetUtcNow(), "Links what was created.");
        }

        await gate.WriteAsync(
            lease,
            async (write, c) =>
            {
                var row = await write.Db.SyncRuns.SingleAsync(r => r.Id == run.Id, c);
                (row.Step, row.OperationId, row.StepAt) = (ImportStep.Ready, null, null);
                if (row.State == SyncRunState.Canceled)
                {
                    await CloseAsync(write, row, c);
                }
            },
            ct);
        return new WorkOutcome.Later(time.GetUtcNow(), "Goes on with the next batch.");
    }

    /// <summary>Marks what the mirror has by its key as created; what was sent and is not there may go again.</summary>
    /// <returns>Where the next turn begins; null after the last.</returns>
    private static async Task<long?> MarkAsync(Write write, SyncRun run, long after, CancellationToken ct)
    {
        var items = await write.Db.SyncRunItems.Where(i => i.RunId == run.Id && i.SourceProductId > after && (i.State == SyncItemState.Waiting || i.State == SyncItemState.Sent))
            .OrderBy(i => i.SourceProductId).Take(MarkTurn).ToListAsync(ct);
        if (items.Count == 0)
        {
            return null;
        }

        var shop = await (from c in write.Db.Connections where c.Id == run.ConnectionId join s in write.Db.Stores on c.SourceId equals s.Id select s.ShopifyShopId).SingleAsync(ct);
        var keys = items.ToDictionary(i => ShopifyKeys.ProductKey(shop, i.SourceProductId));
        var wanted = keys.Keys.ToList();
        var found = await write.Db.Products.Where(p => p.StoreId == run.DestinationStoreId && p.ProductKey != null && wanted.Contains(p.ProductKey) && p.DeletedAt == null)
            .Select(p => new { p.ProductKey, p.ProductId }).ToListAsync(ct);
        foreach (var product in found)
        {
            var item = keys[product.ProductKey!];
            (item.State, item.DestinationProductId) = (SyncItemState.Created, product.ProductId);
        }

        foreach (var item in items.Where(i => i.State == SyncItemState.Sent))
        {
            (item.State, item.Batch, item.Line) = (SyncItemState.Waiting, null, null);
        }

        return items[^1].SourceProductId;
    }

    /// <returns>Whether there is more to link.</returns>
    private async Task<bool> LinkAsync(LaneLease lease, SyncRun run, CancellationToken ct)
    {
        List<SyncRunItem> items;
        Dictionary<long, SyncState> states;
        await using (var db = await factory.CreateDbContextAsync(ct))
        {
            items = await db.SyncRunItems.Where(i => i.RunId == run.Id && i.State == SyncItemState.Created).OrderBy(i => i.SourceProductId).Take(LinkTurn).ToListAsync(ct);
            var ids = items.ConvertAll(i => i.SourceProductId);
            var links = await db.ProductLinks.Where(l => l.ConnectionId == run.ConnectionId && ids.Contains(l.SourceProductId)).Select(l => l.Id).ToListAsync(ct);
            states = (await SyncStates.ReadAsync(db, links, ct)).Values.ToDictionary(s => s.Link.SourceProductId);
        }

        if (items.Count == 0)
        {
            return false;
        }

        await gate.WriteAsync(
            lease,
            async (write, c) =>
            {
                foreach (var item in items)
                {
                    var row = await write.Db.SyncRunItems.SingleAsync(i => i.RunId == item.RunId && i.SourceProductId == item.SourceProductId, c);
                    if (row.DestinationProductId is { } id && states.GetValueOrDefault(item.SourceProductId) is { Inputs: not null } state
                        && await write.Db.Products.AnyAsync(p => p.StoreId == run.DestinationStoreId && p.ProductId == id && p.DeletedAt == null, c))
                    {
                        await records.LinkedAsync(write, state, id, item.Batch is null ? null : new CallTrace("BulkRunMutation", null, write.Now, null), isQuiet: true, c);
                        (row.State, row.Sentence) = (SyncItemState.Done, null);
                    }
                    else
                    {
                        // Answered as created, and not there: made again by itself it would be a guess.
                        (row.State, row.Sentence) = (SyncItemState.Failed, "It was created, but the shop does not have it any more. Try it again to have it back.");
                    }
                }

                write.Changed(run.DestinationStoreId, LiveTopic.Products);
            },
            ct);
        return true;
    }

    // What a cancelled import had handed over is linked; the rest is as if it had not been asked for.
    private static async Task CloseAsync(Write write, SyncRun run, CancellationToken ct)
    {
        var left = write.Db.SyncRunItems.Where(i => i.RunId == run.Id && i.State == SyncItemState.Waiting).Select(i => i.SourceProductId);
        var products = await write.Db.ProductLinks.Where(l => l.ConnectionId == run.ConnectionId && l.State == LinkState.Creating && left.Contains(l.SourceProductId)).Select(l => l.SourceProductId).ToListAsync(ct);
        await Claims.ReleaseAsync(write, run.DestinationStoreId, [.. products.Select(p => MeterUnit.Product(run.ConnectionId, p))], ct);
        await write.Db.ProductLinks.Where(l => l.ConnectionId == run.ConnectionId && l.State == LinkState.Creating && left.Contains(l.SourceProductId))
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.State, LinkState.Ended), ct);
        write.Changed(run.DestinationStoreId, LiveTopic.Products);
    }

    private WorkOutcome.Later Look() => new(time.GetUtcNow() + options.Value.PollInterval, "Shopify collects the catalogue.");
}
