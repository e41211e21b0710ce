#pragma warning disable CA1309 // These comparisons become SQL; SQLite compares by bytes, which is what the indexes are sorted by.

namespace Syncerize.Core.Orders;

/// <summary>What an order is sorted by.</summary>
internal sealed record OrderKey(long Id, DateTimeOffset At, int NameLength, string Name, long TotalMinor);

/// <summary>The three orders of a list, each of them an index: by value, then by order.</summary>
internal static class OrderSorting
{
    public static IQueryable<Order> Sorted(IQueryable<Order> rows, OrderSort sort, bool ascending) => (sort, ascending) switch
    {
        (OrderSort.Number, true) => rows.OrderBy(o => o.NameLength).ThenBy(o => o.Name).ThenBy(o => o.OrderId),
        (OrderSort.Number, false) => rows.OrderByDescending(o => o.NameLength).ThenByDescending(o => o.Name).ThenByDescending(o => o.OrderId),
        (OrderSort.Amount, true) => rows.OrderBy(o => o.TotalMinor).ThenBy(o => o.OrderId),
        (OrderSort.Amount, false) => rows.OrderByDescending(o => o.TotalMinor).ThenByDescending(o => o.OrderId),
        (_, true) => rows.OrderBy(o => o.ProcessedAt).ThenBy(o => o.OrderId),
        _ => rows.OrderByDescending(o => o.ProcessedAt).ThenByDescending(o => o.OrderId),
    };

    /// <summary>Those that follow a key. The first comparison of each is what the index is entered with.</summary>
    public static IQueryable<Order> Behind(IQueryable<Order> rows, OrderSort sort, bool ascending, OrderKey key)
    {
        var (id, at, length, name, total) = key;
        return (sort, ascending) switch
        {
            (OrderSort.Number, true) => rows.Where(o => o.NameLength >= length && (o.NameLength > length || string.Compare(o.Name, name) > 0 || (o.Name == name && o.OrderId > id))),
            (OrderSort.Number, false) => rows.Where(o => o.NameLength <= length && (o.NameLength < length || string.Compare(o.Name, name) < 0 || (o.Name == name && o.OrderId < id))),
            (OrderSort.Amount, true) => rows.Where(o => o.TotalMinor >= total && (o.TotalMinor > total || o.OrderId > id)),
            (OrderSort.Amount, false) => rows.Where(o => o.TotalMinor <= total && (o.TotalMinor < total || o.OrderId < id)),
            (_, true) => rows.Where(o => o.ProcessedAt >= at && (o.ProcessedAt > at || o.OrderId > id)),
            _ => rows.Where(o => o.ProcessedAt <= at && (o.ProcessedAt < at || o.OrderId < id)),
        };
    }

    /// <summary>The same order in memory.</summary>
    public static int Compare(OrderKey a, OrderKey b, OrderSort sort)
    {
        var by = sort switch
        {
            OrderSort.Number => (a.NameLength, b.NameLength) is var (x, y) && x != y ? x.CompareTo(y) : string.CompareOrdinal(a.Name, b.Name),
            OrderSort.Amount => a.TotalMinor.CompareTo(b.TotalMinor),
            _ => a.At.CompareTo(b.At),
        };
        return by != 0 ? by : a.Id.CompareTo(b.Id);
    }
}
