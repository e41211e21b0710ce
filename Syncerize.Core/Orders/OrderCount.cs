namespace Syncerize.Core.Orders;

/// <summary>How many orders of a store stand under a tab, kept with every order that is saved: counting a million rows is not a page's work.</summary>
public sealed class OrderCount
{
    /// <summary>The store.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>The tab.</summary>
    public OrderTab Tab { get; set; }

    /// <summary>Orders under it.</summary>
    public int Orders { get; set; }
}
