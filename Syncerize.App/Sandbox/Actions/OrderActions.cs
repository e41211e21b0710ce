using System.Globalization;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.App.Sandbox.Webhooks;

namespace Syncerize.App.Sandbox.Actions;

/// <summary>How a new order treats stock; the names are Shopify's.</summary>
internal enum ClaimBehaviour
{
    Bypass,
    DecrementIgnoringPolicy,
    DecrementObeyingPolicy,
}

/// <summary>What customers and merchants do with orders. Stock moves as Shopify moves it.</summary>
internal static class OrderActions
{
    /// <summary>Places an order whose lines, buyer and money are filled in. Null where its stock could not be claimed; the change must then be rolled back.</summary>
    public static SimOrder? Place(this ShopState shop, SimOrder order, ClaimBehaviour claim)
    {
        var now = shop.Stamp();
        order.Id = shop.NewId();
        order.Number = shop.Shop.NextOrderNumber++;
        order.Name = order.Name.Length > 0 ? order.Name : string.Create(CultureInfo.InvariantCulture, $"#{order.Number}");
        order.CreatedAt = order.UpdatedAt = now;
        order.ProcessedAt = order.ProcessedAt == default ? now : order.ProcessedAt;
        order.Currency = shop.Shop.Currency;
        foreach (var line in order.ShippingLines)
        {
            line.Id = shop.NewId();
        }

        foreach (var line in order.Lines)
        {
            line.Id = shop.NewId();
            line.CurrentQuantity = line.Quantity;
            IReadOnlyList<(long LocationId, int Units)>? taken = [];
            if (claim != ClaimBehaviour.Bypass && line.VariantId is { } variantId && shop.Variants.TryGetValue(variantId, out var variant))
            {
                taken = shop.Claim(variant, line.Quantity, claim == ClaimBehaviour.DecrementObeyingPolicy);
                if (taken is null)
                {
                    return null;
                }
            }

            line.CommittedQuantity = taken.Sum(part => part.Units);
            line.LocationId = taken.Count > 0 ? taken[0].LocationId : null;
            shop.AskToShip(order, line, line.Quantity, taken, now);
        }

        shop.Put(order);
        shop.Raise("orders/create", Subject(order), () => OrderPayloads.Order(order));
        if (order.FinancialStatus == "PAID")
        {
            shop.Raise("orders/paid", Subject(order), () => OrderPayloads.Order(order));
        }

        return order;
    }

    /// <summary>The order changed.</summary>
    public static void OrderChanged(this ShopState shop, SimOrder order, params ReadOnlySpan<string> topics)
    {
        order.UpdatedAt = shop.Stamp();
        shop.Put(order);
        foreach (var topic in topics)
        {
            shop.Raise(topic, Subject(order), () => OrderPayloads.Order(order));
        }

        shop.Raise("orders/updated", Subject(order), () => OrderPayloads.Order(order));
    }

    /// <summary>Takes the money that is still owed.</summary>
    public static void Pay(this ShopState shop, SimOrder order, string gateway = "manual")
    {
        var owed = order.Total() - order.Paid();
        if (owed > 0)
        {
            order.Transactions.Add(new SimTransaction { Id = shop.NewId(), Gateway = gateway, AmountMinor = owed, ProcessedAt = shop.Now });
        }

        if (!order.PaymentGatewayNames.Contains(gateway, StringComparer.Ordinal))
        {
            order.PaymentGatewayNames.Add(gateway);
        }

        order.FinancialStatus = "PAID";
        shop.OrderChanged(order, "orders/paid");
    }

    /// <summary>Cancels what is not shipped. Without restocking the units are gone from on hand as well.</summary>
    public static void Cancel(this ShopState shop, SimOrder order, string reason, bool restock, bool refund, string? staffNote)
    {
        var removed = new List<SimRefundLine>();
        foreach (var line in order.Lines)
        {
            var units = line.Unfulfilled();
            if (units > 0)
            {
                removed.Add(shop.Remove(order, line, units, restock, "CANCEL"));
            }
        }

        var paidBack = refund ? Math.Max(0, order.Paid() - order.Refunded()) : 0;
        if (removed.Count > 0 || paidBack > 0)
        {
            shop.Record(order, new SimRefund { Lines = removed, TotalMinor = paidBack, Note = staffNote });
        }

        order.CancelledAt = shop.Stamp();
        order.CancelReason = reason;
        order.CancelStaffNote = staffNote;
        order.ClosedAt = order.CancelledAt;
        order.FinancialStatus = order.Paid() == 0 ? "VOIDED" : paidBack > 0 ? "REFUNDED" : order.FinancialStatus;
        foreach (var open in order.FulfillmentOrders.Where(f => f.Status is not ("CLOSED" or "CANCELLED")))
        {
            open.Status = open.Lines.TrueForAll(line => line.TotalQuantity == 0 || line.RemainingQuantity == 0) && order.Fulfillments.Count > 0 ? "CLOSED" : "CANCELLED";
            open.UpdatedAt = order.CancelledAt.Value;
        }

        shop.OrderChanged(order, "orders/cancelled");
    }

    /// <summary>Gives units and money back. CANCEL takes out unshipped units, RETURN puts shipped ones back on the shelf.</summary>
    public static SimRefund Refund(
        this ShopState shop, SimOrder order, IReadOnlyList<(long LineId, int Quantity, string RestockType, long? LocationId)> parts, long shippingMinor, long? amountMinor, string? note)
    {
        var lines = new List<SimRefundLine>();
        foreach (var (lineId, quantity, restockType, locationId) in parts)
        {
            var line = order.Line(lineId);
            var unshipped = Math.Min(quantity, line.Unfulfilled());
            if (restockType != "RETURN" && unshipped == quantity)
            {
                lines.Add(shop.Remove(order, line, quantity, restockType == "CANCEL", restockType));
                continue;
            }

            var subtotal = line.NetOf(line.CurrentQuantity) - line.NetOf(line.CurrentQuantity - quantity);
            line.CurrentQuantity -= quantity;
            var level = line.InventoryItemId is { } item && (locationId ?? line.LocationId) is { } at ? shop.Levels.GetValueOrDefault((item, at)) : null;
            if (restockType != "NO_RESTOCK" && level is not null)
            {
                shop.Move(level, available: quantity, onHand: quantity);
            }

            lines.Add(new SimRefundLine
            {
                Id = shop.NewId(),
                LineId = lineId,
                Quantity = quantity,
                RestockType = restockType,
                LocationId = level?.LocationId,
                Restocked = restockType != "NO_RESTOCK" && level is not null,
                SubtotalMinor = subtotal,
            });
        }

        var total = amountMinor ?? (lines.Sum(line => line.SubtotalMinor) + shippingMinor);
        var refund = shop.Record(order, new SimRefund { Lines = lines, TotalMinor = total, ShippingMinor = shippingMinor, Note = note });
        if (order.Paid() > 0 && order.Refunded() > 0)
        {
            order.FinancialStatus = order.Refunded() >= order.Paid() ? "REFUNDED" : "PARTIALLY_REFUNDED";
        }

        shop.OrderChanged(order);
        return refund;
    }

    /// <summary>Makes a fulfilment order per location for a line.</summary>
    internal static void AskToShip(this ShopState shop, SimOrder order, SimOrderLine line, int quantity, IReadOnlyList<(long LocationId, int Units)> taken, DateTimeOffset now)
    {
        if (!line.RequiresShipping && line.VariantId is null)
        {
            return;
        }

        var home = shop.Locations.Values.FirstOrDefault(location => location is { IsActive: true, FulfillsOnlineOrders: true })?.Id ?? shop.Locations.Keys.FirstOrDefault();
        foreach (var (locationId, units) in taken.Count > 0 ? taken : [(home, quantity)])
        {
            var method = line.RequiresShipping ? "SHIPPING" : "NONE";
            var target = order.FulfillmentOrders.Find(f => f.LocationId == locationId && f.DeliveryMethod == method && f.Status == "OPEN");
            if (target is null)
            {
                target = new SimFulfillmentOrder { Id = shop.NewId(), LocationId = locationId, DeliveryMethod = method, CreatedAt = now, UpdatedAt = now };
                order.FulfillmentOrders.Add(target);
            }

            target.Lines.Add(new SimFulfillmentOrderLine
            {
                Id = shop.NewId(),
                LineId = line.Id,
                InventoryItemId = line.InventoryItemId,
                TotalQuantity = units,
                RemainingQuantity = units,
            });
        }
    }

    /// <summary>Takes unshipped units out of an order.</summary>
    internal static SimRefundLine Remove(this ShopState shop, SimOrder order, SimOrderLine line, int quantity, bool restock, string restockType)
    {
        var subtotal = line.NetOf(line.CurrentQuantity) - line.NetOf(line.CurrentQuantity - quantity);
        line.CurrentQuantity -= quantity;
        line.RemovedQuantity += quantity;
        var open = quantity;
        foreach (var (owner, part) in order.FulfillmentOrders
            .Where(f => f.Status is not ("CLOSED" or "CANCELLED"))
            .SelectMany(f => f.Lines.Where(l => l.LineId == line.Id && l.RemainingQuantity > 0), (f, l) => (f, l))
            .ToList())
        {
            var units = Math.Min(open, part.RemainingQuantity);
            if (units == 0)
            {
                continue;
            }

            open -= units;
            part.RemainingQuantity -= units;
            part.TotalQuantity -= units;
            var claimed = Math.Min(units, line.CommittedQuantity);
            line.CommittedQuantity -= claimed;
            if (claimed > 0 && line.InventoryItemId is { } item && shop.Levels.TryGetValue((item, owner.LocationId), out var level))
            {
                shop.Move(level, available: restock ? claimed : 0, committed: -claimed, onHand: restock ? 0 : -claimed);
            }

            if (owner.Lines.TrueForAll(l => l.RemainingQuantity == 0))
            {
                owner.Status = "CLOSED";
                owner.UpdatedAt = shop.Stamp();
            }
        }

        return new SimRefundLine
        {
            Id = shop.NewId(),
            LineId = line.Id,
            Quantity = quantity,
            RestockType = restockType,
            LocationId = line.LocationId,
            Restocked = restock,
            SubtotalMinor = subtotal,
        };
    }

    private static SimRefund Record(this ShopState shop, SimOrder order, SimRefund refund)
    {
        refund.Id = shop.NewId();
        refund.CreatedAt = shop.Stamp();
        order.Refunds.Add(refund);
        if (refund.TotalMinor > 0)
        {
            order.Transactions.Add(new SimTransaction { Id = shop.NewId(), Kind = "REFUND", AmountMinor = refund.TotalMinor, ProcessedAt = refund.CreatedAt });
        }

        shop.Raise("refunds/create", refund.Id.ToString(CultureInfo.InvariantCulture), () => OrderPayloads.Refund(order, refund));
        return refund;
    }

    private static string Subject(SimOrder order) => order.Id.ToString(CultureInfo.InvariantCulture);
}
