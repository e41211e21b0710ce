using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

/// <summary>What happens in the shops of a <see cref="World"/>, in a story's words.</summary>
internal static class Trade
{
    /// <summary>The source's products: Kettle 1 (15 units), Kettle 2 in two sizes (15 units each), Kettle 3 (15 units).</summary>
    public const long Kettle1 = 1_000_101;
    public const long Kettle2 = 1_000_102;
    public const long Kettle3 = 1_000_103;

    /// <summary>Changes the settings of a connection, as saving them does.</summary>
    public static async Task SettingsAsync(this World world, ConnectionId connection, Func<ConnectionSettings, ConnectionSettings> change)
    {
        await using var db = await world.ReadAsync();
        var now = await db.Connections.SingleAsync(c => c.Id == connection, World.Ct);
        var saved = await world.Get<SyncSettingsCommands>().SaveAsync(
            Actor.Of(now.DestinationId), connection, SyncSettings.Of(now.Settings), SyncSettings.Of(change(now.Settings)), World.Ct);
        Assert.True(saved.Saved, saved.Sentence);
        await world.SettleAsync();
    }

    public static async Task SyncAsync(this World world, ConnectionId connection, params long[] products)
    {
        await using var db = await world.ReadAsync();
        var destination = await db.Connections.Where(c => c.Id == connection).Select(c => c.DestinationId).SingleAsync(World.Ct);
        var started = await world.Get<SyncProducts>().StartAsync(Actor.Of(destination), connection, products, World.Ct);
        Assert.Equal(products.Length, started.Started);
        await world.SettleAsync();
    }

    /// <summary>A customer orders units of what <paramref name="sku"/> is in that shop.</summary>
    public static Task<SimOrder> OrderAsync(this World world, string domain, string sku, int units, bool paid = false) => world.InShopAsync(domain, shop =>
    {
        var variant = shop.Variants.Values.Single(v => v.Sku == sku);
        var order = new SimOrder
        {
            Name = "",
            FinancialStatus = paid ? "PAID" : "PENDING",
            Email = "buyer@example.com",
            ShippingAddress = new SimAddress { FirstName = "Robin", LastName = "Buyer", Address1 = "1 Garden Street", City = "Toronto", CountryCode = "CA", Zip = "M5V 2K1" },
            Lines =
            [
                new SimOrderLine
                {
                    ProductId = variant.ProductId, VariantId = variant.Id, InventoryItemId = variant.InventoryItemId, Title = shop.Products[variant.ProductId].Title, Sku = sku, Quantity = units, UnitMinor = variant.PriceMinor,
                },
            ],
        };
        return shop.Place(order, ClaimBehaviour.DecrementIgnoringPolicy)!;
    });

    /// <summary>The supplier counts: so many units at its first location.</summary>
    public static Task RecountAsync(this World world, string sku, int available) => world.InShopAsync(WorldShops.Source, shop =>
    {
        shop.SetAvailable(LevelsOf(shop, sku).First(), available);
    });

    /// <summary>What a shop really shows, whatever we believe.</summary>
    public static int Available(this World world, string domain, string sku) => LevelsOf(world.Shop(domain), sku).Sum(l => l.Available);

    public static async Task<List<VariantLink>> LinksAsync(this World world)
    {
        await using var db = await world.ReadAsync();
        return await db.VariantLinks.Include(l => l.ProductLink).Where(l => l.IsActive).ToListAsync(World.Ct);
    }

    private static IEnumerable<SimInventoryLevel> LevelsOf(ShopState shop, string sku) => shop.LevelsOf(shop.Variants.Values.Single(v => v.Sku == sku).InventoryItemId);
}
