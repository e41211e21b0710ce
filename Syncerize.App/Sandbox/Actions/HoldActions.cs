using System.Globalization;
using System.Text.Json.Nodes;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.App.Sandbox.Webhooks;
using Syncerize.Core;

namespace Syncerize.App.Sandbox.Actions;

/// <summary>Holds: what is held is not shipped until every hold on it is released.</summary>
internal static class HoldActions
{
    /// <summary>Shopify's reasons, as the enum names them.</summary>
    public static IReadOnlyList<string> Reasons { get; } =
    [
        "AWAITING_PAYMENT", "AWAITING_RETURN_ITEMS", "HIGH_RISK_OF_FRAUD", "INCORRECT_ADDRESS", "INVENTORY_OUT_OF_STOCK", "ONLINE_STORE_POST_PURCHASE_CROSS_SELL", "OTHER",
        "UNKNOWN_DELIVERY_DATE",
    ];

    /// <summary>Puts a hold on a fulfilment order.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="order">The order.</param>
    /// <param name="held">What is held.</param>
    /// <param name="hold">The hold; it gets its id here.</param>
    /// <param name="only">Units to hold by line of the fulfilment order; null holds all. The rest moves to a fulfilment order of its own, which is answered.</param>
    public static SimFulfillmentOrder? Hold(this ShopState shop, SimOrder order, SimFulfillmentOrder held, SimHold hold, IReadOnlyDictionary<long, int>? only = null)
    {
        var rest = only is null ? null : shop.SplitOff(order, held, only);
        hold.Id = shop.NewId();
        held.Holds.Add(hold);
        held.Status = "ON_HOLD";
        held.UpdatedAt = shop.Stamp();
        shop.Raise("fulfillment_orders/placed_on_hold", Subject(held), () => new JsonObject
        {
            ["fulfillment_order"] = Body(held),
            ["remaining_fulfillment_order"] = rest is null ? null : Body(rest),
            ["created_fulfillment_hold"] = new JsonObject { ["id"] = Gid.Of("FulfillmentHold", hold.Id), ["reason"] = hold.Reason.ToLowerInvariant(), ["reason_notes"] = hold.Notes },
        });
        shop.OrderChanged(order);
        return rest;
    }

    /// <summary>Releases the holds that are meant; without any left it can be shipped again.</summary>
    public static void Release(this ShopState shop, SimOrder order, SimFulfillmentOrder held, Func<SimHold, bool> meant)
    {
        held.Holds.RemoveAll(hold => meant(hold));
        held.UpdatedAt = shop.Stamp();
        if (held.Holds.Count == 0)
        {
            held.Status = held.Lines.Exists(line => line.RemainingQuantity < line.TotalQuantity) ? "IN_PROGRESS" : "OPEN";
            shop.Raise("fulfillment_orders/hold_released", Subject(held), () => new JsonObject { ["fulfillment_order"] = Body(held) });
        }

        shop.OrderChanged(order);
    }

    private static SimFulfillmentOrder? SplitOff(this ShopState shop, SimOrder order, SimFulfillmentOrder held, IReadOnlyDictionary<long, int> only)
    {
        var now = shop.Stamp();
        var rest = new SimFulfillmentOrder { LocationId = held.LocationId, DeliveryMethod = held.DeliveryMethod, CreatedAt = now, UpdatedAt = now };
        foreach (var line in held.Lines.ToList())
        {
            var units = line.RemainingQuantity - only.GetValueOrDefault(line.Id);
            if (units <= 0)
            {
                continue;
            }

            line.RemainingQuantity -= units;
            line.TotalQuantity -= units;
            rest.Lines.Add(new SimFulfillmentOrderLine { Id = shop.NewId(), LineId = line.LineId, InventoryItemId = line.InventoryItemId, TotalQuantity = units, RemainingQuantity = units });
        }

        held.Lines.RemoveAll(line => line.TotalQuantity == 0);
        if (rest.Lines.Count == 0)
        {
            return null;
        }

        rest.Id = shop.NewId();
        order.FulfillmentOrders.Add(rest);
        return rest;
    }

    private static JsonObject Body(SimFulfillmentOrder order) => new()
    {
        ["id"] = Gid.Of("FulfillmentOrder", order.Id),
        ["status"] = order.Status.ToLowerInvariant(),
        ["fulfillment_holds"] = RestPayloads.Each(order.Holds, hold => new JsonObject { ["reason"] = hold.Reason.ToLowerInvariant(), ["reason_notes"] = hold.Notes }),
    };

    private static string Subject(SimFulfillmentOrder order) => order.Id.ToString(CultureInfo.InvariantCulture);
}
