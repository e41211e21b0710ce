using Microsoft.Extensions.Time.Testing;
using Syncerize.App.Sandbox;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.Tests.Sandbox;

/// <summary>A sandbox with two small shops: a source with three products at two locations, and an empty destination.</summary>
internal static class SmallWorld
{
    public const string Source = "small-source.myshopify.com";
    public const string Destination = "small-destination.myshopify.com";
    public const string Token = "shpat_small";
    public const string Secret = "small-secret";

    public static DateTimeOffset Start { get; } = new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero);

    public static FakeTimeProvider Clock() => new(Start);

    public static void Fill(SandboxWorld world) => world.Add([Shop(Source, "GBP", 1_000, filled: true), Shop(Destination, "CAD", 900_000, filled: false)]);

    private static ShopContent Shop(string domain, string currency, long from, bool filled)
    {
        var shop = new SimShop
        {
            Domain = domain,
            Name = domain.Split('.')[0],
            ShopId = from + 1,
            Currency = currency,
            AccessToken = Token,
            ClientSecret = Secret,
            ApiScopes = ["read_products", "write_products"],
            NextId = from + 10_000,
            LastStamp = Start.AddDays(-1),
        };
        var content = new ShopContent { Shop = shop };
        foreach (var index in Enumerable.Range(1, filled ? 2 : 1))
        {
            content.Locations.Add(new SimLocation { Id = from + 10 + index, Name = $"Place {index}", CountryCode = "GB", City = "London", CreatedAt = Start, UpdatedAt = Start });
        }

        content.Publications.Add(new SimPublication { Id = from + 20, Title = "Online Store" });
        foreach (var index in Enumerable.Range(1, filled ? 3 : 0))
        {
            var at = Start.AddHours(index - 10);
            var product = new SimProduct { Id = from + 100 + index, Title = $"Product {index}", Handle = $"product-{index}", DescriptionHtml = "<p>Good.</p>", CreatedAt = at, UpdatedAt = at };
            product.Options.Add(new SimOption { Id = from + 200 + index, Name = "Title", Position = 1, Values = [new SimOptionValue { Id = from + 300 + index, Name = "Default Title" }] });
            content.Products.Add(product);
            content.Variants.Add(new SimVariant
            {
                Id = from + 400 + index,
                ProductId = product.Id,
                InventoryItemId = from + 500 + index,
                Sku = $"SKU-{index}",
                PriceMinor = 1000 * index,
                Position = 1,
                SelectedOptions = [new SimSelectedOption { Name = "Title", Value = "Default Title" }],
                CreatedAt = at,
                UpdatedAt = at,
                ItemUpdatedAt = at,
            });
            foreach (var (location, available) in new[] { (1, 10), (2, 5) })
            {
                content.Levels.Add(new SimInventoryLevel
                {
                    Id = from + 600 + (10 * index) + location,
                    InventoryItemId = from + 500 + index,
                    LocationId = from + 10 + location,
                    Available = available,
                    OnHand = available,
                    CreatedAt = at,
                    UpdatedAt = at,
                });
            }
        }

        return content;
    }
}
