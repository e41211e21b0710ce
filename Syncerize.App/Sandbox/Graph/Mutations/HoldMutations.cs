using System.Globalization;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>Holds on fulfilment orders.</summary>
internal static class HoldMutations
{
    private const int MostHolds = 10;

    public static void Bind(Action<string, Func<Call, Payload>> add)
    {
        add("fulfillmentOrderHold", Hold);
        add("fulfillmentOrderReleaseHold", Release);
    }

    private static Payload Hold(Call call)
    {
        if (Find(call) is not { } found)
        {
            return Payload.Refused("FULFILLMENT_ORDER_NOT_FOUND", "Fulfillment order does not exist.", "id");
        }

        var held = found.Value;
        if (held.Status is not ("OPEN" or "IN_PROGRESS" or "SCHEDULED" or "ON_HOLD"))
        {
            return Payload.Refused("TAKEN", "The fulfillment order is not in an open state.", "id");
        }

        var input = call.Arguments.Object("fulfillmentHold")!.Value;
        var handle = input.Text("handle") ?? "";
        var ours = held.Holds.Where(hold => hold.ByApp).ToList();
        if (ours.Exists(hold => hold.Handle == handle))
        {
            return Payload.Refused("DUPLICATE_FULFILLMENT_HOLD_HANDLE", "The handle provided for the fulfillment hold is already in use by this app for another hold on this fulfillment order.", "fulfillmentHold", "handle");
        }

        if (ours.Count >= MostHolds)
        {
            return Payload.Refused("FULFILLMENT_ORDER_HOLD_LIMIT_REACHED", "The maximum number of fulfillment holds for this fulfillment order has been reached for this app.", "id");
        }

        var (only, wrong) = Units(held, input.Objects("fulfillmentOrderLineItems"));
        if (wrong is not null)
        {
            return Payload.Refused(wrong);
        }

        var hold = new SimHold { Handle = handle, Reason = input.Text("reason")!, Notes = input.Text("reasonNotes"), ByApp = true };
        var rest = call.Shop.Hold(found.Order, held, hold, only);
        return new Payload
        {
            ["fulfillmentHold"] = hold,
            ["fulfillmentOrder"] = found,
            ["remainingFulfillmentOrder"] = rest is null ? null : new ToShip(found.Order, rest),
        };
    }

    private static (Dictionary<long, int>? Only, Refusal? Wrong) Units(SimFulfillmentOrder held, IReadOnlyList<Input> lines)
    {
        if (lines.Count == 0)
        {
            return (null, null);
        }

        if (held.Status == "ON_HOLD")
        {
            return (null, new Refusal("FULFILLMENT_ORDER_NOT_SPLITTABLE", ["fulfillmentHold", "fulfillmentOrderLineItems"], "The fulfillment order is not in a splittable state."));
        }

        var only = new Dictionary<long, int>();
        for (var i = 0; i < lines.Count; i++)
        {
            string[] path = ["fulfillmentHold", "fulfillmentOrderLineItems", i.ToString(CultureInfo.InvariantCulture)];
            var id = lines[i].Id("id") ?? -1;
            var quantity = lines[i].Int("quantity") ?? 0;
            if (quantity <= 0)
            {
                return (null, new Refusal("GREATER_THAN_ZERO", [.. path, "quantity"], "Quantity must be greater than 0."));
            }

            if (held.Lines.Find(line => line.Id == id) is not { } line || quantity > line.RemainingQuantity)
            {
                return (null, new Refusal("INVALID_LINE_ITEM_QUANTITY", [.. path, "quantity"], "The fulfillment order line item quantity is invalid."));
            }

            if (!only.TryAdd(id, quantity))
            {
                return (null, new Refusal("DUPLICATED_FULFILLMENT_ORDER_LINE_ITEMS", path, "The fulfillment order line items are not unique."));
            }
        }

        return (only, null);
    }

    private static Payload Release(Call call)
    {
        if (Find(call) is not { } found)
        {
            return Payload.Refused("FULFILLMENT_ORDER_NOT_FOUND", "Fulfillment order does not exist.", "id");
        }

        var ids = call.Arguments.Texts("holdIds").Select(Input.GidNumber).ToHashSet();
        if (found.Value.Status != "ON_HOLD" || ids.Any(id => !found.Value.Holds.Exists(hold => hold.Id == id)))
        {
            return Payload.Refused("INVALID_ACCESS", "The fulfillment order is not on hold, or the hold is not one that can be released.", "id");
        }

        call.Shop.Release(found.Order, found.Value, hold => ids.Count == 0 || ids.Contains(hold.Id));
        return Payload.Of("fulfillmentOrder", found);
    }

    private static ToShip? Find(Call call) =>
        Queries.Node(call.Shop, call.Arguments.Text("id") ?? "", "FulfillmentOrder") as ToShip;
}
