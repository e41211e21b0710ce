using System.Globalization;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Seed;

namespace Syncerize.App.Sandbox.Traffic;

/// <summary>
/// What happens next in a shop: a pure function of the seed, the step's number and what the shop looks like. Customers of destinations buy, pay, change their
/// minds; suppliers ship what was pushed to them, restock, recount and reprice, and sell a little themselves.
/// </summary>
internal sealed class TrafficPlan(long seed)
{
    /// <summary>Restock once no more than this is left.</summary>
    public const int Low = 2;

    /// <summary>Seconds of a middling hour at speed 1 between two steps of a destination; three of four steps are orders.</summary>
    public const double DestinationGap = 20;

    /// <summary>The same for a source.</summary>
    public const double SourceGap = 6;

    private static readonly TimeSpan ChangeOfMind = TimeSpan.FromSeconds(40);

    private readonly Buyers _customers = Buyers.OfDestination(() => 0, seed);
    private readonly Dictionary<string, Buyers> _ownCustomers = new(StringComparer.Ordinal);

    /// <summary>Seconds of a middling hour at speed 1 until a step is due after the one before.</summary>
    public double Gap(string domain, SimRole role, long step) =>
        (role == SimRole.Destination ? DestinationGap : SourceGap) * (0.4 + (1.2 * Stream(domain, step, "gap").Unit()));

    /// <summary>Decides a step.</summary>
    public TrafficAction Decide(long step, ShopView view)
    {
        var random = Stream(view.Domain, step, "step");
        return view.Role == SimRole.Destination ? AtDestination(random, view) : AtSource(random, view);
    }

    private TrafficAction AtDestination(SeedRandom random, ShopView view) => random.Weighted([76, 7, 4, 3, 3, 5, 2]) switch
    {
        1 => Pay(random, view),
        2 => Cancel(random, view),
        3 => Refund(random, view),
        4 => Edit(random, view),
        5 => Ship(random, view, line => !line.FromSource),
        6 => Restock(random, view),
        _ => null,
    } ?? Order(random, view, _customers) ?? new TrafficAction.Rest();

    private TrafficAction AtSource(SeedRandom random, ShopView view) => random.Weighted([68, 11, 5, 9, 3, 2, 1, 1]) switch
    {
        1 => Restock(random, view),
        2 => Order(random, view, OwnCustomers(view.Domain)),
        3 => Recount(random, view),
        4 => Reprice(random, view),
        5 => Refund(random, view with { Orders = [.. view.Orders.Where(order => !order.Pushed)] }),
        6 => Cancel(random, view with { Orders = [.. view.Orders.Where(order => !order.Pushed)] }),
        7 => Pay(random, view with { Orders = [.. view.Orders.Where(order => !order.Pushed)] }),
        _ => null,
    } ?? Ship(random, view, _ => true) ?? Restock(random, view) ?? new TrafficAction.Rest();

    private static TrafficAction? Pay(SeedRandom random, ShopView view) =>
        Any(random, [.. view.Orders.Where(order => !order.Paid && !order.Refunded && Since(view, order.CreatedAt) > ChangeOfMind)]) is { } order ? new TrafficAction.Pay(order.Id) : null;

    private static TrafficAction? Cancel(SeedRandom random, ShopView view) => Any(random, Unshipped(view)) is { } order ? new TrafficAction.Cancel(order.Id) : null;

    private static TrafficAction? Refund(SeedRandom random, ShopView view)
    {
        var order = Any(random, [.. view.Orders.Where(o => o is { Paid: true, Refunded: false, ShippedAt: not null } && o.Lines.All(line => line.ToShip == 0) && o.Lines.Any(Returnable))]);
        if (order is null)
        {
            return null;
        }

        var line = random.Pick([.. order.Lines.Where(Returnable)]);
        var back = random.Chance(0.6);
        return new TrafficAction.Refund(order.Id, line.LineId, 1 + random.Next(Math.Min(line.Units, line.Shipped)), back, back ? "Came back unopened" : "Arrived damaged");
    }

    private static TrafficAction? Edit(SeedRandom random, ShopView view)
    {
        if (Any(random, Unshipped(view)) is not { } order || order.Lines.Where(line => line.Units > 0 && line.Units == line.ToShip).ToList() is not { Count: > 0 } lines)
        {
            return null;
        }

        var line = random.Pick(lines);
        var fewer = line.Units > 1 && random.Chance(0.5);
        return fewer || view.Shelf.FirstOrDefault(item => item.VariantId == line.VariantId) is { Available: > 0 }
            ? new TrafficAction.Edit(order.Id, line.LineId, fewer ? line.Units - 1 : line.Units + 1)
            : null;
    }

    /// <summary>Ships the order that is ready for longest; sometimes only a part of it, the rest later.</summary>
    private TrafficAction? Ship(SeedRandom random, ShopView view, Func<BookedLine, bool> mine)
    {
        if (view.Orders.FirstOrDefault(order => (order.Paid || order.Pushed) && order.Lines.Any(line => line.ToShip > 0 && mine(line)) && IsPacked(view, order)) is not { } order)
        {
            return null;
        }

        var lines = order.Lines.Where(line => line.ToShip > 0 && mine(line)).ToList();
        if (random.Chance(0.2) && (lines.Count > 1 || lines[0].ToShip > 1))
        {
            lines = lines.Count > 1 ? lines[..^1] : [lines[0] with { ToShip = lines[0].ToShip - 1 }];
        }

        return new TrafficAction.Ship(order.Id, lines.ToDictionary(line => line.LineId, line => line.ToShip), Carriers.Between(view.Country, order.ShipTo, random));
    }

    private static TrafficAction? Restock(SeedRandom random, ShopView view) =>
        Any(random, [.. view.Shelf.Where(item => item is { FromSource: false, LocationId: not null } && item.Available <= Low)]) is { } item
            ? new TrafficAction.Stock(item.VariantId, item.LocationId!.Value, 6 * random.Between(2, 8))
            : null;

    private static TrafficAction? Recount(SeedRandom random, ShopView view)
    {
        if (Any(random, [.. view.Shelf.Where(item => item is { FromSource: false, LocationId: not null } && item.Available > 12)]) is not { } item)
        {
            return null;
        }

        return new TrafficAction.Stock(item.VariantId, item.LocationId!.Value, random.Pick([-2, -1, 1, 1, 2, 3]));
    }

    private static TrafficAction? Reprice(SeedRandom random, ShopView view)
    {
        if (Any(random, [.. view.Shelf.Where(item => item is { FromSource: false, PriceMinor: >= 200 })]) is not { } item)
        {
            return null;
        }

        // In steps of 5, at most six percent.
        var change = Math.Max(5, item.PriceMinor * random.Between(1, 6) / 100 / 5 * 5);
        return new TrafficAction.Price(item.VariantId, item.PriceMinor + (random.Chance(0.5) ? change : -change));
    }

    private TrafficAction? Order(SeedRandom random, ShopView view, Buyers buyers)
    {
        var shelf = view.Shelf.Where(item => item.Available > 0).ToList();
        if (shelf.Count == 0)
        {
            return null;
        }

        var weights = shelf.ConvertAll(item => Popularity(item.ProductId));
        var wanted = 1 + random.Weighted([52, 28, 13, 7]);
        var basket = new List<(long VariantId, int Units)>();
        long goods = 0;
        for (var tries = 0; tries < 12 && basket.Count < wanted; tries++)
        {
            var item = shelf[random.Weighted(weights)];
            var units = Math.Min(item.Available, 1 + random.Weighted([80, 14, 6]));
            if (!basket.Exists(line => line.VariantId == item.VariantId))
            {
                basket.Add((item.VariantId, units));
                goods += item.PriceMinor * units;
            }
        }

        (string Code, int Percent)? discount = random.Chance(0.12) ? random.Pick([("WELCOME10", 10), ("MAPLE15", 15), ("THANKYOU5", 5)]) : null;
        var note = random.Chance(0.06) ? random.Pick(["Please ring the bell.", "Leave at the side door.", "A present: no receipt, please."]) : null;
        return new TrafficAction.Order(buyers.Pick(random), basket, !random.Chance(0.08), Shipping(random, view.Country, goods), discount, note);
    }

    private static SimShippingLine Shipping(SeedRandom random, string country, long goods) => country switch
    {
        "GB" => new SimShippingLine { Title = "Tracked 48", Code = "TRACKED48", PriceMinor = 495 },
        _ when random.Chance(0.15) => new SimShippingLine { Title = "Express Shipping", Code = "EXPRESS", PriceMinor = 2495 },
        _ when goods >= 150_00 => new SimShippingLine { Title = "Free Shipping", Code = "FREE" },
        _ => new SimShippingLine { Title = "Standard Shipping", Code = "STANDARD", PriceMinor = 1195 },
    };

    /// <summary>Two to eight minutes at speed 1 after it came in, or after the parcel before; the same for the same order.</summary>
    private bool IsPacked(ShopView view, BookedOrder order)
    {
        var minutes = 2 + (6 * SeedRandom.For(seed, string.Create(CultureInfo.InvariantCulture, $"packing {view.Domain} {order.Id} {order.Parcels}")).Unit());
        return Since(view, order.ShippedAt ?? order.CreatedAt) >= TimeSpan.FromMinutes(minutes);
    }

    /// <summary>Few products sell most.</summary>
    private int Popularity(long productId) =>
        (int)(10_000 / (1 + (40 * SeedRandom.For(seed, string.Create(CultureInfo.InvariantCulture, $"popularity {productId}")).Unit())));

    private Buyers OwnCustomers(string domain)
    {
        lock (_ownCustomers)
        {
            if (!_ownCustomers.TryGetValue(domain, out var people))
            {
                _ownCustomers[domain] = people = Buyers.OfSource(() => 0, seed, domain);
            }

            return people;
        }
    }

    private SeedRandom Stream(string domain, long step, string purpose) => SeedRandom.For(seed, string.Create(CultureInfo.InvariantCulture, $"traffic {domain} {purpose} {step}"));

    private static List<BookedOrder> Unshipped(ShopView view) =>
        [.. view.Orders.Where(order => order is { ShippedAt: null, Refunded: false } && order.Lines.Any(line => line.ToShip > 0) && Since(view, order.CreatedAt) is var age && age > ChangeOfMind && age < TimeSpan.FromDays(1))];

    private static bool Returnable(BookedLine line) => line is { Units: > 0, Shipped: > 0 };

    private static T? Any<T>(SeedRandom random, List<T> all)
        where T : class => all.Count == 0 ? null : random.Pick(all);

    /// <summary>Time as the shop's people feel it: faster where more happens per second.</summary>
    private static TimeSpan Since(ShopView view, DateTimeOffset at) => (view.Now - at) * Math.Max(view.Speed, 0);
}
