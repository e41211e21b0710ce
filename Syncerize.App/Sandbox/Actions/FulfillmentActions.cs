using System.Globalization;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.App.Sandbox.Webhooks;

namespace Syncerize.App.Sandbox.Actions;

/// <summary>Shipping: committed and on hand drop, what is for sale stays.</summary>
internal static class FulfillmentActions
{
    /// <summary>Ships units of fulfilment orders of one order and one location.</summary>
    public static SimFulfillment Ship(
        this ShopState shop, SimOrder order, IReadOnlyList<(SimFulfillmentOrder Owner, SimFulfillmentOrderLine Line, int Quantity)> parts, IEnumerable<SimTracking> tracking)
    {
        var now = shop.Stamp();
        var fulfillment = new SimFulfillment
        {
            Id = shop.NewId(),
            Name = string.Create(CultureInfo.InvariantCulture, $"{order.Name}.{order.Fulfillments.Count + 1}"),
            LocationId = parts[0].Owner.LocationId,
            CreatedAt = now,
            UpdatedAt = now,
            Tracking = [.. tracking],
        };
        foreach (var (owner, part, quantity) in parts.Where(part => part.Quantity > 0))
        {
            var line = order.Line(part.LineId);
            part.RemainingQuantity -= quantity;
            line.FulfilledQuantity += quantity;
            var claimed = Math.Min(quantity, line.CommittedQuantity);
            line.CommittedQuantity -= claimed;
            if (claimed > 0 && line.InventoryItemId is { } item && shop.Levels.TryGetValue((item, owner.LocationId), out var level))
            {
                shop.Move(level, committed: -claimed, onHand: -claimed);
            }

            fulfillment.Lines.Add(new SimFulfillmentLine { Id = shop.NewId(), LineId = line.Id, Quantity = quantity, FulfillmentOrderId = owner.Id });
            owner.Status = owner.Lines.TrueForAll(l => l.RemainingQuantity == 0) ? "CLOSED" : "IN_PROGRESS";
            owner.UpdatedAt = now;
        }

        order.Fulfillments.Add(fulfillment);
        SetStatus(order);
        shop.Raise("fulfillments/create", Subject(fulfillment), () => OrderPayloads.Fulfillment(order, fulfillment));
        if (order.FulfillmentStatus == "FULFILLED")
        {
            shop.OrderChanged(order, "orders/fulfilled");
        }
        else
        {
            shop.OrderChanged(order, "orders/partially_fulfilled");
        }

        return fulfillment;
    }

    /// <summary>Ships everything of an order that is still open, one shipment per location.</summary>
    public static IReadOnlyList<SimFulfillment> ShipAll(this ShopState shop, SimOrder order, IReadOnlyList<SimTracking> tracking) =>
    [
        .. order.FulfillmentOrders
            .Where(IsOpen)
            .GroupBy(f => f.LocationId)
            .ToList()
            .Select(group => shop.Ship(order, [.. group.SelectMany(f => f.Lines.Where(l => l.RemainingQuantity > 0), (f, l) => (f, l, l.RemainingQuantity))], tracking)),
    ];

    /// <summary>Replaces the tracking of a shipment.</summary>
    public static void Track(this ShopState shop, SimOrder order, SimFulfillment fulfillment, IEnumerable<SimTracking> tracking)
    {
        fulfillment.Tracking = [.. tracking];
        fulfillment.UpdatedAt = shop.Stamp();
        shop.Raise("fulfillments/update", Subject(fulfillment), () => OrderPayloads.Fulfillment(order, fulfillment));
        shop.OrderChanged(order);
    }

    /// <summary>Takes a shipment back: its units wait again, in a new fulfilment order.</summary>
    public static void CancelShipment(this ShopState shop, SimOrder order, SimFulfillment fulfillment)
    {
        var now = shop.Stamp();
        fulfillment.Status = "CANCELLED";
        fulfillment.UpdatedAt = now;
        var again = new SimFulfillmentOrder { Id = shop.NewId(), LocationId = fulfillment.LocationId, CreatedAt = now, UpdatedAt = now };
        foreach (var shipped in fulfillment.Lines)
        {
            var line = order.Line(shipped.LineId);
            line.FulfilledQuantity -= shipped.Quantity;
            again.Lines.Add(new SimFulfillmentOrderLine
            {
                Id = shop.NewId(),
                LineId = line.Id,
                InventoryItemId = line.InventoryItemId,
                TotalQuantity = shipped.Quantity,
                RemainingQuantity = shipped.Quantity,
            });
            if (line.LocationId is not null && line.InventoryItemId is { } item && shop.Levels.TryGetValue((item, fulfillment.LocationId), out var level))
            {
                line.CommittedQuantity += shipped.Quantity;
                shop.Move(level, committed: shipped.Quantity, onHand: shipped.Quantity);
            }
        }

        order.FulfillmentOrders.Add(again);
        SetStatus(order);
        shop.Raise("fulfillments/update", Subject(fulfillment), () => OrderPayloads.Fulfillment(order, fulfillment));
        shop.OrderChanged(order);
    }

    /// <summary>Whether something of it can still be shipped.</summary>
    public static bool IsOpen(SimFulfillmentOrder order) => order.Status is "OPEN" or "IN_PROGRESS" && order.Lines.Exists(line => line.RemainingQuantity > 0);

    /// <summary>Says how far an order is shipped.</summary>
    internal static void SetStatus(SimOrder order)
    {
        var shipped = order.Lines.Sum(line => line.FulfilledQuantity);
        order.FulfillmentStatus = shipped == 0 ? "UNFULFILLED" : order.Lines.Sum(line => line.Unfulfilled()) == 0 ? "FULFILLED" : "PARTIALLY_FULFILLED";
    }

    private static string Subject(SimFulfillment fulfillment) => fulfillment.Id.ToString(CultureInfo.InvariantCulture);
}
