namespace Syncerize.Core.Orders;

/// <summary>The tabs of a list of orders: four of a destination, three of a source.</summary>
public enum OrderTab
{
    /// <summary>Destination: no part is at its source yet.</summary>
    NotPushed = 0,

    /// <summary>Destination: every part is at its source.</summary>
    Pushed = 1,

    /// <summary>Destination: some parts are.</summary>
    PartiallyPushed = 2,

    /// <summary>Destination: cancelled at the destination.</summary>
    Cancelled = 3,

    /// <summary>Source: nothing shipped.</summary>
    Unfulfilled = 4,

    /// <summary>Source: shipped in part.</summary>
    PartiallyFulfilled = 5,

    /// <summary>Source: all shipped.</summary>
    Fulfilled = 6,
}

/// <summary>By what a list of orders is sorted.</summary>
public enum OrderSort
{
    /// <summary>The order date.</summary>
    Date = 0,

    /// <summary>The number in its name: <c>#999</c> before <c>#1000</c>.</summary>
    Number = 1,

    /// <summary>The total, in the store's currency.</summary>
    Amount = 2,
}

/// <summary>Where a page stands in a list. Pages begin behind an order, not at a number of rows: the way to the last is as short as to the first, and what comes in at the top moves nothing.</summary>
/// <param name="Sort">By what it is sorted.</param>
/// <param name="Ascending">Smallest or oldest first.</param>
/// <param name="After">The page begins behind this order.</param>
/// <param name="Before">The page ends in front of this order.</param>
public sealed record OrderPlace(OrderSort Sort = OrderSort.Date, bool Ascending = false, long? After = null, long? Before = null)
{
    /// <summary>Newest first, from the first.</summary>
    public static OrderPlace Newest { get; } = new();
}

/// <summary>A row of a list of orders.</summary>
/// <param name="OrderId">The order in the acting store.</param>
/// <param name="Name">Its name, such as <c>#1042</c>.</param>
/// <param name="ProcessedAt">Order date, UTC.</param>
/// <param name="Customer">Customer's name; null where it is not given to us.</param>
/// <param name="FinancialStatus">Shopify's word.</param>
/// <param name="FulfillmentStatus">Shopify's word.</param>
/// <param name="SyncedItems">Units of synced lines.</param>
/// <param name="Tags">Tags.</param>
/// <param name="Shipping">Shipment method; null if none.</param>
/// <param name="Total">Amount with tax and shipping, in the acting store's currency.</param>
/// <param name="CancelledAt">When it was cancelled, UTC.</param>
/// <param name="Partners">The sources of a destination's order; the destination of a source's.</param>
/// <param name="PartnerOrder">A source's row: the destination's order number.</param>
/// <param name="NeedsPerson">True where a part is parked.</param>
/// <param name="WaitsForPush">True where a part waits for somebody to press Push.</param>
public sealed record OrderRow(
    long OrderId, string Name, DateTimeOffset ProcessedAt, string? Customer, string FinancialStatus, string FulfillmentStatus, int SyncedItems, IReadOnlyList<string> Tags, string? Shipping,
    Money Total, DateTimeOffset? CancelledAt, IReadOnlyList<string> Partners, string? PartnerOrder, bool NeedsPerson, bool WaitsForPush);

/// <summary>A page of orders.</summary>
/// <param name="Rows">Its rows, sorted.</param>
/// <param name="Counts">How many stand under each tab; a tab that is not named is not counted.</param>
/// <param name="IsCapped">Counts above <see cref="OrderList.MostCounted"/> mean more than that.</param>
/// <param name="Next">The order the next page begins behind; null on the last.</param>
/// <param name="Previous">The order the page before ends in front of; null on the first.</param>
public sealed record OrderPage(IReadOnlyList<OrderRow> Rows, IReadOnlyDictionary<OrderTab, int> Counts, bool IsCapped, long? Next, long? Previous);

/// <summary>What narrows a list of orders; nothing by default.</summary>
public sealed record OrderFilter
{
    /// <summary>Beginning of an order's number, a customer's name or an e-mail address.</summary>
    public string? Search { get; init; }

    /// <summary>Shopify's payment status, such as <c>PAID</c>.</summary>
    public string? Payment { get; init; }

    /// <summary>Shopify's fulfilment status, such as <c>UNFULFILLED</c>.</summary>
    public string? Fulfillment { get; init; }

    /// <summary>Orders with a part on this connection.</summary>
    public ConnectionId? Connection { get; init; }

    /// <summary>Ordered at this instant or later, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Ordered before this instant, UTC.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Whether anything but the search narrows the list.</summary>
    public bool IsNarrow => Payment is not null || Fulfillment is not null || Connection is not null || From is not null || Before is not null;
}
