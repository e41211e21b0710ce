using System.Globalization;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.App.Sandbox.Webhooks;

namespace Syncerize.App.Sandbox.Actions;

/// <summary>Stock as Shopify moves it. on hand is available plus committed at all times.</summary>
internal static class StockActions
{
    /// <summary>Sets what is for sale; on hand moves by the same difference. Gives the difference.</summary>
    public static int SetAvailable(this ShopState shop, SimInventoryLevel level, int available)
    {
        var delta = available - level.Available;
        if (delta != 0)
        {
            shop.Move(level, available: delta, onHand: delta);
        }

        return delta;
    }

    /// <summary>Moves quantities of a level; a webhook is due when what is for sale changed.</summary>
    public static void Move(this ShopState shop, SimInventoryLevel level, int available = 0, int committed = 0, int onHand = 0)
    {
        level.Available += available;
        level.Committed += committed;
        level.OnHand += onHand;
        level.UpdatedAt = shop.Stamp();
        shop.Put(level);
        if (available != 0)
        {
            shop.Raise("inventory_levels/update", level.Id.ToString(CultureInfo.InvariantCulture), () => RestPayloads.Level(level));
        }
    }

    /// <summary>Stocks an item at a location, or takes up again a level that was inactive.</summary>
    public static SimInventoryLevel Activate(this ShopState shop, long itemId, long locationId, int available)
    {
        var now = shop.Stamp();
        if (!shop.Levels.TryGetValue((itemId, locationId), out var level))
        {
            level = new SimInventoryLevel { Id = shop.NewId(), InventoryItemId = itemId, LocationId = locationId, CreatedAt = now };
        }

        level.IsActive = true;
        level.Available = available;
        level.OnHand = available + level.Committed;
        level.UpdatedAt = now;
        shop.Put(level);
        var subject = level.Id.ToString(CultureInfo.InvariantCulture);
        shop.Raise("inventory_levels/connect", subject, () => RestPayloads.Level(level));
        shop.Raise("inventory_levels/update", subject, () => RestPayloads.Level(level));
        return level;
    }

    /// <summary>The inventory item itself changed.</summary>
    public static void ItemChanged(this ShopState shop, SimVariant variant)
    {
        variant.ItemUpdatedAt = shop.Stamp();
        shop.Put(variant);
        shop.Raise("inventory_items/update", variant.InventoryItemId.ToString(CultureInfo.InvariantCulture), () => RestPayloads.Item(shop, variant));
    }

    /// <summary>Takes units for an order from what is for sale, at one location where that suffices, else over several.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="variant">What is bought.</param>
    /// <param name="units">How many.</param>
    /// <param name="obeyPolicy">Whether a variant that must not be oversold refuses.</param>
    /// <param name="from">The only location to take from; null chooses.</param>
    /// <returns>Units by location, or null where the claim is refused; an empty list where nothing is tracked or stocked.</returns>
    public static IReadOnlyList<(long LocationId, int Units)>? Claim(this ShopState shop, SimVariant variant, int units, bool obeyPolicy, long? from = null)
    {
        var levels = shop.LevelsOf(variant.InventoryItemId).Where(level => (from is null || level.LocationId == from) && level.IsActive && shop.Locations[level.LocationId].IsActive).ToList();
        if (!variant.Tracked)
        {
            return [];
        }

        var taken = new List<(long LocationId, int Units)>();
        if (levels.Find(level => level.Available >= units) is { } enough)
        {
            taken.Add((enough.LocationId, units));
        }
        else if (levels.Sum(level => Math.Max(0, level.Available)) >= units)
        {
            var open = units;
            foreach (var level in levels.Where(level => level.Available > 0))
            {
                var part = Math.Min(open, level.Available);
                if (part > 0)
                {
                    taken.Add((level.LocationId, part));
                    open -= part;
                }
            }
        }
        else if (obeyPolicy && variant.InventoryPolicy == "DENY")
        {
            return null;
        }
        else if (levels.Count > 0)
        {
            taken.Add((levels.MaxBy(level => level.Available)!.LocationId, units));
        }

        foreach (var (locationId, part) in taken)
        {
            shop.Move(shop.Levels[(variant.InventoryItemId, locationId)], available: -part, committed: part);
        }

        return taken;
    }
}
