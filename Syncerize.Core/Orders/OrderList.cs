using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Stores;

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

/// <summary>A page of orders and how many stand under each tab.</summary>
public sealed record OrderPage(IReadOnlyList<OrderRow> Rows, IReadOnlyDictionary<OrderTab, int> Counts);

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

/// <summary>The lists of orders of a store.</summary>
public sealed class OrderList(IDbContextFactory<SyncerizeDb> factory)
{
    /// <summary>The tabs of a destination.</summary>
    public static IReadOnlyList<OrderTab> DestinationTabs { get; } = [OrderTab.NotPushed, OrderTab.Pushed, OrderTab.PartiallyPushed, OrderTab.Cancelled];

    /// <summary>The tabs of a source.</summary>
    public static IReadOnlyList<OrderTab> SourceTabs { get; } = [OrderTab.Unfulfilled, OrderTab.PartiallyFulfilled, OrderTab.Fulfilled];

    /// <summary>A page of a tab, newest order first.</summary>
    /// <param name="actor">Who asks; must be allowed to act for the store.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="tab">Which orders.</param>
    /// <param name="filter">What narrows the list, the counts of all tabs too.</param>
    /// <param name="page">From 1.</param>
    /// <param name="pageSize">Rows of a page.</param>
    /// <param name="ct">Ends the read.</param>
    public async Task<OrderPage> ReadAsync(Actor actor, StoreId storeId, OrderTab tab, OrderFilter filter, int page, int pageSize, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await factory.CreateDbContextAsync(ct);
        var tabs = SourceTabs.Contains(tab) ? SourceTabs : DestinationTabs;
        var counts = new Dictionary<OrderTab, int>();
        foreach (var one in tabs)
        {
            counts[one] = await Narrowed(db, Of(db, storeId, one), filter).CountAsync(ct);
        }

        var orders = await Narrowed(db, Of(db, storeId, tab), filter).Include(o => o.Lines)
            .OrderByDescending(o => o.ProcessedAt).ThenByDescending(o => o.OrderId).Skip((Math.Max(1, page) - 1) * pageSize).Take(pageSize).AsSplitQuery().ToListAsync(ct);
        return new OrderPage(ReferenceEquals(tabs, SourceTabs) ? await SourceRowsAsync(db, storeId, orders, ct) : await DestinationRowsAsync(db, storeId, orders, ct), counts);
    }

    private static IQueryable<Order> Of(SyncerizeDb db, StoreId store, OrderTab tab)
    {
        var orders = db.Orders.Where(o => o.StoreId == store);
        return tab switch
        {
            OrderTab.Cancelled => orders.Where(o => o.PushStatus == OrderPushStatus.Cancelled),
            OrderTab.NotPushed => orders.Where(o => o.PushStatus == OrderPushStatus.NotPushed),
            OrderTab.Pushed => orders.Where(o => o.PushStatus == OrderPushStatus.Pushed),
            OrderTab.PartiallyPushed => orders.Where(o => o.PushStatus == OrderPushStatus.PartiallyPushed),
            OrderTab.Fulfilled => orders.Where(o => o.PushKey != null && o.FulfillmentStatus == "FULFILLED"),
            OrderTab.PartiallyFulfilled => orders.Where(o => o.PushKey != null && o.FulfillmentStatus == "PARTIALLY_FULFILLED"),
            _ => orders.Where(o => o.PushKey != null && o.FulfillmentStatus != "FULFILLED" && o.FulfillmentStatus != "PARTIALLY_FULFILLED"),
        };
    }

    private static IQueryable<Order> Narrowed(SyncerizeDb db, IQueryable<Order> orders, OrderFilter filter)
    {
        if (filter.Payment is { } payment)
        {
            orders = orders.Where(o => o.FinancialStatus == payment);
        }

        if (filter.Fulfillment is { } fulfillment)
        {
            orders = orders.Where(o => o.FulfillmentStatus == fulfillment);
        }

        if (filter.Connection is { } connection)
        {
            orders = orders.Where(o => db.OrderPushes.Any(p => p.ConnectionId == connection
                && ((p.DestinationStoreId == o.StoreId && p.OrderId == o.OrderId) || (p.SourceStoreId == o.StoreId && p.SourceOrderId == o.OrderId))));
        }

        if (filter.From is { } from)
        {
            orders = orders.Where(o => o.ProcessedAt >= from);
        }

        if (filter.Before is { } before)
        {
            orders = orders.Where(o => o.ProcessedAt < before);
        }

        if (string.IsNullOrWhiteSpace(filter.Search))
        {
            return orders;
        }

        var start = filter.Search.Trim();
        var number = start.StartsWith('#') ? start : "#" + start;
        return orders.Where(o => o.Name.StartsWith(number) || o.CustomerName!.StartsWith(start) || o.Email!.StartsWith(start));
    }

    private static async Task<IReadOnlyList<OrderRow>> DestinationRowsAsync(SyncerizeDb db, StoreId store, List<Order> orders, CancellationToken ct)
    {
        var ids = orders.Select(o => o.OrderId).ToList();
        var parts = (await (
            from p in db.OrderPushes
            join s in db.Stores on p.SourceStoreId equals s.Id
            where p.DestinationStoreId == store && ids.Contains(p.OrderId)
            select new { p.OrderId, p.State, p.WaitingFor, s.Name }).ToListAsync(ct)).ToLookup(p => p.OrderId);
        return [.. orders.Select(o => Row(
            o, [.. parts[o.OrderId].Select(p => p.Name).Distinct()], null, parts[o.OrderId].Any(p => p.State == PushState.Parked),
            parts[o.OrderId].Any(p => p.State == PushState.Waiting && p.WaitingFor == PushWaits.Manual), o.Lines.Where(l => l.ConnectionId is not null).Sum(l => l.CurrentQuantity)))];
    }

    private static async Task<IReadOnlyList<OrderRow>> SourceRowsAsync(SyncerizeDb db, StoreId store, List<Order> orders, CancellationToken ct)
    {
        var ids = orders.Select(o => (long?)o.OrderId).ToList();
        var pushes = (await (
            from p in db.OrderPushes
            join s in db.Stores on p.DestinationStoreId equals s.Id
            join o in db.Orders on new { StoreId = p.DestinationStoreId, p.OrderId } equals new { o.StoreId, o.OrderId }
            where p.SourceStoreId == store && ids.Contains(p.SourceOrderId)
            select new { SourceOrderId = p.SourceOrderId!.Value, Store = s.Name, o.Name }).ToListAsync(ct)).ToLookup(p => p.SourceOrderId);
        return [.. orders.Select(o => Row(
            o, [.. pushes[o.OrderId].Select(p => p.Store)], pushes[o.OrderId].Select(p => p.Name).FirstOrDefault(), needsPerson: false, waitsForPush: false, o.Lines.Sum(l => l.CurrentQuantity)))];
    }

    private static OrderRow Row(Order o, IReadOnlyList<string> partners, string? partnerOrder, bool needsPerson, bool waitsForPush, int items) => new(
        o.OrderId, o.Name, o.ProcessedAt, o.CustomerName ?? o.ShippingAddress?.Name, o.FinancialStatus, o.FulfillmentStatus, items, o.Tags, o.ShippingLines.Select(s => s.Title).FirstOrDefault(),
        new Money(o.TotalMinor, o.Currency), o.CancelledAt, partners, partnerOrder, needsPerson, waitsForPush);
}
