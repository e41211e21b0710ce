using System.Globalization;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Catalog;

/// <summary>Reads due products at the lane's shop, a batch in one call, and stores them in the mirror.</summary>
public sealed class ProductPull(WriteGate gate, ProductGateway products, ProductReadings readings, TimeProvider time) : IWorkHandler
{
    // Replicas catch up within seconds; after this many looks the answer is believed and the poller finds the rest.
    private const int Looks = 3;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        var ids = batch.Select(w => long.Parse(w.Subject, CultureInfo.InvariantCulture)).ToList();
        var begunAt = time.GetUtcNow();
        var answer = await products.ReadByIdsAsync(lease.Store, ids, CallPriority.Product, ct);
        if (answer is not Outcome<IReadOnlyDictionary<long, ProductReading?>>.Done { Value: var read })
        {
            return [.. batch.Select(_ => answer.ToWorkOutcome())];
        }

        await gate.WriteAsync(lease, (write, c) => readings.StoreAsync(write, lease.Store, read, begunAt, c), ct);
        return [.. batch.Zip(ids, (work, id) => work.WantedAt is { } wanted && work.Attempts < Looks && read[id] is { } reading && reading.UpdatedAt < wanted
            ? new WorkOutcome.Retry("Shopify's answer was older than its own webhook; reading again.")
            : WorkOutcome.Finished)];
    }
}
