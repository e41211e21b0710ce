using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Work;

namespace Syncerize.Core.Stock;

/// <summary>
/// Makes all linked items of a destination due, in turns short enough for the write gate. A crash between two turns starts over: planning an item twice writes nothing twice.
/// </summary>
public sealed class StockReview(WriteGate gate) : IWorkHandler
{
    private const int Turn = 500;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        for (int? done = 0; done is { } after;)
        {
            done = await gate.WriteAsync(lease, (write, c) => TurnAsync(write, lease.Store, after, c), ct);
        }

        return [.. batch.Select(_ => WorkOutcome.Finished)];
    }

    /// <returns>The link the turn ended at; null after the last one.</returns>
    private static async Task<int?> TurnAsync(Write write, StoreId destination, int after, CancellationToken ct)
    {
        var links = await write.Db.VariantLinks.Where(l => l.DestinationStoreId == destination && l.Id > after && (l.IsActive || l.ClosingQuantity != null))
            .OrderBy(l => l.Id).Take(Turn).Select(l => new { l.Id, l.DestinationInventoryItemId }).ToListAsync(ct);
        await write.EnqueueAsync([.. links.Select(l => new Due(destination, StockWork.Apply, StockFollowers.Subject(l.DestinationInventoryItemId)))], ct);
        return links.Count == Turn ? links[^1].Id : null;
    }
}
