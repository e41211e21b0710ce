using System.Globalization;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Seed;

/// <summary>What happens to an order in a shop's books, written as it would stand there afterwards. Stock follows at the end, from what is still open.</summary>
internal static class OrderWriting
{
    /// <summary>What the buyer owes: lines less discounts, shipping, and tax unless prices hold it.</summary>
    public static long Total(SimOrder order) =>
        order.Lines.Sum(line => (line.UnitMinor * line.Quantity) - line.DiscountMinor) + Shipping(order)
        + (order.TaxesIncluded ? 0 : order.TaxMinor);

    public static SimOrderLine Line(SeedShop shop, SimProduct product, SimVariant variant, int quantity, long unitMinor, long locationId) => new()
    {
        Id = shop.NewId(),
        ProductId = product.Id,
        VariantId = variant.Id,
        InventoryItemId = variant.InventoryItemId,
        Title = product.Title,
        VariantTitle = variant.Title == "Default Title" ? null : variant.Title,
        Sku = variant.Sku,
        Vendor = product.Vendor,
        Quantity = quantity,
        CurrentQuantity = quantity,
        CommittedQuantity = quantity,
        RequiresShipping = variant.RequiresShipping,
        Taxable = variant.Taxable,
        UnitMinor = unitMinor,
        LocationId = locationId,
    };

    /// <summary>Numbers the order and makes what each location has to ship.</summary>
    public static void Place(SeedShop shop, SimOrder order)
    {
        order.Id = shop.NewId();
        order.Number = shop.Shop.NextOrderNumber++;
        order.Name = string.Create(CultureInfo.InvariantCulture, $"#{order.Number}");
        order.Currency = shop.Shop.Currency;
        order.ProcessedAt = order.CreatedAt;
        order.UpdatedAt = order.CreatedAt;
        foreach (var part in order.Lines.GroupBy(line => line.LocationId!.Value))
        {
            order.FulfillmentOrders.Add(new SimFulfillmentOrder
            {
                Id = shop.NewId(),
                LocationId = part.Key,
                CreatedAt = order.CreatedAt,
                UpdatedAt = order.CreatedAt,
                Lines = [.. part.Select(line => new SimFulfillmentOrderLine
                {
                    Id = shop.NewId(),
                    LineId = line.Id,
                    InventoryItemId = line.InventoryItemId,
                    TotalQuantity = line.Quantity,
                    RemainingQuantity = line.Quantity,
                })],
            });
        }

        shop.Orders.Add(order);
    }

    public static void Pay(SeedShop shop, SimOrder order, string gateway)
    {
        order.FinancialStatus = "PAID";
        order.PaymentGatewayNames = [gateway];
        order.Transactions.Add(new SimTransaction { Id = shop.NewId(), Kind = "SALE", Gateway = gateway, AmountMinor = Total(order), ProcessedAt = order.CreatedAt });
    }

    /// <summary>Ships whole lines in one parcel per location.</summary>
    public static void Ship(SeedShop shop, SimOrder order, IEnumerable<SimOrderLine> lines, DateTimeOffset at, SimTracking tracking)
    {
        foreach (var part in lines.GroupBy(line => line.LocationId!.Value))
        {
            var toShip = order.FulfillmentOrders.Single(f => f.LocationId == part.Key);
            var shipment = new SimFulfillment
            {
                Id = shop.NewId(),
                Name = string.Create(CultureInfo.InvariantCulture, $"{order.Name}.{order.Fulfillments.Count + 1}"),
                LocationId = part.Key,
                CreatedAt = at,
                UpdatedAt = at,
                Tracking = [new SimTracking { Company = tracking.Company, Number = tracking.Number, Url = tracking.Url }],
            };
            foreach (var line in part)
            {
                shipment.Lines.Add(new SimFulfillmentLine { Id = shop.NewId(), LineId = line.Id, Quantity = line.Quantity, FulfillmentOrderId = toShip.Id });
                line.FulfilledQuantity = line.Quantity;
                line.CommittedQuantity = 0;
                toShip.Lines.Single(l => l.LineId == line.Id).RemainingQuantity = 0;
            }

            toShip.Status = toShip.Lines.TrueForAll(line => line.RemainingQuantity == 0) ? "CLOSED" : "IN_PROGRESS";
            toShip.UpdatedAt = at;
            order.Fulfillments.Add(shipment);
        }

        var done = order.Lines.TrueForAll(line => line.FulfilledQuantity == line.Quantity);
        order.FulfillmentStatus = done ? "FULFILLED" : "PARTIALLY_FULFILLED";
        order.UpdatedAt = at > order.UpdatedAt ? at : order.UpdatedAt;
        if (done && order.FinancialStatus == "PAID")
        {
            order.ClosedAt = order.UpdatedAt;
        }
    }

    /// <summary>Cancels an unshipped order; its units are for sale again.</summary>
    public static void Cancel(SeedShop shop, SimOrder order, DateTimeOffset at)
    {
        var paid = order.Transactions.Sum(t => t.AmountMinor);
        var refund = new SimRefund { Id = shop.NewId(), CreatedAt = at, TotalMinor = paid, ShippingMinor = paid == 0 ? 0 : Shipping(order) };
        foreach (var line in order.Lines)
        {
            refund.Lines.Add(new SimRefundLine
            {
                Id = shop.NewId(),
                LineId = line.Id,
                Quantity = line.Quantity,
                RestockType = "CANCEL",
                LocationId = line.LocationId,
                Restocked = true,
                SubtotalMinor = paid == 0 ? 0 : (line.UnitMinor * line.Quantity) - line.DiscountMinor,
            });
            line.CurrentQuantity = 0;
            line.RemovedQuantity = line.Quantity;
            line.CommittedQuantity = 0;
        }

        order.Refunds.Add(refund);
        order.CancelledAt = at;
        order.CancelReason = "CUSTOMER";
        order.ClosedAt = at;
        order.UpdatedAt = at;
        order.FinancialStatus = paid > 0 ? "REFUNDED" : "VOIDED";
        GiveBack(shop, order, paid, at);
        foreach (var toShip in order.FulfillmentOrders)
        {
            toShip.Status = "CANCELLED";
            toShip.UpdatedAt = at;
            toShip.Lines.ForEach(line => line.TotalQuantity = line.RemainingQuantity = 0);
        }
    }

    /// <summary>Gives back the money for whole lines of a shipped order; what the buyer keeps or throws away does not return to stock.</summary>
    public static void Refund(SeedShop shop, SimOrder order, IReadOnlyList<SimOrderLine> lines, DateTimeOffset at)
    {
        var subtotal = lines.Sum(line => (line.UnitMinor * line.Quantity) - line.DiscountMinor);
        var all = lines.Count == order.Lines.Count;
        var goods = order.Lines.Sum(line => (line.UnitMinor * line.Quantity) - line.DiscountMinor);
        var total = all ? Total(order) : subtotal + (order.TaxesIncluded || goods == 0 ? 0 : order.TaxMinor * subtotal / goods);
        order.Refunds.Add(new SimRefund
        {
            Id = shop.NewId(),
            CreatedAt = at,
            Note = "Arrived damaged",
            TotalMinor = total,
            ShippingMinor = all ? Shipping(order) : 0,
            Lines = [.. lines.Select(line => new SimRefundLine
            {
                Id = shop.NewId(),
                LineId = line.Id,
                Quantity = line.Quantity,
                LocationId = line.LocationId,
                SubtotalMinor = (line.UnitMinor * line.Quantity) - line.DiscountMinor,
            })],
        });
        foreach (var line in lines)
        {
            line.CurrentQuantity = 0;
        }

        order.FinancialStatus = all ? "REFUNDED" : "PARTIALLY_REFUNDED";
        order.UpdatedAt = at;
        GiveBack(shop, order, total, at);
    }

    private static void GiveBack(SeedShop shop, SimOrder order, long amount, DateTimeOffset at)
    {
        if (amount > 0)
        {
            order.Transactions.Add(new SimTransaction { Id = shop.NewId(), Kind = "REFUND", Gateway = order.PaymentGatewayNames[0], AmountMinor = amount, ProcessedAt = at });
        }
    }

    private static long Shipping(SimOrder order) => order.ShippingLines.Sum(line => line.PriceMinor - line.DiscountMinor);
}
