using Syncerize.Core.Work;

namespace Syncerize.Core.Stock;

/// <summary>The kinds of work of this folder.</summary>
public static class StockWork
{
    /// <summary>Read stock of items at the lane's shop; the subject is the inventory item's number.</summary>
    public static readonly WorkKind Pull = new("stock.pull", WorkPriority.Stock, 250);

    /// <summary>Plan and write quantities at the lane's (destination) shop; the subject is the destination's inventory item.</summary>
    public static readonly WorkKind Apply = new("stock.apply", WorkPriority.Stock, 250);

    /// <summary>Compare quantities of the lane's shop with Shopify's, behind everything else; the subject is the inventory item's number.</summary>
    public static readonly WorkKind Compare = new("stock.compare", WorkPriority.Compare, 250);

    /// <summary>Compare all quantities of a store in bulk, a step at a time; the subject is the run's key.</summary>
    public static readonly WorkKind CompareAll = new("stock.compare-all", WorkPriority.Compare, 1);

    /// <summary>Make every linked item of the lane's (destination) shop due for a plan, page by page; the subject says why.</summary>
    public static readonly WorkKind Review = new("stock.review", WorkPriority.Stock, 1);
}
