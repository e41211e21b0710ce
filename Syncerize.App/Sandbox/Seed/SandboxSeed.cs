using Syncerize.App.Sandbox.Catalog;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Seed;

/// <summary>What the simulated shops are made from.</summary>
/// <param name="Seed">The same number gives the same shops (setting <c>Sandbox:Seed</c>).</param>
/// <param name="Catalog">A product CSV as <c>path</c> or <c>shop=path</c>, or blank (setting <c>Sandbox:Catalog</c>).</param>
internal sealed record SeedOptions(long Seed, string? Catalog);

/// <summary>A step for the progress page.</summary>
internal sealed record SeedStep(string Sentence, int Percent);

/// <summary>All shops, and a sentence where the product CSV could not be used.</summary>
internal sealed record SeedWorld(IReadOnlyList<SeedShop> Shops, string? CatalogProblem);

/// <summary>
/// Makes two sources and a destination: catalogues, what is already synced, months of orders with their pushes, and the stock that follows from them.
/// A full compare finds nothing to do. The past is counted back from the given instant.
/// </summary>
internal static class SandboxSeed
{
    private const int SyncedProducts = 200;

    /// <summary>Fills a world that has no shops yet; one that has keeps them.</summary>
    /// <returns>A sentence where the product CSV could not be used, otherwise null.</returns>
    public static string? Fill(SandboxWorld world, SeedOptions options, IProgress<SeedStep>? progress = null)
    {
        if (world.Shops.Any())
        {
            return null;
        }

        var made = Build(options, world.Time.GetUtcNow(), progress);
        progress?.Report(new SeedStep("Writing it all down", 90));
        world.Add([.. made.Shops.Select(shop => shop.ToContent())]);
        progress?.Report(new SeedStep("Three shops are open", 100));
        return made.CatalogProblem;
    }

    public static SeedWorld Build(SeedOptions options, DateTimeOffset now, IProgress<SeedStep>? progress = null)
    {
        progress?.Report(new SeedStep("Opening three shops", 5));
        var shops = SeedShops.Make(options.Seed, now);
        var csv = CatalogSetting.Read(options.Catalog, [.. shops.All.Select(s => s.Shop)], locations: 2);

        progress?.Report(new SeedStep("Filling the shelves", 20));
        Stock(shops.Connected, csv, HomeGoods.Assortment, 221, options.Seed, now);
        Stock(shops.Other, csv, OutdoorGoods.Assortment, 121, options.Seed, now);
        AddGiftWrapping(shops.Connected, now);

        progress?.Report(new SeedStep("Syncing 200 products", 45));
        var rate = shops.Destination.Shop.ExchangeRate!.Value;
        var chosen = SeedRandom.For(options.Seed, "synced").Shuffled(shops.Connected.Products.Where(p => p.Status == "ACTIVE" && IsTracked(shops.Connected, p)))
            .Take(SyncedProducts).OrderBy(p => p.Id).ToList();
        var synced = SyncedCopies.Create(shops.Connected, shops.Destination, chosen, rate, now);
        Stock(shops.Destination, csv, OwnGoods.Assortment, 36, options.Seed, now);

        progress?.Report(new SeedStep("Selling for six months", 65));
        var sales = new DestinationOrders(shops.Destination, shops.Connected, synced, options.Seed, now);
        new SourceOrders(shops.Connected, shops.Destination, synced, rate, options.Seed, now).Write(sales.Write(), ownPerDay: 0.7);
        new SourceOrders(shops.Other, shops.Destination, synced, rate, options.Seed, now).Write([], ownPerDay: 0.4);

        progress?.Report(new SeedStep("Counting stock", 85));
        Books.Close(shops, synced, sales.Reserved, now);
        return new SeedWorld(shops.All, csv.Problem);
    }

    private static void Stock(SeedShop shop, CatalogSetting csv, Assortment goods, int count, long seed, DateTimeOffset now)
    {
        var random = SeedRandom.For(seed, "catalogue " + shop.Shop.Domain);
        var products = csv.For(shop.Shop) ?? [.. new CatalogGenerator(goods, random, shop.Locations.Count).Products(count)];
        var i = 0;
        foreach (var product in products)
        {
            var createdAt = now.AddDays(-420).AddHours(i++ * 5200.0 / products.Count).AddMinutes(random.Next(55));
            shop.Add(product, createdAt, createdAt.AddHours(random.Between(1, 300)));
        }
    }

    /// <summary>A service without stock: every shop has something that is not counted.</summary>
    private static void AddGiftWrapping(SeedShop shop, DateTimeOffset now) => shop.Add(
        new ProductBlueprint("Gift Wrapping", "gift-wrapping", "<p>We wrap it and add your words on a card.</p>", shop.Shop.Name, "Services", ["gift", "service"], "ACTIVE", [],
            [new ImageBlueprint(1, null, "Gift Wrapping")], [new VariantBlueprint([], "HH-GIFT-WRAP", null, 450, [0]) { Tracked = false, RequiresShipping = false }]),
        now.AddDays(-300), now.AddDays(-290));

    private static bool IsTracked(SeedShop shop, SimProduct product) => shop.VariantsOf(product.Id).All(variant => variant.Tracked);
}
