using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syncerize.Core.Catalog;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Stock;

/// <summary>The same comparison for a store with very many quantities: read through one bulk operation, for a handful of points. A step at a time.</summary>
public sealed class StockCompareBulk(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, BulkGateway bulk, StockCompare compare, IOptions<BulkOptions> options, TimeProvider time) : IWorkHandler
{
    private const int Turn = 200;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        await using var db = await factory.CreateDbContextAsync(ct);
        var id = int.Parse(batch[0].Subject, CultureInfo.InvariantCulture);
        var run = await db.CompareRuns.SingleOrDefaultAsync(r => r.Id == id && r.EndedAt == null, ct);
        return [run is null ? WorkOutcome.Finished : run.OperationId is { } operation ? await LookAsync(lease, run, operation, ct) : await AskAsync(lease, run, ct)];
    }

    private async Task<WorkOutcome> AskAsync(LaneLease lease, CompareRun run, CancellationToken ct)
    {
        var askedAt = time.GetUtcNow();
        var begun = await bulk.BeginStockAsync(lease.Store, CallPriority.Compare, ct);
        if (begun is Outcome<long>.Rejected refused && refused.Errors.Any(e => e.Code is "LIMIT_REACHED" or "OPERATION_IN_PROGRESS"))
        {
            return new WorkOutcome.Later(time.GetUtcNow() + options.Value.BusyWait, "Shopify works on other bulk operations of this shop.");
        }

        if (begun is Outcome<long>.Rejected)
        {
            return await ByBatchesAsync(lease, ct);
        }

        if (begun is not Outcome<long>.Done { Value: var operation })
        {
            return begun.ToWorkOutcome();
        }

        await SetAsync(lease, run.Id, operation, askedAt, ct);
        return Look();
    }

    private async Task<WorkOutcome> LookAsync(LaneLease lease, CompareRun run, long operation, CancellationToken ct)
    {
        var polled = await bulk.PollAsync(lease.Store, operation, CallPriority.Compare, ct);
        if (polled is Outcome<BulkReading>.NotFound)
        {
            await SetAsync(lease, run.Id, null, null, ct);
            return new WorkOutcome.Retry(polled.Describe());
        }

        if (polled is not Outcome<BulkReading>.Done { Value: var found })
        {
            return polled.ToWorkOutcome();
        }

        if (found.IsOpen)
        {
            return Look();
        }

        if (found.Status != BulkStatus.Completed || found.ResultUrl is not { } url)
        {
            return await ByBatchesAsync(lease, ct);
        }

        try
        {
            await TakeAsync(lease, run, url, ct);
            return WorkOutcome.Finished;
        }
        catch (IOException broken)
        {
            return new WorkOutcome.Retry(broken.Message);
        }
    }

    private async Task TakeAsync(LaneLease lease, CompareRun run, Uri url, CancellationToken ct)
    {
        var wanted = (await compare.ItemsAsync(lease.Store, ct)).ToHashSet();
        var onTheirWay = await compare.OnTheirWayAsync(lease.Store, ct);

        // Taken from the beginning, so that a repeat after a broken fetch counts nothing twice.
        await gate.WriteAsync(
            lease,
            async (write, c) =>
            {
                var row = await write.Db.CompareRuns.SingleAsync(r => r.Id == run.Id, c);
                (row.Items, row.Compared, row.Drifted) = (wanted.Count, 0, 0);
            },
            ct);
        var turn = new List<InventoryReading>();
        await foreach (var reading in bulk.StockAsync(url, ct))
        {
            if (wanted.Remove(reading.InventoryItemId))
            {
                turn.Add(reading);
            }

            if (turn.Count == Turn)
            {
                await StoreAsync(turn);
            }
        }

        // An item that is not there any more is stocked nowhere.
        foreach (var missing in wanted.Chunk(Turn))
        {
            turn.AddRange(missing.Select(i => new InventoryReading(i, Tracked: true, [])));
            await StoreAsync(turn);
        }

        await StoreAsync(turn);

        async Task StoreAsync(List<InventoryReading> part)
        {
            if (part.Count > 0)
            {
                await gate.WriteAsync(lease, (write, c) => compare.TakeAsync(write, lease.Store, [.. part.Select(r => r.InventoryItemId)], part, run.AskedAt!.Value, onTheirWay, c), ct);
                part.Clear();
            }
        }
    }

    // Dearer, but it ends.
    private async Task<WorkOutcome> ByBatchesAsync(LaneLease lease, CancellationToken ct)
    {
        foreach (var turn in (await compare.ItemsAsync(lease.Store, ct)).Chunk(500))
        {
            await gate.WriteAsync(lease, (write, c) => write.EnqueueAsync([.. turn.Select(i => new Due(lease.Store, StockWork.Compare, StockFollowers.Subject(i)))], c), ct);
        }

        return WorkOutcome.Finished;
    }

    private Task SetAsync(LaneLease lease, int id, long? operation, DateTimeOffset? askedAt, CancellationToken ct) => gate.WriteAsync(
        lease,
        async (write, c) =>
        {
            var row = await write.Db.CompareRuns.SingleAsync(r => r.Id == id, c);
            (row.OperationId, row.AskedAt) = (operation, askedAt);
        },
        ct);

    private WorkOutcome.Later Look() => new(time.GetUtcNow() + options.Value.PollInterval, "Shopify collects the quantities.");
}
