using Syncerize.Core.Shopify;

namespace Syncerize.Core.Orders;

/// <summary>Makes the mirror of a reading. Pure: what routing gave a line stays with it.</summary>
public static class OrderMirror
{
    /// <summary>Whether a reading may replace what is stored: never an older one.</summary>
    public static bool IsNewer(Order? stored, OrderReading reading, DateTimeOffset begunAt)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return stored is null || reading.UpdatedAt > stored.UpdatedAt || (reading.UpdatedAt == stored.UpdatedAt && begunAt >= stored.ReadAt);
    }

    /// <summary>A new, empty row for a reading, to be filled by <see cref="Apply"/>.</summary>
    public static Order Begin(StoreId store, OrderReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return new Order
        {
            StoreId = store,
            OrderId = reading.OrderId,
            Name = reading.Name,
            Currency = reading.Currency,
            FinancialStatus = reading.FinancialStatus,
            FulfillmentStatus = reading.FulfillmentStatus,
        };
    }

    /// <summary>Copies a reading over a row. A line that the reading does not have any more stays with no units: its figures and its push refer to it.</summary>
    public static void Apply(Order order, OrderReading reading, DateTimeOffset begunAt)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(reading);
        order.Name = reading.Name;
        order.CreatedAt = reading.CreatedAt;
        order.ProcessedAt = reading.ProcessedAt;
        order.UpdatedAt = reading.UpdatedAt;
        order.ReadAt = begunAt;
        order.CancelledAt = reading.CancelledAt;
        order.Test = reading.Test;
        order.FinancialStatus = reading.FinancialStatus;
        order.FulfillmentStatus = reading.FulfillmentStatus;
        order.Currency = reading.Currency;
        order.TotalMinor = reading.TotalMinor;
        order.ShippingMinor = reading.ShippingMinor;
        order.CustomerName = FullName(reading.CustomerFirstName, reading.CustomerLastName) ?? reading.ShippingAddress?.Name ?? reading.BillingAddress?.Name;
        order.Email = reading.Email;
        order.Phone = reading.Phone ?? reading.ShippingAddress?.Phone;
        order.ShippingAddress = reading.ShippingAddress;
        order.BillingAddress = reading.BillingAddress;
        order.ShippingLines = reading.ShippingLines;
        order.Note = reading.Note;
        order.Tags = reading.Tags;
        order.SourceName = reading.SourceName;
        order.PushKey = reading.PushKey;
        order.Fulfillments = reading.Fulfillments;
        order.Refunds = reading.Refunds;
        order.HighRisk = reading.HighRisk;
        order.AtTill = reading.AtRetailLocation || reading.SourceName == "pos";
        order.Pickup = reading.FulfillmentOrders.Count > 0 && reading.FulfillmentOrders.All(f => f.MethodType == "PICK_UP");
        order.Attributes = reading.Attributes;
        ApplyLines(order, reading);
    }

    private static void ApplyLines(Order order, OrderReading reading)
    {
        var rows = order.Lines.ToDictionary(l => l.LineId);
        foreach (var line in reading.Lines)
        {
            if (!rows.Remove(line.LineId, out var row))
            {
                row = new OrderLine { StoreId = order.StoreId, OrderId = order.OrderId, LineId = line.LineId, Title = line.Title };
                order.Lines.Add(row);
            }

            row.ProductId = line.ProductId ?? row.ProductId;
            row.VariantId = line.VariantId ?? row.VariantId;
            row.Title = line.Title;
            row.VariantTitle = line.VariantTitle;
            row.Sku = line.Sku;
            row.Quantity = line.Quantity;
            row.CurrentQuantity = line.CurrentQuantity;
            row.UnfulfilledQuantity = line.UnfulfilledQuantity;
            row.RequiresShipping = line.RequiresShipping;
            row.Taxable = line.Taxable;
            row.NetMinor = line.NetMinor;
            row.Properties = line.Properties;
        }

        foreach (var gone in rows.Values)
        {
            gone.CurrentQuantity = 0;
            gone.UnfulfilledQuantity = 0;
            gone.NetMinor = 0;
        }
    }

    private static string? FullName(string? first, string? last) =>
        string.Join(' ', new[] { first, last }.Where(x => !string.IsNullOrWhiteSpace(x))) is { Length: > 0 } name ? name : null;
}
