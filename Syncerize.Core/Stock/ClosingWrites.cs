using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Work;

namespace Syncerize.Core.Stock;

/// <summary>The one last write of a link that stops: queued in the write that changes the state; nothing after it.</summary>
public static class ClosingWrites
{
    /// <summary>Queues zero stock for every active variant of a connection (block, disconnect with zero).</summary>
    public static async Task QueueAsync(Write write, ConnectionId connection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        await QueueAsync(write, await write.Db.VariantLinks.Where(l => l.ConnectionId == connection && l.IsActive).ToListAsync(ct), ct);
    }

    /// <summary>Queues zero stock for every active variant of one product link (unavailable, gone at the source).</summary>
    public static async Task QueueForProductAsync(Write write, int productLinkId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        await QueueAsync(write, await write.Db.VariantLinks.Where(l => l.ProductLinkId == productLinkId && l.IsActive).ToListAsync(ct), ct);
    }

    private static async Task QueueAsync(Write write, List<VariantLink> links, CancellationToken ct)
    {
        foreach (var link in links)
        {
            link.ClosingQuantity = 0;
        }

        await write.EnqueueAsync([.. links.Select(l => new Due(l.DestinationStoreId, StockWork.Apply, StockFollowers.Subject(l.DestinationInventoryItemId)))], ct);
    }
}
