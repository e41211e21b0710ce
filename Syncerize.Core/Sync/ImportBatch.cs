using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syncerize.Core.Catalog;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>The lines of one batch, in a file that goes with it; or why there are none.</summary>
/// <param name="Path">The file; null where there is no line.</param>
/// <param name="Products">The product of each line.</param>
/// <param name="WaitUntil">When to try again; null where there is nothing to wait for.</param>
/// <param name="Sentence">What it waits for.</param>
public sealed record BatchFile(string? Path, IReadOnlyList<long> Products, DateTimeOffset? WaitUntil, string? Sentence)
{
    /// <summary>How many.</summary>
    public int Lines => Products.Count;

    /// <summary>Opens the file; it is deleted when closed.</summary>
    public Stream Open() => new FileStream(Path!, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}

/// <summary>Makes the batches of an import: plans written as lines into a file, a page at a time, so that memory does not grow with the catalogue.</summary>
public sealed class ImportBatch(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, IOptions<BulkOptions> options, TimeProvider time)
{
    /// <summary>What is said while Shopify's daily limit of new variants holds.</summary>
    public const string DailyLimit = "Shopify gives a shop with 50,000 variants or more only 1,000 new variants a day. It goes on by itself once the day has turned (UTC).";

    private const int Page = 100;
    private const long LargestFile = 90L * 1024 * 1024;

    /// <summary>When the day turns, UTC.</summary>
    public static DateTimeOffset NextDay(DateTimeOffset now) => new(now.UtcDateTime.Date.AddDays(1).AddMinutes(1), TimeSpan.Zero);

    /// <summary>Plans the next batch of a run into a file.</summary>
    public async Task<BatchFile> MakeAsync(LaneLease lease, SyncRun run, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(run);
        var now = time.GetUtcNow();
        if (run.LimitedUntil is { } until && until > now)
        {
            return new BatchFile(null, [], until, DailyLimit);
        }

        var variants = await AllowedVariantsAsync(run, now, ct);
        if (variants <= 0)
        {
            return new BatchFile(null, [], NextDay(now), DailyLimit);
        }

        var path = System.IO.Path.GetTempFileName();
        var products = new List<long>();
        string? waits = null;
        var after = 0L;
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
        {
            while (products.Count < options.Value.ImportBatch && variants > 0 && file.Position < LargestFile)
            {
                var states = await PageAsync(run, after, ct);
                if (states.Count == 0)
                {
                    break;
                }

                after = states.Max(s => s.Link.SourceProductId);
                var refused = new Dictionary<long, (SyncItemState State, string? Sentence)>();
                foreach (var state in states.OrderBy(s => s.Link.SourceProductId))
                {
                    var plan = state.Inputs is null || !state.IsOffered ? null : ProductPlanner.Plan(state.Inputs);
                    if (plan is null)
                    {
                        refused[state.Link.SourceProductId] = (SyncItemState.Skipped, "The source does not offer this product any more.");
                    }
                    else if (plan.Draft is not { } draft)
                    {
                        var sentence = string.Join(" ", plan.Sentences);
                        waits = plan.Kind == PlanKind.Waits ? sentence : waits;
                        refused[state.Link.SourceProductId] = (plan.Kind == PlanKind.Waits ? SyncItemState.Waiting : SyncItemState.Failed, sentence);
                    }
                    else if (products.Count < options.Value.ImportBatch && draft.Variants.Count <= variants && file.Position < LargestFile)
                    {
                        await BulkGateway.WriteLineAsync(file, draft, ct);
                        products.Add(state.Link.SourceProductId);
                        variants -= draft.Variants.Count;
                    }
                    else if (products.Count == 0)
                    {
                        // More variants than a day gives: Shopify has to say so itself.
                        await BulkGateway.WriteLineAsync(file, draft, ct);
                        products.Add(state.Link.SourceProductId);
                        variants = 0;
                    }
                }

                await RefuseAsync(lease, run, refused, ct);
            }
        }

        if (products.Count > 0)
        {
            return new BatchFile(path, products, null, null);
        }

        File.Delete(path);
        return new BatchFile(null, [], waits is null ? null : now.AddHours(1), waits);
    }

    /// <summary>Says that a batch is being handed over, before it is.</summary>
    public async Task MarkSentAsync(LaneLease lease, int runId, BatchFile file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(file);
        var batch = await gate.WriteAsync(
            lease,
            async (write, c) =>
            {
                var run = await write.Db.SyncRuns.SingleAsync(r => r.Id == runId, c);
                run.Batch++;
                (run.Step, run.StepAt, run.OperationId, run.Sentence) = (ImportStep.Sending, write.Now, null, null);
                return run.Batch;
            },
            ct);
        foreach (var (start, part) in file.Products.Chunk(500).Select((p, i) => (i * 500, p)))
        {
            await gate.WriteAsync(
                lease,
                async (write, c) =>
                {
                    var items = await write.Db.SyncRunItems.Where(i => i.RunId == runId && part.Contains(i.SourceProductId)).ToDictionaryAsync(i => i.SourceProductId, c);
                    for (var n = 0; n < part.Length; n++)
                    {
                        if (items.TryGetValue(part[n], out var item))
                        {
                            (item.State, item.Batch, item.Line, item.Sentence) = (SyncItemState.Sent, batch, start + n, null);
                        }
                    }
                },
                ct);
        }
    }

    /// <summary>Takes a batch back that Shopify did not take.</summary>
    public Task UnsendAsync(LaneLease lease, int runId, CancellationToken ct) => gate.WriteAsync(
        lease,
        async (write, c) =>
        {
            var run = await write.Db.SyncRuns.SingleAsync(r => r.Id == runId, c);
            run.Step = ImportStep.Ready;
            await write.Db.SyncRunItems.Where(i => i.RunId == runId && i.State == SyncItemState.Sent && i.Batch == run.Batch)
                .ExecuteUpdateAsync(s => s.SetProperty(i => i.State, SyncItemState.Waiting).SetProperty(i => i.Batch, (int?)null).SetProperty(i => i.Line, (int?)null), c);
        },
        ct);

    private async Task<long> AllowedVariantsAsync(SyncRun run, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var there = await db.Variants.CountAsync(v => v.StoreId == run.DestinationStoreId, ct);
        if (there < options.Value.VariantLimitFrom)
        {
            return long.MaxValue;
        }

        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var made = await db.VariantLinks.CountAsync(l => l.DestinationStoreId == run.DestinationStoreId && l.LinkedAt >= today && l.ProductLink!.Origin == LinkOrigin.Created, ct);
        return options.Value.VariantsPerDay - made;
    }

    private async Task<IReadOnlyCollection<SyncState>> PageAsync(SyncRun run, long after, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var links = await (
            from i in db.SyncRunItems
            where i.RunId == run.Id && i.State == SyncItemState.Waiting && i.SourceProductId > after
            join l in db.ProductLinks on new { run.ConnectionId, i.SourceProductId } equals new { l.ConnectionId, l.SourceProductId }
            where l.State == LinkState.Creating
            orderby i.SourceProductId
            select l.Id).Take(Page).ToListAsync(ct);
        return (await SyncStates.ReadAsync(db, links, ct)).Values;
    }

    private Task RefuseAsync(LaneLease lease, SyncRun run, Dictionary<long, (SyncItemState State, string? Sentence)> refused, CancellationToken ct) => refused.Count == 0
        ? Task.CompletedTask
        : gate.WriteAsync(
            lease,
            async (write, c) =>
            {
                var ids = refused.Keys.ToList();
                foreach (var item in await write.Db.SyncRunItems.Where(i => i.RunId == run.Id && ids.Contains(i.SourceProductId)).ToListAsync(c))
                {
                    (item.State, item.Sentence) = refused[item.SourceProductId];
                }

                write.Changed(run.DestinationStoreId, LiveTopic.Products);
            },
            ct);
}
