using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.Core.Mapping;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

/// <summary>A source stocked from the file every Shopify admin exports, with what such files lack: no SKU, no barcode, options named on the first row only, pictures elsewhere, stock not tracked.</summary>
public sealed class CatalogFileTests : IDisposable
{
    private const string Goods =
        "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,"
        + "Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Variant Barcode,Image Src,Image Position,Image Alt Text,Variant Image,Variant Weight Unit\n"
        + "rain-jacket,Rain Jacket,\"<p>Light, \"\"seam-sealed\"\"</p>\",North,,\"men, rain\",true,Size,S,Color,Green,,300,shopify,7,deny,80,95,,https://x.example/green.jpg,1,Front,,kg\n"
        + "rain-jacket,,,,,,,,M,,Green,,310,shopify,0,deny,80,,,https://x.example/back.jpg,2,,,kg\n"
        + "rain-jacket,,,,,,,,M,,Blue,,310,shopify,4,deny,85.50,,,,,,https://x.example/green.jpg,kg\n"
        + "clay-pot,Clay Pot,Round.,Kiln,,garden,true,Title,Default Title,,,,0,,1,deny,12,,,https://x.example/pot.jpg,1,,,kg\n"
        + "old-mug,Old Mug,,Kiln,,,false,Title,Default Title,,,,0,shopify,3,deny,5,,,,,,,kg\n";

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task CatalogFile_ConnectedAndSynced_StandsInTheDestinationAndFollows()
    {
        await File.WriteAllTextAsync(_file, Goods, World.Ct);
        await using var world = await World.StockedAsync(_file);
        long[] active;
        string source, destination;
        await using (var db = await world.ReadAsync())
        {
            source = await db.Stores.Where(s => s.Id == world.Source).Select(s => s.Domain).SingleAsync(World.Ct);
            destination = await db.Stores.Where(s => s.Id == world.First).Select(s => s.Domain).SingleAsync(World.Ct);
            var products = await db.Products.Where(p => p.StoreId == world.Source).ToListAsync(World.Ct);
            Assert.Equal(["Clay Pot ACTIVE", "Old Mug DRAFT", "Rain Jacket ACTIVE"], products.Select(p => $"{p.Title} {p.Status}").Order());
            active = [.. products.Where(p => p.Status == "ACTIVE").Select(p => p.ProductId)];
        }

        await world.SyncAsync(world.FirstConnection, active);

        var rate = world.Shop(destination).Shop.OtherRates[world.Shop(source).Shop.Currency];
        foreach (var id in active)
        {
            var (made, from) = (Made(world, destination, id), world.Shop(source).Products[id]);
            Assert.Equal((from.Title, from.DescriptionHtml, from.Vendor, "ACTIVE"), (made.Title, made.DescriptionHtml, made.Vendor, made.Status));
            Assert.Equal(from.Tags, made.Tags);
            Assert.Equal(from.Options.Select(o => o.Name), made.Options.Select(o => o.Name));
            Assert.Equal(from.Media.Count, made.Media.Count);
            foreach (var (copy, original) in world.Shop(destination).VariantsOf(made.Id).Zip(world.Shop(source).VariantsOf(id)))
            {
                Assert.Equal(original.SelectedOptions.Select(o => o.Value), copy.SelectedOptions.Select(o => o.Value));
                Assert.Equal((long)decimal.Round(original.PriceMinor * rate, MidpointRounding.AwayFromZero), copy.PriceMinor);
                Assert.Equal(original.Tracked, copy.Tracked);
                Assert.Null(copy.Sku);
                if (original.Tracked)
                {
                    Assert.Equal(Shown(world, source, original), Shown(world, destination, copy));
                }
            }
        }

        // From now on it follows, SKU or not.
        var jacket = world.Shop(source).Products[active.Single(id => world.Shop(source).Products[id].Title == "Rain Jacket")];
        var medium = world.Shop(source).VariantsOf(jacket.Id)[1];
        await world.InShopAsync(source, shop => shop.SetAvailable(shop.LevelsOf(medium.InventoryItemId).First(), 9));
        await world.SettleAsync();
        var sold = world.Shop(destination).VariantsOf(Made(world, destination, jacket.Id).Id)[1];
        Assert.Equal(Shown(world, source, medium), Shown(world, destination, sold));
        Assert.Equal(0, await ParkedAsync(world));
        await using var after = await world.ReadAsync();
        Assert.All(await after.ProductLinks.ToListAsync(World.Ct), l => Assert.Equal(LinkState.Active, l.State));
    }

    private static SimProduct Made(World world, string destination, long sourceProduct) =>
        world.Shop(destination).Products.Values.Single(p => p.Metafields.Any(m => m.Key == "product_key" && m.Value.EndsWith(FormattableString.Invariant($"/{sourceProduct}"), StringComparison.Ordinal)));

    private static int Shown(World world, string domain, SimVariant variant) => world.Shop(domain).LevelsOf(variant.InventoryItemId).Sum(l => l.Available);

    private static async Task<int> ParkedAsync(World world)
    {
        await using var db = await world.ReadAsync();
        return await db.WorkItems.CountAsync(w => w.ParkedAt != null, World.Ct);
    }
}
