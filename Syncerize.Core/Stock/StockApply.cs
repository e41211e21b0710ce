using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Stock;

/// <summary>
/// Plans and writes the quantities of due items at the lane's (destination) shop. Lowering goes straight from the mirror, guarded by the compare;
/// a raise first reads the destination's <c>available</c> and <c>committed</c>, and needs a reading of the source younger than <see cref="RaiseFreshness"/>.
/// </summary>
public sealed class StockApply(
    IDbContextFactory<SyncerizeDb> factory, WriteGate gate, InventoryGateway inventory, StockReadings readings, StockWriter writer, StaleShops staleShops, TimeProvider time) : IWorkHandler
{
    /// <summary>How old a source reading may be for a raise. An older one makes the source due first.</summary>
    public static readonly TimeSpan RaiseFreshness = TimeSpan.FromSeconds(10);

    private const int Rounds = 4;

    /// <summary>From so many rows on, a reading costs less than a refused batch.</summary>
    private const int WorthReading = 25;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        var outcomes = batch.ToDictionary(w => long.Parse(w.Subject, CultureInfo.InvariantCulture), _ => WorkOutcome.Finished);
        var open = new HashSet<long>(outcomes.Keys);
        var fresh = new HashSet<long>();
        var stale = new HashSet<long>();
        for (var round = 0; round < Rounds && open.Count > 0; round++)
        {
            var plans = await PlansAsync(lease.Store, open, ct);
            open.RemoveWhere(i => !plans.TryGetValue(i, out var plan) || (!plan.Writable && !plan.Closing) || plan.Desire is null);
            if (await ReadAsync(lease, open, plans, fresh, stale, ct) is { } failed)
            {
                return [.. batch.Select(_ => failed)];
            }

            plans = await PlansAsync(lease.Store, open, ct);
            var sourceFirst = plans.Values.Where(p => NeedsNewerSource(p, fresh)).ToList();
            await PullSourcesAsync(lease, sourceFirst, ct);
            open.ExceptWith(sourceFirst.Select(p => p.Link.DestinationInventoryItemId));

            var result = await writer.WriteAsync(lease, [.. plans.Values.Where(p => open.Contains(p.Link.DestinationInventoryItemId))], ct);
            if (result.Blocked is { } blocked)
            {
                return [.. batch.Select(_ => blocked)];
            }

            foreach (var (item, outcome) in result.Outcomes)
            {
                outcomes[item] = outcome;
            }

            // Stale rows left the batch: they are read and planned anew, with the next batch where one is sure to come.
            open = [.. result.Stale];
            if (open.Count > 0)
            {
                staleShops.Found(lease.Store);
                if (batch.Count == StockWork.Apply.BatchSize)
                {
                    await writer.ForgetAsync(lease, open, ct);
                    break;
                }
            }

            stale.UnionWith(open);
            fresh.ExceptWith(open);
        }

        foreach (var item in open)
        {
            outcomes[item] = batch.Count == StockWork.Apply.BatchSize
                ? new WorkOutcome.Later(time.GetUtcNow(), "The quantity was changed at Shopify; it is read again.")
                : new WorkOutcome.Later(time.GetUtcNow().AddSeconds(1), "The quantity keeps changing at Shopify; trying again.");
        }

        return [.. batch.Select(w => outcomes[long.Parse(w.Subject, CultureInfo.InvariantCulture)])];
    }

    private async Task<Dictionary<long, StockPlan>> PlansAsync(StoreId store, HashSet<long> items, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        return await StockPlans.ForDestinationAsync(db, store, [.. items], ct);
    }

    private async Task<WorkOutcome?> ReadAsync(LaneLease lease, HashSet<long> open, Dictionary<long, StockPlan> plans, HashSet<long> fresh, HashSet<long> stale, CancellationToken ct)
    {
        // Where others write as well, a large batch would be refused as a whole for one stale row: reading it first is cheaper.
        var doubted = open.Count >= WorthReading && staleShops.IsDoubted(lease.Store);
        var items = open.Where(i => !fresh.Contains(i) && (stale.Contains(i) || NeedsReading(plans[i]) || (doubted && WouldWrite(plans[i])))).ToList();
        if (items.Count == 0)
        {
            return null;
        }

        var begunAt = time.GetUtcNow();
        var answer = await inventory.ReadAsync(lease.Store, items, CallPriority.Stock, ct);
        if (answer is not Outcome<IReadOnlyList<InventoryReading>>.Done done)
        {
            return answer.ToWorkOutcome();
        }

        await gate.WriteAsync(lease, (write, c) => readings.StoreAsync(write, lease.Store, done.Value, begunAt, c), ct);
        fresh.UnionWith(items);
        return null;
    }

    private async Task PullSourcesAsync(LaneLease lease, List<StockPlan> plans, CancellationToken ct)
    {
        if (plans.Count > 0)
        {
            await gate.WriteAsync(
                lease,
                (write, c) => write.EnqueueAsync([.. plans.Select(p => new Due(p.Link.SourceStoreId, StockWork.Pull, StockFollowers.Subject(p.Link.SourceInventoryItemId)))], c),
                ct);
        }
    }

    private static bool NeedsReading(StockPlan plan) =>
        plan.Levels.Count != 1 || plan.Levels[0].ReadAt == DateTimeOffset.UnixEpoch || plan.Levels[0].LoweredAt is not null || plan.Closing || IsRaise(plan);

    private bool NeedsNewerSource(StockPlan plan, HashSet<long> fresh) =>
        !plan.Closing && fresh.Contains(plan.Link.DestinationInventoryItemId) && (plan.Levels.Count == 0 || IsRaise(plan))
        && (plan.SourceReadAt is null || plan.SourceReadAt < time.GetUtcNow() - RaiseFreshness);

    private static bool WouldWrite(StockPlan plan) => plan.Levels.Count == 1 && plan.Desire!.Quantity != plan.Levels[0].Available;

    private static bool IsRaise(StockPlan plan) => plan.SourceTracked && plan.Levels.Count == 1 && plan.Desire!.Quantity > plan.Levels[0].Available;
}
