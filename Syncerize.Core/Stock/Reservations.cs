using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;

namespace Syncerize.Core.Stock;

/// <summary>What one order line means for stock.</summary>
/// <param name="LineId">The destination's order line.</param>
/// <param name="InventoryItemId">The destination's inventory item.</param>
/// <param name="UnfulfilledUnits">Units the destination still has to ship.</param>
/// <param name="SourceStoreId">The source behind it; null for own goods and lines ordered before the link.</param>
/// <param name="SourceInventoryItemId">The source's inventory item.</param>
/// <param name="ReservedUnits">Units no recorded source order holds and the destination did not ship itself.</param>
public sealed record LineReservation(
    long LineId, long InventoryItemId, int UnfulfilledUnits, StoreId? SourceStoreId, long? SourceInventoryItemId, int ReservedUnits);

/// <summary>Units sold and kept back, row by order line. Orders sets them in the write that stores an order or moves a push.</summary>
public sealed class Reservations(Unexplained unexplained)
{
    /// <summary>Replaces the rows of one order and makes due whatever they touch.</summary>
    public async Task SetAsync(Write write, StoreId destination, long orderId, IReadOnlyList<LineReservation> lines, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(lines);
        var rows = await write.Db.Reservations.Where(r => r.StoreId == destination && r.OrderId == orderId).ToDictionaryAsync(r => r.LineId, ct);
        var touchedSources = new HashSet<(StoreId Store, long Item)>();
        var touchedItems = new HashSet<long>();
        var shipped = new HashSet<long>();
        foreach (var line in lines)
        {
            if (!rows.Remove(line.LineId, out var row))
            {
                if (line is { UnfulfilledUnits: 0, ReservedUnits: 0 })
                {
                    continue;
                }

                row = new Reservation { StoreId = destination, LineId = line.LineId, OrderId = orderId };
                write.Db.Reservations.Add(row);
            }

            if (row.ReservedUnits != line.ReservedUnits || row.SourceInventoryItemId != line.SourceInventoryItemId)
            {
                Touch(touchedSources, row.SourceStoreId, row.SourceInventoryItemId);
                Touch(touchedSources, line.SourceStoreId, line.SourceInventoryItemId);
            }

            if (row.UnfulfilledUnits != line.UnfulfilledUnits)
            {
                touchedItems.Add(line.InventoryItemId);
                if (line.UnfulfilledUnits < row.UnfulfilledUnits)
                {
                    shipped.Add(line.InventoryItemId);
                }
            }

            row.InventoryItemId = line.InventoryItemId;
            row.UnfulfilledUnits = line.UnfulfilledUnits;
            row.SourceStoreId = line.SourceStoreId;
            row.SourceInventoryItemId = line.SourceInventoryItemId;
            row.ReservedUnits = line.ReservedUnits;
            if (line is { UnfulfilledUnits: 0, ReservedUnits: 0 })
            {
                write.Db.Reservations.Remove(row);
            }
        }

        foreach (var gone in rows.Values)
        {
            Touch(touchedSources, gone.SourceStoreId, gone.SourceInventoryItemId);
            touchedItems.Add(gone.InventoryItemId);
            shipped.Add(gone.InventoryItemId);
            write.Db.Reservations.Remove(gone);
        }

        await unexplained.RecomputeAsync(write, destination, touchedItems, afterReading: false, ct);

        // The old committed number would look like an unknown sale once the order no longer explains it.
        await StockFollowers.PullAsync(write, destination, shipped, ct);
        foreach (var group in touchedSources.GroupBy(t => t.Store))
        {
            await StockFollowers.ApplyToDestinationsAsync(write, group.Key, [.. group.Select(t => t.Item)], ct);
        }

        await StockFollowers.ApplyToSiblingsAsync(write, destination, touchedItems, ct);
    }

    private static void Touch(HashSet<(StoreId, long)> touched, StoreId? store, long? item)
    {
        if (store is { } s && item is { } i)
        {
            touched.Add((s, i));
        }
    }
}
