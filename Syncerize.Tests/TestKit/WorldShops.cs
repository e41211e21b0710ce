using Syncerize.App.Sandbox;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.Tests.TestKit;

/// <summary>Three small shops: one source with three products at two locations, and two destinations with nothing in them.</summary>
internal static class WorldShops
{
    public const string Source = "goods.myshopify.com";
    public const string First = "first.myshopify.com";
    public const string Second = "second.myshopify.com";
    public const string Secret = "world-secret";

    public static DateTimeOffset Start { get; } = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    public static void Fill(SandboxWorld world) => world.Add([Shop(Source, "GBP", 1_000_000, locations: 2, products: 3), Shop(First, "CAD", 2_000_000, 1, 0), Shop(Second, "CAD", 3_000_000, 1, 0)]);

    private static ShopContent Shop(string domain, string currency, long from, int locations, int products)
    {
        var content = new ShopContent
        {
            Shop = new SimShop
            {
                Domain = domain,
                Name = char.ToUpperInvariant(domain[0]) + domain.Split('.')[0][1..],
                ShopId = from + 1,
                Currency = currency,
                TimeZone = "America/Toronto",
                AccessToken = "shpat_" + domain,
                ClientSecret = Secret,
                ApiScopes = ["read_products", "write_products", "read_orders", "write_orders"],
                BucketSize = 1_000_000,
                RestoreRate = 100_000,
                NextId = from + 10_000,
                LastStamp = Start.AddDays(-1),
            },
        };
        for (var n = 1; n <= locations; n++)
        {
            content.Locations.Add(new SimLocation { Id = from + 10 + n, Name = $"Place {n}", CountryCode = "GB", City = "London", CreatedAt = Start.AddYears(-1), UpdatedAt = Start.AddYears(-1) });
        }

        content.Publications.Add(new SimPublication { Id = from + 20, Title = "Online Store" });
        for (var n = 1; n <= products; n++)
        {
            Product(content, from, n, locations);
        }

        return content;
    }

    private static void Product(ShopContent content, long from, int n, int locations)
    {
        var at = Start.AddDays(-n);
        var values = n == 2 ? new[] { "Small", "Large" } : ["Default Title"];
        var option = n == 2 ? "Size" : "Title";
        content.Products.Add(new SimProduct
        {
            Id = from + 100 + n,
            Title = $"Kettle {n}",
            Handle = $"kettle-{n}",
            DescriptionHtml = $"<p>Kettle <b>{n}</b></p>",
            Vendor = "Goods",
            ProductType = "Kettle",
            CreatedAt = at,
            UpdatedAt = at,
            Options = [new SimOption { Id = from + 200 + n, Name = option, Position = 1, Values = [.. values.Select((v, i) => new SimOptionValue { Id = from + 300 + (10 * n) + i, Name = v })] }],
        });
        for (var v = 0; v < values.Length; v++)
        {
            var item = from + 600 + (10 * n) + v;
            content.Variants.Add(new SimVariant
            {
                Id = from + 500 + (10 * n) + v,
                ProductId = from + 100 + n,
                InventoryItemId = item,
                Title = values[v],
                Sku = $"KET-{n}{(values.Length > 1 ? values[v][..1] : "")}",
                PriceMinor = 1000 * n,
                Position = v + 1,
                SelectedOptions = [new SimSelectedOption { Name = option, Value = values[v] }],
                CreatedAt = at,
                UpdatedAt = at,
                ItemUpdatedAt = at,
            });
            for (var l = 1; l <= locations; l++)
            {
                content.Levels.Add(new SimInventoryLevel
                {
                    Id = from + 700 + (100 * n) + (10 * v) + l,
                    InventoryItemId = item,
                    LocationId = from + 10 + l,
                    Available = l == 1 ? 10 : 5,
                    OnHand = l == 1 ? 10 : 5,
                    CreatedAt = at,
                    UpdatedAt = at,
                });
            }
        }
    }
}
