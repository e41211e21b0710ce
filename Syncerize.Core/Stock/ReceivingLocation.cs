using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;

namespace Syncerize.Core.Stock;

/// <summary>Where a variant is stocked that is stocked nowhere at the destination yet.</summary>
public static class ReceivingLocation
{
    /// <summary>The location the connection chose, where it is active; else, where none was chosen, the first active one that ships online orders. Null: there is none.</summary>
    public static async Task<long?> FindAsync(SyncerizeDb db, StoreId destination, StockSettings settings, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(settings);
        var active = db.Locations.Where(l => l.StoreId == destination && l.IsActive);
        return settings.ReceivingLocation is { } chosen
            ? await active.Where(l => l.LocationId == chosen).Select(l => (long?)l.LocationId).FirstOrDefaultAsync(ct)
            : await active.OrderByDescending(l => l.FulfillsOnlineOrders).ThenBy(l => l.LocationId).Select(l => (long?)l.LocationId).FirstOrDefaultAsync(ct);
    }
}
