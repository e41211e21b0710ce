using Syncerize.Core.Stores;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Orders;

/// <summary>What one destination order adds to the totals (docs/architecture.md, Figures). Pure; deltas and recounts are made of the same function.</summary>
public static class OrderFigures
{
    /// <summary>Two sets: the destination's for every routed line, the source's for what was pushed, each in its own currency and on the order date in its own zone.
    /// Refunds are already left out of net and current units; an order without a synced line, and a test order, count nothing.</summary>
    public static IReadOnlyList<TotalDelta> Of(Order order, IReadOnlyList<OrderPush> pushes, Store destination, Func<StoreId, Store?> sources)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(pushes);
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(sources);
        return order.Test ? [] : [.. OfDestination(order, destination), .. OfSources(order, pushes, sources)];
    }

    private static IEnumerable<TotalDelta> OfDestination(Order order, Store destination)
    {
        var routed = order.Lines.Where(l => l.ConnectionId is not null).ToList();
        if (routed.Count == 0)
        {
            yield break;
        }

        var day = Day(order, destination);
        yield return Delta(Total.Together, null, Stand(new Figures(1, routed.Sum(l => l.CurrentQuantity), routed.Sum(l => l.NetMinor)), order.PushStatus));
        foreach (var part in routed.GroupBy(l => l.ConnectionId!.Value))
        {
            yield return Delta(part.Key, null, new Figures(1, part.Sum(l => l.CurrentQuantity), part.Sum(l => l.NetMinor)));
            foreach (var product in part.Where(l => l.SourceProductId is not null).GroupBy(l => l.SourceProductId))
            {
                yield return Delta(part.Key, product.Key, new Figures(0, product.Sum(l => l.CurrentQuantity), product.Sum(l => l.NetMinor)));
            }
        }

        TotalDelta Delta(ConnectionId connection, long? product, Figures figures) => new(destination.Id, TotalSide.Destination, connection, product, day, figures);
    }

    private static IEnumerable<TotalDelta> OfSources(Order order, IReadOnlyList<OrderPush> pushes, Func<StoreId, Store?> sources)
    {
        var lines = order.Lines.ToDictionary(l => l.LineId);
        foreach (var part in pushes.Where(p => p.State is PushState.Created or PushState.Recorded && p.SourceCancelledAt is null).GroupBy(p => (p.ConnectionId, p.SourceStoreId)))
        {
            if (sources(part.Key.SourceStoreId) is not { } source)
            {
                continue;
            }

            var day = Day(order, source);
            var pushed = part.SelectMany(p => p.Lines).Select(l => (Product: lines.GetValueOrDefault(l.LineId)?.SourceProductId, Units: Kept(lines, l), Revenue: Revenue(lines, l))).ToList();
            var whole = Stand(new Figures(1, pushed.Sum(l => l.Units), pushed.Sum(l => l.Revenue)), part.MaxBy(p => p.Revision)!.SourceFulfillmentStatus);
            yield return new TotalDelta(source.Id, TotalSide.Source, Total.Together, null, day, whole);
            yield return new TotalDelta(source.Id, TotalSide.Source, part.Key.ConnectionId, null, day, whole);
            foreach (var product in pushed.Where(l => l.Product is not null).GroupBy(l => l.Product))
            {
                yield return new TotalDelta(source.Id, TotalSide.Source, part.Key.ConnectionId, product.Key, day, new Figures(0, product.Sum(l => l.Units), product.Sum(l => l.Revenue)));
            }
        }
    }

    private static Figures Stand(Figures figures, OrderPushStatus status) => status switch
    {
        OrderPushStatus.Cancelled => figures with { Cancelled = 1 },
        OrderPushStatus.Pushed => figures with { Complete = 1 },
        OrderPushStatus.PartiallyPushed => figures with { Partial = 1 },
        _ => figures with { Open = 1 },
    };

    private static Figures Stand(Figures figures, string? fulfillmentStatus) => fulfillmentStatus switch
    {
        "FULFILLED" => figures with { Complete = 1 },
        "PARTIALLY_FULFILLED" => figures with { Partial = 1 },
        _ => figures with { Open = 1 },
    };

    /// <summary>The order date as a day of the store's own zone.</summary>
    public static int Day(Order order, Store store)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(store);
        return DateOnly.FromDateTime(Zones.Local(order.ProcessedAt, store.TimeZone).DateTime).DayNumber;
    }

    private static int Kept(Dictionary<long, OrderLine> lines, OrderPushLine pushed) =>
        lines.TryGetValue(pushed.LineId, out var line) ? Math.Min(pushed.Units, line.CurrentQuantity) : 0;

    private static long Revenue(Dictionary<long, OrderLine> lines, OrderPushLine pushed) =>
        PushMoney.Share(pushed.SourceNetMinor, Kept(lines, pushed), pushed.Units);
}
