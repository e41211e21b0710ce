using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Core.Totals;
using Syncerize.Tests.Orders;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

/// <summary>An order's way to the source and back.</summary>
public sealed class OrderStoryTests
{
    [Fact]
    public async Task Order_PaidAtTheDestination_GoesWithMoneyDetailsAndBlock()
    {
        await using var world = await OrderWorld.StartAsync();

        var order = await world.BuyAsync(discountMinor: 100, lines: [(1, 3), (2, 1)]);
        await world.SettleAsync();

        // CAD 59.00 and 39.00 at 1.75 CAD per GBP, the first split so that its total is exact.
        var made = Assert.Single(await world.AtSourceAsync(order));
        Assert.Equal([(2, 1124L), (1, 1123L), (1, 2229L)], made.Lines.Select(l => (l.Quantity, l.UnitMinor)).OrderBy(l => l.UnitMinor == 2229).ThenByDescending(l => l.Quantity));
        Assert.Equal(1000, made.ShippingLines.Single().PriceMinor);
        Assert.Equal("PENDING", made.FinancialStatus);
        Assert.Equal("robin@example.com", made.Email);
        Assert.Equal(order.Name, made.CustomAttributes.Single(a => a.Key == "Destination Order #").Value);
        await using var db = await world.World.ReadAsync();
        Assert.Equal(OrderPushStatus.Pushed, await db.Orders.Where(o => o.StoreId == world.World.First && o.OrderId == order.Id).Select(o => o.PushStatus).SingleAsync(World.Ct));
        Assert.Equal((12, 0), await world.StockAsync(1));
        await AssertCountedAsync(world);
    }

    [Fact]
    public async Task Order_Unpaid_WaitsReservesAndGoesWhenPaid()
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(paid: false, lines: (1, 2));
        await world.SettleAsync();
        var push = await world.PartAsync(order);
        Assert.Equal((PushState.Waiting, PushWaits.Payment), (push.State, push.WaitingFor));
        Assert.Equal((13, 2), await world.StockAsync(1));

        await world.World.InShopAsync(WorldShops.First, shop => shop.Pay(shop.Orders[order.Id]));
        await world.SettleAsync();

        Assert.Single(await world.AtSourceAsync(order));
        Assert.Equal((13, 0), await world.StockAsync(1));
    }

    [Fact]
    public async Task Order_NoExchangeRate_WaitsUntilOneIsSet()
    {
        await using var world = await OrderWorld.StartAsync();
        await world.World.Gate.WriteAsync((w, ct) => w.Db.ExchangeRates.Where(r => r.StoreId == world.World.First).ExecuteDeleteAsync(ct), World.Ct);
        var order = await world.BuyAsync(lines: (1, 1));
        await world.SettleAsync();
        Assert.Equal(PushWaits.ExchangeRate, (await world.PartAsync(order)).WaitingFor);

        await world.World.Get<ExchangeRates>().SetAsync(Actor.Operator, world.World.First, "GBP", "CAD", 2m, World.Ct);
        await world.SettleAsync();

        Assert.Equal(1000, Assert.Single(await world.AtSourceAsync(order)).Lines.Single().UnitMinor);
    }

    [Fact]
    public async Task Order_CancelledBeforePush_NotSentAndStockIsFree()
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(paid: false, lines: (1, 2));
        await world.SettleAsync();

        await world.World.InShopAsync(WorldShops.First, shop => shop.Cancel(shop.Orders[order.Id], "CUSTOMER", restock: true, refund: false, null));
        await world.SettleAsync();

        Assert.Empty(await world.AtSourceAsync(order));
        Assert.Equal(PushState.Cancelled, (await world.PartAsync(order)).State);
        Assert.Equal((15, 0), await world.StockAsync(1));
        await AssertCountedAsync(world);
    }

    [Fact]
    public async Task MarkHandled_AndBack_FreesAndReservesAgain()
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(paid: false, lines: (1, 2));
        await world.SettleAsync();

        Assert.IsType<PushOutcome.Done>(await world.Push.MarkHandledAsync(Actor.Operator, world.World.First, order.Id, null, "sent by hand", World.Ct));
        await world.SettleAsync();
        Assert.Equal(0, (await world.StockAsync(1)).Reserved);

        Assert.IsType<PushOutcome.Done>(await world.Push.UndoHandledAsync(Actor.Operator, world.World.First, order.Id, null, World.Ct));
        Assert.Equal(2, (await world.StockAsync(1)).Reserved);
        Assert.Equal(PushWaits.Payment, (await world.PartAsync(order)).WaitingFor);
    }

    [Fact]
    public async Task PushAsync_OtherStoresOrder_Refused()
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(lines: (1, 1));
        await world.SettleAsync();

        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Push.PushAsync(Actor.Of(world.World.Second), world.World.First, order.Id, null, World.Ct));
    }

    [Fact]
    public async Task Shipment_InParts_ComesBackWithTracking()
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(lines: [(1, 2), (2, 1)]);
        await world.SettleAsync();

        await ShipAsync(world, order, 1, "RM001");
        await world.SettleAsync();
        var first = Assert.Single(await AtDestinationAsync(world, order));
        Assert.Equal(("Royal Mail", "RM001"), (first.Tracking[0].Company, first.Tracking[0].Number));
        Assert.Equal(1, first.Lines.Sum(l => l.Quantity));

        await ShipAsync(world, order, null, "RM002");
        await world.SettleAsync();
        Assert.Equal(["RM001", "RM002"], (await AtDestinationAsync(world, order)).Select(f => f.Tracking[0].Number!));
        Assert.Equal("FULFILLED", world.World.Shop(WorldShops.First).Orders[order.Id].FulfillmentStatus);
        Assert.Equal((13, 0), await world.StockAsync(1));
    }

    [Fact]
    public async Task Shipment_AnswerLost_EnteredOnce()
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(lines: (1, 2));
        await world.SettleAsync();
        var faults = world.World.Shop(WorldShops.First).Faults;
        (faults.Operation, faults.LostAnswers) = ("fulfillmentCreate", 1);

        await ShipAsync(world, order, null, "RM003");
        await world.SettleAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(0, faults.LostAnswers);
        Assert.Single(await AtDestinationAsync(world, order));
        Assert.Equal("", await world.World.DueAsync());
    }

    [Fact]
    public async Task Shipment_TrackingChanged_FollowsAtTheDestination()
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(lines: (1, 1));
        await world.SettleAsync();
        await ShipAsync(world, order, null, "RM004");
        await world.SettleAsync();

        await world.World.InShopAsync(WorldShops.Source, shop =>
        {
            var made = shop.Orders.Values.Single(o => o.Fulfillments.Count > 0);
            shop.Track(made, made.Fulfillments[0], [new SimTracking { Company = "DPD", Number = "DPD9", Url = "https://track.example/DPD9" }]);
        });
        await world.SettleAsync();

        Assert.Equal("DPD9", Assert.Single(await AtDestinationAsync(world, order)).Tracking[0].Number);
    }

    [Fact]
    public async Task Order_Refunded_FiguresEqualTheRecount()
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(lines: [(1, 3), (2, 2)]);
        await world.SettleAsync();

        await world.World.InShopAsync(WorldShops.First, shop =>
        {
            var row = shop.Orders[order.Id];
            shop.Refund(row, [(row.Lines[0].Id, 1, "CANCEL", null)], 0, null, null);
        });
        await world.SettleAsync();

        await AssertCountedAsync(world);
        await using var db = await world.World.ReadAsync();
        var here = await db.Totals.SingleAsync(t => t.StoreId == world.World.First && t.ConnectionId == Total.Together && t.Unit == TotalUnit.Day, World.Ct);
        Assert.Equal((1, 4, 12_000L, 1), (here.Orders, here.Units, here.RevenueMinor, here.Complete));
    }

    private static async Task AssertCountedAsync(OrderWorld world)
    {
        await using var db = await world.World.ReadAsync();
        foreach (var store in new[] { world.World.First, world.World.Source })
        {
            await KeptAndCounted.AssertEqualAsync(db, store, World.Ct);
        }

        Assert.NotEmpty(await db.Totals.ToListAsync(World.Ct));
    }

    private static Task ShipAsync(OrderWorld world, SimOrder order, int? units, string number) => world.World.InShopAsync(WorldShops.Source, shop =>
    {
        var made = shop.Orders.Values.Single(o => o.CustomAttributes.Any(a => a.Key == "Destination Order #" && a.Value == order.Name));
        var open = made.FulfillmentOrders.Where(FulfillmentActions.IsOpen).ToList();
        var parts = units is { } some
            ? [(open[0], open[0].Lines.First(l => l.RemainingQuantity > 0), some)]
            : open.SelectMany(f => f.Lines.Where(l => l.RemainingQuantity > 0), (f, l) => (f, l, l.RemainingQuantity)).ToList();
        shop.Ship(made, parts, [new SimTracking { Company = "Royal Mail", Number = number, Url = "https://track.example/" + number }]);
    });

    private static Task<List<SimFulfillment>> AtDestinationAsync(OrderWorld world, SimOrder order) => world.World.Sandbox.World.ReadAsync(
        world.World.Shop(WorldShops.First), shop => shop.Orders[order.Id].Fulfillments.Where(f => f.Status == "SUCCESS").ToList());
}
