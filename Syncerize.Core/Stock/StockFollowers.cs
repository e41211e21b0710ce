using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Work;

namespace Syncerize.Core.Stock;

/// <summary>Makes the destinations of source items due.</summary>
internal static class StockFollowers
{
    /// <summary>Queues a plan for every destination item that sells one of these source items.</summary>
    public static async Task ApplyToDestinationsAsync(Write write, StoreId source, IReadOnlyCollection<long> sourceItems, CancellationToken ct)
    {
        foreach (var part in sourceItems.Distinct().Chunk(500))
        {
            var links = await write.Db.VariantLinks.AsNoTracking()
                .Where(l => l.SourceStoreId == source && part.Contains(l.SourceInventoryItemId) && (l.IsActive || l.ClosingQuantity != null))
                .Select(l => new { l.DestinationStoreId, l.DestinationInventoryItemId })
                .ToListAsync(ct);
            await write.EnqueueAsync([.. links.Select(l => new Due(l.DestinationStoreId, StockWork.Apply, Subject(l.DestinationInventoryItemId)))], ct);
        }
    }

    /// <summary>Queues a plan for every destination that shares a source item with one of these destination items, this one included.</summary>
    public static async Task ApplyToSiblingsAsync(Write write, StoreId destination, IReadOnlyCollection<long> destinationItems, CancellationToken ct)
    {
        foreach (var part in destinationItems.Distinct().Chunk(500))
        {
            var sources = await write.Db.VariantLinks.AsNoTracking()
                .Where(l => l.DestinationStoreId == destination && part.Contains(l.DestinationInventoryItemId) && l.IsActive)
                .Select(l => new { l.SourceStoreId, l.SourceInventoryItemId })
                .ToListAsync(ct);
            foreach (var group in sources.GroupBy(s => s.SourceStoreId))
            {
                await ApplyToDestinationsAsync(write, group.Key, [.. group.Select(s => s.SourceInventoryItemId)], ct);
            }
        }
    }

    /// <summary>Queues a reading of items at their own shop.</summary>
    public static Task PullAsync(Write write, StoreId store, IEnumerable<long> items, CancellationToken ct)
    {
        write.Changed(store, LiveTopic.Stock);
        return write.EnqueueAsync([.. items.Distinct().Select(i => new Due(store, StockWork.Pull, Subject(i)))], ct);
    }

    public static string Subject(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
