using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Stock;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>Makes the stock of every variant of a connection due, in turns short enough for the write gate. A crash between two turns starts over, which writes nothing twice.</summary>
public sealed class ConnectionStock(WriteGate gate) : IWorkHandler
{
    private const int LinksInATurn = 500;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        foreach (var item in batch)
        {
            var id = new ConnectionId(int.Parse(item.Subject, CultureInfo.InvariantCulture));
            for (int? after = 0; after is { } from;)
            {
                after = await gate.WriteAsync(lease, (write, c) => TurnAsync(write, id, from, c), ct);
            }
        }

        return [.. batch.Select(_ => WorkOutcome.Finished)];
    }

    private static async Task<int?> TurnAsync(Write write, ConnectionId id, int after, CancellationToken ct)
    {
        var links = await write.Db.VariantLinks.Where(l => l.ConnectionId == id && l.IsActive && l.Id > after).OrderBy(l => l.Id).Take(LinksInATurn)
            .Select(l => new { l.Id, l.DestinationStoreId, l.DestinationInventoryItemId }).ToListAsync(ct);
        await write.EnqueueAsync([.. links.Select(l => new Due(l.DestinationStoreId, StockWork.Apply, VariantLinking.Subject(l.DestinationInventoryItemId)))], ct);
        return links.Count == LinksInATurn ? links[^1].Id : null;
    }
}
