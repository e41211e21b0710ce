using System.Globalization;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>Shipments: record, track, take back.</summary>
internal static class FulfillmentMutations
{
    public static void Bind(Action<string, Func<Call, Payload>> add)
    {
        add("fulfillmentCreate", Create);
        add("fulfillmentTrackingInfoUpdate", Track);
        add("fulfillmentCancel", Cancel);
    }

    private static Payload Create(Call call)
    {
        var shop = call.Shop;
        var input = call.Arguments.Object("fulfillment")!.Value;
        SimOrder? order = null;
        var parts = new List<(SimFulfillmentOrder Owner, SimFulfillmentOrderLine Line, int Quantity)>();
        foreach (var group in input.Objects("lineItemsByFulfillmentOrder"))
        {
            var id = group.Id("fulfillmentOrderId") ?? -1;
            var owner = shop.OrderOfFulfillmentOrder(id);
            if (owner is null || (order is not null && owner != order))
            {
                return Payload.Refused(null, "Fulfillment order does not exist.", "fulfillment");
            }

            order = owner;
            var fulfillmentOrder = owner.FulfillmentOrders.First(f => f.Id == id);
            if (!FulfillmentActions.IsOpen(fulfillmentOrder))
            {
                return Payload.Refused(
                    null,
                    string.Create(CultureInfo.InvariantCulture, $"Fulfillment order {id} has an unfulfillable status= {fulfillmentOrder.Status.ToLowerInvariant()}."),
                    "fulfillment");
            }

            var lines = group.Objects("fulfillmentOrderLineItems");
            if (lines.Count == 0)
            {
                parts.AddRange(fulfillmentOrder.Lines.Where(line => line.RemainingQuantity > 0).Select(line => (fulfillmentOrder, line, line.RemainingQuantity)));
            }

            foreach (var wanted in lines)
            {
                var line = fulfillmentOrder.Lines.Find(l => l.Id == wanted.Id("id"));
                var quantity = wanted.Int("quantity") ?? 0;
                if (line is null || quantity <= 0 || quantity > line.RemainingQuantity)
                {
                    return Payload.Refused(null, "Invalid fulfillment order line item quantity requested.", "fulfillment");
                }

                parts.Add((fulfillmentOrder, line, quantity));
            }
        }

        if (order is null || parts.Count == 0)
        {
            return Payload.Refused(null, "Fulfillment has no line items.", "fulfillment");
        }

        if (parts.Select(part => part.Owner.LocationId).Distinct().Count() > 1)
        {
            return Payload.Refused(null, "All fulfillment orders must be assigned to the same location.", "fulfillment");
        }

        return Payload.Of("fulfillment", new Shipment(order, shop.Ship(order, parts, Tracking(input.Object("trackingInfo")))));
    }

    private static Payload Track(Call call)
    {
        if (Find(call, "fulfillmentId") is not { } shipment)
        {
            return Payload.Refused(null, "Fulfillment does not exist.", "fulfillmentId");
        }

        call.Shop.Track(shipment.Order, shipment.Value, Tracking(call.Arguments.Object("trackingInfoInput")));
        return Payload.Of("fulfillment", shipment);
    }

    private static Payload Cancel(Call call)
    {
        if (Find(call, "id") is not { } shipment)
        {
            return Payload.Refused(null, "Fulfillment does not exist.", "id");
        }

        if (shipment.Value.Status == "CANCELLED")
        {
            return Payload.Refused(null, "Fulfillment has already been cancelled.", "id");
        }

        call.Shop.CancelShipment(shipment.Order, shipment.Value);
        return Payload.Of("fulfillment", shipment);
    }

    private static Shipment? Find(Call call, string argument) =>
        call.Shop.OrderOfFulfillment(call.Arguments.Id(argument) ?? -1) is { } order
            ? new Shipment(order, order.Fulfillments.First(f => f.Id == call.Arguments.Id(argument)))
            : null;

    /// <summary>One entry per number; a single address serves them all.</summary>
    private static List<SimTracking> Tracking(Input? info)
    {
        if (info is not { } given)
        {
            return [];
        }

        var numbers = given.Texts("numbers") is { Count: > 0 } many ? many : given.Text("number") is { Length: > 0 } one ? [one] : [];
        var urls = given.Texts("urls") is { Count: > 0 } list ? list : given.Text("url") is { Length: > 0 } single ? [single] : [];
        var count = Math.Max(numbers.Count, Math.Max(urls.Count, given.Text("company") is null ? 0 : 1));
        return
        [
            .. Enumerable.Range(0, count).Select(i => new SimTracking
            {
                Company = given.Text("company"),
                Number = i < numbers.Count ? numbers[i] : null,
                Url = i < urls.Count ? urls[i] : urls.Count == 1 ? urls[0] : null,
            }),
        ];
    }
}
