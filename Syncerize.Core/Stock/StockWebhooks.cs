using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Work;

namespace Syncerize.Core.Stock;

/// <summary>What a stock webhook may do: lower destinations at once, or make a level due. It never raises anything.</summary>
public static class StockWebhooks
{
    /// <summary>Handles one <c>inventory_levels/update</c>, inside the translator's write.</summary>
    public static async Task LevelAsync(Write write, StoreId store, long inventoryItemId, long locationId, int available, DateTimeOffset updatedAt, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        var isSource = await write.Db.VariantLinks.AnyAsync(l => l.SourceStoreId == store && l.SourceInventoryItemId == inventoryItemId && l.IsActive, ct);
        var isDestination = await write.Db.VariantLinks.AnyAsync(l => l.DestinationStoreId == store && l.DestinationInventoryItemId == inventoryItemId && l.IsActive, ct);
        if (!isSource && !isDestination)
        {
            return;
        }

        var level = await write.Db.StockLevels.FindAsync([store, inventoryItemId, locationId], ct);
        if (level is null)
        {
            await StockFollowers.PullAsync(write, store, [inventoryItemId], ct);
            return;
        }

        if (updatedAt < level.UpdatedAt)
        {
            return;
        }

        if (available == level.Available)
        {
            // Our own write coming back, or something a reading has told us already.
            level.UpdatedAt = updatedAt;
            return;
        }

        if (updatedAt > level.UpdatedAt && available < level.Available)
        {
            level.Available = available;
            level.UpdatedAt = updatedAt;
            level.LoweredAt = write.Now;
            write.Changed(store, LiveTopic.Stock);
            if (isSource)
            {
                await StockFollowers.ApplyToDestinationsAsync(write, store, [inventoryItemId], ct);
            }
            else
            {
                // The reading below will find nothing new; the quantity still has to be planned against what should be there.
                await write.EnqueueAsync(new Due(store, StockWork.Apply, StockFollowers.Subject(inventoryItemId), TimeSpan.FromSeconds(1)), ct);
            }
        }

        // The rest needs a reading: a raise, an equal stamp with another value, and a destination's committed units.
        await StockFollowers.PullAsync(write, store, [inventoryItemId], ct);
    }
}
