using System.Globalization;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Graph.Types;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>Stock writes: absolute or by difference, with compare-and-set; a batch is written whole or not at all.</summary>
internal static class InventoryMutations
{
    private const int MostUnits = 1_000_000_000;

    private static readonly string[] Reasons =
    [
        "correction", "cycle_count_available", "damaged", "movement_created", "movement_updated", "movement_received", "movement_canceled", "other", "promotion",
        "quality_control", "received", "reservation_created", "reservation_deleted", "reservation_updated", "restock", "safety_stock", "shrinkage",
    ];

    public static void Bind(Action<string, Func<Call, Payload>> add)
    {
        add("inventorySetQuantities", call => Write(call, "quantities", "quantity", "InventoryQuantityInput", (row, level) => row.Int("quantity")!.Value - level));
        add("inventoryAdjustQuantities", call => Write(call, "changes", "delta", "InventoryChangeInput", (row, _) => row.Int("delta")!.Value));
        add("inventoryActivate", Activate);
        add("inventoryItemUpdate", UpdateItem);
    }

    private static Payload Write(Call call, string list, string number, string inputType, Func<Input, int, int> delta)
    {
        var input = call.Arguments.Object("input")!.Value;
        var rows = input.Objects(list);
        if (rows.Any(row => !row.Has("changeFromQuantity")))
        {
            throw new AdminError("INVALID_FIELD_ARGUMENTS", $"{inputType} must include the following argument: changeFromQuantity.");
        }

        var name = input.Text("name");
        var errors = new List<Refusal>();
        if (name is not ("available" or "on_hand"))
        {
            errors.Add(new Refusal(number == "delta" ? "INVALID_QUANTITY_NAME" : "INVALID_NAME", ["input", "name"], "The quantity name must be either 'available' or 'on_hand'."));
        }

        if (!Reasons.Contains(input.Text("reason") ?? "", StringComparer.Ordinal))
        {
            errors.Add(new Refusal("INVALID_REASON", ["input", "reason"], "The specified reason is invalid."));
        }

        var planned = new List<(SimInventoryLevel Level, int Delta)>();
        var seen = new HashSet<(long, long)>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (Check(call.Shop, rows[i], number, name, seen, delta, planned) is { } wrong)
            {
                errors.Add(wrong with { Field = ["input", list, i.ToString(CultureInfo.InvariantCulture), .. wrong.Field ?? []] });
            }
        }

        if (errors.Count > 0)
        {
            return Payload.Refused([.. errors]);
        }

        var changes = new List<Adjustment>();
        foreach (var (level, by) in planned.Where(p => p.Delta != 0))
        {
            call.Shop.Move(level, available: by, onHand: by);
            changes.Add(new Adjustment("available", by, level.InventoryItemId, level.LocationId));
            changes.Add(new Adjustment("on_hand", by, level.InventoryItemId, level.LocationId));
        }

        // Without a change there is no group, as on the real API.
        return Payload.Of("inventoryAdjustmentGroup", changes.Count == 0
            ? null
            : new AdjustmentGroup(call.Shop.NewId(), input.Text("reason")!, input.Text("referenceDocumentUri"), call.Shop.Now, changes));
    }

    private static Refusal? Check(
        ShopState shop, Input row, string number, string? name, HashSet<(long, long)> seen, Func<Input, int, int> delta, List<(SimInventoryLevel Level, int Delta)> planned)
    {
        var item = row.Id("inventoryItemId") ?? -1;
        var location = row.Id("locationId") ?? -1;
        if (!shop.Items.TryGetValue(item, out var variant))
        {
            return new Refusal("INVALID_INVENTORY_ITEM", ["inventoryItemId"], "The specified inventory item could not be found.");
        }

        if (!shop.Locations.ContainsKey(location) || !shop.Levels.TryGetValue((item, location), out var level) || !level.IsActive)
        {
            return new Refusal("INVALID_LOCATION", ["locationId"], "The specified location could not be found, or the item is not stocked there.");
        }

        if (!seen.Add((item, location)))
        {
            return new Refusal("NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR", ["locationId"], "The combination of inventoryItemId and locationId must be unique.");
        }

        if (!variant.Tracked)
        {
            return new Refusal("NON_MUTABLE_INVENTORY_ITEM", ["inventoryItemId"], "The specified inventory item is not allowed to be adjusted via API.");
        }

        if (row.Int(number) is { } value && Math.Abs((long)value) > MostUnits)
        {
            return new Refusal(value > 0 ? "INVALID_QUANTITY_TOO_HIGH" : "INVALID_QUANTITY_TOO_LOW", [number], "The quantity is out of range.");
        }

        var now = name == "on_hand" ? level.OnHand : level.Available;
        if (row.Int("changeFromQuantity") is { } expected && expected != now)
        {
            return new Refusal("CHANGE_FROM_QUANTITY_STALE", ["changeFromQuantity"], "The changeFromQuantity argument no longer matches the persisted quantity.");
        }

        planned.Add((level, delta(row, now)));
        return null;
    }

    private static Payload Activate(Call call)
    {
        var arguments = call.Arguments;
        var shop = call.Shop;
        if (!shop.Items.TryGetValue(arguments.Id("inventoryItemId") ?? -1, out var variant))
        {
            return Payload.Refused(null, "The product couldn't be stocked because it doesn't exist.", "inventoryItemId");
        }

        if (!shop.Locations.TryGetValue(arguments.Id("locationId") ?? -1, out var location) || !location.IsActive)
        {
            return Payload.Refused(null, "The location doesn't exist or is not active.", "locationId");
        }

        var available = arguments.Int("available") ?? arguments.Int("onHand");
        if (shop.Levels.TryGetValue((variant.InventoryItemId, location.Id), out var level) && level.IsActive)
        {
            return available is null
                ? Payload.Of("inventoryLevel", level)
                : Payload.Refused(null, "Not allowed to set available quantity when the item is already active at the location.", "available");
        }

        return Payload.Of("inventoryLevel", shop.Activate(variant.InventoryItemId, location.Id, available ?? 0));
    }

    private static Payload UpdateItem(Call call)
    {
        if (!call.Shop.Items.TryGetValue(call.Arguments.Id("id") ?? -1, out var variant))
        {
            return Payload.Refused(null, "The inventory item couldn't be updated because it does not exist.", "id");
        }

        VariantInputs.ApplyItem(call, variant, call.Arguments.Object("input")!.Value);
        call.Shop.ItemChanged(variant);
        call.Shop.VariantChanged(variant);
        return Payload.Of("inventoryItem", new ItemOf(variant));
    }
}
