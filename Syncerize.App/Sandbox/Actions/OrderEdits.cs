using System.Globalization;
using System.Text.Json;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.App.Sandbox.Webhooks;

namespace Syncerize.App.Sandbox.Actions;

/// <summary>What is changed in an order after it was placed: by a merchant at once, over the API staged first and then committed.</summary>
internal static class OrderEdits
{
    /// <summary>Changes how many units of a line are ordered. Fewer gives unshipped units back to stock, more takes them from it.</summary>
    /// <returns>False where that is not possible: fewer than were shipped, or more than there are.</returns>
    public static bool SetQuantity(this ShopState shop, SimOrder order, SimOrderLine line, int quantity)
    {
        var difference = quantity - line.CurrentQuantity;
        if (quantity < 0 || difference == 0 || -difference > line.Unfulfilled() || !shop.ChangeLine(order, line, difference, restock: true, obeyPolicy: true, null))
        {
            return false;
        }

        shop.Edited(order, new Dictionary<long, int> { [line.Id] = difference });
        return true;
    }

    /// <summary>The order as it would be; nothing of the shop changes.</summary>
    public static SimOrder Preview(this ShopState shop, SimOrder order, SimOrderEdit edit)
    {
        var copy = JsonSerializer.Deserialize<SimOrder>(JsonSerializer.Serialize(order))!;
        foreach (var change in edit.Lines)
        {
            var line = copy.Lines.Find(l => l.Id == change.LineId);
            if (line is null)
            {
                copy.Lines.Add(line = shop.NewLine(change));
            }

            var difference = (change.Quantity ?? line.CurrentQuantity) - line.CurrentQuantity;
            line.CurrentQuantity += difference;
            line.Quantity += Math.Max(0, difference);
            line.RemovedQuantity += Math.Max(0, -difference);
            line.DiscountMinor += change.UnitDiscountMinor * line.Quantity;
        }

        return copy;
    }

    /// <summary>Carries out what was staged. Units that are added are taken from stock whatever its policy: an order edit may oversell.</summary>
    /// <returns>False where a line cannot become what was staged: it was shipped or removed meanwhile. The change must then be rolled back.</returns>
    public static bool CommitEdit(this ShopState shop, SimOrder order, SimOrderEdit edit)
    {
        var differences = new Dictionary<long, int>();
        foreach (var change in edit.Lines)
        {
            var line = order.Lines.Find(l => l.Id == change.LineId);
            if (line is null)
            {
                order.Lines.Add(line = shop.NewLine(change));
            }

            var difference = (change.Quantity ?? line.CurrentQuantity) - line.CurrentQuantity;
            if (-difference > line.Unfulfilled() || !shop.ChangeLine(order, line, difference, change.Restock, obeyPolicy: false, change.LocationId))
            {
                return false;
            }

            line.DiscountMinor += change.UnitDiscountMinor * line.Quantity;
            if (difference != 0)
            {
                differences[line.Id] = difference;
            }
        }

        if (order.FinancialStatus == "PAID" && order.Outstanding() > 0)
        {
            order.FinancialStatus = "PARTIALLY_PAID";
        }

        shop.Remove(edit);
        shop.Edited(order, differences);
        return true;
    }

    private static SimOrderLine NewLine(this ShopState shop, SimLineEdit change)
    {
        var variant = shop.Variants[change.AddedVariantId ?? throw new InvalidOperationException("A staged line is neither in the order nor added.")];
        var product = shop.Products[variant.ProductId];
        return new SimOrderLine
        {
            Id = change.LineId,
            ProductId = product.Id,
            VariantId = variant.Id,
            InventoryItemId = variant.InventoryItemId,
            Title = product.Title,
            VariantTitle = variant.Title == "Default Title" ? null : variant.Title,
            Sku = variant.Sku,
            Vendor = product.Vendor,
            RequiresShipping = variant.RequiresShipping,
            Taxable = variant.Taxable,
            UnitMinor = variant.PriceMinor,
        };
    }

    private static bool ChangeLine(this ShopState shop, SimOrder order, SimOrderLine line, int difference, bool restock, bool obeyPolicy, long? from)
    {
        if (difference < 0)
        {
            shop.Remove(order, line, -difference, restock, "CANCEL");
        }
        else if (difference > 0)
        {
            IReadOnlyList<(long LocationId, int Units)>? taken =
                line.VariantId is { } id && shop.Variants.TryGetValue(id, out var variant) ? shop.Claim(variant, difference, obeyPolicy, from) : [];
            if (taken is null)
            {
                return false;
            }

            line.Quantity += difference;
            line.CurrentQuantity += difference;
            line.CommittedQuantity += taken.Sum(part => part.Units);
            line.LocationId ??= taken.Count > 0 ? taken[0].LocationId : null;
            shop.AskToShip(order, line, difference, taken, shop.Stamp());
        }

        return true;
    }

    private static void Edited(this ShopState shop, SimOrder order, IReadOnlyDictionary<long, int> differences)
    {
        order.Edited = true;
        FulfillmentActions.SetStatus(order);
        var edit = shop.NewId();
        shop.OrderChanged(order);
        shop.Raise("orders/edited", edit.ToString(CultureInfo.InvariantCulture), () => OrderPayloads.Edited(order, edit, differences));
    }
}
