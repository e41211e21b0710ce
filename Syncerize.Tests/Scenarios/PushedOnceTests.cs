using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Seed;
using Syncerize.Core.Activity;
using Syncerize.Core.Orders;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;
using Syncerize.Tests.Orders;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

/// <summary>Invariant PushedOnce against the simulated shops: what the source really holds is counted there, not in our tables.</summary>
public sealed class PushedOnceTests
{
    private static async Task AssertToldAsync(OrderWorld world, NoticeKind kind, SimOrder order)
    {
        await using var db = await world.World.ReadAsync();
        var told = await db.Notices.SingleAsync(n => n.OrderId == order.Id, World.Ct);
        Assert.Equal((world.World.First, kind, ActivityLevel.Critical), (told.StoreId, told.Kind, told.Level));
        Assert.Contains(order.Name, told.Sentence, StringComparison.Ordinal);
    }

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task PushedOnce_AnswerLost_LooksBeforeRepeating()
    {
        await using var world = await OrderWorld.StartAsync();
        var faults = world.World.Shop(WorldShops.Source).Faults;
        (faults.Operation, faults.LostAnswers) = ("orderCreate", 1);

        var order = await world.BuyAsync(lines: (1, 2));
        await world.SettleAsync(Patience);

        Assert.Equal(0, faults.LostAnswers);
        Assert.Single(await world.AtSourceAsync(order));
        var push = await world.PartAsync(order);
        Assert.Equal((PushState.Recorded, 1), (push.State, push.Attempts));
        Assert.Contains("Unknown", await StepsAsync(world, push));
    }

    [Fact]
    public async Task PushedOnce_WebhookOfTheSourceFirst_OneOrder()
    {
        await using var world = await OrderWorld.StartAsync();
        var faults = world.World.Shop(WorldShops.Source).Faults;
        (faults.Operation, faults.LostAnswers) = ("orderCreate", 1);
        var order = await world.BuyAsync(lines: (1, 1));
        await world.World.DeliverAsync();
        await world.World.DrainAsync();
        Assert.Equal(PushState.Sending, (await world.PartAsync(order)).State);

        // The look-up is not answered any more; the source's own webhook is.
        (faults.Operation, faults.ServerErrors) = ("OrderByKey", 1000);
        await world.SettleAsync(TimeSpan.FromSeconds(30));

        Assert.Single(await world.AtSourceAsync(order));
        Assert.Contains((await world.PartAsync(order)).State, new[] { PushState.Created, PushState.Recorded });
    }

    [Fact]
    public async Task PushedOnce_NeverArrived_SentAgainAfterTheWait()
    {
        await using var world = await OrderWorld.StartAsync();
        var faults = world.World.Shop(WorldShops.Source).Faults;
        (faults.Operation, faults.ServerErrors) = ("orderCreate", 1);
        var order = await world.BuyAsync(lines: (1, 1));
        await world.SettleAsync(TimeSpan.FromSeconds(100));
        Assert.Empty(await world.AtSourceAsync(order));
        Assert.Equal(PushState.Sending, (await world.PartAsync(order)).State);

        await world.SettleAsync(Patience);

        Assert.Single(await world.AtSourceAsync(order));
        var push = await world.PartAsync(order);
        Assert.Equal((PushState.Recorded, 2), (push.State, push.Attempts));
    }

    [Fact]
    public async Task PushedOnce_UnknownTwice_ParkedUntilAPersonLooked()
    {
        await using var world = await OrderWorld.StartAsync();
        var faults = world.World.Shop(WorldShops.Source).Faults;
        (faults.Operation, faults.ServerErrors) = ("orderCreate", 2);
        var order = await world.BuyAsync(lines: (1, 1));
        await world.SettleAsync(Patience);
        var push = await world.PartAsync(order);
        Assert.Equal((PushState.Parked, PushWaits.Outcome), (push.State, push.WaitingFor));
        await AssertToldAsync(world, NoticeKind.PushParked, order);
        Assert.Equal(1, (await world.StockAsync(1)).Reserved);

        Assert.IsType<PushOutcome.Refused>(await world.Push.PushAsync(Actor.Operator, world.World.First, order.Id, null, World.Ct));
        Assert.IsType<PushOutcome.Queued>(await world.Push.SendAgainAsync(Actor.Operator, world.World.First, order.Id, push.ConnectionId, World.Ct));
        await world.SettleAsync(Patience);

        Assert.Single(await world.AtSourceAsync(order));
        Assert.Equal(PushState.Recorded, (await world.PartAsync(order)).State);
    }

    [Fact]
    public async Task PushedOnce_TwoPressPush_OneOrder()
    {
        await using var world = await OrderWorld.StartAsync();
        await world.World.Gate.WriteAsync(async (w, ct) => (await w.Db.Stores.SingleAsync(s => s.Id == world.World.First, ct)).AutomaticPush = false, World.Ct);
        var order = await world.BuyAsync(lines: (1, 2));
        await world.SettleAsync();
        Assert.Empty(await world.AtSourceAsync(order));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => world.Push.PushAsync(Actor.Of(world.World.First), world.World.First, order.Id, null, World.Ct))));
        await world.SettleAsync(Patience);

        Assert.Single(outcomes.OfType<PushOutcome.Queued>());
        Assert.Single(outcomes.OfType<PushOutcome.OnItsWay>());
        var made = Assert.Single(await world.AtSourceAsync(order));
        Assert.Equal("Manual", made.CustomAttributes.Single(a => a.Key == "Order Push Mode").Value);
        Assert.IsType<PushOutcome.AlreadyPushed>(await world.Push.PushAsync(Actor.Of(world.World.First), world.World.First, order.Id, null, World.Ct));
    }

    [Fact]
    public async Task PushedOnce_StoppedBetweenSendingAndAnswer_OneOrder()
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(lines: (1, 1));
        await world.SettleAsync();

        // What a process leaves behind that died after the create left and before its answer was stored.
        var push = await world.PartAsync(order);
        await world.World.Gate.WriteAsync(
            async (w, ct) =>
            {
                var row = await w.Db.OrderPushes.SingleAsync(p => p.Id == push.Id, ct);
                (row.State, row.SourceOrderId, row.SourceOrderName, row.CreatedAt, row.RecordedAt) = (PushState.Sending, null, null, null, null);
                var mirrored = await w.Db.Orders.Include(o => o.Lines).SingleAsync(o => o.StoreId == push.SourceStoreId && o.PushKey == push.Key, ct);
                w.Db.Orders.Remove(mirrored);
                await w.EnqueueAsync(new Due(push.SourceStoreId, OrderWork.Push, push.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)), ct);
            },
            World.Ct);
        await world.SettleAsync(Patience);

        Assert.Single(await world.AtSourceAsync(order));
        Assert.Equal(PushState.Recorded, (await world.PartAsync(order)).State);
    }

    [Fact]
    public async Task PushedOnce_RestoredBackup_FoundNotRepeated()
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(lines: (1, 2));
        await world.SettleAsync();
        Assert.Single(await world.AtSourceAsync(order));

        // The database of before: it knows neither the order nor its push.
        await world.World.Gate.WriteAsync(
            async (w, ct) =>
            {
                await w.Db.OrderPushes.Include(p => p.Lines).ExecuteDeleteAsync(ct);
                await w.Db.OrderLines.ExecuteDeleteAsync(ct);
                await w.Db.Orders.ExecuteDeleteAsync(ct);
                await w.Db.Totals.ExecuteDeleteAsync(ct);
                await w.Db.ProductTotals.ExecuteDeleteAsync(ct);
                await w.EnqueueAsync(new Due(world.World.First, OrderWork.Pull, order.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)), ct);
            },
            World.Ct);
        await world.SettleAsync(Patience);

        Assert.Single(await world.AtSourceAsync(order));
        var push = await world.PartAsync(order);
        Assert.Equal((PushState.Recorded, 0), (push.State, push.Attempts));
        Assert.Equal(2, Assert.Single(push.Lines).Units);
    }

    [Fact]
    public async Task PushedOnce_SecondMatch_CriticalForBothShops()
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(lines: (1, 1));
        await world.SettleAsync();
        var push = await world.PartAsync(order);
        await world.World.InShopAsync(WorldShops.Source, shop =>
        {
            var twin = new SimOrder { Name = "", SourceIdentifier = push.Key };
            twin.Metafields.Add(new SimMetafield { Id = shop.NewId(), Namespace = SyncedCopies.Namespace, Key = ShopifyKeys.PushKeyName, Type = "id", Value = push.Key });
            shop.Place(twin, ClaimBehaviour.Bypass);
        });
        await world.SettleAsync();

        await using var db = await world.World.ReadAsync();
        Assert.Equal(2, await db.Activity.CountAsync(a => a.Level == ActivityLevel.Critical && a.Kind == "push", World.Ct));
    }

    [Fact]
    public async Task Push_SoldOutAtTheSource_ParkedAndPushedWhenItIsBack()
    {
        await using var world = await OrderWorld.StartAsync();
        await SourceStockAsync(world, 0);
        var order = await world.BuyAsync(lines: (1, 2));
        await world.SettleAsync();
        var push = await world.PartAsync(order);
        Assert.Equal((PushState.Parked, PushWaits.SoldOut), (push.State, push.WaitingFor));
        await AssertToldAsync(world, NoticeKind.Oversold, order);

        await SourceStockAsync(world, 5);
        Assert.IsType<PushOutcome.Queued>(await world.Push.PushAsync(Actor.Operator, world.World.First, order.Id, push.ConnectionId, World.Ct));
        await world.SettleAsync(Patience);

        Assert.Single(await world.AtSourceAsync(order));
    }

    [Fact]
    public async Task Push_SourceThrottlesTheCreate_NotCountedAndSentOnce()
    {
        await using var world = await OrderWorld.StartAsync();
        var faults = world.World.Shop(WorldShops.Source).Faults;
        (faults.Operation, faults.Throttled) = ("orderCreate", 1);
        var order = await world.BuyAsync(lines: (1, 1));
        await world.SettleAsync(Patience);

        Assert.Single(await world.AtSourceAsync(order));
        var push = await world.PartAsync(order);
        Assert.Equal((PushState.Recorded, 1), (push.State, push.Attempts));
    }

    private static Task SourceStockAsync(OrderWorld world, int units) => world.World.InShopAsync(WorldShops.Source, shop =>
    {
        foreach (var level in shop.Levels.Values.OrderBy(l => l.Id).Take(2).ToList())
        {
            shop.SetAvailable(level, units);
        }
    });

    private static async Task<string> StepsAsync(OrderWorld world, OrderPush push)
    {
        await using var db = await world.World.ReadAsync();
        return string.Join(", ", await db.PushAttempts.Where(a => a.OrderPushId == push.Id).OrderBy(a => a.Id).Select(a => a.Step + " " + a.Outcome).ToListAsync(World.Ct));
    }
}
