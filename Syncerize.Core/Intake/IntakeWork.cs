using Syncerize.Core.Work;

namespace Syncerize.Core.Intake;

/// <summary>The kinds of work of this folder.</summary>
public static class IntakeWork
{
    /// <summary>Read the shop, its locations, key definitions and webhook subscriptions; the subject is <c>shop</c>.</summary>
    public static readonly WorkKind SetUp = new("intake.setup", WorkPriority.OrderPull, 1);

    /// <summary>Find products changed since the cursor; the subject is <c>products</c>.</summary>
    public static readonly WorkKind PollProducts = new("intake.products", WorkPriority.Product, 1);

    /// <summary>Find orders changed since the cursor; the subject is <c>orders</c>.</summary>
    public static readonly WorkKind PollOrders = new("intake.orders", WorkPriority.OrderPull, 1);

    /// <summary>Conclude an order poll; the subject is how far it read, in Unix milliseconds.</summary>
    public static readonly WorkKind OrdersRead = new("intake.orders-read", WorkPriority.OrderPull, 1);
}
