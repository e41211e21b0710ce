using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;

#pragma warning disable CA1309 // These comparisons become SQL; SQLite compares by bytes, which is what the indexes are sorted by.

namespace Syncerize.Core.Orders;

/// <summary>What a search finds. A few are held and sorted here; where many match, they are met soon enough on the way through the list itself.</summary>
/// <param name="Orders">The orders found; null where there are too many to hold.</param>
internal sealed record OrderSearch(FoundOrders? Orders)
{
    /// <summary>Held at most.</summary>
    private const int Most = 2_000;

    // Behind every text that begins with what stands before it.
    private const string Last = "\U0010FFFF";

    /// <summary>Looks; null where nothing is searched for.</summary>
    public static async Task<OrderSearch?> FindAsync(SyncerizeDb db, StoreId store, OrderFilter filter, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(filter.Search))
        {
            return null;
        }

        var ids = new HashSet<long>();
        foreach (var prefix in Prefixes(filter.Search))
        {
            var found = Beginning(db.Orders.Where(o => o.StoreId == store), prefix);
            ids.UnionWith(await found.Select(o => o.OrderId).Take(Most + 1).ToListAsync(ct));
            if (ids.Count > Most)
            {
                return new OrderSearch((FoundOrders?)null);
            }
        }

        var list = ids.ToList();

        // By key, and narrowed here: the tab's index would be the wrong way in.
        var known = await db.Orders.Where(o => o.StoreId == store && list.Contains(o.OrderId))
            .Select(o => new FoundOrder(new OrderKey(o.OrderId, o.ProcessedAt, o.NameLength, o.Name, o.TotalMinor), OrderIndexing.TabOf(o.PushStatus), o.SourceTab, o.FinancialStatus, o.FulfillmentStatus)).ToListAsync(ct);
        var onConnection = filter.Connection is { } connection ? await OnConnectionAsync(db, store, connection, list, ct) : null;
        return new OrderSearch(new FoundOrders([.. known.Where(o =>
            (filter.Payment is null || o.Payment == filter.Payment) && (filter.Fulfillment is null || o.Fulfillment == filter.Fulfillment)
            && (filter.From is null || o.Key.At >= filter.From) && (filter.Before is null || o.Key.At < filter.Before) && onConnection?.Contains(o.Key.Id) != false)]));
    }

    /// <summary>The orders of a tab.</summary>
    public static IQueryable<Order> Of(SyncerizeDb db, StoreId store, OrderTab tab)
    {
        var orders = db.Orders.Where(o => o.StoreId == store);
        return tab switch
        {
            OrderTab.Cancelled => orders.Where(o => o.PushStatus == OrderPushStatus.Cancelled),
            OrderTab.NotPushed => orders.Where(o => o.PushStatus == OrderPushStatus.NotPushed),
            OrderTab.Pushed => orders.Where(o => o.PushStatus == OrderPushStatus.Pushed),
            OrderTab.PartiallyPushed => orders.Where(o => o.PushStatus == OrderPushStatus.PartiallyPushed),
            _ => orders.Where(o => o.SourceTab == tab),
        };
    }

    /// <summary>Those that pass the filters; the search apart.</summary>
    public static IQueryable<Order> Narrowed(SyncerizeDb db, IQueryable<Order> orders, OrderFilter filter)
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

        return filter.Before is { } before ? orders.Where(o => o.ProcessedAt < before) : orders;
    }

    /// <summary>Those that the search finds, where they are too many to hold.</summary>
    public static IQueryable<Order> Matching(IQueryable<Order> orders, OrderFilter filter)
    {
        if (string.IsNullOrWhiteSpace(filter.Search))
        {
            return orders;
        }

        var (a, b, c) = (Numbers(filter.Search)[0], Numbers(filter.Search)[1], Numbers(filter.Search)[^1]);
        var (lastA, lastB, lastC) = (a + Last, b + Last, c + Last);
        var word = OrderIndexing.Fold(filter.Search);
        var lastWord = word + Last;
        return orders.Where(o => (string.Compare(o.Name, a) >= 0 && string.Compare(o.Name, lastA) < 0) || (string.Compare(o.Name, b) >= 0 && string.Compare(o.Name, lastB) < 0)
            || (string.Compare(o.Name, c) >= 0 && string.Compare(o.Name, lastC) < 0) || (string.Compare(o.SearchName, word) >= 0 && string.Compare(o.SearchName, lastWord) < 0)
            || (string.Compare(o.SearchEmail, word) >= 0 && string.Compare(o.SearchEmail, lastWord) < 0));
    }

    // A number is written with or without its sign, a prefix of letters large or small.
    private static string[] Numbers(string search) => ["#" + search.Trim().TrimStart('#'), search.Trim(), search.Trim().ToUpperInvariant()];

    private static IEnumerable<(SearchIn In, string Text)> Prefixes(string search) =>
        Numbers(search).Distinct(StringComparer.Ordinal).Select(n => (SearchIn.Number, n)).Concat([(SearchIn.Name, OrderIndexing.Fold(search)), (SearchIn.Email, OrderIndexing.Fold(search))]);

    private static IQueryable<Order> Beginning(IQueryable<Order> orders, (SearchIn In, string Text) prefix)
    {
        var (start, end) = (prefix.Text, prefix.Text + Last);
        return prefix.In switch
        {
            SearchIn.Number => orders.Where(o => string.Compare(o.Name, start) >= 0 && string.Compare(o.Name, end) < 0),
            SearchIn.Name => orders.Where(o => string.Compare(o.SearchName, start) >= 0 && string.Compare(o.SearchName, end) < 0),
            _ => orders.Where(o => string.Compare(o.SearchEmail, start) >= 0 && string.Compare(o.SearchEmail, end) < 0),
        };
    }

    private static async Task<HashSet<long>> OnConnectionAsync(SyncerizeDb db, StoreId store, ConnectionId connection, List<long> ids, CancellationToken ct)
    {
        var here = await db.OrderPushes.Where(p => p.DestinationStoreId == store && ids.Contains(p.OrderId) && p.ConnectionId == connection).Select(p => p.OrderId).ToListAsync(ct);
        var there = await db.OrderPushes.Where(p => p.SourceStoreId == store && p.SourceOrderId != null && ids.Contains(p.SourceOrderId.Value) && p.ConnectionId == connection).Select(p => p.SourceOrderId!.Value).ToListAsync(ct);
        return [.. here, .. there];
    }

    private enum SearchIn
    {
        Number,
        Name,
        Email,
    }
}

/// <summary>An order that was found, with what narrows and sorts it.</summary>
internal sealed record FoundOrder(OrderKey Key, OrderTab? Tab, OrderTab? SourceTab, string Payment, string Fulfillment);

/// <summary>A few orders, sorted and paged in memory as the lists are in the database.</summary>
internal sealed class FoundOrders(IReadOnlyList<FoundOrder> orders)
{
    public Dictionary<OrderTab, int> Counts(IEnumerable<OrderTab> tabs) => tabs.ToDictionary(t => t, t => orders.Count(o => o.Tab == t || o.SourceTab == t));

    public (IReadOnlyList<long> Ids, long? Next, long? Previous) Page(OrderTab tab, OrderPlace place, int size)
    {
        var sorted = orders.Where(o => o.Tab == tab || o.SourceTab == tab).Select(o => o.Key).ToList();
        sorted.Sort((a, b) => OrderSorting.Compare(a, b, place.Sort) * (place.Ascending ? 1 : -1));
        var first = place.After is { } after ? sorted.FindIndex(o => o.Id == after) + 1
            : place.Before is { } before && sorted.FindIndex(o => o.Id == before) is > 0 and var end ? Math.Max(0, end - size) : 0;
        var page = sorted.Skip(first).Take(size).Select(o => o.Id).ToList();
        return (page, first + size < sorted.Count ? page[^1] : null, first > 0 && page.Count > 0 ? page[0] : null);
    }
}
