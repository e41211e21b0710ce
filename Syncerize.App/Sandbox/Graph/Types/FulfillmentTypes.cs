using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.Core;

namespace Syncerize.App.Sandbox.Graph.Types;

/// <summary>Fulfilment orders and shipments.</summary>
internal static class FulfillmentTypes
{
    public static void Bind(Binder binder)
    {
        binder.Type<ToShip>("FulfillmentOrder")
            .Field("id", x => Gid.Of("FulfillmentOrder", x.Value.Id))
            .Field("status", x => x.Value.Status)
            .Field("requestStatus", x => x.Value.RequestStatus)
            .Field("createdAt", x => x.Value.CreatedAt)
            .Field("updatedAt", x => x.Value.UpdatedAt)
            .Field("order", x => x.Order)
            .Field("assignedLocation", (x, call) => call.Shop.Locations.GetValueOrDefault(x.Value.LocationId))
            .Field("deliveryMethod", x => x)
            .Field("supportedActions", x => FulfillmentActions.IsOpen(x.Value) ? ["CREATE_FULFILLMENT", "HOLD"] : x.Value.Status == "ON_HOLD" ? ["RELEASE_HOLD", "HOLD"] : Array.Empty<string>())
            .Field("fulfillmentHolds", x => x.Value.Status == "ON_HOLD" ? x.Value.Holds.ToArray() : [])
            .Field("lineItems", (x, call) => call.Cut(x.Value.Lines, l => (l.Id, l.Id), l => new ToShipLine(x.Order, l)));
        binder.Type<SimHold>("FulfillmentHold")
            .Field("id", x => Gid.Of("FulfillmentHold", x.Id))
            .Field("handle", x => x.Handle)
            .Field("reason", x => x.Reason)
            .Field("reasonNotes", x => x.Notes)
            .Field("displayReason", x => char.ToUpperInvariant(x.Reason[0]) + x.Reason[1..].ToLowerInvariant().Replace('_', ' '))
            .Field("heldByRequestingApp", x => x.ByApp);
        binder.Type<SimLocation>("FulfillmentOrderAssignedLocation").Field("name", x => x.Name).Field("location", x => x);
        binder.Type<ToShip>("DeliveryMethod")
            .Field("id", x => Gid.Of("DeliveryMethod", x.Value.Id))
            .Field("methodType", x => x.Value.DeliveryMethod);
        binder.Type<string>("FulfillmentOrderSupportedAction").Field("action", x => x);
        binder.Type<ToShipLine>("FulfillmentOrderLineItem")
            .Field("id", x => Gid.Of("FulfillmentOrderLineItem", x.Line.Id))
            .Field("totalQuantity", x => x.Line.TotalQuantity)
            .Field("remainingQuantity", x => x.Line.RemainingQuantity)
            .Field("inventoryItemId", x => x.Line.InventoryItemId is { } id ? Gid.Of("InventoryItem", id) : null)
            .Field("sku", x => x.Order.Line(x.Line.LineId).Sku)
            .Field("lineItem", x => new LineOf(x.Order, x.Order.Line(x.Line.LineId)));
        binder.Type<Shipment>("Fulfillment")
            .Field("id", x => Gid.Of("Fulfillment", x.Value.Id))
            .Field("legacyResourceId", x => x.Value.Id)
            .Field("name", x => x.Value.Name)
            .Field("status", x => x.Value.Status)
            .Field("displayStatus", x => x.Value.Status == "CANCELLED" ? "CANCELED" : "FULFILLED")
            .Field("createdAt", x => x.Value.CreatedAt)
            .Field("updatedAt", x => x.Value.UpdatedAt)
            .Field("order", x => x.Order)
            .Field("location", (x, call) => call.Shop.Locations.GetValueOrDefault(x.Value.LocationId))
            .Field("trackingInfo", (x, call) => x.Value.Tracking.Take(call.Arguments.Int("first") ?? int.MaxValue))
            .Field("fulfillmentLineItems", (x, call) => call.Cut(x.Value.Lines, l => (l.Id, l.Id), l => new ShipmentLine(x.Order, l)));
        binder.Type<SimTracking>("FulfillmentTrackingInfo")
            .Field("company", x => x.Company)
            .Field("number", x => x.Number)
            .Field("url", x => x.Url);
        binder.Type<ShipmentLine>("FulfillmentLineItem")
            .Field("id", x => Gid.Of("FulfillmentLineItem", x.Line.Id))
            .Field("quantity", x => x.Line.Quantity)
            .Field("lineItem", x => new LineOf(x.Order, x.Order.Line(x.Line.LineId)));
    }
}
