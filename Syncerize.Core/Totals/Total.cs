namespace Syncerize.Core.Totals;

/// <summary>Which of its two roles a store's figure belongs to: one store may hold both, and its figures are never mixed.</summary>
public enum TotalSide
{
    /// <summary>What it sold of other stores' goods.</summary>
    Destination = 0,

    /// <summary>What other stores sold of its goods.</summary>
    Source = 1,
}

/// <summary>How much time one row sums up.</summary>
public enum TotalUnit
{
    /// <summary>One day.</summary>
    Day = 0,

    /// <summary>One calendar month.</summary>
    Month = 1,

    /// <summary>One calendar year.</summary>
    Year = 2,
}

/// <summary>Figures of one store in one day, month or year of its own time zone, by order date (engine section 6). Kept by deltas, equal to a recount.</summary>
public sealed class Total
{
    /// <summary>The connection of rows that stand for all of them together; an order that two sources share counts once there.</summary>
    public static readonly ConnectionId Together = new(0);

    /// <summary>The store whose figures these are.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>In which of its roles.</summary>
    public TotalSide Side { get; set; }

    /// <summary>The connection they came through, or <see cref="Together"/>.</summary>
    public ConnectionId ConnectionId { get; set; }

    /// <summary>Day, month or year.</summary>
    public TotalUnit Unit { get; set; }

    /// <summary>Its first day, as days since 0001-01-01 (<see cref="DateOnly.DayNumber"/>).</summary>
    public int Start { get; set; }

    /// <summary>Orders with at least one synced line.</summary>
    public int Orders { get; set; }

    /// <summary>Units sold, net of refunds.</summary>
    public int Units { get; set; }

    /// <summary>Revenue in minor units of the store's currency, net of refunds.</summary>
    public long RevenueMinor { get; set; }

    /// <summary>Of the orders: not pushed (destination), unfulfilled (source).</summary>
    public int Open { get; set; }

    /// <summary>Of the orders: partially pushed (destination), partially fulfilled (source).</summary>
    public int Partial { get; set; }

    /// <summary>Of the orders: pushed (destination), fulfilled (source).</summary>
    public int Complete { get; set; }

    /// <summary>Of the orders: cancelled at the destination (destination); a source does not count what it cancelled.</summary>
    public int Cancelled { get; set; }
}

/// <summary>What one source product sold in one day, month or year; both sides name it by the source's product.</summary>
public sealed class ProductTotal
{
    /// <summary>The store whose figures these are.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>In which of its roles.</summary>
    public TotalSide Side { get; set; }

    /// <summary>Day, month or year.</summary>
    public TotalUnit Unit { get; set; }

    /// <summary>Its first day (<see cref="DateOnly.DayNumber"/>).</summary>
    public int Start { get; set; }

    /// <summary>The connection they came through.</summary>
    public ConnectionId ConnectionId { get; set; }

    /// <summary>Shopify's number of the product at the source.</summary>
    public long ProductId { get; set; }

    /// <summary>Units sold, net of refunds.</summary>
    public int Units { get; set; }

    /// <summary>Revenue in minor units of the store's currency, net of refunds.</summary>
    public long RevenueMinor { get; set; }
}

/// <summary>What stood at the end of a day: levels cannot be summed, so each day keeps its last one.</summary>
public sealed class LevelSnapshot
{
    /// <summary>The store.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>In which of its roles.</summary>
    public TotalSide Side { get; set; }

    /// <summary>The connection, or <see cref="Total.Together"/>.</summary>
    public ConnectionId ConnectionId { get; set; }

    /// <summary>The day in the store's zone (<see cref="DateOnly.DayNumber"/>).</summary>
    public int Day { get; set; }

    /// <summary>Partners whose connection is connected.</summary>
    public int Connected { get; set; }

    /// <summary>Products on offer.</summary>
    public int Available { get; set; }

    /// <summary>Active product links.</summary>
    public int Synced { get; set; }
}

/// <summary>A store whose totals are being counted anew, in turns. Orders up to the cursor are counted and kept by deltas; those after it will be counted when it gets there, and change nothing before.</summary>
public sealed class TotalsRebuild
{
    /// <summary>The store whose figures these are.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>Whether the old rows are gone; nothing is counted before.</summary>
    public bool Cleared { get; set; }

    /// <summary>The destination store of the last counted order; 0 before the first.</summary>
    public int CursorStore { get; set; }

    /// <summary>The last counted order.</summary>
    public long CursorOrder { get; set; }

    /// <summary>Whether an order is counted already, so that its deltas apply.</summary>
    public bool HasCounted(StoreId destination, long order) => Cleared && (destination.Value < CursorStore || (destination.Value == CursorStore && order <= CursorOrder));
}
