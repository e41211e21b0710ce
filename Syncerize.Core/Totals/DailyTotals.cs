using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;

namespace Syncerize.Core.Totals;

/// <summary>Figures to add to one day of one store and connection; negative ones take off.</summary>
/// <param name="StoreId">The store whose figures these are.</param>
/// <param name="ConnectionId">The connection they came through.</param>
/// <param name="Day">The order date in the store's zone (<see cref="DateOnly.DayNumber"/>).</param>
/// <param name="Orders">Orders.</param>
/// <param name="Units">Units.</param>
/// <param name="RevenueMinor">Revenue in minor units of the store's currency.</param>
public sealed record TotalDelta(StoreId StoreId, ConnectionId ConnectionId, int Day, int Orders, int Units, long RevenueMinor)
{
    /// <summary>The same figures taken off.</summary>
    public TotalDelta Negated() => this with { Orders = -Orders, Units = -Units, RevenueMinor = -RevenueMinor };
}

/// <summary>Keeps daily figures by deltas, in the write that caused them.</summary>
public static class DailyTotals
{
    /// <summary>Adds deltas; those of the same day are summed first, so that an unchanged order touches no row.</summary>
    public static async Task AddAsync(Write write, IEnumerable<TotalDelta> deltas, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        foreach (var group in deltas.GroupBy(d => (d.StoreId, d.ConnectionId, d.Day)))
        {
            var (orders, units, revenue) = (group.Sum(d => d.Orders), group.Sum(d => d.Units), group.Sum(d => d.RevenueMinor));
            if (orders == 0 && units == 0 && revenue == 0)
            {
                continue;
            }

            var (store, connection, day) = group.Key;
            var row = await write.Db.DailyTotals.FindAsync([store, connection, day], ct);
            if (row is null)
            {
                row = new DailyTotal { StoreId = store, ConnectionId = connection, Day = day };
                write.Db.DailyTotals.Add(row);
            }
            else if (write.Db.Entry(row).State == EntityState.Deleted)
            {
                // An earlier order of this write emptied the day.
                write.Db.Entry(row).State = EntityState.Modified;
            }

            row.Orders += orders;
            row.Units += units;
            row.RevenueMinor += revenue;
            if (row is { Orders: 0, Units: 0, RevenueMinor: 0 })
            {
                write.Db.DailyTotals.Remove(row);
            }
        }
    }
}
