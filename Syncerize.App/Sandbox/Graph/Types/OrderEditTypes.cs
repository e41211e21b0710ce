using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.Core;

namespace Syncerize.App.Sandbox.Graph.Types;

/// <summary>An edit that was begun, with the order as it is and as it would be.</summary>
internal sealed record CalculatedOf(SimOrderEdit Edit, SimOrder Original, SimOrder Preview);

/// <summary>A line of an order as it would be.</summary>
internal sealed record CalculatedLine(CalculatedOf Order, SimOrderLine Line)
{
    public SimOrderLine? Before => Order.Original.Lines.Find(line => line.Id == Line.Id);

    public SimLineEdit? Change => Order.Edit.Lines.Find(change => change.LineId == Line.Id);
}

/// <summary>Order edits.</summary>
internal static class OrderEditTypes
{
    public static void Bind(Binder binder)
    {
        binder.Type<CalculatedOf>("OrderEditSession").Field("id", x => Gid.Of("OrderEditSession", x.Edit.Id));
        binder.Type<CalculatedOf>("CalculatedOrder")
            .Field("id", x => Gid.Of("CalculatedOrder", x.Edit.Id))
            .Field("originalOrder", x => x.Original)
            .Field("subtotalLineItemsQuantity", x => x.Preview.Lines.Sum(line => line.CurrentQuantity))
            .Field("subtotalPriceSet", x => new Amount(x.Preview.CurrentSubtotal(), x.Original.Currency))
            .Field("totalPriceSet", x => new Amount(x.Preview.CurrentTotal(), x.Original.Currency))
            .Field("totalOutstandingSet", x => new Amount(x.Preview.Outstanding(), x.Original.Currency))
            .Field("lineItems", (x, call) => call.Cut(Lines(x), l => (l.Line.Id, l.Line.Id)))
            .Field("addedLineItems", (x, call) => call.Cut(Lines(x).Where(l => l.Before is null), l => (l.Line.Id, l.Line.Id)));
        binder.Type<CalculatedLine>("CalculatedLineItem")
            .Field("id", x => Gid.Of("CalculatedLineItem", x.Line.Id))
            .Field("sku", x => x.Line.Sku)
            .Field("title", x => x.Line.Title)
            .Field("variantTitle", x => x.Line.VariantTitle)
            .Field("quantity", x => x.Line.CurrentQuantity)
            .Field("editableQuantity", x => x.Line.Unfulfilled())
            .Field("editableQuantityBeforeChanges", x => x.Before?.Unfulfilled() ?? 0)
            .Field("restockable", (x, call) => x.Line.VariantId is { } id && call.Shop.Variants.GetValueOrDefault(id) is { Tracked: true })
            .Field("restocking", x => x.Change is { Restock: true } && x.Line.CurrentQuantity < (x.Before?.CurrentQuantity ?? 0))
            .Field("hasStagedLineItemDiscount", x => x.Change is { UnitDiscountMinor: > 0 })
            .Field("variant", (x, call) => x.Line.VariantId is { } id ? call.Shop.Variants.GetValueOrDefault(id) : null)
            .Field("originalUnitPriceSet", x => new Amount(x.Line.UnitMinor, x.Order.Original.Currency))
            .Field("discountedUnitPriceSet", x => new Amount(
                x.Line.Quantity == 0 ? 0 : (long)decimal.Round((decimal)x.Line.NetOf(x.Line.Quantity) / x.Line.Quantity, MidpointRounding.AwayFromZero), x.Order.Original.Currency));
    }

    private static IEnumerable<CalculatedLine> Lines(CalculatedOf order) =>
        order.Preview.Lines.Select(line => new CalculatedLine(order, line)).Where(line => line.Line.CurrentQuantity > 0 || line.Change is not null);
}
