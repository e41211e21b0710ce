using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core.Connections;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

/// <summary>Random trade with webhooks lost, doubled and reordered; then everything stops, and both sides must agree.</summary>
public sealed class ConvergenceTests
{
    private static readonly string[] Skus = ["KET-1", "KET-2S", "KET-2L", "KET-3"];
    private static readonly string[] Destinations = [WorldShops.First, WorldShops.Second];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Converges_AfterEventsStop(int seed)
    {
        await using var world = await World.ConnectedAsync();
        await world.SettingsAsync(world.FirstConnection, s => s with
        {
            Products = s.Products with
            {
                Vendor = AttributeSync.KeepInSync,
                Tags = AttributeSync.KeepInSync,
                Seo = AttributeSync.KeepInSync,
                Images = AttributeSync.KeepInSync,
                Cost = AttributeSync.KeepInSync,
                Metafields = AttributeSync.KeepInSync,
                MetafieldNamespaces = ["custom"],
                Weight = AttributeSync.KeepInSync,
                LocalEdits = (EditPolicy)(seed % 3),
            },
            Price = new PriceSettings { Rounding = PriceRounding.None },
        });
        await world.SyncAsync(world.FirstConnection, Trade.Kettle1, Trade.Kettle2, Trade.Kettle3);
        await world.SyncAsync(world.SecondConnection, Trade.Kettle1, Trade.Kettle2);
        var random = new Random(seed);
        for (var step = 0; step < 25; step++)
        {
            await ActAsync(world, random);
            if (random.Next(3) == 0)
            {
                await world.DeliverAsync(waiting => Disturb(waiting, random));
                await world.DrainAsync();
            }
        }

        // What webhooks lost, the polls and the compare find.
        await world.SettleAsync();
        await world.Get<Core.Intake.PollSchedule>().PollAsync(World.Ct);
        await world.Get<Core.Intake.PollSchedule>().CompareAsync(World.Ct);
        await world.SettleAsync(TimeSpan.FromMinutes(5));

        await AssertSameAsync(world);
        await using var db = await world.ReadAsync();
        Assert.Empty(await db.WorkItems.Where(w => w.ParkedAt != null && w.Kind != "orders.push").ToListAsync(World.Ct));
    }

    private static async Task ActAsync(World world, Random random)
    {
        var sku = Skus[random.Next(Skus.Length)];
        switch (random.Next(5))
        {
            case 0:
                await world.RecountAsync(sku, random.Next(3, 30));
                break;
            case 1:
                var destination = sku == "KET-3" ? WorldShops.First : Destinations[random.Next(2)];
                await world.OrderAsync(destination, sku, random.Next(1, 3), paid: random.Next(2) == 0);
                break;
            case 2:
                await world.InShopAsync(WorldShops.Source, shop =>
                {
                    var product = shop.Products[Trade.Kettle1 + random.Next(3)];
                    product.Title = $"Kettle {random.Next(1000)}";
                    shop.ProductChanged(product);
                });
                break;
            case 3:
                await world.InShopAsync(WorldShops.Source, shop => Redress(shop, Trade.Kettle1 + random.Next(3), random));
                break;
            default:
                await world.InShopAsync(WorldShops.Source, shop =>
                {
                    var variant = shop.Variants.Values.Single(v => v.Sku == sku);
                    variant.PriceMinor = random.Next(500, 5000);
                    shop.VariantChanged(variant);
                });
                break;
        }
    }

    // Any of the attributes that are kept in step.
    private static void Redress(ShopState shop, long id, Random random)
    {
        var product = shop.Products[id];
        (product.Vendor, product.SeoTitle) = ($"Vendor {random.Next(9)}", random.Next(2) == 0 ? null : $"SEO {random.Next(9)}");
        product.Tags = [.. Enumerable.Range(1, random.Next(4)).Select(n => $"tag {n}")];
        product.Metafields = [.. Enumerable.Range(1, random.Next(3)).Select(n => new SimMetafield { Id = shop.NewId(), Namespace = "custom", Key = $"k{n}", Value = $"{random.Next(9)}" })];
        if (random.Next(2) == 0 && product.Media.Count > 0)
        {
            product.Media.RemoveAt(random.Next(product.Media.Count));
        }
        else
        {
            product.Media.Insert(0, new SimMedia { Id = shop.NewId(), Url = $"/cdn/goods/kettle-{random.Next(9)}.svg", Alt = $"picture {shop.Shop.NextId}" });
        }

        for (var i = 0; i < product.Media.Count; i++)
        {
            product.Media[i].Position = i + 1;
        }

        foreach (var variant in shop.VariantsOf(id).ToList())
        {
            variant.UnitCostMinor = random.Next(3) == 0 ? null : 4L * random.Next(1, 500);
            variant.Weight = random.Next(5) / 4m;
            shop.Put(variant);
        }

        shop.ProductChanged(product);
    }

    private static IEnumerable<Core.Intake.InboxMessage> Disturb(IReadOnlyList<Core.Intake.InboxMessage> waiting, Random random) =>
        waiting.Where(_ => random.Next(4) != 0).SelectMany(m => random.Next(4) == 0 ? [m, m] : new[] { m }).OrderBy(_ => random.Next()).ToList();

    private static async Task AssertSameAsync(World world)
    {
        await using var db = await world.ReadAsync();
        foreach (var link in await world.LinksAsync())
        {
            var source = world.Shop(WorldShops.Source);
            var destination = world.Shop(link.DestinationStoreId == world.First ? WorldShops.First : WorldShops.Second);
            var unsent = await db.Reservations.Where(r => r.SourceInventoryItemId == link.SourceInventoryItemId).SumAsync(r => r.ReservedUnits, World.Ct);
            var shouldShow = Math.Max(0, source.LevelsOf(link.SourceInventoryItemId).Sum(l => l.Available) - unsent);
            Assert.Equal(shouldShow, destination.LevelsOf(link.DestinationInventoryItemId).Sum(l => l.Available));
            Assert.Equal(source.Products[link.ProductLink!.SourceProductId].Title, destination.Products[link.ProductLink.DestinationProductId!.Value].Title);
            if (link.DestinationStoreId == world.First)
            {
                var (there, here) = (source.Products[link.ProductLink.SourceProductId], destination.Products[link.ProductLink.DestinationProductId.Value]);
                Assert.Equal((there.Vendor, there.SeoTitle, string.Join(",", there.Tags)), (here.Vendor, here.SeoTitle, string.Join(",", here.Tags)));
                Assert.Equal(there.Media.OrderBy(m => m.Position).Select(m => m.Alt), here.Media.OrderBy(m => m.Position).Select(m => m.Alt));
                Assert.Equal(there.Metafields.Select(m => (m.Key, m.Value)).Order(), here.Metafields.Where(m => m.Namespace == "custom").Select(m => (m.Key, m.Value)).Order());
                Assert.Equal(
                    (source.Variants[link.SourceVariantId].UnitCostMinor * 7 / 4, source.Variants[link.SourceVariantId].Weight),
                    (destination.Variants[link.DestinationVariantId].UnitCostMinor, destination.Variants[link.DestinationVariantId].Weight));
            }

            var price = source.Variants[link.SourceVariantId].PriceMinor * 1.75m;
            Assert.Equal((long)decimal.Round(price, 0, MidpointRounding.AwayFromZero), destination.Variants[link.DestinationVariantId].PriceMinor);
        }
    }
}
