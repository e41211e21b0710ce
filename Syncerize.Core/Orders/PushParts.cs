namespace Syncerize.Core.Orders;

/// <summary>Which units of an order are one part, and which of them reserve stock. Pure.</summary>
public static class PushParts
{
    /// <summary>Units the destination shipped itself, by line: its shipments less those we brought back from a source.</summary>
    public static IReadOnlyDictionary<long, int> ShippedItself(Order order, IEnumerable<ReturnedFulfillment> returned)
    {
        ArgumentNullException.ThrowIfNull(order);
        var ours = returned.Select(r => r.DestinationFulfillmentId).ToHashSet();
        return order.Fulfillments.Where(f => IsShipped(f.Status) && !ours.Contains(f.Id)).SelectMany(f => f.Lines)
            .GroupBy(l => l.LineId).ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity));
    }

    /// <summary>Whether Shopify's fulfilment status stands for goods that left.</summary>
    public static bool IsShipped(string status) => status is not ("CANCELLED" or "ERROR" or "FAILURE");

    /// <summary>The lines of one part as they would be sent now: current units less those the destination shipped itself, their net converted.</summary>
    /// <param name="order">The destination order.</param>
    /// <param name="connection">The part's connection.</param>
    /// <param name="shippedItself">As <see cref="ShippedItself"/>.</param>
    /// <param name="sourceCurrency">The source's currency.</param>
    /// <param name="rateMillionths">The rate; null where none is known, which leaves the money at zero.</param>
    public static IReadOnlyList<OrderPushLine> Lines(
        Order order, ConnectionId connection, IReadOnlyDictionary<long, int> shippedItself, string sourceCurrency, long? rateMillionths)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(shippedItself);
        var lines = new List<OrderPushLine>();
        foreach (var line in order.Lines.Where(l => l.ConnectionId == connection).OrderBy(l => l.LineId))
        {
            var units = Math.Max(0, line.CurrentQuantity - shippedItself.GetValueOrDefault(line.LineId));
            if (units == 0 || line.SourceVariantId is not { } variant || line.SourceInventoryItemId is not { } item)
            {
                continue;
            }

            var net = PushMoney.Share(line.NetMinor, units, line.CurrentQuantity);
            lines.Add(new OrderPushLine
            {
                LineId = line.LineId,
                SourceVariantId = variant,
                SourceInventoryItemId = item,
                Units = units,
                SourceNetMinor = rateMillionths is { } rate ? PushMoney.ToSource(net, order.Currency, sourceCurrency, rate) : 0,
            });
        }

        return lines;
    }

    /// <summary>The part of a push whose source order was found without our having sent it from this database (a restored backup, a reinstall, a first read):
    /// units and money as that order has them, handed to the lines in turn.</summary>
    public static IReadOnlyList<OrderPushLine> LinesFound(Order order, ConnectionId connection, Order sourceOrder)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(sourceOrder);
        var found = sourceOrder.Lines.Where(l => l.VariantId is not null).GroupBy(l => l.VariantId!.Value)
            .ToDictionary(g => g.Key, g => (Units: g.Sum(l => l.Quantity), Current: g.Sum(l => l.CurrentQuantity), Net: g.Sum(l => l.NetMinor)));
        var left = found.ToDictionary(f => f.Key, f => f.Value.Units);
        var lines = new List<OrderPushLine>();
        foreach (var line in order.Lines.Where(l => l.ConnectionId == connection).OrderBy(l => l.LineId))
        {
            if (line.SourceVariantId is not { } variant || line.SourceInventoryItemId is not { } item || Math.Min(line.Quantity, left.GetValueOrDefault(variant)) is not (> 0 and var units))
            {
                continue;
            }

            left[variant] -= units;
            lines.Add(new OrderPushLine
            {
                LineId = line.LineId,
                SourceVariantId = variant,
                SourceInventoryItemId = item,
                Units = units,
                SourceNetMinor = PushMoney.Share(found[variant].Net, units, found[variant].Current),
            });
        }

        return lines;
    }

    /// <summary>Units of a routed line that no recorded source order holds and that the destination did not ship itself
    /// (docs/architecture.md, Stock): what it reserves, unless its part is left out by rule.</summary>
    public static int Reserved(Order order, OrderLine line, IReadOnlyList<OrderPush> pushes, IReadOnlyDictionary<long, int> shippedItself)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(shippedItself);
        if (line.ConnectionId is null || order.Test || order.CancelledAt is not null)
        {
            return 0;
        }

        var recorded = pushes.Where(p => p.State == PushState.Recorded && p.SourceCancelledAt is null)
            .SelectMany(p => p.Lines).Where(l => l.LineId == line.LineId).Sum(l => l.Units);
        return Math.Max(0, line.CurrentQuantity - recorded - shippedItself.GetValueOrDefault(line.LineId));
    }

    /// <summary>The tab an order stands in.</summary>
    /// <param name="order">The order.</param>
    /// <param name="pushes">The newest revision of each part.</param>
    public static OrderPushStatus Status(Order order, IReadOnlyCollection<OrderPush> pushes)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(pushes);
        if (order.Lines.TrueForAll(l => l.ConnectionId is null))
        {
            return OrderPushStatus.None;
        }

        if (order.CancelledAt is not null)
        {
            return OrderPushStatus.Cancelled;
        }

        var pushed = pushes.Count(p => p.State is PushState.Created or PushState.Recorded);
        var open = pushes.Count(p => p.State is not (PushState.Created or PushState.Recorded or PushState.Handled) && p.WaitingFor is not (PushWaits.NotPushable or PushWaits.LeftOut));
        return pushed == 0 ? OrderPushStatus.NotPushed : open == 0 ? OrderPushStatus.Pushed : OrderPushStatus.PartiallyPushed;
    }
}
