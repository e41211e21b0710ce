using System.Globalization;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Stock;

/// <summary>Reads stock of due items at the lane's shop, 250 in one call, and stores it.</summary>
public sealed class StockPull(WriteGate gate, InventoryGateway inventory, StockReadings readings, TimeProvider time) : IWorkHandler
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        var items = batch.Select(w => long.Parse(w.Subject, CultureInfo.InvariantCulture)).ToList();
        var begunAt = time.GetUtcNow();
        var answer = await inventory.ReadAsync(lease.Store, items, CallPriority.Stock, ct);
        if (answer is not Outcome<IReadOnlyList<InventoryReading>>.Done done)
        {
            return [.. batch.Select(_ => answer.ToWorkOutcome())];
        }

        // An item that is not there any more is stocked nowhere.
        var missing = items.Except(done.Value.Select(r => r.InventoryItemId)).Select(i => new InventoryReading(i, Tracked: true, []));
        var stored = await gate.WriteAsync(lease, (write, c) => readings.StorePulledAsync(write, lease.Store, [.. done.Value, .. missing], begunAt, c), ct);
        var read = done.Value.ToDictionary(r => r.InventoryItemId, r => r.Levels.Count == 0 ? (DateTimeOffset?)null : r.Levels.Max(l => l.UpdatedAt));
        return [.. batch.Zip(items, Outcome)];

        WorkOutcome Outcome(WorkItem work, long item)
        {
            if (stored.Overtaken.Contains(item))
            {
                return new WorkOutcome.Later(begunAt + StockReadings.ReadAgainAfter, "A webhook was newer than Shopify's answer; reading again.");
            }

            return work.WantedAt is { } wanted && read.GetValueOrDefault(item) < wanted && work.Attempts < 3
                ? new WorkOutcome.Retry("Shopify's answer was older than its own webhook; reading again.")
                : WorkOutcome.Finished;
        }
    }
}
