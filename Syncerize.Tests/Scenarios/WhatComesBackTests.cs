using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.Core.Activity;
using Syncerize.Core.Intake;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Tests.Orders;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

/// <summary>What the source does to a pushed order comes back, and what happens on both sides at once, late or while nothing may be written, ends the same.</summary>
public sealed class WhatComesBackTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ShipmentTakenBack_AtTheSource_IsTakenBackHereOnce(bool answerLost)
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(lines: (1, 2));
        await world.SettleAsync();
        await world.InSourceAsync(order, (shop, o) => shop.ShipAll(o, [new SimTracking { Company = "DHL", Number = "T1" }]));
        await world.SettleAsync();
        Assert.Equal("FULFILLED", world.World.Shop(WorldShops.First).Orders[order.Id].FulfillmentStatus);
        if (answerLost)
        {
            var faults = world.World.Shop(WorldShops.First).Faults;
            (faults.Operation, faults.LostAnswers) = ("fulfillmentCancel", 1);
        }

        await world.InSourceAsync(order, (shop, o) => shop.CancelShipment(o, o.Fulfillments.Single(f => f.Status == "SUCCESS")));
        await world.SettleAsync(Patience);
        var here = world.World.Shop(WorldShops.First).Orders[order.Id];
        Assert.Equal(("UNFULFILLED", "CANCELLED"), (here.FulfillmentStatus, Assert.Single(here.Fulfillments).Status));

        // Shipped again, in two parcels.
        await world.InSourceAsync(order, (shop, o) => shop.ShipAll(o, [new SimTracking { Company = "DHL", Number = "T2" }, new SimTracking { Company = "DHL", Number = "T3" }]));
        await world.SettleAsync(Patience);

        here = world.World.Shop(WorldShops.First).Orders[order.Id];
        Assert.Equal("FULFILLED", here.FulfillmentStatus);
        Assert.Equal(["T2", "T3"], here.Fulfillments.Single(f => f.Status == "SUCCESS").Tracking.Select(t => t.Number));
        Assert.Equal("", await world.World.DueAsync());
    }

    [Fact]
    public async Task CancelAtTheSource_AlertsAsSwitchedAndPushesAgainByHandOnly()
    {
        await using var world = await OrderWorld.StartAsync();
        var first = await world.BuyAsync(lines: (1, 1));
        await world.SettleAsync();
        await world.InSourceAsync(first, (shop, o) => shop.Cancel(o, "INVENTORY", restock: true, refund: false, null));
        await world.SettleAsync();
        await world.SetAsync(s => s with { AlertSourceCancel = false });
        var second = await world.BuyAsync(lines: (2, 1));
        await world.SettleAsync();
        await world.InSourceAsync(second, (shop, o) => shop.Cancel(o, "INVENTORY", restock: true, refund: false, null));
        await world.SettleAsync();

        await using var db = await world.World.ReadAsync();
        var alert = Assert.Single(await db.Activity.Where(a => a.Level == ActivityLevel.Critical).ToListAsync(World.Ct));
        Assert.Equal(first.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), alert.Subject);
        Assert.Null(world.World.Shop(WorldShops.First).Orders[first.Id].CancelledAt);
        Assert.IsType<PushOutcome.Queued>(await world.Push.PushAsync(Actor.Of(world.World.First), world.World.First, first.Id, null, World.Ct));
        await world.SettleAsync();
        Assert.Equal(2, (await world.AtSourceAsync(first)).Count);
        Assert.Equal(2, (await world.PartAsync(first)).Revision);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Events_LateDoubledAndReordered_EndTheSame(int seed)
    {
        await using var world = await OrderWorld.StartAsync();
        var kept = await world.BuyAsync(lines: (1, 3));
        var gone = await world.BuyAsync(lines: (2, 2));
        await world.SettleAsync();

        // All of it happens before anything is told, and it is told out of order, twice.
        await world.InFirstAsync(kept, (shop, o) => shop.Refund(o, [(o.Lines[0].Id, 1, "CANCEL", null)], 0, null, null));
        await world.InSourceAsync(kept, (shop, o) => shop.Ship(o, [(o.FulfillmentOrders[0], o.FulfillmentOrders[0].Lines[0], 1)], [new SimTracking { Company = "DHL", Number = "E1" }]));
        await world.InFirstAsync(gone, (shop, o) => shop.Refund(o, [(o.Lines[0].Id, 1, "CANCEL", null)], 0, null, null));
        await world.InFirstAsync(gone, (shop, o) => shop.Cancel(o, "CUSTOMER", restock: true, refund: true, null));
        var random = new Random(seed);
        await world.World.DeliverAsync(messages => Shuffled([.. messages, .. messages.Select(Again)], random));
        await world.SettleAsync(Patience);

        Assert.Equal((2, 1), (Assert.Single(await world.AtSourceAsync(kept)).Lines.Sum(l => l.CurrentQuantity), world.World.Shop(WorldShops.First).Orders[kept.Id].Fulfillments.Count));
        Assert.NotNull(Assert.Single(await world.AtSourceAsync(gone)).CancelledAt);
        Assert.Equal((13, 15), (await world.SourceStockAsync(1), await world.SourceStockAsync(2)));
        Assert.Equal(((13, 0), (15, 0)), (await world.StockAsync(1), await world.StockAsync(2)));
        Assert.Equal("", await world.World.DueAsync());
        Assert.All(await world.ChangesAsync(), c => Assert.Equal(SourceChangeState.Done, c.State));
    }

    [Fact]
    public async Task ConnectionPaused_ChangesWaitAndGoWhenItWorksAgain()
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(lines: (1, 2));
        await world.SettleAsync();
        var commands = world.World.Get<Core.Connections.ConnectionCommands>();
        Assert.True((await commands.DoAsync(Actor.Of(world.World.First), world.World.FirstConnection, Core.Connections.ConnectionAction.Pause, World.Ct)).Done);
        await world.InFirstAsync(order, (shop, o) => shop.Cancel(o, "CUSTOMER", restock: true, refund: false, null));
        await world.SettleAsync(Patience);
        Assert.Null(Assert.Single(await world.AtSourceAsync(order)).CancelledAt);

        Assert.True((await commands.DoAsync(Actor.Of(world.World.First), world.World.FirstConnection, Core.Connections.ConnectionAction.Resume, World.Ct)).Done);
        await world.SettleAsync(Patience);

        Assert.NotNull(Assert.Single(await world.AtSourceAsync(order)).CancelledAt);
    }

    private static IEnumerable<InboxMessage> Shuffled(List<InboxMessage> messages, Random random)
    {
        var order = messages.Select(m => (Key: random.Next(), Message: m)).ToList();
        return order.OrderBy(m => m.Key).Select(m => m.Message);
    }

    /// <summary>The same event told again with another webhook id, as from a second subscription.</summary>
    private static InboxMessage Again(InboxMessage m) => new()
    {
        ShopDomain = m.ShopDomain,
        Topic = m.Topic,
        WebhookId = m.WebhookId + "-again",
        EventId = m.EventId,
        ApiVersion = m.ApiVersion,
        TriggeredAt = m.TriggeredAt,
        ReceivedAt = m.ReceivedAt,
        Body = m.Body,
    };
}
