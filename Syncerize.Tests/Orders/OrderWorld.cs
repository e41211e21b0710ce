using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Orders;
using Syncerize.Core.Stock;
using Syncerize.Core.Work;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Orders;

/// <summary>A <see cref="World"/> in which the first destination sells three of the source's variants, mapped and in step.</summary>
internal sealed class OrderWorld(World world) : IAsyncDisposable
{
    private readonly Dictionary<int, SimVariant> _goods = [];

    public World World => world;

    public PushOrders Push => world.Get<PushOrders>();

    public static async Task<OrderWorld> StartAsync(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var made = new OrderWorld(await World.ConnectedAsync(settings));
        await made.SellAsync();
        return made;
    }

    /// <summary>A customer buys at the first destination.</summary>
    public async Task<SimOrder> BuyAsync(bool paid = true, long discountMinor = 0, params (int Good, int Units)[] lines) => await world.InShopAsync(WorldShops.First, shop =>
    {
        var order = new SimOrder
        {
            Name = "",
            Email = "robin@example.com",
            Phone = "+15550109999",
            Customer = new SimCustomer { Id = shop.NewId(), FirstName = "Robin", LastName = "Buyer" },
            ShippingAddress = new SimAddress { FirstName = "Robin", LastName = "Buyer", Address1 = "1 Garden Street", City = "Sampletown", Zip = "M5V 2K1", CountryCode = "CA" },
        };
        foreach (var (good, units) in lines)
        {
            var variant = shop.Variants[_goods[good].Id];
            order.Lines.Add(new SimOrderLine
            {
                ProductId = variant.ProductId,
                VariantId = variant.Id,
                InventoryItemId = variant.InventoryItemId,
                Title = $"Kettle {good}",
                Sku = variant.Sku,
                Quantity = units,
                UnitMinor = variant.PriceMinor,
                DiscountMinor = discountMinor,
                RequiresShipping = true,
                Taxable = true,
            });
        }

        order.ShippingLines.Add(new SimShippingLine { Title = "Standard Shipping", Code = "STANDARD", PriceMinor = 1750 });
        Assert.NotNull(shop.Place(order, ClaimBehaviour.DecrementObeyingPolicy));
        if (paid)
        {
            shop.Pay(order);
        }

        return order;
    });

    /// <summary>What the source shop really holds for a destination order, whatever Syncerize believes.</summary>
    public Task<List<SimOrder>> AtSourceAsync(SimOrder order) => world.Sandbox.World.ReadAsync(
        world.Shop(WorldShops.Source),
        shop => shop.Orders.Values.Where(o => o.CustomAttributes.Any(a => a.Key == "Destination Order ID" && a.Value == order.Id.ToString(CultureInfo.InvariantCulture))).ToList());

    public async Task<OrderPush> PartAsync(SimOrder order)
    {
        await using var db = await world.ReadAsync();
        return await db.OrderPushes.Include(p => p.Lines).OrderByDescending(p => p.Revision).FirstAsync(p => p.DestinationStoreId == world.First && p.OrderId == order.Id, World.Ct);
    }

    /// <summary>What the first destination shows of a good, and what is reserved of it.</summary>
    public async Task<(int Shown, int Reserved)> StockAsync(int good)
    {
        await using var db = await world.ReadAsync();
        var item = _goods[good].InventoryItemId;
        var shown = await world.Sandbox.World.ReadAsync(world.Shop(WorldShops.First), shop => shop.LevelsOf(item).Sum(l => l.Available));
        return (shown, await db.Reservations.Where(r => r.StoreId == world.First && r.InventoryItemId == item).SumAsync(r => r.ReservedUnits, World.Ct));
    }

    /// <summary>Changes the order push settings of the first connection.</summary>
    public async Task SetAsync(Func<OrderPushSettings, OrderPushSettings> change, bool withOlder = true)
    {
        await using var db = await world.ReadAsync();
        var settings = (await db.Connections.SingleAsync(c => c.Id == world.FirstConnection, World.Ct)).Settings.OrderPush;
        Assert.Empty(await world.Get<SetOrderPush>().SaveAsync(Syncerize.Core.Stores.Actor.Of(world.First), world.FirstConnection, change(settings), withOlder, World.Ct));
        await world.SettleAsync();
    }

    /// <summary>What happens to an order in the destination's shop.</summary>
    public Task InFirstAsync(SimOrder order, Action<Syncerize.App.Sandbox.Store.ShopState, SimOrder> act) => world.InShopAsync(WorldShops.First, shop => act(shop, shop.Orders[order.Id]));

    /// <summary>What happens to its order in the source's shop.</summary>
    public Task InSourceAsync(SimOrder order, Action<Syncerize.App.Sandbox.Store.ShopState, SimOrder> act) => world.InShopAsync(
        WorldShops.Source, shop => act(shop, shop.Orders.Values.Single(o => o.CustomAttributes.Any(a => a.Key == "Destination Order ID" && a.Value == order.Id.ToString(CultureInfo.InvariantCulture)))));

    /// <summary>The changes that followed at the source.</summary>
    public async Task<List<SourceChange>> ChangesAsync()
    {
        await using var db = await world.ReadAsync();
        return await db.SourceChanges.OrderBy(c => c.Id).ToListAsync(World.Ct);
    }

    /// <summary>Units the source has available of a good, over both of its locations.</summary>
    public Task<int> SourceStockAsync(int good) => world.Sandbox.World.ReadAsync(
        world.Shop(WorldShops.Source), shop => shop.LevelsOf(shop.Variants.Values.OrderBy(v => v.Id).DistinctBy(v => v.ProductId).ElementAt(good - 1).InventoryItemId).Sum(l => l.Available));

    public Task SettleAsync(TimeSpan? horizon = null) => world.SettleAsync(horizon);

    public ValueTask DisposeAsync() => world.DisposeAsync();

    private async Task SellAsync()
    {
        var sources = world.Shop(WorldShops.Source).Variants.Values.OrderBy(v => v.Id).DistinctBy(v => v.ProductId).Take(3).ToList();
        for (var n = 1; n <= sources.Count; n++)
        {
            var (source, good) = (sources[n - 1], n);
            _goods[n] = await world.InShopAsync(WorldShops.First, shop =>
            {
                var product = new SimProduct { Title = $"Kettle {good} here", Handle = "", Options = [new SimOption { Id = shop.NewId(), Name = "Title", Position = 1, Values = [new SimOptionValue { Id = shop.NewId(), Name = "Default Title" }] }] };
                shop.AddProduct(product);
                var variant = new SimVariant { Sku = $"HERE-{good}", PriceMinor = 2000 * good, SelectedOptions = [new SimSelectedOption { Name = "Title", Value = "Default Title" }] };
                shop.AddVariant(product, variant);
                shop.Activate(variant.InventoryItemId, shop.Locations.Keys.First(), 15);
                return variant;
            });
        }

        await world.SettleAsync();
        await world.Gate.WriteAsync(
            async (write, ct) =>
            {
                for (var n = 1; n <= sources.Count; n++)
                {
                    await LinkAsync(write, sources[n - 1], _goods[n], ct);
                }
            },
            World.Ct);
        await world.SettleAsync();
    }

    private async Task LinkAsync(Write write, SimVariant source, SimVariant here, CancellationToken ct)
    {
        foreach (var (store, variant) in new[] { (world.Source, source), (world.First, here) })
        {
            if (!await write.Db.Variants.AnyAsync(v => v.StoreId == store && v.VariantId == variant.Id, ct))
            {
                throw new InvalidOperationException($"Variant {variant.Id} of store {store} was not mirrored.");
            }
        }

        var link = new ProductLink
        {
            ConnectionId = world.FirstConnection,
            SourceStoreId = world.Source,
            DestinationStoreId = world.First,
            SourceProductId = source.ProductId,
            DestinationProductId = here.ProductId,
            Origin = LinkOrigin.Mapped,
            State = LinkState.Active,
            LinkedAt = write.Now,
        };
        link.Variants.Add(new VariantLink
        {
            ConnectionId = world.FirstConnection,
            SourceStoreId = world.Source,
            DestinationStoreId = world.First,
            SourceVariantId = source.Id,
            SourceInventoryItemId = source.InventoryItemId,
            DestinationVariantId = here.Id,
            DestinationInventoryItemId = here.InventoryItemId,
            LinkedAt = write.Now,
        });
        write.Db.ProductLinks.Add(link);
        await write.EnqueueAsync(
            [
                new Due(world.Source, StockWork.Pull, source.InventoryItemId.ToString(CultureInfo.InvariantCulture)),
                new Due(world.First, StockWork.Pull, here.InventoryItemId.ToString(CultureInfo.InvariantCulture)),
            ],
            ct);
    }
}
