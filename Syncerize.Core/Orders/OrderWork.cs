using Syncerize.Core.Work;

namespace Syncerize.Core.Orders;

/// <summary>The kinds of work of this folder.</summary>
public static class OrderWork
{
    /// <summary>Read orders again; the subject is the order's number.</summary>
    public static readonly WorkKind Pull = new("orders.pull", WorkPriority.OrderPull, 25);

    /// <summary>Push one part to the lane's (source) shop, or find out what became of it; the subject is the push's key in our database.</summary>
    public static readonly WorkKind Push = new("orders.push", WorkPriority.OrderPush, 1);

    /// <summary>Bring fulfilments of a push back to the lane's (destination) shop; the subject is the push's key in our database.</summary>
    public static readonly WorkKind Return = new("orders.return", WorkPriority.OrderPull, 1);

    /// <summary>Change a source order in the lane's (source) shop because of its destination order; the subject is the change's key in our database.</summary>
    public static readonly WorkKind Change = new("orders.change", WorkPriority.OrderPull, 1);
}
