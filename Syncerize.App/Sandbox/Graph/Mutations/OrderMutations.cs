using System.Globalization;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>Orders: create, change, cancel, refund.</summary>
internal static class OrderMutations
{
    // In trial and development stores only.
    private const int MostInAMinute = 5;

    public static void Bind(Action<string, Func<Call, Payload>> add)
    {
        add("orderCreate", Create);
        add("orderUpdate", Update);
        add("orderCancel", Cancel);
        add("refundCreate", Refund);
    }

    private static Payload Create(Call call)
    {
        var shop = call.Shop;
        var input = call.Arguments.Object("order")!.Value;
        if (shop.Shop.IsDevelopment && shop.Orders.Values.Count(o => o.MadeOverApi && o.CreatedAt > shop.Now.AddMinutes(-1)) >= MostInAMinute)
        {
            return Payload.Refused(null, "Too many attempts. Please try again later.");
        }

        if (Check(call, input) is { } wrong)
        {
            return Payload.Refused(wrong);
        }

        var order = OrderInputs.Order(call, input);
        order.MadeOverApi = true;
        var claim = call.Arguments.Object("options")?.Text("inventoryBehaviour") switch
        {
            "DECREMENT_IGNORING_POLICY" => ClaimBehaviour.DecrementIgnoringPolicy,
            "DECREMENT_OBEYING_POLICY" => ClaimBehaviour.DecrementObeyingPolicy,
            _ => ClaimBehaviour.Bypass,
        };
        foreach (var metafield in input.Objects("metafields"))
        {
            MetafieldMutations.Set(shop, order.Metafields, metafield);
        }

        return shop.Place(order, claim) is null
            ? throw new RefusedException(Payload.Refused("INVENTORY_CLAIM_FAILED", "Unable to reserve inventory.", "order", "lineItems"))
            : Payload.Of("order", order);
    }

    private static Refusal? Check(Call call, Input input)
    {
        var lines = input.Objects("lineItems");
        if (lines.Count == 0)
        {
            return new Refusal("INVALID", ["order", "lineItems"], "Line items can't be blank");
        }

        for (var i = 0; i < lines.Count; i++)
        {
            var path = new[] { "order", "lineItems", i.ToString(CultureInfo.InvariantCulture) };
            if (lines[i].Id("variantId") is { } variant && !call.Shop.Variants.ContainsKey(variant))
            {
                return new Refusal("INVALID", [.. path, "variantId"], "Variant does not exist");
            }

            if (lines[i].Id("variantId") is null && string.IsNullOrWhiteSpace(lines[i].Text("title")))
            {
                return new Refusal("INVALID", [.. path, "title"], "Title can't be blank");
            }

            if (lines[i].Int("quantity") is not > 0)
            {
                return new Refusal("INVALID", [.. path, "quantity"], "Quantity must be greater than 0");
            }
        }

        if (input.Object("shippingAddress") is { } address && address.Text("countryCode") == "CA" && address.Text("zip") is { Length: > 0 } zip && !IsCanadian(zip))
        {
            return new Refusal("INVALID", ["order", "shippingAddress", "zip"], "Zip is not valid for Canada");
        }

        if (input.Objects("taxLines").Count > 0 && lines.Any(line => line.Objects("taxLines").Count > 0))
        {
            return new Refusal("INVALID", ["order", "taxLines"], "Tax lines can be given on the order or on its line items, not both");
        }

        if (input.Has("customerId") && input.Has("customer"))
        {
            return new Refusal("REDUNDANT_CUSTOMER_FIELDS", ["order", "customer"], "Only one of customerId and customer can be given");
        }

        if (input.Time("processedAt") is { } processed && processed > call.Shop.Now.AddMinutes(1))
        {
            return new Refusal("PROCESSED_AT_INVALID", ["order", "processedAt"], "Processed at can't be in the future");
        }

        var enforced = call.Shop.Shop.EnforceUniqueOrderKey;
        return enforced && input.Objects("metafields").Any(metafield => MetafieldMutations.Taken(call.Shop, "ORDER", null, metafield))
            ? new Refusal("INVALID", ["order", "metafields"], "Value has already been taken.")
            : null;
    }

    // Letters and digits in turn, such as M5V 2K1. Stands for the checks of addresses that Shopify makes and does not publish.
    private static bool IsCanadian(string zip)
    {
        var code = zip.Where(c => c is not (' ' or '-')).ToArray();
        return code.Length == 6 && code.Index().All(c => c.Index % 2 == 0 ? char.IsAsciiLetter(c.Item) : char.IsAsciiDigit(c.Item));
    }

    private static Payload Update(Call call)
    {
        var shop = call.Shop;
        var input = call.Arguments.Object("input")!.Value;
        if (!shop.Orders.TryGetValue(input.Id("id") ?? -1, out var order))
        {
            return Payload.Refused(null, "Order does not exist", "id");
        }

        order.Note = input.Has("note") ? input.Text("note") : order.Note;
        order.Email = input.Has("email") ? input.Text("email") : order.Email;
        order.Phone = input.Has("phone") ? input.Text("phone") : order.Phone;
        order.PoNumber = input.Has("poNumber") ? input.Text("poNumber") : order.PoNumber;
        order.Tags = input.Has("tags") ? ProductMutations.Tags(input.Texts("tags")) : order.Tags;
        order.CustomAttributes = input.Has("customAttributes") ? OrderInputs.Attributes(input, "customAttributes", "key") : order.CustomAttributes;
        order.ShippingAddress = input.Object("shippingAddress") is { } address ? OrderInputs.Address(address) : order.ShippingAddress;
        foreach (var metafield in input.Objects("metafields"))
        {
            if (MetafieldMutations.Taken(shop, "ORDER", order.Id, metafield))
            {
                throw new RefusedException(Payload.Refused(null, "Value has already been taken.", "metafields"));
            }

            MetafieldMutations.Set(shop, order.Metafields, metafield);
        }

        shop.OrderChanged(order);
        return Payload.Of("order", order);
    }

    private static Payload Cancel(Call call)
    {
        var shop = call.Shop;
        var arguments = call.Arguments;
        if (!shop.Orders.TryGetValue(arguments.Id("orderId") ?? -1, out var order))
        {
            return Payload.Refused("NOT_FOUND", "Order does not exist", "orderId");
        }

        if (order.CancelledAt is not null)
        {
            return Payload.Refused("INVALID", "Order has already been cancelled", "orderId");
        }

        if (order.FulfillmentStatus == "FULFILLED")
        {
            return Payload.Refused("INVALID", "Cannot cancel a fulfilled order", "orderId");
        }

        var refund = arguments.Object("refundMethod") is { } method
            ? method.Flag("originalPaymentMethodsRefund") == true || method.Object("storeCreditRefund") is not null
            : arguments.Flag("refund") == true;
        var job = shop.Later(null, SimJob.Cancel, InputJson.Write(new Dictionary<string, object?>(arguments.Values, StringComparer.Ordinal) { ["refund"] = refund }), shop.Shop.Pace.JobSeconds);

        // The answer says the job is still to be done, as on the real API, also where the next poll finds it done.
        return Payload.Of("job", new SimJob { Id = job.Id });
    }

    private static Payload Refund(Call call)
    {
        var shop = call.Shop;
        var input = call.Arguments.Object("input")!.Value;
        if (!shop.Orders.TryGetValue(input.Id("orderId") ?? -1, out var order))
        {
            return Payload.Refused(null, "Order does not exist", "orderId");
        }

        var parts = new List<(long LineId, int Quantity, string RestockType, long? LocationId)>();
        var rows = input.Objects("refundLineItems");
        for (var i = 0; i < rows.Count; i++)
        {
            var lineId = rows[i].Id("lineItemId") ?? -1;
            var quantity = rows[i].Int("quantity") ?? 0;
            if (order.Lines.Find(line => line.Id == lineId) is not { } line || quantity <= 0 || quantity > line.CurrentQuantity)
            {
                return Payload.Refused(null, "Quantity cannot refund more items than were purchased", "refundLineItems", i.ToString(CultureInfo.InvariantCulture), "quantity");
            }

            var restockType = rows[i].Text("restockType") ?? "NO_RESTOCK";
            if ((restockType == "CANCEL" && quantity > line.Unfulfilled()) || (restockType == "RETURN" && quantity > line.CurrentQuantity - line.Unfulfilled()))
            {
                return Payload.Refused(
                    null,
                    restockType == "CANCEL" ? "Only items that are not fulfilled can be cancelled" : "Only items that are fulfilled can be returned",
                    "refundLineItems", i.ToString(CultureInfo.InvariantCulture), "restockType");
            }

            if (rows[i].Id("locationId") is { } location && !shop.Locations.ContainsKey(location))
            {
                return Payload.Refused(null, "Location does not exist", "refundLineItems", i.ToString(CultureInfo.InvariantCulture), "locationId");
            }

            parts.Add((lineId, quantity, restockType, rows[i].Id("locationId")));
        }

        var shipping = input.Object("shipping") is { } given ? given.Flag("fullRefund") == true ? order.Shipping() : given.Minor("amount", call.Currency) ?? 0 : 0;
        var transactions = input.Objects("transactions");
        var amount = transactions.Count > 0 ? transactions.Sum(t => t.Minor("amount", call.Currency) ?? 0) : order.Paid() == 0 ? 0 : (long?)null;
        if (amount > order.Paid() - order.Refunded() && input.Flag("allowOverRefunding") != true)
        {
            return Payload.Refused(null, "Refund amount cannot be greater than the amount still refundable", "transactions");
        }

        var refund = shop.Refund(order, parts, shipping, amount, input.Text("note"));
        return new Payload { ["refund"] = new RefundOf(order, refund), ["order"] = order };
    }
}
