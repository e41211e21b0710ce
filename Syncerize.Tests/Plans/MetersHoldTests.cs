using CsCheck;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Orders;
using Syncerize.Core.Plans;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Tests.Orders;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Plans;

/// <summary>The invariant MetersHold: nothing metered starts without a unit, each counts once, and what waits has a named release.</summary>
public sealed class MetersHoldTests
{
    private static readonly StoreId Store = new(7);

    [Fact]
    public async Task MetersHold_ManyClaimAtOnce_ExactlyTheLimitIsGranted()
    {
        await using var database = await TestDatabase.CreateAsync();
        var claims = new Claims(PlansUnderTest.Of(new TierOptions { Name = "Small", Products = 10, Connections = 3, PushesPerMonth = 25 }));
        var units = Enumerable.Range(1, 60).Select(n => MeterUnit.Product(new ConnectionId(1), n % 30)).ToList();

        // Every product is asked for twice at the same time: it counts once.
        var granted = await Task.WhenAll(units.Select(u => Task.Run(async () => (Unit: u, Granted: await database.Gate.WriteAsync((w, c) => claims.TryAsync(w, Store, u, c), TestDatabase.Ct)))));

        Assert.Equal(10, granted.Where(g => g.Granted).Select(g => g.Unit).Distinct().Count());
        await using var db = database.CreateDbContext();
        Assert.Equal(10, await db.Claims.CountAsync(TestDatabase.Ct));
        var use = (await claims.UsageAsync(db, Store, database.Time.GetUtcNow(), "UTC", TestDatabase.Ct)).Single(u => u.Meter == Meter.Products);
        Assert.Equal((10, 0, true), (use.Used, use.Left!.Value, use.IsFull));
    }

    [Fact]
    public async Task MetersHold_AnyClaimsReleasesAndMonths_AsAModelSays()
    {
        await using var database = await TestDatabase.CreateAsync();
        var store = 0;

        // A step is: which push, claim or give back, and days that pass before it.
        await Gen.Select(Gen.Int[0, 6], Gen.Int[0, 5], Gen.Select(Gen.Int[0, 9], Gen.Bool, Gen.Int[0, 9]).Array[1, 25]).SampleAsync(
            async (limit, zone, steps) =>
            {
                var claims = new Claims(PlansUnderTest.Of(new TierOptions { Name = "Small", PushesPerMonth = limit }));
                var id = new StoreId(1000 + Interlocked.Increment(ref store));
                var name = new[] { "UTC", "America/Toronto", "Asia/Tokyo", "Pacific/Kiritimati", "America/Santiago", "Nowhere/Unknown" }[zone];
                var held = new Dictionary<int, DateTimeOffset>();
                foreach (var (push, claim, days) in steps)
                {
                    database.Time.Advance(TimeSpan.FromDays(days) + TimeSpan.FromHours(7));
                    var (now, unit) = (database.Time.GetUtcNow(), MeterUnit.Push(push.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                    var month = StoreMonth.Of(now, name);
                    var used = held.Values.Count(at => at >= month.From && at < month.To);
                    if (claim)
                    {
                        var expected = held.ContainsKey(push) || used < limit;
                        var result = await database.Gate.WriteAsync((w, c) => claims.TryAsync(w, id, [unit], name, c), TestDatabase.Ct);
                        Assert.Equal(expected, result.Granted.Contains(unit));
                        if (expected)
                        {
                            held.TryAdd(push, now);
                        }
                    }
                    else
                    {
                        await database.Gate.WriteAsync((w, c) => Claims.ReleaseAsync(w, id, [unit], c), TestDatabase.Ct);
                        held.Remove(push);
                    }
                }

                await using var db = database.CreateDbContext();
                Assert.Equal(held.Count, await db.Claims.CountAsync(c => c.StoreId == id, TestDatabase.Ct));
            },
            iter: 40,
            threads: 1);
    }

    [Fact]
    public async Task MetersHold_OrdersBeyondTheMonth_WaitThenGoWhenItTurnsOrThePlanGrows()
    {
        await using var orders = await OrderWorld.StartAsync(PlansUnderTest.SmallAndLarge(null, null, 2, Feature.AutomaticPush));
        var world = orders.World;
        var placed = new List<Syncerize.App.Sandbox.Model.SimOrder>();
        for (var n = 0; n < 5; n++)
        {
            placed.Add(await orders.BuyAsync(lines: [(1, 1)]));
        }

        await orders.SettleAsync();
        Assert.Equal(2, await AtSourceAsync(orders, placed));
        await using (var db = await world.ReadAsync())
        {
            var waiting = await db.OrderPushes.Where(p => p.State == PushState.Waiting).ToListAsync(World.Ct);
            Assert.Equal(3, waiting.Count);
            Assert.All(waiting, p => Assert.Equal((PushWaits.Plan, true), (p.WaitingFor, p.Sentence!.Contains("when the month turns or the plan grows", StringComparison.Ordinal))));

            // What waits keeps its stock.
            Assert.Equal(3, await db.Reservations.SumAsync(r => r.ReservedUnits, World.Ct));
        }

        // Pressing Push does not get round a full plan.
        var held = (await Task.WhenAll(placed.Select(orders.PartAsync))).First(p => p.WaitingFor == PushWaits.Plan);
        Assert.Equal(PushWaits.Plan, Assert.IsType<PushOutcome.Refused>(await orders.Push.PushAsync(Actor.Of(world.First), world.First, held.OrderId, null, World.Ct)).Reason);

        // The month of the store, not of UTC: Toronto is five hours behind.
        await AtAsync(orders, new DateTimeOffset(2026, 12, 1, 4, 59, 0, TimeSpan.Zero));
        Assert.Equal(2, await AtSourceAsync(orders, placed));
        await AtAsync(orders, new DateTimeOffset(2026, 12, 1, 5, 1, 0, TimeSpan.Zero));
        Assert.Equal(4, await AtSourceAsync(orders, placed));

        Assert.True(await world.Get<ChoosePlan>().SetAsync(Actor.Operator, world.First, "Large", World.Ct));
        await orders.SettleAsync();
        Assert.Equal(5, await AtSourceAsync(orders, placed));
        await using var after = await world.ReadAsync();
        Assert.Equal(5, await after.Claims.CountAsync(c => c.Meter == Meter.Pushes, World.Ct));
    }

    [Fact]
    public async Task MetersHold_SentAsTheStoresMonthTurns_CountsInTheMonthItWasSentIn()
    {
        await using var orders = await OrderWorld.StartAsync(PlansUnderTest.SmallAndLarge(null, null, 1, Feature.AutomaticPush));
        var (world, faults) = (orders.World, orders.World.Shop(WorldShops.Source).Faults);
        var midnight = new DateTimeOffset(2026, 12, 1, 5, 0, 0, TimeSpan.Zero);
        await AtAsync(orders, midnight.AddSeconds(-2));

        // The last second of November in Toronto, December in UTC for hours: it is sent, and no answer comes before the month has turned.
        (faults.Operation, faults.LostAnswers) = ("orderCreate", 1);
        var last = await orders.BuyAsync(lines: (1, 1));
        await world.DeliverAsync();
        await world.DrainAsync();
        Assert.Equal((PushState.Sending, midnight.AddSeconds(-1)), ((await orders.PartAsync(last)).State, world.Time.GetUtcNow()));

        // On the stroke of midnight December has its one unit, and November's order takes none of it when it is found.
        var first = await orders.BuyAsync(lines: (1, 1));
        Assert.Equal(midnight, world.Time.GetUtcNow());
        await world.DeliverAsync();
        await world.DrainAsync();
        var second = await orders.BuyAsync(lines: (1, 1));
        await orders.SettleAsync(TimeSpan.FromMinutes(10));

        Assert.Equal((1, 1, 0), ((await orders.AtSourceAsync(last)).Count, (await orders.AtSourceAsync(first)).Count, (await orders.AtSourceAsync(second)).Count));
        Assert.Equal(PushWaits.Plan, (await orders.PartAsync(second)).WaitingFor);
        await using var db = await world.ReadAsync();
        Assert.Equal([midnight.AddSeconds(-1), midnight], await db.Claims.Where(c => c.Meter == Meter.Pushes).OrderBy(c => c.ClaimedAt).Select(c => c.ClaimedAt).ToListAsync(World.Ct));
    }

    [Fact]
    public async Task MetersHold_RefusedGivesBackUnknownKeeps_OnceEach()
    {
        await using var orders = await OrderWorld.StartAsync(PlansUnderTest.SmallAndLarge(null, null, 3, Feature.AutomaticPush));
        var (world, faults) = (orders.World, orders.World.Shop(WorldShops.Source).Faults);

        // No answer: the unit is kept while nobody knows, and counted once when it is found.
        (faults.Operation, faults.LostAnswers) = ("orderCreate", 1);
        var lost = await orders.BuyAsync(lines: [(1, 1)]);
        await world.DeliverAsync();
        await world.DrainAsync();
        await using (var db = await world.ReadAsync())
        {
            Assert.Equal(1, await db.Claims.CountAsync(c => c.Meter == Meter.Pushes, World.Ct));
        }

        await orders.SettleAsync(TimeSpan.FromMinutes(10));
        Assert.Single(await orders.AtSourceAsync(lost));

        // Sold out: refused for certain, the unit is free again.
        await world.InShopAsync(WorldShops.Source, shop =>
        {
            foreach (var level in shop.Levels.Values)
            {
                level.Available = 0;
            }
        });
        var refused = await orders.BuyAsync(lines: [(2, 1)]);
        await world.DeliverAsync();
        await world.DrainAsync();
        Assert.Equal(PushWaits.SoldOut, (await orders.PartAsync(refused)).WaitingFor);
        await using var after = await world.ReadAsync();
        var key = (await orders.PartAsync(lost)).Key;
        Assert.Equal([key], await after.Claims.Where(c => c.Meter == Meter.Pushes).Select(c => c.Subject).ToListAsync(World.Ct));
    }

    [Fact]
    public async Task MetersHold_ProductsAndConnections_FullStopsTheNextAndEndingFrees()
    {
        await using var world = await World.ConnectedAsync(PlansUnderTest.SmallAndLarge(1, 2, null));
        var (sync, actor) = (world.Get<SyncProducts>(), Actor.Of(world.First));
        var started = await sync.StartAsync(actor, world.FirstConnection, [1_000_101, 1_000_102, 1_000_103], World.Ct);
        Assert.Equal([SyncStart.Started, SyncStart.Started, SyncStart.PlanFull], started.Products.Select(p => p.Result));
        Assert.Contains("The Small plan allows 2 synced products", started.Sentence, StringComparison.Ordinal);
        await world.SettleAsync();
        Assert.Equal(2, world.Shop(WorldShops.First).Products.Count);

        await sync.KeepAsync(actor, world.FirstConnection, [1_000_101], World.Ct);
        Assert.Equal(1, (await sync.StartAsync(actor, world.FirstConnection, [1_000_103], World.Ct)).Started);
        Assert.Equal(SyncStart.PlanFull, (await sync.StartAsync(actor, world.FirstConnection, [1_000_101], World.Ct)).Products.Single().Result);

        // A second source: the one connection of the plan is in use until it is ended.
        string key;
        await using (var db = await world.ReadAsync())
        {
            key = await db.Stores.Where(s => s.Id == world.Second).Select(s => s.UniqueKey).SingleAsync(World.Ct);
        }

        await world.Gate.WriteAsync(async (w, c) => (await w.Db.Stores.SingleAsync(s => s.Id == world.Second, c)).Roles |= StoreRoles.Source, World.Ct);
        var full = Assert.IsType<ConnectOutcome.PlanFull>(await world.Get<ConnectByKey>().ConnectAsync(actor, world.First, key, World.Ct));
        Assert.Contains("The Small plan allows 1 connected store, ", full.Sentence, StringComparison.Ordinal);
        Assert.True((await world.Get<ConnectionCommands>().DoAsync(actor, world.FirstConnection, ConnectionAction.Disconnect, World.Ct)).Done);
        Assert.IsType<ConnectOutcome.Connected>(await world.Get<ConnectByKey>().ConnectAsync(actor, world.First, key, World.Ct));
        Assert.False((await world.Get<ConnectionCommands>().DoAsync(actor, world.FirstConnection, ConnectionAction.Connect, World.Ct)).Done);
    }

    [Fact]
    public async Task Feature_Closed_OrderWaitsForPushAndTheSwitchIsRefused()
    {
        await using var orders = await OrderWorld.StartAsync(PlansUnderTest.SmallAndLarge(null, null, null));
        var world = orders.World;
        var order = await orders.BuyAsync(lines: [(1, 1)]);
        await orders.SettleAsync();
        var part = await orders.PartAsync(order);
        Assert.Equal((PushWaits.Manual, "Automatic push is not part of your plan. Press Push to send it."), (part.WaitingFor, part.Sentence));
        Assert.Equal(
            "Automatic push is not part of your plan; the Large plan has it.",
            await world.Get<PushSwitches>().SetAutomaticAsync(Actor.Of(world.First), world.FirstConnection, on: true, withOlder: true, World.Ct));
        Assert.IsType<PushOutcome.Queued>(await orders.Push.PushAsync(Actor.Of(world.First), world.First, order.Id, null, World.Ct));
        await orders.SettleAsync();
        Assert.Single(await orders.AtSourceAsync(order));
    }

    [Fact]
    public async Task SetAsync_NotTheOperator_Refused()
    {
        await using var world = await World.ConnectedAsync(PlansUnderTest.SmallAndLarge(null, null, null));
        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Get<ChoosePlan>().SetAsync(Actor.Of(world.First), world.First, "Large", World.Ct));
        Assert.False(await world.Get<ChoosePlan>().SetAsync(Actor.Operator, world.First, "No such plan", World.Ct));
    }

    private static async Task<int> AtSourceAsync(OrderWorld orders, IEnumerable<Syncerize.App.Sandbox.Model.SimOrder> placed)
    {
        var count = 0;
        foreach (var order in placed)
        {
            var there = await orders.AtSourceAsync(order);
            Assert.True(there.Count <= 1, "An order is twice at the source.");
            count += there.Count;
        }

        return count;
    }

    private static async Task AtAsync(OrderWorld orders, DateTimeOffset at)
    {
        orders.World.Time.SetUtcNow(at);
        await orders.World.Get<PushReview>().SweepAsync(World.Ct);
        await orders.SettleAsync();
    }
}
