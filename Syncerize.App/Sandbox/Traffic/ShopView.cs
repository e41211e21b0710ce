using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Seed;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Traffic;

/// <summary>A variant on the shelf.</summary>
/// <param name="Available">Units for sale over all locations.</param>
/// <param name="LocationId">The location with the fewest, where a delivery goes; null where nothing is stocked.</param>
/// <param name="FromSource">The app made the product: its stock and price are the app's to set, and a source ships it.</param>
internal sealed record ShelfItem(long VariantId, long ProductId, int Available, long? LocationId, long PriceMinor, bool FromSource);

/// <summary>A line of an order that can still change.</summary>
/// <param name="ToShip">Units that can be shipped now.</param>
/// <param name="Units">Units still part of the order.</param>
/// <param name="Shipped">Units shipped.</param>
internal sealed record BookedLine(long LineId, long? VariantId, int ToShip, int Units, int Shipped, bool FromSource);

/// <summary>An order that can still change.</summary>
/// <param name="Pushed">It came over the API, from a shop this one supplies.</param>
/// <param name="ShippedAt">When its last parcel left; null before the first.</param>
/// <param name="Parcels">How many left.</param>
internal sealed record BookedOrder(
    long Id, DateTimeOffset CreatedAt, DateTimeOffset? ShippedAt, int Parcels, bool Paid, bool Pushed, bool Refunded, string? ShipTo, IReadOnlyList<BookedLine> Lines);

/// <summary>What a shop's people know when they decide what to do next.</summary>
internal sealed record ShopView(
    string Domain, SimRole Role, string Country, DateTimeOffset Now, double Speed, IReadOnlyList<ShelfItem> Shelf, IReadOnlyList<BookedOrder> Orders)
{
    /// <summary>Orders that are done stay in reach of a refund for so long.</summary>
    private static readonly TimeSpan Returns = TimeSpan.FromDays(14);

    private const int MostDone = 60;

    /// <summary>Looks at a shop; whoever asks holds its gate.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="speed">How fast the traffic runs.</param>
    public static ShopView Of(ShopState shop, double speed)
    {
        var ours = shop.Products.Values.Where(IsFromSource).Select(product => product.Id).ToHashSet();
        var shelf = new List<ShelfItem>(shop.Variants.Count);
        foreach (var variant in shop.Variants.Values.Where(v => v.Tracked && shop.Products[v.ProductId].Status == "ACTIVE"))
        {
            var levels = shop.LevelsOf(variant.InventoryItemId).Where(level => level.IsActive && shop.Locations[level.LocationId].IsActive).ToList();
            shelf.Add(new ShelfItem(
                variant.Id, variant.ProductId, levels.Sum(level => Math.Max(0, level.Available)), levels.MinBy(level => level.Available)?.LocationId, variant.PriceMinor, ours.Contains(variant.ProductId)));
        }

        var now = shop.Now;
        var live = shop.Orders.Values.Where(order => order.CancelledAt is null).ToList();
        var open = live.Where(order => order.FulfillmentStatus != "FULFILLED");
        var done = live.Where(order => order.FulfillmentStatus == "FULFILLED" && order.Refunds.Count == 0 && now - order.CreatedAt < Returns).OrderByDescending(order => order.Id).Take(MostDone);
        return new ShopView(
            shop.Domain, shop.Shop.Role, shop.Shop.CountryCode, now, speed, [.. shelf.OrderBy(item => item.VariantId)],
            [.. open.Concat(done).OrderBy(order => order.Id).Select(order => Booked(order, ours))]);
    }

    private static BookedOrder Booked(SimOrder order, HashSet<long> ours)
    {
        var toShip = order.ToShip().GroupBy(part => part.Line.LineId).ToDictionary(parts => parts.Key, parts => parts.Sum(part => part.Line.RemainingQuantity));
        return new BookedOrder(
            order.Id,
            order.CreatedAt,
            order.Fulfillments.Count == 0 ? null : order.Fulfillments.Max(parcel => parcel.CreatedAt),
            order.Fulfillments.Count,
            order.FinancialStatus is "PAID" or "PARTIALLY_REFUNDED",
            order.SourceIdentifier is not null,
            order.Refunds.Count > 0,
            order.ShippingAddress?.CountryCode,
            [
                .. order.Lines.Select(line => new BookedLine(
                    line.Id, line.VariantId, toShip.GetValueOrDefault(line.Id), line.CurrentQuantity, line.FulfilledQuantity, line.ProductId is { } product && ours.Contains(product))),
            ]);
    }

    private static bool IsFromSource(SimProduct product) => product.Metafields.Exists(field => field.Namespace == SyncedCopies.Namespace && field.Key == SyncedCopies.ProductKey);
}
