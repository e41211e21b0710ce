using Syncerize.Core.Stores;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Orders;

/// <summary>What one destination order adds to the daily figures (docs/architecture.md, Figures). Pure; deltas and recounts are made of the same function.</summary>
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
        if (order.Test)
        {
            return [];
        }

        var deltas = new List<TotalDelta>();
        foreach (var part in order.Lines.Where(l => l.ConnectionId is not null).GroupBy(l => l.ConnectionId!.Value))
        {
            deltas.Add(new TotalDelta(destination.Id, part.Key, Day(order, destination), 1, part.Sum(l => l.CurrentQuantity), part.Sum(l => l.NetMinor)));
        }

        var lines = order.Lines.ToDictionary(l => l.LineId);
        foreach (var part in pushes.Where(p => p.State is PushState.Created or PushState.Recorded && p.SourceCancelledAt is null).GroupBy(p => (p.ConnectionId, p.SourceStoreId)))
        {
            if (sources(part.Key.SourceStoreId) is { } source)
            {
                var pushed = part.SelectMany(p => p.Lines).ToList();
                deltas.Add(new TotalDelta(source.Id, part.Key.ConnectionId, Day(order, source), 1, pushed.Sum(l => Kept(lines, l)), pushed.Sum(l => Revenue(lines, l))));
            }
        }

        return deltas;
    }

    /// <summary>The order date as a day of the store's own zone.</summary>
    public static int Day(Order order, Store store)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(store);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(store.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(order.ProcessedAt, zone).DateTime).DayNumber;
    }

    private static int Kept(Dictionary<long, OrderLine> lines, OrderPushLine pushed) =>
        lines.TryGetValue(pushed.LineId, out var line) ? Math.Min(pushed.Units, line.CurrentQuantity) : 0;

    private static long Revenue(Dictionary<long, OrderLine> lines, OrderPushLine pushed) =>
        PushMoney.Share(pushed.SourceNetMinor, Kept(lines, pushed), pushed.Units);
}
