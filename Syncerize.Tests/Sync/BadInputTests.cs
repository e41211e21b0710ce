using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Sync;
using Syncerize.Tests.Scenarios;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Sync;

/// <summary>Products nobody would wish for: they arrive whole, or a sentence says why not, and nothing is lost.</summary>
public sealed class BadInputTests
{
    private const string Arabic = "إبريق شاي ☕ שלום";

    [Fact]
    public async Task Products_OddInEveryWay_ArriveAsTheyAre()
    {
        await using var world = await World.ConnectedAsync();
        var huge = "<div onclick=\"alert(1)\"><script>alert(2)</script>" + string.Concat(Enumerable.Repeat($"<p>{Arabic} &amp; <b>é</b></p>", 4000)) + "</div>";
        var ids = await world.InShopAsync(WorldShops.Source, shop =>
        {
            var free = Add(shop, "Free", [("Default Title", 0L, "A 1")]);
            var odd = Add(shop, $"{Arabic} 👩‍👩‍👧 " + new string('x', 180), [("Default Title", 99_999_999L, " a 1 ")]);
            odd.DescriptionHtml = huge;
            shop.ProductChanged(odd);
            var twin = Add(shop, "Twin", [("One", 100L, "A 1"), ("Two", 200L, "a 1"), ("Three", 300L, "")]);
            return new[] { free.Id, odd.Id, twin.Id };
        });
        await world.SettleAsync();
        await world.SyncAsync(world.FirstConnection, ids);

        var shop = world.Shop(WorldShops.First);
        Assert.Equal(3, shop.Products.Count);
        var copy = shop.Products.Values.Single(p => p.Title.StartsWith(Arabic, StringComparison.Ordinal));
        Assert.Equal(huge, copy.DescriptionHtml);
        Assert.Equal((" a 1 ", 174_999_998L), (shop.VariantsOf(copy.Id).Single().Sku, shop.VariantsOf(copy.Id).Single().PriceMinor));
        Assert.Equal(0, shop.VariantsOf(shop.Products.Values.Single(p => p.Title == "Free").Id).Single().PriceMinor);
        Assert.Equal(["A 1", "a 1", ""], shop.VariantsOf(shop.Products.Values.Single(p => p.Title == "Twin").Id).Select(v => v.Sku ?? ""));
        await using var db = await world.ReadAsync();
        Assert.Equal(5, await db.VariantLinks.CountAsync(l => l.IsActive, World.Ct));
        Assert.All(await db.ProductLinks.ToListAsync(World.Ct), l => Assert.Equal((LinkState.Active, null), (l.State, l.StateReason)));
        Assert.Equal("", await world.DueAsync());
    }

    [Fact]
    public async Task Product_ThreeOptionsAnd2048Variants_AllCreatedLinkedAndFollowed()
    {
        await using var world = await World.ConnectedAsync();
        var id = await world.InShopAsync(WorldShops.Source, shop =>
        {
            var product = new SimProduct { Title = "Everything", Status = "ACTIVE" };
            shop.AddProduct(product);
            product.Options = [.. new[] { ("Size", 16), ("Colour", 16), ("Cut", 8) }.Select((o, i) => new SimOption
            {
                Id = shop.NewId(), Name = o.Item1, Position = i + 1, Values = [.. Enumerable.Range(1, o.Item2).Select(n => new SimOptionValue { Id = shop.NewId(), Name = $"{o.Item1} {n}" })],
            })];
            for (var n = 0; n < 2048; n++)
            {
                var at = new[] { n / 128, n / 8 % 16, n % 8 };
                shop.AddVariant(product, new SimVariant
                {
                    Sku = $"E{n}",
                    PriceMinor = 100 + n,
                    Tracked = false,
                    Position = n + 1,
                    SelectedOptions = [.. product.Options.Select((o, i) => new SimSelectedOption { Name = o.Name, Value = o.Values[at[i]].Name })],
                });
            }

            shop.ProductChanged(product);
            return product.Id;
        });
        await world.SettleAsync();
        await world.SyncAsync(world.FirstConnection, id);
        var shop = world.Shop(WorldShops.First);
        var copy = shop.Products.Values.Single();
        Assert.Equal((3, 2048), (copy.Options.Count, shop.VariantsOf(copy.Id).Count));

        await world.InShopAsync(WorldShops.Source, s =>
        {
            foreach (var variant in s.VariantsOf(id).ToList())
            {
                variant.PriceMinor += 100;
                s.Put(variant);
            }

            s.ProductChanged(s.Products[id]);
        });
        await world.SettleAsync();
        var there = world.Shop(WorldShops.Source).VariantsOf(id);
        Assert.Equal(there.Select(v => (v.Sku, PricePlan.Of(new Money(v.PriceMinor, "GBP"), "CAD", 1_750_000, new PriceSettings()).Price.Minor)), shop.VariantsOf(copy.Id).Select(v => (v.Sku, v.PriceMinor)));
        await using var db = await world.ReadAsync();
        Assert.Equal(2048, await db.VariantLinks.CountAsync(l => l.IsActive, World.Ct));
        Assert.Equal("", await world.DueAsync());
    }

    [Fact]
    public void Plan_MappedProductNearlyFull_AddsUpToTheLimitAndSaysSo()
    {
        var source = PlannedShop.Source([.. Enumerable.Range(1, 10).Select(n => ((long)n, $"V{n}", 100L))]);
        var destination = PlannedShop.Source([.. Enumerable.Range(1, 2045).Select(n => (10_000L + n, $"Own {n}", 100L))]);
        destination.ProductId = 20;
        var plan = ProductPlanner.Plan(new PlanInputs(source, "GBP", destination, "CAD", new ConnectionSettings(), 1_000_000, LinkOrigin.Mapped, [new VariantLink { Id = 1, SourceVariantId = 99, IsActive = false }], [], "1/10", 77));
        Assert.Equal(3, plan.VariantsToCreate.Count);
        Assert.Contains(plan.Sentences, s => s.Contains("2048 variants", StringComparison.Ordinal));
        Assert.Empty(plan.VariantsToDelete);
    }

    [Fact]
    public async Task Location_Disappears_CountsNothingAndIsSaid()
    {
        await using var world = await World.ConnectedAsync();
        var source = world.Shop(WorldShops.Source);
        var (first, second) = (source.Locations.Keys.Min(), source.Locations.Keys.Max());
        await world.SyncAsync(world.FirstConnection, Trade.Kettle1);
        var item = world.Shop(WorldShops.First).Variants.Values.Single().InventoryItemId;
        await world.SettingsAsync(world.FirstConnection, s => s with { Stock = new StockSettings { SourceLocations = [first], Buffer = 2 } });
        Assert.Equal(8, Shown(world, item));
        await world.SettingsAsync(world.FirstConnection, s => s with { Stock = s.Stock with { Cap = 3 } });
        Assert.Equal(3, Shown(world, item));
        await using (var db = await world.ReadAsync())
        {
            Assert.Equal("10 at the source − 2 buffer, capped at 3", (await db.VariantLinks.SingleAsync(World.Ct)).LastQuantityReason);
        }

        // The source closes the only place that counts.
        await world.InShopAsync(WorldShops.Source, shop =>
        {
            var closed = shop.LevelsOf(shop.VariantsOf(Trade.Kettle1).Single().InventoryItemId).Single(l => l.LocationId == first);
            closed.IsActive = false;
            closed.UpdatedAt = shop.Stamp();
            shop.Put(closed);
            shop.Locations[first].IsActive = false;
            shop.Put(shop.Locations[first]);
        });
        await world.Get<Core.Intake.PollSchedule>().CompareAsync(World.Ct);
        await world.SettleAsync();
        Assert.Equal(0, Shown(world, item));

        await world.SettingsAsync(world.FirstConnection, s => s with { Stock = s.Stock with { SourceLocations = [second], Buffer = 0 } });
        Assert.Equal(3, Shown(world, item));
    }

    private static int Shown(World world, long item) => world.Shop(WorldShops.First).LevelsOf(item).Sum(l => l.Available);

    private static SimProduct Add(ShopState shop, string title, IReadOnlyList<(string Value, long Price, string Sku)> variants)
    {
        var product = new SimProduct { Title = title, Status = "ACTIVE" };
        shop.AddProduct(product);
        var option = variants.Count == 1 ? "Title" : "Kind";
        product.Options = [new SimOption { Id = shop.NewId(), Name = option, Position = 1, Values = [.. variants.Select(v => new SimOptionValue { Id = shop.NewId(), Name = v.Value })] }];
        foreach (var (value, price, sku) in variants)
        {
            shop.AddVariant(product, new SimVariant { Sku = sku.Length == 0 ? null : sku, PriceMinor = price, Tracked = false, SelectedOptions = [new SimSelectedOption { Name = option, Value = value }] });
        }

        shop.ProductChanged(product);
        return product;
    }
}
