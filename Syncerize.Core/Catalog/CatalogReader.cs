using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Catalog;

/// <summary>
/// Reads a shop's whole catalogue through one bulk operation, for a handful of points whatever its size: the first reading of a large shop, and the compare that finds
/// what no webhook told. A step at a time, so that the lane does what is more urgent between two looks, and a restart goes on where it was.
/// </summary>
public sealed class CatalogReader(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, BulkGateway bulk, ProductReadings readings, IOptions<BulkOptions> options, TimeProvider time) : IWorkHandler
{
    private const int Turn = 50;

    /// <summary>Begins a reading inside a write; one under way is taken.</summary>
    public static async Task<CatalogReading> BeginAsync(Write write, StoreId store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        var open = await write.Db.CatalogReadings.Where(r => r.StoreId == store && !r.IsPaged && r.State == CatalogReadingState.Collecting).OrderByDescending(r => r.Id).FirstOrDefaultAsync(ct);
        if (open is not null)
        {
            return open;
        }

        var reading = new CatalogReading { StoreId = store, BegunAt = write.Now };
        write.Db.CatalogReadings.Add(reading);
        await write.Db.SaveChangesAsync(ct);
        await write.EnqueueAsync(new Due(store, CatalogWork.ReadAll, reading.Id.ToString(CultureInfo.InvariantCulture)), ct);
        write.Changed(store, LiveTopic.Products);
        return reading;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        CatalogReading? reading;
        string currency;
        await using (var db = await factory.CreateDbContextAsync(ct))
        {
            var id = int.Parse(batch[0].Subject, CultureInfo.InvariantCulture);
            reading = await db.CatalogReadings.SingleOrDefaultAsync(r => r.Id == id, ct);
            currency = await db.Stores.Where(s => s.Id == lease.Store).Select(s => s.Currency).SingleAsync(ct);
        }

        return [reading is not { State: CatalogReadingState.Collecting } ? WorkOutcome.Finished
            : reading.OperationId is { } operation ? await LookAsync(lease, reading, operation, currency, ct)
            : await AskAsync(lease, reading, ct)];
    }

    private async Task<WorkOutcome> AskAsync(LaneLease lease, CatalogReading reading, CancellationToken ct)
    {
        // Asking twice after a lost answer reads twice, which changes nothing.
        var begunAt = time.GetUtcNow();
        var begun = await bulk.BeginCatalogAsync(lease.Store, CallPriority.Import, ct);
        if (begun is Outcome<long>.Rejected refused)
        {
            if (refused.Errors.Any(e => e.Code is "LIMIT_REACHED" or "OPERATION_IN_PROGRESS"))
            {
                await ChangeAsync(lease, reading.Id, r => r.Sentence = "Shopify works on other bulk operations of this shop; it goes on after them.", ct);
                return new WorkOutcome.Later(time.GetUtcNow() + options.Value.BusyWait, "Shopify works on other bulk operations of this shop.");
            }

            await ChangeAsync(lease, reading.Id, r => Fail(r, begun.Describe()), ct);
            return WorkOutcome.Finished;
        }

        if (begun is not Outcome<long>.Done { Value: var operation })
        {
            return begun.ToWorkOutcome();
        }

        await ChangeAsync(
            lease, reading.Id,
            r =>
            {
                (r.OperationId, r.BegunAt, r.Sentence) = (operation, begunAt, null);
            },
            ct);
        return Look("Shopify collects the catalogue.");
    }

    private async Task<WorkOutcome> LookAsync(LaneLease lease, CatalogReading reading, long operation, string currency, CancellationToken ct)
    {
        var polled = await bulk.PollAsync(lease.Store, operation, CallPriority.Import, ct);
        if (polled is Outcome<BulkReading>.NotFound)
        {
            await ChangeAsync(lease, reading.Id, r => r.OperationId = null, ct);
            return new WorkOutcome.Retry(polled.Describe());
        }

        if (polled is not Outcome<BulkReading>.Done { Value: var found })
        {
            return polled.ToWorkOutcome();
        }

        if (found.IsOpen)
        {
            if (found.Objects != reading.Objects)
            {
                await ChangeAsync(lease, reading.Id, r => r.Objects = found.Objects, ct);
            }

            return Look("Shopify collects the catalogue.");
        }

        if (found.Status != BulkStatus.Completed)
        {
            await ChangeAsync(lease, reading.Id, r => Fail(r, $"Shopify's bulk operation ended without a result ({found.Status.ToString().ToLowerInvariant()}{(found.ErrorCode is null ? "" : $", {found.ErrorCode}")})."), ct);
            return WorkOutcome.Finished;
        }

        try
        {
            await TakeAsync(lease, reading, found, currency, ct);
            return WorkOutcome.Finished;
        }
        catch (IOException broken)
        {
            // What was taken is taken; the rest is fetched again.
            return new WorkOutcome.Retry(broken.Message);
        }
    }

    private async Task TakeAsync(LaneLease lease, CatalogReading reading, BulkReading found, string currency, CancellationToken ct)
    {
        var seen = new HashSet<long>();
        var changed = 0;
        if (found.ResultUrl is { } url)
        {
            var turn = new Dictionary<long, ProductReading?>();
            await foreach (var product in bulk.ProductsAsync(url, currency, ct))
            {
                seen.Add(product.ProductId);
                turn[product.ProductId] = product;
                if (turn.Count == Turn)
                {
                    changed += await StoreAsync(lease, reading, turn, ct);
                    turn.Clear();
                }
            }

            changed += turn.Count == 0 ? 0 : await StoreAsync(lease, reading, turn, ct);
        }

        await gate.WriteAsync(lease, (write, c) => EndAsync(write, reading.Id, seen, changed, found.Objects, c), ct);
    }

    private Task<int> StoreAsync(LaneLease lease, CatalogReading reading, Dictionary<long, ProductReading?> turn, CancellationToken ct) =>
        gate.WriteAsync(lease, async (write, c) => (await readings.StoreAsync(write, lease.Store, turn, reading.BegunAt, c)).Count, ct);

    private static async Task EndAsync(Write write, int id, HashSet<long> seen, int changed, long objects, CancellationToken ct)
    {
        var reading = await write.Db.CatalogReadings.SingleAsync(r => r.Id == id, ct);
        var mirrored = await write.Db.Products.Where(p => p.StoreId == reading.StoreId && p.DeletedAt == null && p.ReadAt < reading.BegunAt).Select(p => p.ProductId).ToListAsync(ct);

        // What the catalogue does not name is read by its number, and so found to be gone.
        var gone = mirrored.Where(p => !seen.Contains(p)).ToList();
        await write.EnqueueAsync([.. gone.Select(p => new Due(reading.StoreId, CatalogWork.Pull, p.ToString(CultureInfo.InvariantCulture)))], ct);
        (reading.State, reading.EndedAt, reading.Objects, reading.Sentence) = (CatalogReadingState.Done, write.Now, objects, null);
        (reading.Products, reading.Changed, reading.Gone) = (seen.Count, changed, gone.Count);
        reading.Matched = seen.Count - changed;
        await TellAsync(write, reading, ct);
    }

    /// <summary>Tells what a finished reading came to, unless it is the first.</summary>
    public static async Task TellAsync(Write write, CatalogReading reading, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(reading);
        if (await write.Db.Stores.AnyAsync(s => s.Id == reading.StoreId && s.FirstReadAt != null, ct))
        {
            write.Record(
                reading.StoreId, reading.Changed + reading.Gone == 0 ? ActivityLevel.Info : ActivityLevel.Attention, "compare",
                string.Create(CultureInfo.InvariantCulture, $"{reading.Products} products were compared with Shopify: {(reading.Changed + reading.Gone == 0 ? "all match." : $"{reading.Matched} match, {reading.Changed} had changed unheard and are taken up, {reading.Gone} are gone.")}"));
        }

        write.Changed(reading.StoreId, LiveTopic.Products);
    }

    private WorkOutcome.Later Look(string sentence) => new(time.GetUtcNow() + options.Value.PollInterval, sentence);

    private void Fail(CatalogReading reading, string sentence) => (reading.State, reading.EndedAt, reading.Sentence) = (CatalogReadingState.Failed, time.GetUtcNow(), sentence);

    private Task ChangeAsync(LaneLease lease, int id, Action<CatalogReading> change, CancellationToken ct) => gate.WriteAsync(
        lease,
        async (write, c) =>
        {
            change(await write.Db.CatalogReadings.SingleAsync(r => r.Id == id, c));
            write.Changed(lease.Store, LiveTopic.Products);
        },
        ct);
}
