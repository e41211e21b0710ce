using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Traffic;

/// <summary>Carries out what was planned, with the same actions the control API and the console use: stock moves and webhooks go out the same way.</summary>
internal static class TrafficSteps
{
    /// <summary>Does it. Whoever calls holds the shop's gate and has looked at it there, so that nothing was sold in between.</summary>
    /// <exception cref="InvalidOperationException">The plan sold what is not there.</exception>
    public static void Do(this ShopState shop, TrafficAction action)
    {
        switch (action)
        {
            case TrafficAction.Order order:
                Place(shop, order);
                break;
            case TrafficAction.Pay pay:
                shop.Pay(shop.Orders[pay.OrderId], "Bank Deposit");
                break;
            case TrafficAction.Ship ship:
                shop.ShipLines(shop.Orders[ship.OrderId], ship.Units, ship.Tracking);
                break;
            case TrafficAction.Cancel cancel:
                shop.Cancel(shop.Orders[cancel.OrderId], "CUSTOMER", restock: true, refund: true, staffNote: null);
                break;
            case TrafficAction.Refund refund:
                shop.GiveBack(shop.Orders[refund.OrderId], refund.LineId, refund.Units, refund.Restock, refund.Note);
                break;
            case TrafficAction.Edit edit:
                var edited = shop.Orders[edit.OrderId];
                shop.SetQuantity(edited, edited.Line(edit.LineId), edit.Units);
                break;
            case TrafficAction.Stock stock:
                var level = shop.Levels[(shop.Variants[stock.VariantId].InventoryItemId, stock.LocationId)];
                shop.SetAvailable(level, Math.Max(0, level.Available + stock.Difference));
                break;
            case TrafficAction.Price price:
                var variant = shop.Variants[price.VariantId];
                variant.PriceMinor = price.Minor;
                shop.VariantChanged(variant);
                break;
            case TrafficAction.Rest:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(action), action, "Nobody knows how to do this.");
        }
    }

    private static void Place(ShopState shop, TrafficAction.Order plan)
    {
        var buyer = plan.Buyer.Customer;
        var order = new SimOrder
        {
            Name = "",
            Email = buyer.Email,
            Phone = buyer.Phone,
            Note = plan.Note,
            SourceName = "web",
            Customer = new SimCustomer { Id = shop.CustomerId(buyer.Email), FirstName = buyer.FirstName, LastName = buyer.LastName, Email = buyer.Email, Phone = buyer.Phone },
            ShippingAddress = plan.Buyer.Address,
            BillingAddress = plan.Buyer.Address,
            ShippingLines = [new SimShippingLine { Title = plan.Shipping.Title, Code = plan.Shipping.Code, PriceMinor = plan.Shipping.PriceMinor }],
        };
        foreach (var (variantId, units) in plan.Basket)
        {
            var variant = shop.Variants[variantId];
            var discount = plan.Discount is { } code ? ((variant.PriceMinor * units * code.Percent) + 50) / 100 : 0;
            order.Lines.Add(shop.LineOf(variant, units, discount));
        }

        if (plan.Discount is { } used)
        {
            order.Discounts.Add(new SimDiscount { Code = used.Code, AmountMinor = order.Lines.Sum(line => line.DiscountMinor) });
        }

        shop.Tax(order);
        if (!plan.Paid)
        {
            order.PaymentGatewayNames = ["Bank Deposit"];
        }

        if (shop.Place(order, ClaimBehaviour.DecrementObeyingPolicy) is null)
        {
            throw new InvalidOperationException($"The traffic of {shop.Domain} sold what is not on the shelf.");
        }

        if (plan.Paid)
        {
            shop.Pay(order, "shopify_payments");
        }
    }
}
