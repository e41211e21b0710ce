using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;

namespace Syncerize.Core.Stock;

/// <summary>Told when a destination commits units whose order is not known. Implemented by Intake: it polls that shop's orders.</summary>
public interface IUnexplainedFollower
{
    /// <summary>Queues a pull of the destination's orders that reaches past now and the search lag.</summary>
    Task OrdersWantedAsync(Write write, StoreId destination, CancellationToken ct);
}

/// <summary>Units committed at a destination beyond the unfulfilled units of our order mirror: reserved for everyone until an order explains them.</summary>
public sealed class Unexplained(IEnumerable<IUnexplainedFollower> followers)
{
    /// <summary>Shopify's searches lag behind writes by seconds; an order pull counts only past this (facts on search lag).</summary>
    public static readonly TimeSpan SearchLag = TimeSpan.FromSeconds(6);

    /// <summary>Compares <c>committed</c> with what the mirror explains. A surplus may only grow by a reading; an order only explains.</summary>
    /// <returns>The items whose reserving surplus changed.</returns>
    public async Task<IReadOnlyCollection<long>> RecomputeAsync(Write write, StoreId destination, IReadOnlyCollection<long> items, bool afterReading, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        var changed = new List<long>();
        var grown = false;
        foreach (var part in items.Distinct().Chunk(500))
        {
            // What this write has not saved yet must be seen by the sums below.
            await write.Db.SaveChangesAsync(ct);
            var committed = await write.Db.StockLevels.Where(l => l.StoreId == destination && part.Contains(l.InventoryItemId) && l.IsActive)
                .GroupBy(l => l.InventoryItemId).Select(g => new { g.Key, Units = g.Sum(l => l.Committed) }).ToDictionaryAsync(g => g.Key, g => g.Units, ct);
            var explained = await write.Db.Reservations.Where(r => r.StoreId == destination && part.Contains(r.InventoryItemId))
                .GroupBy(r => r.InventoryItemId).Select(g => new { g.Key, Units = g.Sum(r => r.UnfulfilledUnits) }).ToDictionaryAsync(g => g.Key, g => g.Units, ct);
            var rows = await write.Db.UnexplainedUnits.Where(u => u.StoreId == destination && part.Contains(u.InventoryItemId)).ToDictionaryAsync(u => u.InventoryItemId, ct);
            foreach (var item in part)
            {
                var surplus = Math.Max(0, committed.GetValueOrDefault(item) - explained.GetValueOrDefault(item));
                rows.TryGetValue(item, out var row);
                if (surplus == (row?.Units ?? 0) || (surplus > (row?.Units ?? 0) && !afterReading))
                {
                    continue;
                }

                changed.Add(item);
                if (surplus == 0)
                {
                    write.Db.UnexplainedUnits.Remove(row!);
                    continue;
                }

                if (row is null)
                {
                    row = new UnexplainedUnits { StoreId = destination, InventoryItemId = item };
                    write.Db.UnexplainedUnits.Add(row);
                }

                if (surplus > row.Units)
                {
                    row.Since = write.Now;
                    grown = true;
                }

                row.Units = surplus;
                row.ManualUnits = Math.Min(row.ManualUnits, surplus);
            }
        }

        if (grown)
        {
            foreach (var follower in followers)
            {
                await follower.OrdersWantedAsync(write, destination, ct);
            }
        }

        return changed;
    }

    /// <summary>A pull of the destination's orders reached <paramref name="through"/>: surplus older than that less the search lag has no order and stops reserving.</summary>
    public static async Task OrdersReadThroughAsync(Write write, StoreId destination, DateTimeOffset through, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        var before = through - SearchLag;
        var rows = await write.Db.UnexplainedUnits.Where(u => u.StoreId == destination && u.ManualUnits < u.Units && u.Since < before).ToListAsync(ct);
        foreach (var row in rows)
        {
            row.ManualUnits = row.Units;
        }

        await StockFollowers.ApplyToSiblingsAsync(write, destination, [.. rows.Select(r => r.InventoryItemId)], ct);
    }
}
