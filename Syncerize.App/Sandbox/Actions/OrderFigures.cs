using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Actions;

/// <summary>Sums of orders, in minor units of the shop's currency.</summary>
internal static class OrderFigures
{
    public static SimOrderLine Line(this SimOrder order, long lineId) => order.Lines.Single(line => line.Id == lineId);

    /// <summary>Units neither shipped nor removed. A returned unit was shipped, so it does not count.</summary>
    public static int Unfulfilled(this SimOrderLine line) => Math.Max(0, line.Quantity - line.RemovedQuantity - line.FulfilledQuantity);

    public static string FullName(this SimOrderLine line) => line.VariantTitle is null ? line.Title : $"{line.Title} - {line.VariantTitle}";

    public static string? FullName(this SimAddress address) =>
        string.Join(' ', new[] { address.FirstName, address.LastName }.Where(x => !string.IsNullOrWhiteSpace(x))) is { Length: > 0 } name ? name : null;

    /// <summary>The line after all discounts, for the units still part of the order.</summary>
    public static long Net(this SimOrderLine line) => line.NetOf(line.CurrentQuantity);

    /// <summary>What so many units of a line cost after its discounts.</summary>
    public static long NetOf(this SimOrderLine line, int units) =>
        (line.UnitMinor * units) - (line.Quantity == 0 ? 0 : (long)decimal.Round((decimal)line.DiscountMinor * units / line.Quantity, MidpointRounding.AwayFromZero));

    public static long Subtotal(this SimOrder order) => order.Lines.Sum(line => line.NetOf(line.Quantity));

    public static long CurrentSubtotal(this SimOrder order) => order.Lines.Sum(line => line.Net());

    public static long Shipping(this SimOrder order) => order.ShippingLines.Sum(line => line.PriceMinor - line.DiscountMinor);

    public static long DiscountTotal(this SimOrder order) => order.Lines.Sum(line => line.DiscountMinor) + order.ShippingLines.Sum(line => line.DiscountMinor);

    public static long Total(this SimOrder order) => order.Subtotal() + order.Shipping() + (order.TaxesIncluded ? 0 : order.TaxMinor);

    /// <summary>The total of what is still part of the order; a cancelled order has none.</summary>
    public static long CurrentTotal(this SimOrder order) => order.CancelledAt is not null
        ? 0
        : order.CurrentSubtotal() + order.Shipping() - order.ShippingRefunded() + (order.TaxesIncluded ? 0 : order.CurrentTax());

    public static long Refunded(this SimOrder order) => order.Refunds.Sum(refund => refund.TotalMinor);

    public static long Paid(this SimOrder order) => order.Transactions.Where(t => t is { Status: "SUCCESS", Kind: "SALE" or "CAPTURE" }).Sum(t => t.AmountMinor);

    /// <summary>What is still to be paid; below 0 where money must go back.</summary>
    public static long Outstanding(this SimOrder order) => order.CurrentTotal() - (order.Paid() - order.Refunded());

    private static long ShippingRefunded(this SimOrder order) => order.Refunds.Sum(refund => refund.ShippingMinor);

    private static long CurrentTax(this SimOrder order) => order.Subtotal() == 0 ? 0 : order.TaxMinor * order.CurrentSubtotal() / order.Subtotal();

    /// <summary>Spreads a discount over the lines by their worth; the last line takes what rounding leaves.</summary>
    public static void SpreadDiscount(this SimOrder order, long amount)
    {
        var worth = order.Lines.Sum(line => line.UnitMinor * line.Quantity);
        var open = amount;
        foreach (var line in order.Lines)
        {
            var share = line == order.Lines[^1] ? open : worth == 0 ? 0 : amount * (line.UnitMinor * line.Quantity) / worth;
            line.DiscountMinor += share;
            open -= share;
        }
    }
}
