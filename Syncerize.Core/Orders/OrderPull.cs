using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.Core.Orders;

/// <summary>Reads due orders at the lane's shop, a batch in one request, and stores them with all that follows.</summary>
public sealed class OrderPull(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, OrderGateway orders, OrderStoring storing, TimeProvider time) : IWorkHandler
{
    /// <summary>Orders stored in one write, so that no write takes long.</summary>
    private const int PerWrite = 10;

    /// <summary>How long a reading older than its event is asked for again.</summary>
    private static readonly TimeSpan LagPatience = TimeSpan.FromMinutes(2);

    /// <summary>How long a destination's first reading of orders waits for a source that is being read for the first time as well.</summary>
    private static readonly TimeSpan FirstReadPatience = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        if (await WaitsForSourcesAsync(lease.Store, ct))
        {
            return [.. batch.Select(_ => new WorkOutcome.Later(time.GetUtcNow().AddSeconds(1), "Waits until the source's orders are read for the first time."))];
        }

        var begunAt = time.GetUtcNow();
        var ids = batch.Select(w => long.Parse(w.Subject, CultureInfo.InvariantCulture)).ToList();
        var answer = await orders.ReadByIdsAsync(lease.Store, ids, CallPriority.OrderPull, ct);
        if (answer is not Outcome<IReadOnlyDictionary<long, OrderReading?>>.Done { Value: var read })
        {
            return [.. batch.Select(_ => answer.ToWorkOutcome())];
        }

        // Oldest first, so that activity and figures come in the order of the events.
        foreach (var part in read.Values.OfType<OrderReading>().OrderBy(o => o.CreatedAt).Chunk(PerWrite))
        {
            await gate.WriteAsync(lease, (write, c) => storing.StoreAsync(write, lease.Store, part, begunAt, c), ct);
        }

        return [.. batch.Zip(ids, (work, id) => Outcome(work, read.GetValueOrDefault(id)))];
    }

    private WorkOutcome Outcome(WorkItem work, OrderReading? reading)
    {
        if (work.WantedAt is not { } wanted || reading?.UpdatedAt >= wanted)
        {
            return WorkOutcome.Finished;
        }

        var now = time.GetUtcNow();
        return now - wanted < LagPatience
            ? new WorkOutcome.Later(now.AddSeconds(2), "Shopify's answer was older than its own event; reading again.")
            : WorkOutcome.Finished;
    }

    /// <summary>Months of orders meet their pushes only once the source's orders are mirrored; until then each would reserve stock that was shipped long ago.
    /// Once the destination has been read, its new orders wait for nobody: a source connected later has none of them.</summary>
    private async Task<bool> WaitsForSourcesAsync(StoreId store, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        if (await db.Stores.AnyAsync(s => s.Id == store && s.FirstReadAt != null, ct))
        {
            return false;
        }

        var since = time.GetUtcNow() - FirstReadPatience;
        var sources = await db.Connections
            .Where(c => c.DestinationId == store && !db.Connections.Any(back => back.DestinationId == c.SourceId && back.SourceId == store)) // two shops that sell for each other would wait for each other
            .Join(db.Stores, c => c.SourceId, s => s.Id, (_, s) => s)
            .Where(s => s.State == StoreState.Active && s.InstalledAt > since)
            .Select(s => new { s.Id, s.FirstReadAt }).ToListAsync(ct);
        foreach (var source in sources)
        {
            if (source.FirstReadAt is not { } read || await db.WorkItems.AnyAsync(w => w.Lane == source.Id && w.Kind == OrderWork.Pull.Name && w.ParkedAt == null && w.EnqueuedAt <= read, ct))
            {
                return true;
            }
        }

        return false;
    }
}
