using Syncerize.Core.Work;

namespace Syncerize.Core.Stock;

/// <summary>The kinds of work of this folder.</summary>
public static class StockWork
{
    /// <summary>Read stock of items at the lane's shop; the subject is the inventory item's number.</summary>
    public static readonly WorkKind Pull = new("stock.pull", WorkPriority.Stock, 250);

    /// <summary>Plan and write quantities at the lane's (destination) shop; the subject is the destination's inventory item.</summary>
    public static readonly WorkKind Apply = new("stock.apply", WorkPriority.Stock, 250);
}
