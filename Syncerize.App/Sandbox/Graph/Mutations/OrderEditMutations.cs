using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Graph.Types;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>Order edits: begun, staged line by line, committed.</summary>
internal static class OrderEditMutations
{
    public static void Bind(Action<string, Func<Call, Payload>> add)
    {
        add("orderEditBegin", Begin);
        add("orderEditSetQuantity", Staged(SetQuantity));
        add("orderEditAddVariant", Staged(AddVariant));
        add("orderEditAddLineItemDiscount", Staged(AddDiscount));
        add("orderEditCommit", Commit);
    }

    private static Payload Begin(Call call)
    {
        var shop = call.Shop;
        if (Queries.Node(shop, call.Arguments.Text("id") ?? "", "Order") is not SimOrder order)
        {
            return Payload.Refused(null, "The order does not exist.", "id");
        }

        if (order.CancelledAt is not null)
        {
            return Payload.Refused(null, "The order cannot be edited.", "id");
        }

        var edit = new SimOrderEdit { Id = shop.NewId(), OrderId = order.Id, CreatedAt = shop.Now };
        shop.Put(edit);
        return Answer(call, order, edit);
    }

    private static Func<Call, Payload> Staged(Func<Call, SimOrder, SimOrderEdit, Payload> stage) => call =>
        Find(call) is { } found ? stage(call, found.Original, found.Edit) : Payload.Refused(null, "The calculated order does not exist.", "id");

    private static Payload SetQuantity(Call call, SimOrder order, SimOrderEdit edit)
    {
        var id = call.Arguments.Id("lineItemId") ?? -1;
        var quantity = call.Arguments.Int("quantity") ?? 0;
        var line = order.Lines.Find(l => l.Id == id);
        var change = edit.Lines.Find(l => l.LineId == id);
        if (line is null && change is null)
        {
            return Payload.Refused(null, "The line item does not exist.", "lineItemId");
        }

        if (quantity < 0)
        {
            return Payload.Refused(null, "Quantity must be greater than or equal to 0.", "quantity");
        }

        if (line is not null && line.CurrentQuantity - quantity > line.Unfulfilled())
        {
            return Payload.Refused(null, "Quantity cannot be less than what has been fulfilled.", "quantity");
        }

        if (change is null)
        {
            edit.Lines.Add(change = new SimLineEdit { LineId = id });
        }

        change.Quantity = quantity;
        change.Restock = call.Arguments.Flag("restock") == true;
        if (quantity == 0 && change.AddedVariantId is not null)
        {
            edit.Lines.Remove(change);
        }

        call.Shop.Put(edit);
        return Answer(call, order, edit, id);
    }

    private static Payload AddVariant(Call call, SimOrder order, SimOrderEdit edit)
    {
        var shop = call.Shop;
        if (Queries.Node(shop, call.Arguments.Text("variantId") ?? "", "ProductVariant") is not SimVariant variant)
        {
            return Payload.Refused(null, "The variant does not exist.", "variantId");
        }

        if (call.Arguments.Int("quantity") is not > 0)
        {
            return Payload.Refused(null, "Quantity must be greater than 0.", "quantity");
        }

        if (call.Arguments.Id("locationId") is { } location && !shop.Locations.ContainsKey(location))
        {
            return Payload.Refused(null, "The location does not exist.", "locationId");
        }

        var taken = order.Lines.Exists(line => line.VariantId == variant.Id && line.CurrentQuantity > 0) || edit.Lines.Exists(line => line.AddedVariantId == variant.Id);
        if (taken && call.Arguments.Flag("allowDuplicates") != true)
        {
            return Payload.Refused(null, "The variant is already on the order.", "variantId");
        }

        var added = new SimLineEdit { LineId = shop.NewId(), AddedVariantId = variant.Id, Quantity = call.Arguments.Int("quantity"), LocationId = call.Arguments.Id("locationId") };
        edit.Lines.Add(added);
        shop.Put(edit);
        return Answer(call, order, edit, added.LineId);
    }

    private static Payload AddDiscount(Call call, SimOrder order, SimOrderEdit edit)
    {
        var id = call.Arguments.Id("lineItemId") ?? -1;
        var discount = call.Arguments.Object("discount")!.Value;
        var preview = call.Shop.Preview(order, edit).Lines.Find(line => line.Id == id);
        if (preview is null)
        {
            return Payload.Refused(null, "The line item does not exist.", "lineItemId");
        }

        var percent = discount.Number("percentValue");
        var @fixed = discount.Object("fixedValue")?.Minor("amount", call.Currency);
        if (percent is null == @fixed is null || percent is <= 0 or > 100 || @fixed is <= 0)
        {
            return Payload.Refused(null, "The discount must have either a fixed value above 0 or a percentage from 0 to 100.", "discount");
        }

        if (preview.DiscountMinor > 0)
        {
            return Payload.Refused(null, "The line item already has a discount.", "lineItemId");
        }

        // Whether Shopify takes a fixed value off every unit or once off the line is not documented; the admin's own form says every unit.
        var unit = @fixed ?? (long)decimal.Round(preview.UnitMinor * percent!.Value / 100, MidpointRounding.AwayFromZero);
        var change = edit.Lines.Find(l => l.LineId == id);
        if (change is null)
        {
            edit.Lines.Add(change = new SimLineEdit { LineId = id });
        }

        change.UnitDiscountMinor = Math.Min(unit, preview.UnitMinor);
        call.Shop.Put(edit);
        return Answer(call, order, edit, id);
    }

    private static Payload Commit(Call call)
    {
        if (Find(call) is not { } found)
        {
            return Payload.Refused(null, "The calculated order does not exist.", "id");
        }

        if (found.Edit.Lines.Count == 0)
        {
            return Payload.Refused(null, "There are no changes to commit.", "id");
        }

        if (found.Original.CancelledAt is not null || !call.Shop.CommitEdit(found.Original, found.Edit))
        {
            throw new RefusedException(Payload.Refused(null, "The order was changed since the edit was begun.", "id"));
        }

        return new Payload { ["order"] = found.Original, ["successMessages"] = new[] { "Order updated" } };
    }

    /// <summary>An edit by the id of its calculated order or its session.</summary>
    private static CalculatedOf? Find(Call call) => Queries.Node(call.Shop, call.Arguments.Text("id") ?? "") as CalculatedOf;

    private static Payload Answer(Call call, SimOrder order, SimOrderEdit edit, long? lineId = null)
    {
        var calculated = new CalculatedOf(edit, order, call.Shop.Preview(order, edit));
        return new Payload
        {
            ["calculatedOrder"] = calculated,
            ["orderEditSession"] = calculated,
            ["calculatedLineItem"] = calculated.Preview.Lines.Find(line => line.Id == lineId) is { } line ? new CalculatedLine(calculated, line) : null,
        };
    }
}
