using System.Globalization;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Seed;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core;

namespace Syncerize.App.Sandbox.Console;

/// <summary>Whether something was done, and a sentence for whoever asked.</summary>
internal sealed record DeskAnswer(bool Done, string Sentence);

/// <summary>What a person does in a simulated shop, with the same actions as its customers, its suppliers and the control API.</summary>
internal sealed class ShopDesk(RunningSandbox sandbox)
{
    private const string Gone = "The simulated shops do not run in this process any more.";

    /// <summary>Variants that match a search, for choosing one.</summary>
    public async Task<IReadOnlyList<ShelfRow>> FindAsync(string domain, string search, int most) => Shop(domain) is var (world, shop)
        ? await world.ReadAsync(shop, state => ShopPanel.Found(state, search, most).ToList())
        : [];

    /// <summary>A tracking number in the form of a carrier that serves the shop.</summary>
    public SimTracking SuggestTracking(string domain, OrderRow order) =>
        Carriers.Between(Shop(domain)?.Shop.Shop.CountryCode ?? "", order.ShipTo, SeedRandom.For(order.Id, "console parcel " + order.Lines.Sum(l => l.Shipped).ToString(CultureInfo.InvariantCulture)));

    /// <summary>Somebody buys.</summary>
    public Task<DeskAnswer> PlaceAsync(string domain, IReadOnlyList<(long VariantId, int Units)> basket, bool paid) => DoAsync(domain, shop =>
    {
        if (basket.Count == 0)
        {
            throw new RefusedHere("Choose at least one product.");
        }

        var buyer = BuyerOf(shop);
        var order = new SimOrder
        {
            Name = "",
            Email = buyer.Customer.Email,
            Phone = buyer.Customer.Phone,
            SourceName = "web",
            Customer = new SimCustomer
            {
                Id = shop.CustomerId(buyer.Customer.Email),
                FirstName = buyer.Customer.FirstName,
                LastName = buyer.Customer.LastName,
                Email = buyer.Customer.Email,
                Phone = buyer.Customer.Phone,
            },
            ShippingAddress = buyer.Address,
            BillingAddress = buyer.Address,
            ShippingLines = [new SimShippingLine { Title = "Standard Shipping", Code = "STANDARD", PriceMinor = 995 }],
        };
        foreach (var (variantId, units) in basket)
        {
            order.Lines.Add(shop.LineOf(Variant(shop, variantId), units >= 1 ? units : throw new RefusedHere("Every line needs at least one unit.")));
        }

        shop.Tax(order);
        if (shop.Place(order, ClaimBehaviour.DecrementObeyingPolicy) is null)
        {
            throw new RefusedHere("There is not enough of it on the shelf. Lower the quantity, or raise the stock first.");
        }

        if (paid)
        {
            shop.Pay(order, "shopify_payments");
        }

        return $"Order {order.Described()} was placed.";
    });

    /// <summary>Sets what is for sale, by location, and the price.</summary>
    public Task<DeskAnswer> ShelveAsync(string domain, long variantId, IReadOnlyDictionary<long, int> available, decimal price) => DoAsync(domain, shop =>
    {
        var variant = Variant(shop, variantId);
        if (available.Values.Any(units => units is < 0 or > 1_000_000))
        {
            throw new RefusedHere("Stock must be from 0 to 1,000,000 units.");
        }

        var money = price is >= 0 and <= 10_000_000 ? Money.FromDecimal(price, shop.Shop.Currency) : throw new RefusedHere("The price must be from 0 to 10,000,000.");
        var changes = new List<string>();
        foreach (var (locationId, units) in available)
        {
            if (shop.Levels.GetValueOrDefault((variant.InventoryItemId, locationId)) is { } level && shop.SetAvailable(level, units) != 0)
            {
                changes.Add($"{units.ToString("N0", CultureInfo.InvariantCulture)} for sale at {shop.Locations[locationId].Name}");
            }
        }

        if (money.Minor != variant.PriceMinor)
        {
            variant.PriceMinor = money.Minor;
            shop.VariantChanged(variant);
            changes.Add($"price {money}");
        }

        return changes.Count == 0 ? "Nothing was changed." : $"{shop.Products[variant.ProductId].Title}: {string.Join(", ", changes)}.";
    });

    /// <summary>Takes the money that is owed.</summary>
    public Task<DeskAnswer> PayAsync(string domain, long orderId) => DoAsync(domain, shop =>
    {
        var order = Live(shop, orderId);
        shop.Pay(order, "Bank Deposit");
        return $"Order {order.Described()} is paid.";
    });

    /// <summary>Ships units by line.</summary>
    public Task<DeskAnswer> FulfilAsync(string domain, long orderId, IReadOnlyDictionary<long, int> units, SimTracking tracking) => DoAsync(domain, shop =>
    {
        var order = Live(shop, orderId);
        var open = order.ToShip().GroupBy(part => part.Line.LineId).ToDictionary(parts => parts.Key, parts => parts.Sum(part => part.Line.RemainingQuantity));
        if (units.Values.Sum() < 1 || units.Any(u => u.Value < 0 || u.Value > open.GetValueOrDefault(u.Key)))
        {
            throw new RefusedHere("Choose at least one unit, and no more than are still to be shipped.");
        }

        shop.ShipLines(order, units, tracking);
        return $"{units.Values.Sum().ToString(CultureInfo.InvariantCulture)} of {order.Described()} shipped{(tracking.Number is null ? "" : $" with {tracking.Company} {tracking.Number}")}.";
    });

    /// <summary>Cancels what was not shipped.</summary>
    public Task<DeskAnswer> CancelAsync(string domain, long orderId, bool restock) => DoAsync(domain, shop =>
    {
        var order = Live(shop, orderId);
        shop.Cancel(order, "CUSTOMER", restock, refund: true, staffNote: null);
        return $"Order {order.Described()} was cancelled{(restock ? "; its units are for sale again" : "")}.";
    });

    /// <summary>Gives units and their money back, by line.</summary>
    public Task<DeskAnswer> RefundAsync(string domain, long orderId, IReadOnlyDictionary<long, int> units, bool restock) => DoAsync(domain, shop =>
    {
        var order = Live(shop, orderId);
        if (units.Values.Sum() < 1 || units.Any(u => u.Value < 0 || u.Value > (order.Lines.Find(l => l.Id == u.Key)?.CurrentQuantity ?? 0)))
        {
            throw new RefusedHere("Choose at least one unit, and no more than the order still has.");
        }

        foreach (var (lineId, back) in units.Where(u => u.Value > 0))
        {
            shop.GiveBack(order, lineId, back, restock, "Refunded at the sandbox console");
        }

        return $"{units.Values.Sum().ToString(CultureInfo.InvariantCulture)} of {order.Described()} refunded{(restock ? " and back on the shelf" : "")}.";
    });

    /// <summary>Changes how many units of lines are ordered.</summary>
    public Task<DeskAnswer> EditAsync(string domain, long orderId, IReadOnlyDictionary<long, int> units) => DoAsync(domain, shop =>
    {
        var order = Live(shop, orderId);
        var changed = units.Where(u => order.Line(u.Key).CurrentQuantity != u.Value).ToList();
        if (changed.Count == 0)
        {
            throw new RefusedHere("Change at least one quantity.");
        }

        foreach (var (lineId, quantity) in changed)
        {
            var line = order.Line(lineId);
            if (!shop.SetQuantity(order, line, quantity))
            {
                throw new RefusedHere($"{line.FullName()} cannot become {quantity.ToString(CultureInfo.InvariantCulture)}: fewer than were shipped, or more than are on the shelf.");
            }
        }

        return $"Order {order.Described()} was edited.";
    });

    private async Task<DeskAnswer> DoAsync(string domain, Func<ShopState, string> act)
    {
        if (Shop(domain) is not var (world, shop))
        {
            return new DeskAnswer(false, Gone);
        }

        try
        {
            return new DeskAnswer(true, await world.ChangeAsync(shop, act));
        }
        catch (RefusedHere refused)
        {
            // Thrown so that what was already done is taken back.
            return new DeskAnswer(false, refused.Message);
        }
    }

    private (SandboxWorld World, ShopState Shop)? Shop(string domain) => sandbox.Server is { } server && server.World.Find(domain) is { } shop ? (server.World, shop) : null;

    private static Buyer BuyerOf(ShopState shop)
    {
        var number = shop.Shop.NextOrderNumber;
        var people = shop.Shop.Role == SimRole.Destination ? Buyers.OfDestination(() => 0, SandboxSettings.DefaultSeed) : Buyers.OfSource(() => 0, SandboxSettings.DefaultSeed, shop.Domain);
        return people.Pick(SeedRandom.For(number, "console"));
    }

    private static SimVariant Variant(ShopState shop, long id) => shop.Variants.GetValueOrDefault(id) ?? throw new RefusedHere("This product is gone.");

    private static SimOrder Live(ShopState shop, long id) => shop.Orders.GetValueOrDefault(id) is { CancelledAt: null } order ? order : throw new RefusedHere("This order is gone or cancelled.");

    private sealed class RefusedHere(string sentence) : Exception(sentence);
}
