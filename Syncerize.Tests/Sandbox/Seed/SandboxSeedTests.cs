using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Syncerize.App.Sandbox;
using Syncerize.App.Sandbox.Catalog;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Seed;

namespace Syncerize.Tests.Sandbox.Seed;

public sealed class SandboxSeedTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 14, 0, 0, TimeSpan.Zero);

    private static readonly SeedWorld World = SandboxSeed.Build(new SeedOptions(20261, null), Now);

    private static SeedShop Source => World.Shops[0];

    private static SeedShop Destination => World.Shops[2];

    [Fact]
    public void Build_SameSeed_SameShops()
    {
        var again = SandboxSeed.Build(new SeedOptions(20261, null), Now);
        foreach (var (first, second) in World.Shops.Zip(again.Shops))
        {
            Assert.Equal(JsonSerializer.Serialize(first.Shop), JsonSerializer.Serialize(second.Shop));
            Assert.Equal(JsonSerializer.Serialize(first.Products), JsonSerializer.Serialize(second.Products));
            Assert.Equal(JsonSerializer.Serialize(first.Variants), JsonSerializer.Serialize(second.Variants));
            Assert.Equal(JsonSerializer.Serialize(first.Levels), JsonSerializer.Serialize(second.Levels));
            Assert.Equal(JsonSerializer.Serialize(first.Orders), JsonSerializer.Serialize(second.Orders));
        }
    }

    [Fact]
    public void Build_OtherSeed_OtherCatalogue() => Assert.NotEqual(
        JsonSerializer.Serialize(World.Shops[1].Products), JsonSerializer.Serialize(SandboxSeed.Build(new SeedOptions(7, null), Now).Shops[1].Products));

    [Fact]
    public void Build_Always_HasWhatWasPromised()
    {
        Assert.InRange(World.Shops[0].Products.Count, 215, 230);
        Assert.InRange(World.Shops[1].Products.Count, 115, 130);
        Assert.Equal(200, Synced().Count());
        Assert.InRange(Destination.Orders.Count, 420, 580);
        Assert.All(World.Shops, shop => Assert.Equal(2, shop.Locations.Count));
        Assert.Contains(Source.Products, p => p.Status == "DRAFT");
        Assert.Contains(Source.Variants, v => !v.Tracked);
        Assert.Contains(Source.Products, p => Source.VariantsOf(p.Id).All(v => v.Tracked && Source.Available(v.InventoryItemId) == 0));
        Assert.Equal("harbour-home.myshopify.com", Destination.Shop.ConnectTo);
        Assert.True(Destination.Orders[0].CreatedAt < Now.AddDays(-175));
        Assert.Null(World.CatalogProblem);
    }

    [Fact]
    public void Catalogue_Always_IsSound()
    {
        foreach (var shop in World.Shops)
        {
            Assert.Distinct(shop.Products.Select(p => p.Handle));
            Assert.Distinct(shop.Variants.Select(v => v.Sku));
            Assert.Distinct(shop.Variants.Where(v => v.Barcode is not null).Select(v => v.Barcode));
            Assert.All(shop.Variants.Where(v => v.Barcode is not null), v => Assert.True(Barcodes.IsValid(v.Barcode!), v.Barcode));
            Assert.All(shop.Variants, v => Assert.True(v.PriceMinor > 0 && (v.CompareAtMinor is null || v.CompareAtMinor > v.PriceMinor), v.Sku));
            foreach (var product in shop.Products)
            {
                var variants = shop.VariantsOf(product.Id);
                Assert.InRange(variants.Count, 1, 12);
                Assert.Distinct(variants.Select(v => v.Title));
                Assert.All(variants, v => Assert.Equal(product.Options.Select(o => o.Name), v.SelectedOptions.Select(o => o.Name)));
                Assert.All(product.Options, (option, i) => Assert.Equal(
                    option.Values.Select(value => value.Name), variants.Select(v => v.SelectedOptions[i].Value).Distinct(StringComparer.Ordinal)));
                Assert.NotEmpty(product.Media);
            }
        }
    }

    [Fact]
    public void Numbers_Always_AreUniqueOverAllShops() => Assert.Distinct(World.Shops.SelectMany(shop =>
        shop.Products.Select(p => p.Id).Concat(shop.Variants.Select(v => v.Id)).Concat(shop.Variants.Select(v => v.InventoryItemId)).Concat(shop.Levels.Select(l => l.Id))
            .Concat(shop.Products.SelectMany(p => p.Media).Select(m => m.Id)).Concat(shop.Orders.Select(o => o.Id)).Concat(shop.Orders.SelectMany(o => o.Lines).Select(l => l.Id))));

    [Fact]
    public void Synced_Always_EqualWhatThePlannerWouldWrite()
    {
        foreach (var (copy, original) in Synced())
        {
            Assert.Equal(original.Title, copy.Title);
            Assert.Equal(original.DescriptionHtml, copy.DescriptionHtml);
            Assert.Equal(original.Status, copy.Status);
            Assert.Equal(original.Tags, copy.Tags);
            Assert.Equal(original.Options.Select(o => (o.Name, string.Join('|', o.Values.Select(v => v.Name)))), copy.Options.Select(o => (o.Name, string.Join('|', o.Values.Select(v => v.Name)))));
            Assert.Equal(original.Media.Count, copy.Media.Count);
            foreach (var (made, from) in Destination.VariantsOf(copy.Id).Zip(Source.VariantsOf(original.Id)))
            {
                Assert.Equal((from.Sku, from.Barcode, from.Title, from.Position, from.Weight), (made.Sku, made.Barcode, made.Title, made.Position, made.Weight));
                Assert.Equal((long)decimal.Round(from.PriceMinor * 1.8425m, 0, MidpointRounding.AwayFromZero), made.PriceMinor);
                Assert.Equal(from.CompareAtMinor is { } c ? (long)decimal.Round(c * 1.8425m, 0, MidpointRounding.AwayFromZero) : null, made.CompareAtMinor);
                Assert.Single(Destination.LevelsOf(made.InventoryItemId));
            }
        }
    }

    [Fact]
    public void Stock_EverySyncedVariant_FollowsTheFormula()
    {
        var pushed = Pushed().ToDictionary(x => x.Key, x => x.Order, StringComparer.Ordinal);
        var reserved = new Dictionary<long, int>();
        foreach (var order in Destination.Orders)
        {
            var pair = pushed.GetValueOrDefault(Key(order));
            foreach (var line in order.Lines.Where(l => pair is null && l.CurrentQuantity > 0))
            {
                reserved[line.VariantId!.Value] = reserved.GetValueOrDefault(line.VariantId.Value) + line.CurrentQuantity;
            }
        }

        Assert.NotEmpty(reserved);
        foreach (var (copy, original) in Synced())
        {
            foreach (var (made, from) in Destination.VariantsOf(copy.Id).Zip(Source.VariantsOf(original.Id)))
            {
                Assert.Equal(Math.Max(0, Source.Available(from.InventoryItemId) - reserved.GetValueOrDefault(made.Id)), Destination.Available(made.InventoryItemId));
            }
        }
    }

    [Fact]
    public void Stock_EveryLevelOfEveryShop_HoldsItsOpenOrders()
    {
        foreach (var shop in World.Shops)
        {
            var open = shop.Orders.SelectMany(o => o.Lines).Where(l => l.CommittedQuantity > 0)
                .GroupBy(l => (l.InventoryItemId!.Value, l.LocationId!.Value)).ToDictionary(g => g.Key, g => g.Sum(l => l.CommittedQuantity));
            Assert.All(shop.Levels, level =>
            {
                Assert.Equal(open.GetValueOrDefault((level.InventoryItemId, level.LocationId)), level.Committed);
                Assert.Equal(level.Available + level.Committed, level.OnHand);
                Assert.True(level.Available >= 0);
            });
            Assert.All(shop.Orders, order => Assert.All(order.Lines, line =>
                Assert.Equal(order.CancelledAt is null ? line.Quantity - line.FulfilledQuantity : 0, line.CommittedQuantity)));
        }
    }

    [Fact]
    public void Orders_EveryPushedOne_HasItsPairInTheSource()
    {
        var orders = Destination.Orders.ToDictionary(Key, StringComparer.Ordinal);
        var pairs = Pushed().ToList();
        Assert.Distinct(pairs.Select(p => p.Key));
        Assert.InRange(pairs.Count, 350, 560);
        foreach (var (key, pair) in pairs)
        {
            var order = orders[key];
            Assert.Equal(key, pair.Metafields.Single(m => m is { Namespace: "app--1--syncerize", Key: "push_key", Type: "id" }).Value);
            Assert.True(pair.CreatedAt > order.CreatedAt);
            Assert.Equal(order.CancelledAt is null, pair.CancelledAt is null);
            Assert.Equal(order.Name, pair.CustomAttributes.Single(a => a.Key == "Destination Order #").Value);
            Assert.Equal(7, pair.CustomAttributes.Count);
            var numbers = order.Fulfillments.SelectMany(f => f.Tracking).Select(t => t.Number).ToHashSet();
            Assert.All(pair.Fulfillments.SelectMany(f => f.Tracking), t => Assert.Contains(t.Number, numbers));
            var ours = order.Lines.Where(l => IsSynced(l.ProductId!.Value)).ToList();
            Assert.Equal(ours.Sum(l => l.Quantity), pair.Lines.Sum(l => l.Quantity));
            Assert.Equal(ours.Sum(l => (long)decimal.Round(((l.UnitMinor * l.Quantity) - l.DiscountMinor) / 1.8425m, 0, MidpointRounding.AwayFromZero)), pair.Lines.Sum(l => l.UnitMinor * l.Quantity));
        }
    }

    [Fact]
    public void Orders_TheNewest_WaitForTheirPush()
    {
        var pushed = Pushed().Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        var waiting = Destination.Orders.Where(o => o.CancelledAt is null && o.Lines.Exists(l => IsSynced(l.ProductId!.Value)) && !pushed.Contains(Key(o))).ToList();
        Assert.InRange(waiting.Count, 5, 9);
        Assert.All(waiting, o => Assert.True(o.CreatedAt > Now.AddDays(-6)));
        Assert.Contains(waiting, o => o.FinancialStatus == "PENDING");
        Assert.Contains(waiting, o => o.FinancialStatus == "PAID");
    }

    [Fact]
    public void Orders_Always_LieInThePastAndAddUp()
    {
        foreach (var shop in World.Shops)
        {
            Assert.Equal(shop.Orders.Select(o => o.Number), shop.Orders.Select(o => o.Number).Order());
            Assert.All(shop.Orders, order =>
            {
                Assert.True(order.CreatedAt < Now && order.UpdatedAt <= Now && order.UpdatedAt >= order.CreatedAt, order.Name);
                Assert.NotEmpty(order.Lines);
                Assert.All(order.Lines, line => Assert.True(line.UnitMinor >= 0 && line.DiscountMinor <= line.UnitMinor * line.Quantity));
                if (order.FinancialStatus == "PAID")
                {
                    Assert.Equal(OrderWriting.Total(order), order.Transactions.Sum(t => t.AmountMinor));
                }
            });
        }

        var kinds = Destination.Orders.Select(o => o.FinancialStatus).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string>(["PAID", "PENDING", "REFUNDED", "PARTIALLY_REFUNDED"], StringComparer.Ordinal), kinds);
        Assert.Contains(Destination.Orders, o => o.FulfillmentStatus == "PARTIALLY_FULFILLED");
        Assert.Contains(Destination.Orders, o => o.Lines.Exists(l => !IsSynced(l.ProductId!.Value)));
        Assert.Contains(Destination.Orders, o => o.Discounts.Count > 0);
    }

    [Fact]
    public void Fill_EmptyWorld_IsStoredAndReadBackOnce()
    {
        var folder = Directory.CreateTempSubdirectory("seed");
        var path = Path.Combine(folder.FullName, "sandbox.db");
        var time = new FakeTimeProvider(Now);
        var steps = new Steps();
        using (var world = new SandboxWorld(path, time))
        {
            Assert.Null(SandboxSeed.Fill(world, new SeedOptions(20261, null), steps));
            Assert.Equal(steps.Seen.Select(s => s.Percent).Order(), steps.Seen.Select(s => s.Percent));
            Assert.Equal(100, steps.Seen[^1].Percent);
        }

        using (var again = new SandboxWorld(path, time))
        {
            SandboxSeed.Fill(again, new SeedOptions(7, null));
            var shop = again["harbour-home.myshopify.com"];
            Assert.Equal(Source.Products.Count, shop.Products.Count);
            Assert.Equal(Source.Orders.Count, shop.Orders.Count);
            Assert.Equal(JsonSerializer.Serialize(Source.Orders[10]), JsonSerializer.Serialize(shop.Orders[Source.Orders[10].Id]));
        }

        folder.Delete(recursive: true);
    }

    private static IEnumerable<(SimProduct Copy, SimProduct Original)> Synced() => Destination.Products
        .SelectMany(p => p.Metafields.Where(m => m is { Namespace: "app--1--syncerize", Key: "product_key", Type: "id" }).Select(m => (p, m.Value)))
        .Select(x => (x.p, Source.Products.Single(o => x.Value == FormattableString.Invariant($"{Source.Shop.ShopId}/{o.Id}"))));

    private static IEnumerable<(string Key, SimOrder Order)> Pushed() => Source.Orders.Where(o => o.SourceIdentifier is not null).Select(o => (o.SourceIdentifier!, o));

    private static string Key(SimOrder order) => FormattableString.Invariant($"{Destination.Shop.ShopId}-{order.Id}-{Source.Shop.ShopId}-1");

    private static bool IsSynced(long productId) => Destination.Products.Single(p => p.Id == productId).Metafields.Count > 0;

    private sealed class Steps : IProgress<SeedStep>
    {
        public List<SeedStep> Seen { get; } = [];

        public void Report(SeedStep value) => Seen.Add(value);
    }
}
