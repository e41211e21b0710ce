using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.Core.Activity;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Tests.Orders;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

/// <summary>What follows at the source when a pushed order is cancelled, refunded or edited here. What the shops really hold is counted there.</summary>
public sealed class WhatFollowsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CancelHere_BeforeShipping_CancelsAtTheSourceOnceWithRestock(bool answerLost)
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(lines: (1, 3));
        await world.SettleAsync();
        Assert.Equal(12, await world.SourceStockAsync(1));
        if (answerLost)
        {
            var faults = world.World.Shop(WorldShops.Source).Faults;
            (faults.Operation, faults.LostAnswers) = ("orderCancel", 1);
        }

        await world.InFirstAsync(order, (shop, o) => shop.Cancel(o, "CUSTOMER", restock: true, refund: true, null));
        await world.SettleAsync(Patience);

        var made = Assert.Single(await world.AtSourceAsync(order));
        Assert.NotNull(made.CancelledAt);
        Assert.Equal((15, (15, 0)), (await world.SourceStockAsync(1), await world.StockAsync(1)));
        Assert.Equal(SourceChangeState.Done, Assert.Single(await world.ChangesAsync()).State);
        Assert.NotNull((await world.PartAsync(order)).SourceCancelledAt);
        Assert.Equal("", await world.World.DueAsync());

        // Our own cancel is no alarm.
        await using var db = await world.World.ReadAsync();
        Assert.False(await db.Activity.AnyAsync(a => a.Level == ActivityLevel.Critical, World.Ct));
    }

    [Fact]
    public async Task CancelHere_Shipped_IsRefusedWithASentenceAndPutAside()
    {
        await using var world = await OrderWorld.StartAsync();
        await world.SetAsync(s => s with { ReturnShipments = false });
        var order = await world.BuyAsync(lines: (1, 1));
        await world.SettleAsync();
        await world.InSourceAsync(order, (shop, o) => shop.ShipAll(o, []));
        await world.SettleAsync();
        await world.InFirstAsync(order, (shop, o) => shop.Cancel(o, "CUSTOMER", restock: true, refund: false, null));
        await world.SettleAsync();

        Assert.Null(Assert.Single(await world.AtSourceAsync(order)).CancelledAt);
        var change = Assert.Single(await world.ChangesAsync());
        Assert.Equal(SourceChangeState.Refused, change.State);
        Assert.Contains("was shipped already", change.Sentence, StringComparison.Ordinal);
        var changes = world.World.Get<SourceChanges>();
        await Assert.ThrowsAsync<AccessRefusedException>(() => changes.DismissAsync(Actor.Of(world.World.Second), world.World.First, order.Id, world.World.FirstConnection, change.Id, World.Ct));
        Assert.IsType<PushOutcome.Done>(await changes.DismissAsync(Actor.Of(world.World.First), world.World.First, order.Id, world.World.FirstConnection, change.Id, World.Ct));
        Assert.Equal(SourceChangeState.Dismissed, Assert.Single(await world.ChangesAsync()).State);
    }

    [Fact]
    public async Task CancelHere_SwitchedOff_TellsAndCancelsByHand()
    {
        await using var world = await OrderWorld.StartAsync();
        await world.SetAsync(s => s with { CancelAtSource = false });
        var order = await world.BuyAsync(lines: (1, 1));
        await world.SettleAsync();
        await world.InFirstAsync(order, (shop, o) => shop.Cancel(o, "CUSTOMER", restock: true, refund: false, null));
        await world.SettleAsync();
        Assert.Empty(await world.ChangesAsync());

        Assert.IsType<PushOutcome.Done>(await world.World.Get<SourceChanges>().CancelAtSourceAsync(Actor.Of(world.World.First, "Ada"), world.World.First, order.Id, world.World.FirstConnection, World.Ct));
        Assert.IsType<PushOutcome.OnItsWay>(await world.World.Get<SourceChanges>().CancelAtSourceAsync(Actor.Of(world.World.First, "Ada"), world.World.First, order.Id, world.World.FirstConnection, World.Ct));
        await world.SettleAsync(Patience);

        Assert.NotNull(Assert.Single(await world.AtSourceAsync(order)).CancelledAt);
        Assert.Equal("Ada", Assert.Single(await world.ChangesAsync()).AskedBy);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RefundHere_WithRestock_GivesUnitsBackOnce(bool answerLost)
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(lines: [(1, 3), (2, 1)]);
        await world.SettleAsync();
        if (answerLost)
        {
            var faults = world.World.Shop(WorldShops.Source).Faults;
            (faults.Operation, faults.LostAnswers) = ("refundCreate", 1);
        }

        await world.InFirstAsync(order, (shop, o) => shop.Refund(o, [(o.Lines[0].Id, 2, "CANCEL", null)], 0, null, null));
        await world.SettleAsync(Patience);

        var made = Assert.Single(await world.AtSourceAsync(order));
        Assert.Equal(2, made.Lines.Sum(l => l.CurrentQuantity));
        Assert.Equal(2, Assert.Single(made.Refunds).Lines.Sum(l => l.Quantity));
        Assert.Equal((14, (14, 0)), (await world.SourceStockAsync(1), await world.StockAsync(1)));
        Assert.Equal(SourceChangeState.Done, Assert.Single(await world.ChangesAsync()).State);
        Assert.Equal("", await world.World.DueAsync());
        Assert.Empty((await ViewAsync(world, order)).Parts[0].Differences);
    }

    [Fact]
    public async Task RefundHere_ReturnOfShippedUnits_PutsThemBackAtTheSource()
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(lines: (1, 2));
        await world.SettleAsync();
        await world.InSourceAsync(order, (shop, o) => shop.ShipAll(o, [new SimTracking { Company = "DHL", Number = "R1" }]));
        await world.SettleAsync();
        Assert.Equal(13, await world.SourceStockAsync(1));

        await world.InFirstAsync(order, (shop, o) => shop.Refund(o, [(o.Lines[0].Id, 1, "RETURN", null)], 0, null, null));
        await world.SettleAsync(Patience);

        Assert.Equal(14, await world.SourceStockAsync(1));
        Assert.Equal("RETURN", Assert.Single(Assert.Single(await world.AtSourceAsync(order)).Refunds).Lines.Single().RestockType);
    }

    [Theory]
    [InlineData("NO_RESTOCK", true)]
    [InlineData("CANCEL", false)]
    public async Task RefundHere_WithoutRestockOrSwitchedOff_NothingIsWrittenAndTheDifferenceIsOffered(string restock, bool follows)
    {
        await using var world = await OrderWorld.StartAsync();
        await world.SetAsync(s => s with { RefundAtSource = follows });
        var order = await world.BuyAsync(lines: (1, 3));
        await world.SettleAsync();
        await world.InFirstAsync(order, (shop, o) => shop.Refund(o, [(o.Lines[0].Id, 1, restock, null)], 0, null, null));
        await world.SettleAsync(Patience);

        Assert.Empty(await world.ChangesAsync());
        Assert.Equal(3, Assert.Single(await world.AtSourceAsync(order)).Lines.Sum(l => l.CurrentQuantity));
        var difference = Assert.Single((await ViewAsync(world, order)).Parts[0].Differences);
        Assert.Equal((3, 2), (difference.AtSource, difference.Wanted));
    }

    [Fact]
    public async Task RefundBeforePush_NothingToGiveBack()
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(paid: false, lines: (1, 3));
        await world.InFirstAsync(order, (shop, o) => shop.Refund(o, [(o.Lines[0].Id, 1, "CANCEL", null)], 0, 0, null));
        await world.SettleAsync();
        await world.InFirstAsync(order, (shop, o) => shop.Pay(o));
        await world.SettleAsync(Patience);

        var made = Assert.Single(await world.AtSourceAsync(order));
        Assert.Equal((2, 0), (made.Lines.Sum(l => l.CurrentQuantity), made.Refunds.Count));
        Assert.All(await world.ChangesAsync(), c => Assert.Equal(SourceChangeState.Done, c.State));
        Assert.Equal((13, 0), await world.StockAsync(1));
    }

    [Theory]
    [InlineData(5, "")]
    [InlineData(5, "orderEditCommit")]
    [InlineData(5, "orderEditBegin")]
    [InlineData(1, "")]
    [InlineData(1, "orderEditCommit")]
    public async Task EditHere_OfferedAndSent_SameSourceOrderHasTheUnits(int units, string answerLost)
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(lines: (1, 3));
        await world.SettleAsync();
        await world.InFirstAsync(order, (shop, o) => Assert.True(shop.SetQuantity(o, o.Lines[0], units)));
        await world.SettleAsync();

        var difference = Assert.Single((await ViewAsync(world, order)).Parts[0].Differences);
        Assert.Equal((3, units), (difference.AtSource, difference.Wanted));
        Assert.Equal(Math.Max(0, units - 3), (await world.StockAsync(1)).Reserved);
        if (answerLost.Length > 0)
        {
            var faults = world.World.Shop(WorldShops.Source).Faults;
            (faults.Operation, faults.LostAnswers) = (answerLost, 1);
        }

        Assert.IsType<PushOutcome.Queued>(await world.World.Get<SourceChanges>().SendEditAsync(Actor.Of(world.World.First), world.World.First, order.Id, world.World.FirstConnection, World.Ct));
        Assert.IsType<PushOutcome.OnItsWay>(await world.World.Get<SourceChanges>().SendEditAsync(Actor.Of(world.World.First), world.World.First, order.Id, world.World.FirstConnection, World.Ct));
        await world.SettleAsync(Patience);

        var made = Assert.Single(await world.AtSourceAsync(order));
        Assert.Equal(units, made.Lines.Sum(l => l.CurrentQuantity));
        Assert.Equal((15 - units, (15 - units, 0)), (await world.SourceStockAsync(1), await world.StockAsync(1)));
        Assert.Equal(units, Assert.Single((await world.PartAsync(order)).Lines).Units);
        Assert.Empty((await ViewAsync(world, order)).Parts[0].Differences);
        Assert.Equal("", await world.World.DueAsync());
        Assert.IsType<PushOutcome.Refused>(await world.World.Get<SourceChanges>().SendEditAsync(Actor.Of(world.World.First), world.World.First, order.Id, world.World.FirstConnection, World.Ct));
        await using var db = await world.World.ReadAsync();
        await KeptAndCounted.AssertEqualAsync(db, world.World.First, World.Ct);
    }

    [Fact]
    public async Task EditHere_AddedVariant_ComesAtThePaidPrice()
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(lines: (1, 1));
        await world.SettleAsync();
        await world.InFirstAsync(order, (shop, o) =>
        {
            var other = shop.Variants.Values.Single(v => v.Sku == "HERE-2");
            var edit = new SimOrderEdit { Id = shop.NewId(), OrderId = o.Id, Lines = [new SimLineEdit { LineId = shop.NewId(), AddedVariantId = other.Id, Quantity = 2, UnitDiscountMinor = 1000 }] };
            shop.Put(edit);
            Assert.True(shop.CommitEdit(o, edit));
        });
        await world.SettleAsync();
        Assert.Equal(2, (await world.StockAsync(2)).Reserved);

        Assert.IsType<PushOutcome.Queued>(await world.World.Get<SourceChanges>().SendEditAsync(Actor.Of(world.World.First), world.World.First, order.Id, world.World.FirstConnection, World.Ct));
        await world.SettleAsync(Patience);

        // CAD 30 at 1.75; the catalogue says GBP 20.
        var added = Assert.Single(await world.AtSourceAsync(order)).Lines.Single(l => l.Sku!.StartsWith("KET-2", StringComparison.Ordinal));
        Assert.Equal((2, 2 * 1714L), (added.CurrentQuantity, (added.UnitMinor * 2) - added.DiscountMinor));
        Assert.Equal(0, (await world.StockAsync(2)).Reserved);
    }

    private static async Task<OrderView> ViewAsync(OrderWorld world, SimOrder order) =>
        (await world.World.Get<OrderDetail>().ReadAsync(Actor.Of(world.World.First), world.World.First, order.Id, World.Ct))!;
}
