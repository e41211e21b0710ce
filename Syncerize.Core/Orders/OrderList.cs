using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Orders;

/// <summary>The lists of orders of a store. Any page is a short run through one index, however many orders there are; counts are kept (docs/decisions/0060).</summary>
public sealed class OrderList(IDbContextFactory<SyncerizeDb> factory)
{
    /// <summary>Orders counted at most where a list is narrowed.</summary>
    public const int MostCounted = 1_000;

    /// <summary>The tabs of a destination.</summary>
    public static IReadOnlyList<OrderTab> DestinationTabs { get; } = [OrderTab.NotPushed, OrderTab.Pushed, OrderTab.PartiallyPushed, OrderTab.Cancelled];

    /// <summary>The tabs of a source.</summary>
    public static IReadOnlyList<OrderTab> SourceTabs { get; } = [OrderTab.Unfulfilled, OrderTab.PartiallyFulfilled, OrderTab.Fulfilled];

    /// <summary>A page of a tab.</summary>
    /// <param name="actor">Who asks; must be allowed to act for the store.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="tab">Which orders.</param>
    /// <param name="filter">What narrows the list, and the counts of all tabs.</param>
    /// <param name="place">How it is sorted, and between which orders the page stands.</param>
    /// <param name="size">Rows of a page.</param>
    /// <param name="ct">Ends the read.</param>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<OrderPage> ReadAsync(Actor actor, StoreId storeId, OrderTab tab, OrderFilter filter, OrderPlace place, int size, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(place);
        await using var db = await factory.CreateDbContextAsync(ct);
        var tabs = SourceTabs.Contains(tab) ? SourceTabs : DestinationTabs;
        var found = await OrderSearch.FindAsync(db, storeId, filter, ct);
        var (ids, next, previous) = found is { Orders: { } few }
            ? few.Page(tab, place, size)
            : await PageAsync(db, storeId, tab, filter, place, size, ct);
        var orders = await db.Orders.Where(o => o.StoreId == storeId && ids.Contains(o.OrderId)).Include(o => o.Lines).AsSplitQuery().ToDictionaryAsync(o => o.OrderId, ct);
        List<Order> sorted = [.. ids.Where(orders.ContainsKey).Select(id => orders[id])];
        var rows = ReferenceEquals(tabs, SourceTabs) ? await OrderRows.OfSourceAsync(db, storeId, sorted, ct) : await OrderRows.OfDestinationAsync(db, storeId, sorted, ct);
        return new OrderPage(rows, await CountsAsync(db, storeId, tabs, filter, found, ct), found is null && filter.IsNarrow, next, previous);
    }

    private static async Task<IReadOnlyDictionary<OrderTab, int>> CountsAsync(SyncerizeDb db, StoreId store, IReadOnlyList<OrderTab> tabs, OrderFilter filter, OrderSearch? found, CancellationToken ct)
    {
        if (found is not null)
        {
            // What so many match is not counted: it would be a walk through all of them.
            return found.Orders?.Counts(tabs) ?? new Dictionary<OrderTab, int>();
        }

        if (!filter.IsNarrow)
        {
            var kept = await db.OrderCounts.Where(c => c.StoreId == store).ToDictionaryAsync(c => c.Tab, c => c.Orders, ct);
            return tabs.ToDictionary(t => t, t => kept.GetValueOrDefault(t));
        }

        var counts = new Dictionary<OrderTab, int>();
        foreach (var one in tabs)
        {
            counts[one] = await OrderSearch.Narrowed(db, OrderSearch.Of(db, store, one), filter).Take(MostCounted + 1).CountAsync(ct);
        }

        return counts;
    }

    private static async Task<(IReadOnlyList<long> Ids, long? Next, long? Previous)> PageAsync(SyncerizeDb db, StoreId store, OrderTab tab, OrderFilter filter, OrderPlace place, int size, CancellationToken ct)
    {
        var backwards = place.Before is not null;
        var rows = OrderSearch.Matching(OrderSearch.Narrowed(db, OrderSearch.Of(db, store, tab), filter), filter);
        if ((place.Before ?? place.After) is { } at && await db.Orders.Where(o => o.StoreId == store && o.OrderId == at).Select(o => new OrderKey(o.OrderId, o.ProcessedAt, o.NameLength, o.Name, o.TotalMinor)).SingleOrDefaultAsync(ct) is { } key)
        {
            rows = OrderSorting.Behind(rows, place.Sort, place.Ascending != backwards, key);
        }

        var ids = await OrderSorting.Sorted(rows, place.Sort, place.Ascending != backwards).Select(o => o.OrderId).Take(size + 1).ToListAsync(ct);
        var more = ids.Count > size;
        ids = ids.GetRange(0, Math.Min(size, ids.Count));
        if (backwards)
        {
            ids.Reverse();
            return (ids, ids.Count > 0 ? ids[^1] : null, more ? ids[0] : null);
        }

        return (ids, more ? ids[^1] : null, place.After is not null && ids.Count > 0 ? ids[0] : null);
    }
}
