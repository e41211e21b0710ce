namespace Syncerize.Core.Totals;

/// <summary>Figures of one store with one partner on one day of the store's own time zone (engine section 6). Kept by deltas, equal to a recount.</summary>
public sealed class DailyTotal
{
    /// <summary>The store whose figures these are.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>The connection they came through.</summary>
    public ConnectionId ConnectionId { get; set; }

    /// <summary>The order date in the store's zone, as days since 0001-01-01 (<see cref="DateOnly.DayNumber"/>).</summary>
    public int Day { get; set; }

    /// <summary>Orders with at least one synced line through this connection.</summary>
    public int Orders { get; set; }

    /// <summary>Units sold, net of refunds.</summary>
    public int Units { get; set; }

    /// <summary>Revenue in minor units of the store's currency.</summary>
    public long RevenueMinor { get; set; }
}
