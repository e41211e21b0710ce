using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Orders;

/// <summary>Stores readings of orders: as a destination's order it is routed and settled, as a source's order with a push key it is a witness. One write for all of it.</summary>
public sealed class OrderStoring(OrderSettlement settlement)
{
    /// <summary>Stores readings begun at <paramref name="begunAt"/> in the caller's write; an older one than stored changes nothing.</summary>
    public async Task StoreAsync(Write write, StoreId store, IReadOnlyCollection<OrderReading> readings, DateTimeOffset begunAt, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(readings);
        var partners = await Partners.LoadAsync(write.Db, store, ct);
        foreach (var reading in readings)
        {
            var stored = await write.Db.Orders.Include(o => o.Lines).SingleOrDefaultAsync(o => o.StoreId == store && o.OrderId == reading.OrderId, ct);
            if (OrderMirror.IsNewer(stored, reading, begunAt))
            {
                await StoreAsync(write, partners, stored, reading, begunAt, ct);
            }
        }

        write.Changed(store, LiveTopic.Orders);
    }

    private async Task StoreAsync(Write write, Partners partners, Order? stored, OrderReading reading, DateTimeOffset begunAt, CancellationToken ct)
    {
        var store = partners.Destination.Id;
        var order = stored ?? OrderMirror.Begin(store, reading);
        var settled = await OrderCase.LoadAsync(write.Db, partners, order, ct);
        var (cancelledBefore, shipmentsBefore, refundsBefore) = (order.CancelledAt, order.Fulfillments, order.Refunds.Count);
        var unitsBefore = stored is null ? null : Units(order);
        OrderMirror.Apply(order, reading, begunAt);
        if (stored is null)
        {
            write.Db.Orders.Add(order);
        }

        await RouteAsync(write, order, ct);
        await settlement.SettleAsync(write, settled, ct);
        Tell(write, settled, stored is null, cancelledBefore);
        TellEdited(write, settled, unitsBefore, refundsBefore);
        await WitnessAsync(write, order, stored is null, shipmentsBefore, ct);
    }

    private static async Task RouteAsync(Write write, Order order, CancellationToken ct)
    {
        var variants = order.Lines.Where(l => l.ConnectionId is null).Select(l => l.VariantId).OfType<long>().Distinct().ToList();
        var links = await write.Db.VariantLinks.AsNoTracking().Include(l => l.ProductLink)
            .Where(l => l.DestinationStoreId == order.StoreId && variants.Contains(l.DestinationVariantId) && l.IsActive).ToListAsync(ct);
        Routing.Route(order, links.GroupBy(l => l.DestinationVariantId).ToDictionary(g => g.Key, g => g.First()));
    }

    private static void Tell(Write write, OrderCase settled, bool isNew, DateTimeOffset? cancelledBefore)
    {
        var order = settled.Order;
        foreach (var part in settled.Parts)
        {
            var partner = settled.Partners.ByConnection[part.ConnectionId];
            if (isNew && order.CancelledAt is null && order.CreatedAt >= partner.Connection.ConnectedAt)
            {
                var units = part.Lines.Sum(l => l.Units);
                write.Record(
                    order.StoreId, ActivityLevel.Info, "order", string.Create(CultureInfo.InvariantCulture, $"Order {order.Name} has {units} {(units == 1 ? "unit" : "units")} of {partner.Source.Name}. {part.Sentence}"),
                    part.ConnectionId, OrderSettlement.Subject(order));
            }

            if (!isNew && cancelledBefore is null && order.CancelledAt is not null && part is { State: PushState.Created or PushState.Recorded or PushState.Sending, SourceCancelledAt: null })
            {
                write.Record(
                    order.StoreId, ActivityLevel.Attention, "order",
                    partner.Connection.Settings.OrderPush.CancelAtSource
                        ? $"Order {order.Name} was cancelled here after it was pushed to {partner.Source.Name}; {part.SourceOrderName ?? "it"} is being cancelled there too."
                        : $"Order {order.Name} was cancelled here after it was pushed to {partner.Source.Name}; cancel {part.SourceOrderName ?? "it"} there as well.",
                    part.ConnectionId, OrderSettlement.Subject(order));
            }
        }
    }

    /// <summary>An edit that is no refund: what was pushed and what is wanted part ways.</summary>
    private static void TellEdited(Write write, OrderCase settled, Dictionary<long, int>? before, int refundsBefore)
    {
        var order = settled.Order;
        if (before is null || order.CancelledAt is not null || order.Refunds.Count != refundsBefore)
        {
            return;
        }

        var after = Units(order);
        foreach (var part in settled.Parts.Where(p => p is { State: PushState.Created or PushState.Recorded or PushState.Sending, SourceCancelledAt: null }))
        {
            var lines = order.Lines.Where(l => l.ConnectionId == part.ConnectionId).Select(l => l.LineId);
            if (lines.Any(l => before.GetValueOrDefault(l) != after.GetValueOrDefault(l)))
            {
                write.Record(
                    order.StoreId, ActivityLevel.Attention, "order",
                    $"Order {order.Name} was edited after it was pushed to {settled.Partners.ByConnection[part.ConnectionId].Source.Name}. Its page shows the difference and offers to send it.", part.ConnectionId, OrderSettlement.Subject(order));
            }
        }
    }

    private static Dictionary<long, int> Units(Order order) => order.Lines.ToDictionary(l => l.LineId, l => l.CurrentQuantity);

    /// <summary>A source order that carries a push key always wins, wherever its push stood. One that a person linked has no key and is known by its number.</summary>
    private async Task WitnessAsync(Write write, Order sourceOrder, bool isNew, IReadOnlyList<FulfillmentReading> shipmentsBefore, CancellationToken ct)
    {
        var pushes = write.Db.OrderPushes.AsNoTracking().Where(p => p.SourceStoreId == sourceOrder.StoreId);
        var known = sourceOrder.PushKey is { } key ? await pushes.SingleOrDefaultAsync(p => p.Key == key, ct) : await pushes.FirstOrDefaultAsync(p => p.SourceOrderId == sourceOrder.OrderId, ct);
        if (known is null || await OrderCase.LoadAsync(write.Db, await Partners.LoadAsync(write.Db, known.DestinationStoreId, ct), known.OrderId, ct) is not { } found)
        {
            // Its destination order is not mirrored yet and will look for this order when it is.
            return;
        }

        var push = found.Pushes.Single(p => p.Id == known.Id);
        if (push.SourceOrderId is { } other && other != sourceOrder.OrderId)
        {
            if (isNew)
            {
                Twice(write, found, push, sourceOrder.Name);
            }

            return;
        }

        var newlyFound = push.State is not (PushState.Created or PushState.Recorded);
        OrderSettlement.Found(write, found, push, sourceOrder);
        if (newlyFound)
        {
            await OrderSettlement.FinishAsync(write, push, sourceOrder, ct);
        }

        var settings = found.Partners.ByConnection[push.ConnectionId].Connection.Settings.OrderPush;
        var asked = await write.Db.SourceChanges.AnyAsync(c => c.OrderPushId == push.Id && c.Kind == SourceChangeKind.Cancel, ct);
        TellSource(write, found, push, sourceOrder, shipmentsBefore, alertCancel: settings.AlertSourceCancel && !asked);
        push.SourceCancelledAt = sourceOrder.CancelledAt;
        push.SourceFulfillmentStatus = sourceOrder.FulfillmentStatus;
        if (ReturnedShipments.TakeOver(write, found, push, sourceOrder) && settings.ReturnShipments)
        {
            await write.EnqueueAsync(OrderSettlement.ReturnDue(push), ct);
        }

        await settlement.SettleAsync(write, found, ct);
    }

    /// <summary>Two source orders carry one push key: money may be lost, so it is critical for both shops.</summary>
    internal static void Twice(Write write, OrderCase at, OrderPush push, string secondName)
    {
        var sentence = $"Order {at.Order.Name} of {at.Partners.Destination.Name} is twice at the source: {push.SourceOrderName} and {secondName}. Cancel one of them.";
        write.Record(push.DestinationStoreId, ActivityLevel.Critical, "push", sentence, push.ConnectionId, OrderSettlement.Subject(at.Order));
        write.Record(push.SourceStoreId, ActivityLevel.Critical, "push", sentence, push.ConnectionId, OrderSettlement.Subject(at.Order));
    }

    private static void TellSource(Write write, OrderCase found, OrderPush push, Order sourceOrder, IReadOnlyList<FulfillmentReading> shipmentsBefore, bool alertCancel)
    {
        var subject = OrderSettlement.Subject(found.Order);
        if (alertCancel && sourceOrder.CancelledAt is not null && push.SourceCancelledAt is null && found.Order.CancelledAt is null)
        {
            write.Record(
                push.DestinationStoreId, ActivityLevel.Critical, "push",
                $"{found.Partners.ByConnection[push.ConnectionId].Source.Name} cancelled {sourceOrder.Name}, its order for {found.Order.Name}. Push it again, or cancel it for your customer.", push.ConnectionId, subject);
            write.Notify(
                push.DestinationStoreId, NoticeKind.SourceCancelled, ActivityLevel.Critical, string.Create(CultureInfo.InvariantCulture, $"source-cancelled/{push.Id}"),
                $"{found.Partners.ByConnection[push.ConnectionId].Source.Name} cancelled {sourceOrder.Name}, its order for {found.Order.Name}. Push it again, or cancel it for your customer.", push.ConnectionId, found.Order.OrderId);
        }

        foreach (var shipment in sourceOrder.Fulfillments.Where(f => !PushParts.IsShipped(f.Status)))
        {
            if (shipmentsBefore.Any(f => f.Id == shipment.Id && PushParts.IsShipped(f.Status)) && found.Returned.Exists(r => r.SourceFulfillmentId == shipment.Id && r.DestinationFulfillmentId is not null))
            {
                write.Record(
                    push.DestinationStoreId, ActivityLevel.Attention, "fulfillment",
                    $"The source cancelled a shipment of {found.Order.Name} that was already reported as shipped here{(found.Partners.ByConnection[push.ConnectionId].Connection.Settings.OrderPush.TakeShipmentsBack ? "; it is being taken back." : ".")}", push.ConnectionId, subject);
            }
        }
    }
}
