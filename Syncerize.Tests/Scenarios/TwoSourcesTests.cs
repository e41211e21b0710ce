using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core;
using Syncerize.Core.Activity;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

/// <summary>One customer's order, two suppliers. The second destination sells its own lamp on, so that it is a source as well.</summary>
public sealed class TwoSourcesTests
{
    private const string Lamp = "LAMP-1";

    [Fact]
    public async Task Push_TwoSources_EachGetsItsLinesOnce()
    {
        await using var world = await SellingBothAsync();

        var order = await BuyBothAsync(world);
        await world.SettleAsync();

        Assert.Equal([("KET-1", 2)], Single(world, WorldShops.Source).Lines.Select(l => (l.Sku!, l.Quantity)));
        Assert.Equal([(Lamp, 1)], Single(world, WorldShops.Second).Lines.Select(l => (l.Sku!, l.Quantity)));
        Assert.Equal(OrderPushStatus.Pushed, await StatusAsync(world, order));
    }

    [Fact]
    public async Task Push_OtherSourceIsBeingReadForTheFirstTime_GoesAtOnce()
    {
        await using var world = await SellingBothAsync();
        await world.Gate.WriteAsync(
            async (w, ct) =>
            {
                var second = await w.Db.Stores.SingleAsync(s => s.Id == world.Second, ct);
                (second.InstalledAt, second.FirstReadAt) = (w.Now, null);
            },
            World.Ct);

        var order = await world.OrderAsync(WorldShops.First, "KET-1", 1, paid: true);
        await world.SettleAsync(TimeSpan.FromSeconds(5));

        Single(world, WorldShops.Source);
        Assert.Equal(OrderPushStatus.Pushed, await StatusAsync(world, order));
    }

    [Fact]
    public async Task Push_OneSourcePaused_PartiallyPushedUntilItIsResumed()
    {
        await using var world = await SellingBothAsync();
        var lamps = await LampsAsync(world);
        await DoAsync(world, lamps, ConnectionAction.Pause);

        var order = await BuyBothAsync(world);
        await world.SettleAsync();
        Assert.Equal(OrderPushStatus.PartiallyPushed, await StatusAsync(world, order));
        Assert.Empty(world.Shop(WorldShops.Second).Orders);

        await DoAsync(world, lamps, ConnectionAction.Resume);
        await world.SettleAsync();
        Assert.Equal(OrderPushStatus.Pushed, await StatusAsync(world, order));
        Single(world, WorldShops.Source);
        Single(world, WorldShops.Second);
    }

    [Fact]
    public async Task Push_PartialPushOff_WaitsUntilAllPartsCanGo()
    {
        await using var world = await SellingBothAsync();
        await world.Gate.WriteAsync(async (w, ct) => (await w.Db.Stores.SingleAsync(s => s.Id == world.First, ct)).PartialPush = false, World.Ct);
        var lamps = await LampsAsync(world);
        await DoAsync(world, lamps, ConnectionAction.Pause);

        var order = await BuyBothAsync(world);
        await world.SettleAsync();
        Assert.Equal(OrderPushStatus.NotPushed, await StatusAsync(world, order));
        Assert.Empty(world.Shop(WorldShops.Source).Orders);

        await DoAsync(world, lamps, ConnectionAction.Resume);
        await world.SettleAsync();
        Assert.Equal(OrderPushStatus.Pushed, await StatusAsync(world, order));
        Single(world, WorldShops.Source);
        Single(world, WorldShops.Second);
    }

    [Fact]
    public async Task Shipment_TwoSources_EachCoversItsOwnLines()
    {
        await using var world = await SellingBothAsync();
        var order = await BuyBothAsync(world);
        await world.SettleAsync();

        await world.InShopAsync(WorldShops.Second, shop => Ship(shop, "LAMP-TRACK"));
        await world.SettleAsync();
        var sold = world.Shop(WorldShops.First).Orders[order.Id];
        Assert.Equal([(Lamp, "LAMP-TRACK")], Shipped(sold));

        await world.InShopAsync(WorldShops.Source, shop => Ship(shop, "KETTLE-TRACK"));
        await world.SettleAsync();
        sold = world.Shop(WorldShops.First).Orders[order.Id];
        Assert.Equal([("KET-1", "KETTLE-TRACK"), (Lamp, "LAMP-TRACK")], Shipped(sold).Order());
        Assert.Equal("FULFILLED", sold.FulfillmentStatus);
    }

    [Fact]
    public async Task Cancel_AtOneSource_AlertsTheDestinationAndLeavesTheOtherPart()
    {
        await using var world = await SellingBothAsync();
        var order = await BuyBothAsync(world);
        await world.SettleAsync();

        await world.InShopAsync(WorldShops.Second, shop => shop.Cancel(shop.Orders.Values.Single(), "INVENTORY", restock: true, refund: false, staffNote: null));
        await world.SettleAsync();

        await using var db = await world.ReadAsync();
        var alert = await db.Activity.SingleAsync(a => a.StoreId == world.First && a.Level == ActivityLevel.Critical && a.Kind == "push", World.Ct);
        Assert.StartsWith("Second cancelled", alert.Sentence, StringComparison.Ordinal);
        Assert.Equal(order.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), alert.Subject);
        Assert.Null(Single(world, WorldShops.Source).CancelledAt);
    }

    [Fact]
    public async Task ItIsThere_AfterTwoUnknowns_LinksTheNamedOrderAndSendsNothing()
    {
        await using var world = await SellingBothAsync();
        var faults = world.Shop(WorldShops.Second).Faults;
        (faults.Operation, faults.ServerErrors) = ("orderCreate", 2);
        var order = await BuyBothAsync(world);
        await world.SettleAsync(TimeSpan.FromMinutes(10));
        var lamps = await LampsAsync(world);
        Assert.Equal(PushWaits.Outcome, (await PartAsync(world, order, lamps)).WaitingFor);

        // The supplier has entered it by hand.
        var entered = await world.OrderAsync(WorldShops.Second, Lamp, 1);
        await world.SettleAsync();
        var push = world.Get<PushOrders>();
        Assert.IsType<PushOutcome.NotFound>(await push.ItIsThereAsync(Actor.Of(world.First), world.First, order.Id, lamps, "#99999", World.Ct));
        Assert.IsType<PushOutcome.Done>(await push.ItIsThereAsync(Actor.Of(world.First), world.First, order.Id, lamps, entered.Name, World.Ct));
        await world.SettleAsync(TimeSpan.FromMinutes(10));

        var part = await PartAsync(world, order, lamps);
        Assert.Equal((PushState.Recorded, entered.Id), (part.State, part.SourceOrderId));
        Single(world, WorldShops.Second);
        Assert.Equal(OrderPushStatus.Pushed, await StatusAsync(world, order));
    }

    private static async Task<World> SellingBothAsync()
    {
        var world = await World.ConnectedAsync();
        await world.InShopAsync(WorldShops.Second, shop =>
        {
            var product = new SimProduct { Title = "Lamp", Handle = "", Options = [new SimOption { Id = shop.NewId(), Name = "Title", Position = 1, Values = [new SimOptionValue { Id = shop.NewId(), Name = "Default Title" }] }] };
            shop.AddProduct(product);
            var variant = new SimVariant { Sku = Lamp, PriceMinor = 4500, SelectedOptions = [new SimSelectedOption { Name = "Title", Value = "Default Title" }] };
            shop.AddVariant(product, variant);
            shop.Activate(variant.InventoryItemId, shop.Locations.Keys.First(), 12);
        });
        await world.Gate.WriteAsync(
            async (w, ct) =>
            {
                (await w.Db.Stores.SingleAsync(s => s.Id == world.Second, ct)).Roles |= StoreRoles.Source;
                w.Db.AvailabilityRules.Add(new AvailabilityRule { StoreId = world.Second, Mode = Availability.All });
            },
            World.Ct);
        await world.SettleAsync();

        string key;
        long lamp;
        await using (var db = await world.ReadAsync())
        {
            key = await db.Stores.Where(s => s.Id == world.Second).Select(s => s.UniqueKey).SingleAsync(World.Ct);
            lamp = await db.Products.Where(p => p.StoreId == world.Second && p.Title == "Lamp").Select(p => p.ProductId).SingleAsync(World.Ct);
        }

        var connected = Assert.IsType<ConnectOutcome.Connected>(await world.Get<ConnectByKey>().ConnectAsync(Actor.Of(world.First), world.First, key, World.Ct));
        await world.SettleAsync();
        await world.SyncAsync(world.FirstConnection, Trade.Kettle1);
        await world.SyncAsync(connected.Connection, lamp);
        return world;
    }

    private static async Task<SimOrder> BuyBothAsync(World world)
    {
        var placed = await world.InShopAsync(WorldShops.First, shop =>
        {
            var order = new SimOrder { Name = "", Email = "robin@example.com", ShippingAddress = new SimAddress { FirstName = "Robin", LastName = "Buyer", Address1 = "1 Garden Street", City = "Toronto", CountryCode = "CA", Zip = "M5V 2K1" } };
            foreach (var (sku, units) in new[] { ("KET-1", 2), (Lamp, 1) })
            {
                var variant = shop.Variants.Values.Single(v => v.Sku == sku);
                order.Lines.Add(new SimOrderLine { ProductId = variant.ProductId, VariantId = variant.Id, InventoryItemId = variant.InventoryItemId, Title = sku, Sku = sku, Quantity = units, UnitMinor = variant.PriceMinor, RequiresShipping = true });
            }

            Assert.NotNull(shop.Place(order, ClaimBehaviour.DecrementObeyingPolicy));
            shop.Pay(order);
            return order;
        });
        return placed;
    }

    private static SimOrder Single(World world, string domain) => Assert.Single(world.Shop(domain).Orders.Values);

    private static void Ship(ShopState shop, string number) => shop.ShipAll(shop.Orders.Values.Single(), [new SimTracking { Company = "DHL", Number = number, Url = "https://track.example/" + number }]);

    private static IEnumerable<(string Sku, string Number)> Shipped(SimOrder order) =>
        order.Fulfillments.Where(f => f.Status == "SUCCESS").SelectMany(f => f.Lines, (f, l) => (order.Line(l.LineId).Sku!, f.Tracking[0].Number!));

    private static async Task<OrderPushStatus> StatusAsync(World world, SimOrder order)
    {
        await using var db = await world.ReadAsync();
        return await db.Orders.Where(o => o.StoreId == world.First && o.OrderId == order.Id).Select(o => o.PushStatus).SingleAsync(World.Ct);
    }

    private static async Task<OrderPush> PartAsync(World world, SimOrder order, ConnectionId connection)
    {
        await using var db = await world.ReadAsync();
        return await db.OrderPushes.SingleAsync(p => p.OrderId == order.Id && p.ConnectionId == connection, World.Ct);
    }

    private static async Task<ConnectionId> LampsAsync(World world)
    {
        await using var db = await world.ReadAsync();
        return await db.Connections.Where(c => c.SourceId == world.Second).Select(c => c.Id).SingleAsync(World.Ct);
    }

    private static async Task DoAsync(World world, ConnectionId connection, ConnectionAction action) =>
        Assert.True((await world.Get<ConnectionCommands>().DoAsync(Actor.Of(world.First), connection, action, World.Ct)).Done);
}
