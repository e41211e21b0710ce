namespace Syncerize.App.Sandbox.Seed;

/// <summary>Closes the books: open orders are committed, and every synced quantity is what the stock formula says.</summary>
internal static class Books
{
    /// <param name="reserved">Units sold but not pushed, by source inventory item.</param>
    public static void Close(SeedShops shops, IReadOnlyDictionary<long, SyncedVariant> synced, IReadOnlyDictionary<long, int> reserved, DateTimeOffset now)
    {
        foreach (var shop in shops.All)
        {
            foreach (var order in shop.Orders)
            {
                foreach (var line in order.Lines.Where(line => line.CommittedQuantity > 0))
                {
                    shop.Commit(line.InventoryItemId!.Value, line.LocationId!.Value, line.CommittedQuantity, order.CreatedAt);
                }
            }
        }

        foreach (var pair in synced.Values)
        {
            var level = shops.Destination.LevelsOf(pair.Destination.InventoryItemId)[0];
            level.Available = Math.Max(0, shops.Connected.Available(pair.Source.InventoryItemId) - reserved.GetValueOrDefault(pair.Source.InventoryItemId));
            level.OnHand = level.Available + level.Committed;
            var newest = shops.Connected.LevelsOf(pair.Source.InventoryItemId).Max(l => l.UpdatedAt);
            level.UpdatedAt = newest > level.UpdatedAt ? newest : level.UpdatedAt;
        }

        foreach (var shop in shops.All)
        {
            shop.Shop.LastStamp = shop.Products.Select(p => p.UpdatedAt).Concat(shop.Orders.Select(o => o.UpdatedAt)).Concat(shop.Levels.Select(l => l.UpdatedAt)).Append(now).Max();
        }
    }
}
