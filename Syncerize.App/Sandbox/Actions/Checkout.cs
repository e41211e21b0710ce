using System.Globalization;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Actions;

/// <summary>What goes into an order, and what comes back out of it.</summary>
internal static class Checkout
{
    /// <summary>A line for units of a variant at its price of now.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="variant">What is bought.</param>
    /// <param name="quantity">How many, from 1.</param>
    /// <param name="discountMinor">Taken off all of them together.</param>
    public static SimOrderLine LineOf(this ShopState shop, SimVariant variant, int quantity, long discountMinor = 0)
    {
        var product = shop.Products[variant.ProductId];
        return new SimOrderLine
        {
            ProductId = product.Id,
            VariantId = variant.Id,
            InventoryItemId = variant.InventoryItemId,
            Title = product.Title,
            VariantTitle = variant.Title == "Default Title" ? null : variant.Title,
            Sku = variant.Sku,
            Vendor = product.Vendor,
            Quantity = quantity,
            UnitMinor = variant.PriceMinor,
            DiscountMinor = discountMinor,
            RequiresShipping = variant.RequiresShipping,
            Taxable = variant.Taxable,
        };
    }

    /// <summary>The buyer's number in this shop: the one they had, or a new one.</summary>
    public static long CustomerId(this ShopState shop, string? email) =>
        email is null ? shop.NewId() : shop.Orders.Values.FirstOrDefault(order => order.Customer?.Email == email)?.Customer?.Id ?? shop.NewId();

    /// <summary>The tax on an order as the shop's country knows it: on top in Canada, inside the prices in Britain and Germany, none elsewhere.</summary>
    public static void Tax(this ShopState shop, SimOrder order)
    {
        var total = order.Subtotal() + order.Shipping();
        (order.TaxesIncluded, order.TaxMinor) = shop.Shop.CountryCode switch
        {
            "CA" => (false, (long)decimal.Round(total * 0.13m, MidpointRounding.AwayFromZero)),
            "GB" => (true, total / 6),
            "DE" => (true, total * 19 / 119),
            _ => (false, 0L),
        };
    }

    /// <summary>Gives back units of every line, or of one: shipped units return to the shelf where it is asked for, unshipped ones leave the order.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="order">The order.</param>
    /// <param name="lineId">One line; null for all.</param>
    /// <param name="quantity">Units of each line; null for all it still has.</param>
    /// <param name="restock">Whether the units are for sale again.</param>
    /// <param name="note">Why.</param>
    /// <returns>Null where nothing of it is left to give back.</returns>
    public static SimRefund? GiveBack(this ShopState shop, SimOrder order, long? lineId, int? quantity, bool restock, string? note)
    {
        var parts = order.Lines
            .Where(line => line.CurrentQuantity > 0 && (lineId is null || line.Id == lineId))
            .Select(line => (
                line.Id,
                Math.Min(quantity ?? line.CurrentQuantity, line.CurrentQuantity),
                restock ? line.Unfulfilled() > 0 ? "CANCEL" : "RETURN" : "NO_RESTOCK",
                (long?)null))
            .ToList();
        return parts.Count == 0 ? null : shop.Refund(order, parts, 0, null, note);
    }

    /// <summary>Units of an order's lines that can be shipped now, by the fulfilment order that holds them.</summary>
    public static IEnumerable<(SimFulfillmentOrder Owner, SimFulfillmentOrderLine Line)> ToShip(this SimOrder order) =>
        order.FulfillmentOrders.Where(FulfillmentActions.IsOpen).SelectMany(f => f.Lines.Where(l => l.RemainingQuantity > 0), (f, l) => (f, l));

    /// <summary>Ships units of some lines, one parcel per location.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="order">The order.</param>
    /// <param name="units">Units by line id.</param>
    /// <param name="tracking">The parcel's number.</param>
    public static void ShipLines(this ShopState shop, SimOrder order, IReadOnlyDictionary<long, int> units, SimTracking tracking)
    {
        var open = units.ToDictionary(u => u.Key, u => u.Value);
        var parts = new List<(SimFulfillmentOrder Owner, SimFulfillmentOrderLine Line, int Quantity)>();
        foreach (var (owner, line) in order.ToShip().ToList())
        {
            var take = Math.Min(open.GetValueOrDefault(line.LineId), line.RemainingQuantity);
            if (take > 0)
            {
                open[line.LineId] -= take;
                parts.Add((owner, line, take));
            }
        }

        foreach (var parcel in parts.GroupBy(part => part.Owner.LocationId).ToList())
        {
            shop.Ship(order, [.. parcel], [tracking]);
        }
    }

    /// <summary>An order's own words for people, such as <c>#1042 of Ada Bell</c>.</summary>
    public static string Described(this SimOrder order) =>
        string.Create(CultureInfo.InvariantCulture, $"{order.Name} of {(order.Customer is { } c ? $"{c.FirstName} {c.LastName}".Trim() : "a guest")}");
}
