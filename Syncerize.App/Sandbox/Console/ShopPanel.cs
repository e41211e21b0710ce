using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core;

namespace Syncerize.App.Sandbox.Console;

/// <summary>A variant on the shelf, over all locations.</summary>
public sealed record ShelfRow(long VariantId, string Title, string? VariantTitle, string? Sku, int Available, int Committed, int OnHand, bool Tracked, Money Price, IReadOnlyList<LevelRow> Levels);

/// <summary>Stock at one location.</summary>
public sealed record LevelRow(long LocationId, string Location, int Available, int Committed, int OnHand);

/// <summary>A line of an order.</summary>
/// <param name="Units">Units still part of the order.</param>
/// <param name="ToShip">Units that can be shipped now.</param>
/// <param name="Shipped">Units shipped.</param>
public sealed record LineRow(long LineId, string Title, string? Sku, int Units, int ToShip, int Shipped);

/// <summary>An order as it stands in the shop.</summary>
/// <param name="From">The destination's order it was pushed from; null for the shop's own.</param>
public sealed record OrderRow(
    long Id, string Name, string Buyer, Money Total, string Payment, string Fulfilment, bool Cancelled, DateTimeOffset At, string? From, string? Tracking, string? ShipTo, IReadOnlyList<LineRow> Lines)
{
    /// <summary>Money is owed.</summary>
    public bool CanPay => !Cancelled && Payment is "PENDING" or "AUTHORIZED" or "PARTIALLY_PAID";

    /// <summary>Units can leave.</summary>
    public bool CanShip => !Cancelled && Lines.Any(line => line.ToShip > 0);

    /// <summary>Nothing has left.</summary>
    public bool CanCancel => !Cancelled && Lines.All(line => line.Shipped == 0);

    /// <summary>Something was paid for.</summary>
    public bool CanRefund => !Cancelled && Payment is "PAID" or "PARTIALLY_REFUNDED" && Lines.Any(line => line.Units > 0);

    /// <summary>Quantities can change.</summary>
    public bool CanEdit => !Cancelled && Lines.Any(line => line.Units > 0 && line.ToShip > 0);

    /// <summary>Whether anything can be done with it.</summary>
    public bool CanAct => CanPay || CanShip || CanCancel || CanRefund || CanEdit;
}

/// <summary>The faults of a shop as they are set, and how often they were met.</summary>
public sealed record FaultPanel(
    int Throttled, int ServerErrors, int LostAnswers, int DelayMs, double SearchLagSeconds, bool Dropped, bool Doubled, bool Reordered, bool Revoked, IReadOnlyDictionary<FaultKind, FaultTally> Met)
{
    /// <summary>How many faults are on.</summary>
    public int Active => new[] { Throttled != 0, ServerErrors != 0, LostAnswers != 0, DelayMs > 0, SearchLagSeconds > 0, Dropped, Doubled, Reordered, Revoked }.Count(on => on);

    internal static FaultPanel Of(ShopState shop)
    {
        var faults = shop.Faults;
        return new FaultPanel(
            faults.Throttled, faults.ServerErrors, faults.LostAnswers, faults.DelayMs, shop.Shop.Pace.SearchLagSeconds, faults.DropWebhooks, faults.DoubleWebhooks, faults.ReorderWebhooks,
            faults.Dead, faults.Met);
    }
}

/// <summary>One shop as the console shows it.</summary>
public sealed record ShopPanel(
    string Domain, string Name, SimRole Role, string Currency, string TimeZone, int UnitsForSale, int SoldOut, int OpenOrders, int OrdersToday, int WebhooksWaiting,
    IReadOnlyList<ShelfRow> Shelf, IReadOnlyList<OrderRow> Orders, FaultPanel Faults)
{
    private const int MostRows = 5;

    /// <summary>Looks at a shop; whoever asks holds its gate.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="search">Part of a title, variant or SKU; blank shows what changed last.</param>
    internal static ShopPanel Of(ShopState shop, string? search)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(shop.Shop.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        var today = TimeZoneInfo.ConvertTime(shop.Now, zone).Date;
        var midnight = new DateTimeOffset(today, zone.GetUtcOffset(today));
        var (forSale, soldOut) = (0, 0);
        foreach (var units in shop.Variants.Values.Where(v => v.Tracked).Select(v => shop.LevelsOf(v.InventoryItemId).Sum(level => Math.Max(0, level.Available))))
        {
            forSale += units;
            soldOut += units == 0 ? 1 : 0;
        }

        return new ShopPanel(
            shop.Domain, shop.Shop.Name, shop.Shop.Role, shop.Shop.Currency, shop.Shop.TimeZone, forSale, soldOut,
            shop.Orders.Values.Count(o => o.CancelledAt is null && o.FulfillmentStatus != "FULFILLED"),
            shop.Orders.Values.Count(o => o.CreatedAt >= midnight),
            shop.Deliveries.Count,
            [.. Found(shop, search, MostRows)],
            [.. shop.Orders.Values.OrderByDescending(o => o.CreatedAt).ThenByDescending(o => o.Id).Take(MostRows).Select(o => Row(shop, o))],
            FaultPanel.Of(shop));
    }

    /// <summary>Variants that match, in the order of the catalogue; without a search those whose stock changed last.</summary>
    internal static IEnumerable<ShelfRow> Found(ShopState shop, string? search, int most)
    {
        var text = search?.Trim() ?? "";
        var active = shop.Variants.Values.Where(v => shop.Products[v.ProductId].Status == "ACTIVE");
        return (text.Length == 0
            ? active.OrderByDescending(v => shop.LevelsOf(v.InventoryItemId).Select(level => level.UpdatedAt).DefaultIfEmpty(v.UpdatedAt).Max()).ThenBy(v => v.Id)
            : active.Where(v => Contains(shop.Products[v.ProductId].Title, text) || Contains(v.Sku, text) || Contains(v.Title, text)).OrderBy(v => v.Id))
            .Take(most).Select(v => Row(shop, v));
    }

    internal static ShelfRow Row(ShopState shop, SimVariant variant)
    {
        var levels = shop.LevelsOf(variant.InventoryItemId).Where(level => level.IsActive)
            .Select(level => new LevelRow(level.LocationId, shop.Locations[level.LocationId].Name, level.Available, level.Committed, level.OnHand)).ToList();
        return new ShelfRow(
            variant.Id, shop.Products[variant.ProductId].Title, variant.Title == "Default Title" ? null : variant.Title, variant.Sku, levels.Sum(l => l.Available), levels.Sum(l => l.Committed),
            levels.Sum(l => l.OnHand), variant.Tracked, new Money(variant.PriceMinor, shop.Shop.Currency), levels);
    }

    internal static OrderRow Row(ShopState shop, SimOrder order)
    {
        var toShip = order.ToShip().GroupBy(part => part.Line.LineId).ToDictionary(parts => parts.Key, parts => parts.Sum(part => part.Line.RemainingQuantity));
        var tracking = order.Fulfillments.SelectMany(f => f.Tracking).LastOrDefault(t => t.Number is not null);
        return new OrderRow(
            order.Id, order.Name, BuyerOf(order), new Money(order.Total(), shop.Shop.Currency), order.FinancialStatus,
            order.FulfillmentStatus, order.CancelledAt is not null, order.CreatedAt, order.CustomAttributes.Find(a => a.Key == "Destination Order #")?.Value,
            tracking is null ? null : $"{tracking.Company} {tracking.Number}".Trim(), order.ShippingAddress?.CountryCode,
            [.. order.Lines.Select(line => new LineRow(line.Id, line.FullName(), line.Sku, line.CurrentQuantity, toShip.GetValueOrDefault(line.Id), line.FulfilledQuantity))]);
    }

    private static string BuyerOf(SimOrder order) =>
        new[] { order.Customer is { } buyer ? $"{buyer.FirstName} {buyer.LastName}".Trim() : null, order.ShippingAddress?.FullName(), order.Email }.FirstOrDefault(name => !string.IsNullOrEmpty(name)) ?? "A guest";

    private static bool Contains(string? value, string text) => value?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
