using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Seed;

/// <summary>A parcel that left a source: whole lines, named by the destination's order lines.</summary>
internal sealed record Parcel(DateTimeOffset At, SimTracking Tracking, IReadOnlyList<SimOrderLine> Lines);

/// <summary>The part of a destination order that was pushed to the source.</summary>
internal sealed record PushedPart(SimOrder Order, IReadOnlyList<SimOrderLine> Lines, DateTimeOffset At, bool Automatic, DateTimeOffset? CancelledAt, IReadOnlyList<Parcel> Parcels);

/// <summary>Months of orders in the destination.</summary>
internal sealed class DestinationOrders(SeedShop shop, SeedShop source, IReadOnlyDictionary<long, SyncedVariant> synced, long seed, DateTimeOffset now)
{
    private const int Days = 182;

    private readonly SeedRandom _random = SeedRandom.For(seed, "destination orders");
    private readonly Dictionary<long, int> _reserved = [];
    private readonly List<PushedPart> _pushed = [];
    private List<(SimProduct Product, int Weight)> _shelf = [];

    /// <summary>Units sold but not pushed, by the source's inventory item.</summary>
    public IReadOnlyDictionary<long, int> Reserved => _reserved;

    /// <summary>Writes the orders, oldest first.</summary>
    /// <returns>What was pushed.</returns>
    public IReadOnlyList<PushedPart> Write()
    {
        var buyers = Buyers.OfDestination(shop.NewId, seed);
        // The popular ones sell most: the n-th product weighs 1 / (n + 4).
        _shelf = [.. SeedRandom.For(seed, "popularity").Shuffled(shop.Products.Where(p => p.Status == "ACTIVE")).Select((product, i) => (product, 40_000 / (i + 4)))];
        var times = OrderTimes.Make(_random, shop.Shop.TimeZone, now, Days, 2.75);
        times.AddRange([now.AddHours(-7.2), now.AddHours(-3.1), now.AddMinutes(-52), now.AddMinutes(-16)]);
        times.Sort();
        for (var i = 0; i < times.Count; i++)
        {
            var at = new DateTimeOffset(times[i].Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
            One(at, OrderFates.Choose(_random, times.Count - 1 - i, now - at), buyers.Next());
        }

        return _pushed;
    }

    private void One(DateTimeOffset at, OrderFate fate, Buyer buyer)
    {
        var order = new SimOrder
        {
            Name = "",
            CreatedAt = at,
            Customer = buyer.Customer,
            Email = buyer.Customer.Email,
            Phone = buyer.Customer.Phone,
            ShippingAddress = buyer.Address,
            BillingAddress = buyer.Address,
            SourceName = "web",
            Note = _random.Chance(0.06) ? _random.Pick(["Please ring the bell.", "Leave at the side door.", "A present: no receipt, please."]) : null,
            Tags = _random.Chance(0.08) ? [_random.Pick(["gift", "repeat-buyer", "newsletter"])] : [],
        };
        Lines(order, fate, at);
        if (order.Lines.Count == 0)
        {
            return;
        }

        Discount(order);
        Shipping(order);
        // Ontario's harmonised tax, on goods and shipping.
        order.TaxMinor = (long)Math.Round(OrderWriting.Total(order) * 0.13, MidpointRounding.AwayFromZero);
        OrderWriting.Place(shop, order);
        if (fate == OrderFate.Pending)
        {
            order.PaymentGatewayNames = ["Bank Deposit"];
        }
        else
        {
            OrderWriting.Pay(shop, order, "shopify_payments");
        }

        var ours = order.Lines.Where(IsSynced).ToList();
        switch (fate)
        {
            case OrderFate.NotPushed or OrderFate.Pending:
                Reserve(ours);
                break;
            case OrderFate.CancelledBeforePush:
                OrderWriting.Cancel(shop, order, at.AddMinutes(_random.Between(2, 9)));
                break;
            default:
                Push(order, ours, fate, at);
                break;
        }
    }

    private void Lines(SimOrder order, OrderFate fate, DateTimeOffset at)
    {
        var count = 1 + _random.Weighted([52, 28, 13, 7]);
        var mustBeSynced = fate == OrderFate.Shipped ? 0 : 1;
        if (fate == OrderFate.PartlyShipped)
        {
            // Only an order of several lines can go in parts.
            count = mustBeSynced = Math.Max(2, count);
        }

        var sellable = _shelf.Where(x => x.Product.CreatedAt < at).ToList();
        var weights = sellable.Select(x => x.Weight).ToList();
        for (var tries = 0; tries < 60 && order.Lines.Count < count; tries++)
        {
            var product = sellable[_random.Weighted(weights)].Product;
            var variant = _random.Pick(shop.VariantsOf(product.Id));
            var quantity = 1 + _random.Weighted([80, 14, 6]);
            var pair = synced.GetValueOrDefault(variant.Id);
            if (order.Lines.Exists(line => line.VariantId == variant.Id) || (order.Lines.Count < mustBeSynced && pair is null))
            {
                continue;
            }

            // Units still to come from the source must be there.
            if (fate is OrderFate.NotPushed or OrderFate.Pending && pair is not null
                && source.Available(pair.Source.InventoryItemId) - _reserved.GetValueOrDefault(pair.Source.InventoryItemId) < quantity + 1)
            {
                continue;
            }

            var location = shop.LevelsOf(variant.InventoryItemId)[0].LocationId;
            order.Lines.Add(OrderWriting.Line(shop, product, variant, quantity, variant.PriceMinor, location));
        }
    }

    private void Discount(SimOrder order)
    {
        if (!_random.Chance(0.15))
        {
            return;
        }

        var (code, percent) = _random.Pick([("WELCOME10", 10), ("MAPLE15", 15), ("THANKYOU5", 5)]);
        foreach (var line in order.Lines)
        {
            line.DiscountMinor = (line.UnitMinor * line.Quantity * percent + 50) / 100;
        }

        order.Discounts.Add(new SimDiscount { Code = code, AmountMinor = order.Lines.Sum(line => line.DiscountMinor) });
    }

    private void Shipping(SimOrder order)
    {
        var goods = order.Lines.Sum(line => (line.UnitMinor * line.Quantity) - line.DiscountMinor);
        var (title, code, price) = _random.Chance(0.15) ? ("Express Shipping", "EXPRESS", 2495L) : goods >= 150_00 ? ("Free Shipping", "FREE", 0L) : ("Standard Shipping", "STANDARD", 1195L);
        order.ShippingLines.Add(new SimShippingLine { Id = shop.NewId(), Title = title, Code = code, PriceMinor = price });
    }

    private void Reserve(IEnumerable<SimOrderLine> lines)
    {
        foreach (var line in lines)
        {
            var item = synced[line.VariantId!.Value].Source.InventoryItemId;
            _reserved[item] = _reserved.GetValueOrDefault(item) + line.CurrentQuantity;
        }
    }

    private void Push(SimOrder order, List<SimOrderLine> ours, OrderFate fate, DateTimeOffset at)
    {
        var automatic = _random.Chance(0.8);
        var pushedAt = Before(at.AddSeconds(automatic ? _random.Between(20, 240) : _random.Between(1200, 30_000)));
        if (fate == OrderFate.CancelledAfterPush)
        {
            var cancelledAt = pushedAt.AddMinutes(_random.Between(15, 300));
            OrderWriting.Cancel(shop, order, cancelledAt);
            _pushed.Add(new PushedPart(order, ours, pushedAt, automatic, cancelledAt.AddSeconds(40), []));
            return;
        }

        var parcels = Parcels(ours, fate, pushedAt);
        foreach (var parcel in parcels)
        {
            OrderWriting.Ship(shop, order, parcel.Lines, Before(parcel.At.AddSeconds(_random.Between(15, 150))), parcel.Tracking);
        }

        var own = order.Lines.Except(ours).ToList();
        if (own.Count > 0 && fate is not (OrderFate.Open or OrderFate.PartlyShipped))
        {
            OrderWriting.Ship(shop, order, own, Before(at.AddHours(_random.Between(20, 70))), Carriers.CanadaPost(_random));
        }

        if (ours.Count > 0)
        {
            _pushed.Add(new PushedPart(order, ours, pushedAt, automatic, null, parcels));
        }

        if (fate is OrderFate.Refunded or OrderFate.PartlyRefunded)
        {
            var lines = fate == OrderFate.Refunded ? order.Lines : [order.Lines[^1]];
            OrderWriting.Refund(shop, order, lines, Before(order.UpdatedAt.AddDays(_random.Between(4, 16))));
        }
    }

    private List<Parcel> Parcels(List<SimOrderLine> ours, OrderFate fate, DateTimeOffset pushedAt)
    {
        if (fate == OrderFate.Open || ours.Count == 0)
        {
            return [];
        }

        var shippedAt = Before(pushedAt.AddHours(_random.Between(16, 60)));
        if (fate == OrderFate.PartlyShipped || (ours.Count > 2 && _random.Chance(0.4)))
        {
            var first = new Parcel(shippedAt, Carriers.FromBritain(_random), [ours[0]]);
            return fate == OrderFate.PartlyShipped
                ? [first]
                : [first, new Parcel(Before(shippedAt.AddHours(_random.Between(20, 50))), Carriers.FromBritain(_random), ours[1..])];
        }

        return [new Parcel(shippedAt, Carriers.FromBritain(_random), ours)];
    }

    /// <summary>Nothing of the past may lie in the future.</summary>
    private DateTimeOffset Before(DateTimeOffset at) => at < now.AddMinutes(-3) ? at : now.AddMinutes(-3);

    private bool IsSynced(SimOrderLine line) => synced.ContainsKey(line.VariantId!.Value);
}
