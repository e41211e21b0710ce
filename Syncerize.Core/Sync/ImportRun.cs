using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Plans;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>
/// Carries an import forward, one step per turn of the destination's lane. A small one only begins its links; the products are then made one by one. A large one goes through
/// Shopify's bulk operations: look what is there by its key → hand over a batch → wait → take the answers line by line → read back and link → the next batch.
/// Every step is committed before its call, so after a kill the next turn looks first and repeats nothing blindly; a creation is an upsert by its key besides.
/// </summary>
public sealed class ImportRun(
    IDbContextFactory<SyncerizeDb> factory, WriteGate gate, BulkGateway bulk, SyncProducts products, ImportBatch batches, ImportLinks links, IOptions<BulkOptions> options, TimeProvider time) : IWorkHandler
{
    private const int BeginTurn = 100;
    private const int ResultTurn = 200;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        SyncRun? run;
        Connection? connection;
        await using (var db = await factory.CreateDbContextAsync(ct))
        {
            var id = int.Parse(batch[0].Subject, CultureInfo.InvariantCulture);
            run = await db.SyncRuns.SingleOrDefaultAsync(r => r.Id == id && r.Kind == SyncRunKind.Import, ct);
            connection = run is null ? null : await db.Connections.SingleAsync(c => c.Id == run.ConnectionId, ct);
        }

        return [run is null || connection is null ? WorkOutcome.Finished : await StepAsync(lease, run, connection, ct)];
    }

    private async Task<WorkOutcome> StepAsync(LaneLease lease, SyncRun run, Connection connection, CancellationToken ct)
    {
        var atShopify = run.IsBulk && run.Step is ImportStep.Sending or ImportStep.Creating or ImportStep.ReadingBack;
        if (!ConnectionStates.Works(connection.State) && run.State == SyncRunState.Running)
        {
            await gate.WriteAsync(
                lease,
                async (write, c) =>
                {
                    var row = await write.Db.SyncRuns.SingleAsync(r => r.Id == run.Id, c);
                    (row.State, row.WorkedBefore, row.WorkingSince) = (SyncRunState.Paused, SyncRunTimes.Worked(row, write.Now), null);
                    row.Sentence = $"The connection does not work: {ConnectionStates.Describe(connection.State).ToLowerInvariant()}. Resume it once it does.";
                    write.Changed(row.DestinationStoreId, LiveTopic.Products);
                },
                ct);
            return WorkOutcome.Finished;
        }

        if (run.State == SyncRunState.Running && await gate.WriteAsync(lease, (write, c) => BeginAsync(write, run.Id, c), ct))
        {
            return Now("Goes on with the next products.");
        }

        if (!run.IsBulk || (run.State != SyncRunState.Running && !atShopify))
        {
            await gate.WriteAsync(lease, (write, c) => SyncRunEnds.EndIfDoneAsync(write, run.Id, c), ct);
            return WorkOutcome.Finished;
        }

        return run.Step switch
        {
            ImportStep.Ready => await SendAsync(lease, run, ct),
            ImportStep.Creating => await WaitAsync(lease, run, ct),
            ImportStep.Look or ImportStep.ReadingBack => await links.StepAsync(lease, run, ct),
            _ => await ToAsync(lease, run, ImportStep.Look, ct),
        };
    }

    /// <summary>A turn of links for products that have none yet.</summary>
    /// <returns>Whether there is another turn.</returns>
    private async Task<bool> BeginAsync(Write write, int runId, CancellationToken ct)
    {
        var run = await write.Db.SyncRuns.SingleAsync(r => r.Id == runId, ct);
        var items = await write.Db.SyncRunItems.Where(i => i.RunId == runId && i.State == SyncItemState.Waiting
            && !write.Db.ProductLinks.Any(l => l.ConnectionId == run.ConnectionId && l.SourceProductId == i.SourceProductId && l.State != LinkState.Ended && l.State != LinkState.Broken))
            .OrderBy(i => i.SourceProductId).Take(BeginTurn).ToListAsync(ct);
        if (items.Count == 0)
        {
            return false;
        }

        var connection = await write.Db.Connections.SingleAsync(c => c.Id == run.ConnectionId, ct);
        foreach (var answer in await products.BeginAsync(write, connection, [.. items.Select(i => i.SourceProductId)], run, ct))
        {
            var item = items.Single(i => i.SourceProductId == answer.SourceProductId);
            if (answer.Result is not SyncStart.Started)
            {
                (item.State, item.Sentence) = (answer.Result == SyncStart.PlanFull ? SyncItemState.Failed : SyncItemState.Skipped, answer.Sentence);
            }
        }

        await SyncRunEnds.KeptAsync(write, run, items, ct);

        write.Changed(run.DestinationStoreId, LiveTopic.Products);
        return true;
    }

    private async Task<WorkOutcome> SendAsync(LaneLease lease, SyncRun run, CancellationToken ct)
    {
        var file = await batches.MakeAsync(lease, run, ct);
        if (file.Lines == 0)
        {
            if (file.WaitUntil is { } until)
            {
                await SayAsync(lease, run.Id, file.Sentence, ct);
                return new WorkOutcome.Later(until, file.Sentence ?? "Waits.");
            }

            await gate.WriteAsync(lease, (write, c) => SyncRunEnds.LeaveOutAsync(write, run.Id, c), ct);
            return WorkOutcome.Finished;
        }

        await using var lines = file.Open();
        var uploaded = await bulk.UploadAsync(lease.Store, lines, CallPriority.Import, ct);
        if (uploaded is not Outcome<string>.Done { Value: var path })
        {
            return uploaded.ToWorkOutcome() is WorkOutcome.Parked refused ? await ByOneAsync(lease, run, refused.Sentence, ct) : uploaded.ToWorkOutcome();
        }

        // From here on it is known that something may be under way, whatever happens.
        await batches.MarkSentAsync(lease, run.Id, file, ct);
        var begun = await bulk.BeginCreateAsync(lease.Store, path, string.Create(CultureInfo.InvariantCulture, $"syncerize-{run.Id}-{run.Batch + 1}"), CallPriority.Import, ct);
        switch (begun)
        {
            case Outcome<long>.Done { Value: var operation }:
                await ChangeAsync(lease, run.Id, r => (r.Step, r.OperationId, r.StepAt, r.Worked, r.Sentence) = (ImportStep.Creating, operation, time.GetUtcNow(), 0, null), ct);
                return Look();
            case Outcome<long>.Unknown:
                return new WorkOutcome.Retry(begun.Describe());
            case Outcome<long>.Rejected { Errors: var errors } when errors.Any(e => e.Code is "LIMIT_REACHED" or "OPERATION_IN_PROGRESS"):
                await batches.UnsendAsync(lease, run.Id, ct);
                await SayAsync(lease, run.Id, "Shopify works on other bulk operations of this shop; it goes on after them.", ct);
                return new WorkOutcome.Later(time.GetUtcNow() + options.Value.BusyWait, "Shopify works on other bulk operations of this shop.");
            default:
                await batches.UnsendAsync(lease, run.Id, ct);
                return begun.ToWorkOutcome() is WorkOutcome.Parked parked ? await ByOneAsync(lease, run, parked.Sentence, ct) : begun.ToWorkOutcome();
        }
    }

    private async Task<WorkOutcome> WaitAsync(LaneLease lease, SyncRun run, CancellationToken ct)
    {
        var operation = run.OperationId!.Value;
        var polled = await bulk.PollAsync(lease.Store, operation, CallPriority.Import, ct);
        if (polled is Outcome<BulkReading>.NotFound)
        {
            return await ToAsync(lease, run, ImportStep.Look, ct);
        }

        if (polled is not Outcome<BulkReading>.Done { Value: var found })
        {
            return polled.ToWorkOutcome();
        }

        if (found.IsOpen)
        {
            if (run.State == SyncRunState.Canceled && found.Status != BulkStatus.Canceling)
            {
                await bulk.CancelAsync(lease.Store, operation, CallPriority.Import, ct);
            }

            await ChangeAsync(lease, run.Id, r => r.Worked = (int)found.Objects, ct);
            return Look();
        }

        try
        {
            var limited = found.ResultUrl is { } url && await TakeAsync(lease, run, url, ct);
            await ChangeAsync(
                lease, run.Id,
                r =>
                {
                    (r.Step, r.OperationId, r.StepAt, r.Worked) = (ImportStep.ReadingBack, null, time.GetUtcNow(), 0);
                    r.LimitedUntil = limited ? ImportBatch.NextDay(time.GetUtcNow()) : r.LimitedUntil;
                },
                ct);
            return Now("Reads back what was created.");
        }
        catch (IOException broken)
        {
            return new WorkOutcome.Retry(broken.Message);
        }
    }

    /// <summary>Takes the answers of a batch, line by line.</summary>
    /// <returns>Whether Shopify's daily limit of new variants was met.</returns>
    private async Task<bool> TakeAsync(LaneLease lease, SyncRun run, Uri url, CancellationToken ct)
    {
        var limited = false;
        var turn = new Dictionary<int, BulkCreated>();
        await foreach (var line in bulk.CreatedAsync(url, ct))
        {
            limited |= line.Errors.Any(e => e.Code == BulkGateway.DailyVariantLimit);
            turn[(int)line.Line] = line;
            if (turn.Count == ResultTurn)
            {
                await gate.WriteAsync(lease, (write, c) => TakeAsync(write, run, turn, c), ct);
                turn.Clear();
            }
        }

        await gate.WriteAsync(lease, (write, c) => TakeAsync(write, run, turn, c), ct);
        return limited;
    }

    private static async Task TakeAsync(Write write, SyncRun run, Dictionary<int, BulkCreated> turn, CancellationToken ct)
    {
        var numbers = turn.Keys.Select(k => (int?)k).ToList();
        var items = await write.Db.SyncRunItems.Where(i => i.RunId == run.Id && i.State == SyncItemState.Sent && i.Batch == run.Batch && numbers.Contains(i.Line)).ToListAsync(ct);
        foreach (var item in items)
        {
            var line = turn[item.Line!.Value];
            if (line.ProductId is { } id)
            {
                (item.State, item.DestinationProductId, item.Sentence) = (SyncItemState.Created, id, null);
            }
            else if (line.Errors.Any(e => e.Code == BulkGateway.DailyVariantLimit))
            {
                (item.State, item.Batch, item.Line, item.Sentence) = (SyncItemState.Waiting, null, null, ImportBatch.DailyLimit);
            }
            else
            {
                (item.State, item.Sentence) = (SyncItemState.Failed, line.Errors.Count == 0 ? "Shopify gave no answer for this product." : "Shopify refused: " + string.Join("; ", line.Errors.Select(e => e.Message)));
            }
        }

        // Nothing was made of what was refused: its units are free until it is tried again.
        await Claims.ReleaseAsync(
            write, run.DestinationStoreId, [.. items.Where(i => i.State == SyncItemState.Failed).Select(i => MeterUnit.Product(run.ConnectionId, i.SourceProductId))], ct);
        write.Changed(run.DestinationStoreId, LiveTopic.Products);
    }

    // Bulk operations cannot be used here: slower, but it goes on.
    private async Task<WorkOutcome> ByOneAsync(LaneLease lease, SyncRun run, string why, CancellationToken ct)
    {
        await gate.WriteAsync(
            lease,
            async (write, c) =>
            {
                var row = await write.Db.SyncRuns.SingleAsync(r => r.Id == run.Id, c);
                (row.IsBulk, row.Sentence) = (false, $"Shopify's bulk operations could not be used ({why}); products are created one by one.");
                await SyncRuns.DueAsync(write, row, c);
                write.Changed(row.DestinationStoreId, LiveTopic.Products);
            },
            ct);
        return WorkOutcome.Finished;
    }

    private async Task<WorkOutcome> ToAsync(LaneLease lease, SyncRun run, ImportStep step, CancellationToken ct)
    {
        await ChangeAsync(lease, run.Id, r => (r.Step, r.OperationId, r.StepAt) = (step, null, time.GetUtcNow()), ct);
        return Now("Looks what Shopify has.");
    }

    private Task SayAsync(LaneLease lease, int runId, string? sentence, CancellationToken ct) => ChangeAsync(lease, runId, r => r.Sentence = sentence, ct);

    private Task ChangeAsync(LaneLease lease, int runId, Action<SyncRun> change, CancellationToken ct) => gate.WriteAsync(
        lease,
        async (write, c) =>
        {
            var row = await write.Db.SyncRuns.SingleAsync(r => r.Id == runId, c);
            change(row);
            write.Changed(row.DestinationStoreId, LiveTopic.Products);
        },
        ct);

    private WorkOutcome.Later Now(string sentence) => new(time.GetUtcNow(), sentence);

    private WorkOutcome.Later Look() => new(time.GetUtcNow() + options.Value.PollInterval, "Shopify works on the batch.");
}
