using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Seed;

/// <summary>The three simulated shops before they have goods: who they are, where, in which currency.</summary>
internal sealed class SeedShops
{
    private static readonly List<string> Scopes =
    [
        "read_products", "write_products", "read_inventory", "write_inventory", "read_locations", "read_publications", "write_publications", "write_files", "read_orders", "write_orders",
        "read_all_orders", "read_customers", "read_merchant_managed_fulfillment_orders", "write_merchant_managed_fulfillment_orders", "read_assigned_fulfillment_orders",
        "write_assigned_fulfillment_orders", "read_third_party_fulfillment_orders", "write_third_party_fulfillment_orders", "read_order_edits", "write_order_edits",
    ];

    private SeedShops(SeedShop connected, SeedShop other, SeedShop destination) => (Connected, Other, Destination) = (connected, other, destination);

    /// <summary>The source the destination is connected to.</summary>
    public SeedShop Connected { get; }

    /// <summary>The source that is not connected.</summary>
    public SeedShop Other { get; }

    public SeedShop Destination { get; }

    public IReadOnlyList<SeedShop> All => [Connected, Other, Destination];

    public static SeedShops Make(long seed, DateTimeOffset now)
    {
        var random = SeedRandom.For(seed, "shops");
        var secret = "shpss_" + Hex(random);
        var connected = Make("harbour-home.myshopify.com", "Harbour Home", SimRole.Source, "GBP", "Europe/London", "GB", 7_100_000_000_000, 61_204_398_117, 2001);
        AddLocations(connected, now, ("Bermondsey Warehouse", "14 Wharf Road", "London", "SE16 4DG"), ("Bristol Warehouse", "3 Dock Street", "Bristol", "BS1 6TL"));
        var other = Make("alpine-outfitters.myshopify.com", "Alpine Outfitters", SimRole.Source, "EUR", "Europe/Berlin", "DE", 7_400_000_000_000, 64_871_530_052, 5001);
        AddLocations(other, now, ("Lager Berlin", "Lindenstraße 40", "Berlin", "10969"), ("Lager Zürich", "Hafenweg 8", "Zürich", "8005"));
        other.Locations[1].CountryCode = "CH";
        var destination = Make("maple-and-main.myshopify.com", "Maple & Main", SimRole.Destination, "CAD", "America/Toronto", "CA", 7_700_000_000_000, 68_390_214_775, 1001);
        AddLocations(destination, now, ("Toronto Warehouse", "220 Commissioners Street", "Toronto", "M5A 1A1"), ("Main Street Shop", "18 Main Street", "Toronto", "M4E 2V4"));
        destination.Shop.ConnectTo = connected.Shop.Domain;
        destination.Shop.ExchangeRate = 1.8425m;
        destination.Shop.OtherRates["EUR"] = 1.6115m;
        // What the app sets up when it is connected, so that its keys are unique.
        foreach (var shop in (SeedShop[])[connected, destination])
        {
            Define(shop, "Syncerize product", SyncedCopies.ProductKey, "PRODUCT");
            Define(shop, "Syncerize order push", SyncedCopies.PushKey, "ORDER");
        }

        return new SeedShops(connected, other, destination);

        SeedShop Make(string domain, string name, SimRole role, string currency, string zone, string country, long firstId, long shopId, long firstOrder) => new(new SimShop
        {
            Domain = domain,
            Name = name,
            ShopId = shopId,
            Email = "hello@example.com",
            Currency = currency,
            TimeZone = zone,
            CountryCode = country,
            // A big plan: the first reading of months of orders must not wait minutes for points.
            PlanName = "Shopify Plus",
            RestoreRate = 1000,
            BucketSize = 20_000,
            Role = role,
            AccessToken = "shpat_" + Hex(random),
            ClientSecret = secret,
            ApiScopes = [.. Scopes],
            NextId = firstId + random.Next(1_000_000),
            NextOrderNumber = firstOrder,
        });
    }

    private static void AddLocations(SeedShop shop, DateTimeOffset now, params (string Name, string Street, string City, string Zip)[] places)
    {
        var createdAt = now.AddDays(-500);
        shop.Locations.AddRange(places.Select(place => new SimLocation
        {
            Id = shop.NewId(),
            Name = place.Name,
            Address1 = place.Street,
            City = place.City,
            Zip = place.Zip,
            CountryCode = shop.Shop.CountryCode,
            CreatedAt = createdAt,
            UpdatedAt = createdAt,
        }));
        shop.Publications.Add(new SimPublication { Id = shop.NewId(), Title = "Online Store" });
    }

    private static void Define(SeedShop shop, string name, string key, string owner) => shop.Definitions.Add(new SimMetafieldDefinition
    {
        Id = shop.NewId(),
        Name = name,
        Namespace = SyncedCopies.Namespace,
        Key = key,
        OwnerType = owner,
        Type = "id",
        UniqueValues = true,
    });

    private static string Hex(SeedRandom random) => string.Concat(Enumerable.Range(0, 32).Select(_ => "0123456789abcdef"[random.Next(16)]));
}
