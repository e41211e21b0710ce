using System.Globalization;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Seed;

/// <summary>The orders of the connected source: what the destination pushed to it, and its own sales between them.</summary>
internal sealed class SourceOrders(SeedShop shop, SeedShop destination, IReadOnlyDictionary<long, SyncedVariant> synced, decimal rate, long seed, DateTimeOffset now)
{
    private readonly SeedRandom _random = SeedRandom.For(seed, "source orders " + shop.Shop.Domain);
    private readonly Dictionary<long, SimCustomer> _customers = [];

    /// <summary>Writes both kinds, oldest first, so that numbers and names rise with time.</summary>
    public void Write(IReadOnlyList<PushedPart> pushed, double ownPerDay)
    {
        var buyers = Buyers.OfSource(shop.NewId, seed, shop.Shop.Domain);
        var own = OrderTimes.Make(_random, shop.Shop.TimeZone, now, 180, ownPerDay);
        var sellable = shop.Products.Where(p => p.Status == "ACTIVE" && p.CreatedAt < now.AddDays(-181)).ToList();
        foreach (var write in own.Select(at => (At: at, Write: (Action)(() => Own(at, sellable, buyers.Next()))))
            .Concat(pushed.Select(part => (part.At, Write: (Action)(() => Pushed(part))))).OrderBy(x => x.At).Select(x => x.Write))
        {
            write();
        }
    }

    private void Pushed(PushedPart part)
    {
        var original = part.Order;
        var order = new SimOrder
        {
            Name = "",
            CreatedAt = part.At,
            SourceIdentifier = Key(part),
            Email = original.Email,
            Phone = original.Phone,
            Customer = Customer(original.Customer!),
            ShippingAddress = original.ShippingAddress,
            Note = original.Note,
            Tags = [.. original.Tags],
            CustomAttributes =
            [
                new SimAttribute { Key = "App", Value = "Syncerize" },
                new SimAttribute { Key = "Destination Store Name", Value = destination.Shop.Name },
                new SimAttribute { Key = "Destination Order #", Value = original.Name },
                new SimAttribute { Key = "Destination Order ID", Value = original.Id.ToString(CultureInfo.InvariantCulture) },
                new SimAttribute { Key = "Customer Phone #", Value = original.Phone ?? "" },
                new SimAttribute { Key = "Shipping Method", Value = original.ShippingLines[0].Title },
                new SimAttribute { Key = "Order Push Mode", Value = part.Automatic ? "Automatic" : "Manual" },
            ],
        };
        order.Metafields.Add(new SimMetafield
        {
            Id = shop.NewId(),
            Namespace = SyncedCopies.Namespace,
            Key = SyncedCopies.PushKey,
            Type = "id",
            Value = order.SourceIdentifier,
            CreatedAt = part.At,
            UpdatedAt = part.At,
        });
        var location = Location([.. part.Lines.Select(line => synced[line.VariantId!.Value].Source.InventoryItemId)]);
        var made = part.Lines.ToDictionary(line => line.Id, line => Convert(line, location));
        order.Lines.AddRange(made.Values.SelectMany(lines => lines));
        order.ShippingLines.AddRange(original.ShippingLines.Select(line => new SimShippingLine
        {
            Id = shop.NewId(),
            Title = line.Title,
            Code = line.Code,
            PriceMinor = InSource(line.PriceMinor - line.DiscountMinor),
        }));
        OrderWriting.Place(shop, order);
        if (part.CancelledAt is { } cancelledAt)
        {
            OrderWriting.Cancel(shop, order, cancelledAt);
        }

        foreach (var parcel in part.Parcels)
        {
            OrderWriting.Ship(shop, order, parcel.Lines.SelectMany(line => made[line.Id]), parcel.At, parcel.Tracking);
        }
    }

    /// <summary>The line in the source's money: where its net does not divide by the units it becomes two lines, so that the total is exact.</summary>
    private List<SimOrderLine> Convert(SimOrderLine line, long location)
    {
        var variant = synced[line.VariantId!.Value].Source;
        var product = shop.Products.Single(p => p.Id == variant.ProductId);
        var net = InSource((line.UnitMinor * line.Quantity) - line.DiscountMinor);
        var unit = net / line.Quantity;
        var dearer = (int)(net % line.Quantity);
        List<SimOrderLine> lines = [];
        if (line.Quantity - dearer > 0)
        {
            lines.Add(OrderWriting.Line(shop, product, variant, line.Quantity - dearer, unit, location));
        }

        if (dearer > 0)
        {
            lines.Add(OrderWriting.Line(shop, product, variant, dearer, unit + 1, location));
        }

        return lines;
    }

    private void Own(DateTimeOffset at, List<SimProduct> sellable, Buyer buyer)
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
            TaxesIncluded = true,
        };
        var products = _random.Shuffled(Enumerable.Range(0, sellable.Count)).Take(1 + _random.Weighted([60, 28, 12])).Select(i => sellable[i]);
        foreach (var product in products)
        {
            var variant = _random.Pick(shop.VariantsOf(product.Id));
            if (variant.Tracked)
            {
                order.Lines.Add(OrderWriting.Line(shop, product, variant, 1 + _random.Weighted([85, 15]), variant.PriceMinor, shop.LevelsOf(variant.InventoryItemId)[0].LocationId));
            }
        }

        if (order.Lines.Count == 0)
        {
            return;
        }

        order.ShippingLines.Add(new SimShippingLine { Id = shop.NewId(), Title = "Tracked 48", Code = "TRACKED48", PriceMinor = 495 });
        // Prices hold a fifth of their net as value added tax.
        order.TaxMinor = OrderWriting.Total(order) / 6;
        OrderWriting.Place(shop, order);
        OrderWriting.Pay(shop, order, "shopify_payments");
        if (now - at > TimeSpan.FromDays(4))
        {
            OrderWriting.Ship(shop, order, order.Lines, at.AddHours(_random.Between(14, 60)), Carriers.InBritain(_random));
        }
    }

    private long Location(List<long> items)
    {
        var second = shop.Locations[^1].Id;
        return items.TrueForAll(item => shop.LevelsOf(item).Any(level => level.LocationId == second)) && _random.Chance(0.3)
            ? second
            : shop.Locations[0].Id;
    }

    private SimCustomer Customer(SimCustomer buyer)
    {
        if (!_customers.TryGetValue(buyer.Id, out var known))
        {
            _customers[buyer.Id] = known = new SimCustomer { Id = shop.NewId(), FirstName = buyer.FirstName, LastName = buyer.LastName, Email = buyer.Email, Phone = buyer.Phone };
        }

        return known;
    }

    private string Key(PushedPart part) =>
        string.Create(CultureInfo.InvariantCulture, $"{destination.Shop.ShopId}-{part.Order.Id}-{shop.Shop.ShopId}-1");

    /// <summary>An amount of the destination in the source's minor units.</summary>
    private long InSource(long minor) => (long)decimal.Round(minor / rate, 0, MidpointRounding.AwayFromZero);
}
