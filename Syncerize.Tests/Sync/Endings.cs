using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Sync;

/// <summary>Goods of the first destination, and the steps by which their sync begins, ends and changes.</summary>
internal static class Endings
{
    public const long Kettle = 1_000_101;
    public const long SizedKettle = 1_000_102;
    public const long ThirdKettle = 1_000_103;
    public static readonly HashSet<int> Nobody = [];

    public static async Task<EndingResult> EndAsync(World world, ProductsAtEnd atEnd, params long[] products)
    {
        var preview = await world.Get<UnsyncProducts>().PreviewAsync(Actor.Of(world.First), world.FirstConnection, products, World.Ct);
        return await world.Get<UnsyncProducts>().RunAsync(Actor.Of(world.First), preview, atEnd, Nobody, World.Ct);
    }

    public static async Task DisconnectAsync(World world, ProductsAtEnd atEnd, bool settle = true)
    {
        var preview = await world.Get<UnsyncProducts>().PreviewAsync(Actor.Of(world.First), world.FirstConnection, null, World.Ct);
        var (done, _) = await world.Get<UnsyncProducts>().DisconnectAsync(Actor.Of(world.First), preview, atEnd, Nobody, World.Ct);
        if (settle)
        {
            Assert.True(done);
            await world.SettleAsync();
        }
    }

    public static async Task<World> SyncedAsync(params long[] products)
    {
        var world = await World.ConnectedAsync();
        await StartAsync(world, products);
        await world.SettleAsync();
        return world;
    }

    public static Task<SyncStarted> StartAsync(World world, params long[] products) =>
        world.Get<SyncProducts>().StartAsync(Actor.Of(world.First), world.FirstConnection, products, World.Ct);

    public static Task MarkMappedAsync(World world, long product) =>
        world.Gate.WriteAsync(async (w, ct) => (await w.Db.ProductLinks.SingleAsync(l => l.ConnectionId == world.FirstConnection && l.SourceProductId == product, ct)).Origin = LinkOrigin.Mapped, World.Ct);

    public static async Task RenameAllAsync(World world, string suffix)
    {
        await world.InShopAsync(WorldShops.Source, shop =>
        {
            foreach (var product in shop.Products.Values.ToList())
            {
                product.Title += suffix;
                shop.ProductChanged(product);
            }
        });
        await world.SettleAsync();
    }

    public static async Task TagAsync(World world, long product, params string[] tags)
    {
        await world.InShopAsync(WorldShops.Source, shop =>
        {
            shop.Products[product].Tags = [.. tags];
            shop.ProductChanged(shop.Products[product]);
        });
        await world.SettleAsync();
    }

    public static IEnumerable<SimVariant> Variants(ShopState shop, string title) => shop.VariantsOf(shop.Products.Values.Single(p => p.Title == title).Id);

    public static int Available(ShopState shop, SimVariant variant) => shop.LevelsOf(variant.InventoryItemId).Sum(l => l.Available);
}
