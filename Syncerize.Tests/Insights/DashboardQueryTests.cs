using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Connections;
using Syncerize.Core.Insights;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Core.Totals;
using Syncerize.Tests.Work;

namespace Syncerize.Tests.Insights;

/// <summary>The dashboard's figures over stored orders. It is 2 March 2026, 04:00 in Toronto.</summary>
public sealed class DashboardQueryTests : IAsyncLifetime
{
    private EngineUnderTest _engine = null!;
    private FigureShops _shops = null!;

    private static CancellationToken Ct => EngineUnderTest.Ct;

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineUnderTest.StartAsync();
        _shops = await FigureShops.OpenAsync(_engine);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task ReadAsync_NothingSold_IsEmptyAndTeachesTheRest()
    {
        var read = await _shops.ReadAsync(RangeAsked.Everything);

        Assert.Equal((2L, 0L, 0L), (read.StoresConnected.Value, read.Orders.Value, read.Revenue.Value));
        Assert.Equal((true, true, false), (read.Guide.Connected, read.Guide.Synced, read.Guide.Pushed));
        Assert.Equal(7, read.Series.Count);
        Assert.Empty(read.ByUnits);
        Assert.Empty(read.Partners);
        Assert.Null(read.Before);
        Assert.Null(read.Orders.Before);
    }

    [Fact]
    public async Task ReadAsync_OrderOfTwoSources_CountsOnceForTheStoreAndOncePerSupplier()
    {
        await _shops.OrderAsync(1, At(3, 1), lines: [(1, 2, 3_000), (3, 1, 500), (5, 9, 9_000)]);
        await _shops.OrderAsync(2, At(3, 1), lines: [(2, 1, 800)]);
        await _shops.OrderAsync(3, At(3, 1), test: true, lines: [(2, 1, 800)]);
        await _shops.PushAsync(1, 0);

        var read = await _shops.ReadAsync(RangeAsked.Everything);

        Assert.Equal((2L, 4_300L, 4), (read.Orders.Value, read.Revenue.Value, read.Series.Sum(p => p.Units)));
        Assert.Equal([("Shop 101", 2, 3, 3_800L), ("Shop 102", 1, 1, 500L)], read.Partners.Select(p => (p.Name, p.Orders, p.Units, p.RevenueMinor)));
        Assert.Equal(["Good 1", "Good 2", "Good 3"], read.ByRevenue.Select(p => p.Title));
        Assert.Equal(["Good 1", "Good 2", "Good 3"], read.ByUnits.Select(p => p.Title));
        Assert.Equal(new OrderStanding(Open: 1, Partial: 1, Complete: 0, Cancelled: 0), read.Standing);
        Assert.True(read.Guide.IsDone);
    }

    [Fact]
    public async Task ReadAsync_EachStore_SeesItsOwnDay()
    {
        // 23:30 on 1 March in Toronto is 2 March in London.
        await _shops.MoveAsync(_shops.Sources[0], "Europe/London");
        await _shops.OrderAsync(1, new DateTimeOffset(2026, 3, 2, 4, 30, 0, TimeSpan.Zero), lines: [(1, 1, 1_000)]);
        await _shops.PushAsync(1, 0);

        Assert.Equal(0, (await _shops.ReadAsync(new RangeAsked(RangePreset.Today))).Orders.Value);
        Assert.Equal(1, (await _shops.ReadAsync(Custom(3, 1, 3, 1))).Orders.Value);
        Assert.Equal(1, (await _shops.ReadAsync(new RangeAsked(RangePreset.Today), TotalSide.Source, _shops.Sources[0])).Orders.Value);
    }

    [Fact]
    public async Task ReadAsync_DayOfTheClockChange_HasAllItsOrdersAndNoOther()
    {
        _engine.Time.SetUtcNow(new DateTimeOffset(2026, 3, 20, 12, 0, 0, TimeSpan.Zero));

        // 8 March has 23 hours in Toronto: from 05:00 to 04:00 UTC.
        await _shops.OrderAsync(1, new DateTimeOffset(2026, 3, 8, 4, 59, 0, TimeSpan.Zero), lines: [(1, 1, 100)]);
        await _shops.OrderAsync(2, new DateTimeOffset(2026, 3, 8, 5, 0, 0, TimeSpan.Zero), lines: [(1, 1, 100)]);
        await _shops.OrderAsync(3, new DateTimeOffset(2026, 3, 9, 3, 59, 0, TimeSpan.Zero), lines: [(1, 1, 100)]);
        await _shops.OrderAsync(4, new DateTimeOffset(2026, 3, 9, 4, 0, 0, TimeSpan.Zero), lines: [(1, 1, 100)]);

        Assert.Equal([1, 2, 1], (await _shops.ReadAsync(Custom(3, 7, 3, 9))).Series.Select(p => p.Orders));
    }

    [Fact]
    public async Task ReadAsync_RangeAndPeriodBefore_AreComparedAndPointsSumUp()
    {
        await _shops.OrderAsync(1, At(2, 27), lines: [(1, 5, 5_000)]);
        await _shops.OrderAsync(2, At(2, 20), lines: [(1, 2, 2_000)]);
        await _shops.OrderAsync(3, At(1, 3), lines: [(1, 1, 700)]);

        var week = await _shops.ReadAsync(new RangeAsked(RangePreset.Last7Days));
        Assert.Equal((1L, 1L, 5_000L, 2_000L), (week.Orders.Value, week.Orders.Before, week.Revenue.Value, week.Revenue.Before));
        Assert.Equal(7, week.Series.Count);
        Assert.Equal(new DayRange(new DateOnly(2026, 2, 17), new DateOnly(2026, 2, 23)), week.Before);

        var year = await _shops.ReadAsync(new RangeAsked(RangePreset.ThisYear));
        Assert.Equal((3L, 7_700L), (year.Orders.Value, year.Revenue.Value));
        Assert.Equal(year.Revenue.Value, year.Revenue.Points.Sum());
        Assert.Equal((8, 7_700L), (year.ByUnits.Single().Units, year.ByUnits.Single().RevenueMinor));
    }

    [Fact]
    public async Task ReadAsync_LongRange_ReadsMonthsAndItsCutEnds()
    {
        _engine.Time.SetUtcNow(new DateTimeOffset(2026, 12, 20, 12, 0, 0, TimeSpan.Zero));
        foreach (var (order, month, day) in new[] { (1, 1, 9), (2, 1, 10), (3, 1, 31), (4, 5, 5), (5, 12, 10), (6, 12, 11) })
        {
            await _shops.OrderAsync(order, At(month, day), lines: [(1, 1, 100)]);
        }

        var read = await _shops.ReadAsync(Custom(1, 10, 12, 10));

        Assert.Equal(BucketUnit.Month, read.Unit);
        Assert.Equal([2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1], read.Series.Select(p => p.Orders));
        Assert.Equal((4, 400L), (read.ByRevenue.Single().Units, read.ByRevenue.Single().RevenueMinor));
        Assert.Equal(4, read.Partners.Single().Orders);
    }

    [Fact]
    public async Task ReadAsync_Source_CountsWhatReachedItInItsOwnCurrency()
    {
        await _shops.OrderAsync(1, At(3, 1), lines: [(3, 2, 3_500), (1, 1, 100)]);
        await _shops.OrderAsync(2, At(3, 1), lines: [(3, 1, 1_750)]);
        await _shops.PushAsync(1, 1);

        var read = await _shops.ReadAsync(RangeAsked.Everything, TotalSide.Source, _shops.Sources[1]);

        // What the source's own order says.
        Assert.Equal(("GBP", 1L, 1_750L), (read.Currency, read.Orders.Value, read.Revenue.Value));
        Assert.Equal([("Shop 100", 2)], read.Partners.Select(p => (p.Name, p.Units)));
        Assert.Equal([("Good 3", 2)], read.ByUnits.Select(p => (p.Title, p.Units)));
        Assert.Equal(new OrderStanding(1, 0, 0, 0), read.Standing);
        await _shops.AtSourceAsync(1, 1, o => o with { FulfillmentStatus = "FULFILLED" });
        Assert.Equal(new OrderStanding(0, 0, 1, 0), (await _shops.ReadAsync(RangeAsked.Everything, TotalSide.Source, _shops.Sources[1])).Standing);
    }

    [Fact]
    public async Task ReadAsync_SourceNarrowedToOneDestination_AllOfItIsNarrowed()
    {
        var other = await FigureShops.OpenAsync(_engine, 200);
        var source = _shops.Sources[0];
        await _engine.Gate.WriteAsync(
            async (write, ct) =>
            {
                var connection = new Connection { DestinationId = other.Destination, SourceId = source, State = ConnectionState.Disconnected, ConnectedAt = write.Now, StateChangedAt = write.Now };
                write.Db.Connections.Add(connection);
                await write.Db.SaveChangesAsync(ct);
                await KeptTotals.AddAsync(
                    write,
                    [
                        new TotalDelta(source, TotalSide.Source, Total.Together, null, Day(3, 1), new Figures(1, 3, 900, Complete: 1)),
                        new TotalDelta(source, TotalSide.Source, connection.Id, null, Day(3, 1), new Figures(1, 3, 900, Complete: 1)),
                        new TotalDelta(source, TotalSide.Source, connection.Id, 2, Day(3, 1), new Figures(0, 3, 900)),
                    ],
                    ct);
            },
            Ct);
        await _shops.OrderAsync(1, At(3, 1), lines: [(1, 1, 100)]);
        await _shops.PushAsync(1, 0);

        var all = await _shops.ReadAsync(RangeAsked.Everything, TotalSide.Source, source);
        var one = await _shops.ReadAsync(RangeAsked.Everything, TotalSide.Source, source, other.Destination);

        Assert.Equal((2L, 950L, 2), (all.Orders.Value, all.Revenue.Value, all.Partners.Count));
        Assert.Equal((1L, 900L, 0L, 0L), (one.Orders.Value, one.Revenue.Value, one.StoresConnected.Value, one.SyncedProducts.Value));
        Assert.Equal([("Good 2", 3)], one.ByUnits.Select(p => (p.Title, p.Units)));
        Assert.Equal("Shop 200", Assert.Single(one.Partners).Name);

        // A store keeps its colour, and a stranger narrows nothing.
        Assert.Equal(all.Partners.Single(p => p.Name == "Shop 200").Colour, one.Partners[0].Colour);
        Assert.Equal(2, (await _shops.ReadAsync(RangeAsked.Everything, TotalSide.Source, source, _shops.Sources[1])).Orders.Value);
    }

    [Fact]
    public async Task ReadAsync_LevelsOfPastDays_AreTheKeptOnes()
    {
        await _engine.Get<DailyLevels>().KeepAsync(Ct);
        _engine.Time.Advance(TimeSpan.FromDays(3));
        await _engine.Gate.WriteAsync(async (write, ct) => (await write.Db.Connections.FirstAsync(c => c.Id == _shops.Connections[1], ct)).State = ConnectionState.Disconnected, Ct);

        var now = await _shops.ReadAsync(new RangeAsked(RangePreset.Today));
        var then = await _shops.ReadAsync(Custom(3, 1, 3, 2));
        var before = await _shops.ReadAsync(Custom(2, 1, 2, 2));

        Assert.Equal((1L, 2L), (now.StoresConnected.Value, now.StoresConnected.Before));
        Assert.Equal((2L, 2L), (now.AvailableProducts.Value, now.SyncedProducts.Value - 2));
        Assert.Equal(2L, then.StoresConnected.Value);
        Assert.Equal([null, 2L], then.StoresConnected.Points);
        Assert.Null(before.StoresConnected.Value);
    }

    [Fact]
    public async Task KeepAsync_TwiceADay_TheLastStands()
    {
        var levels = _engine.Get<DailyLevels>();
        await levels.KeepAsync(Ct);
        await _engine.Gate.WriteAsync(async (write, ct) => (await write.Db.Connections.FirstAsync(c => c.Id == _shops.Connections[1], ct)).State = ConnectionState.Disconnected, Ct);
        await levels.KeepAsync(Ct);

        await using var db = await _engine.ReadAsync();
        var kept = await db.Levels.SingleAsync(l => l.StoreId == _shops.Destination && l.ConnectionId == Total.Together, Ct);
        Assert.Equal((1, Day(3, 2)), (kept.Connected, kept.Day));
    }

    [Fact]
    public async Task ReadAsync_WhileCounting_SaysSoAndIsCompleteAfterwards()
    {
        await _shops.OrderAsync(1, At(3, 1), lines: [(1, 1, 100)]);
        await _shops.MoveAsync(_shops.Destination, "Europe/London");
        await _shops.OrderAsync(2, At(3, 1), lines: [(1, 1, 100)]);

        Assert.True((await _shops.ReadAsync(RangeAsked.Everything)).IsCounting);
        await _engine.Get<Recount>().RunAsync(Ct);
        var read = await _shops.ReadAsync(RangeAsked.Everything);
        Assert.Equal((false, 2L), (read.IsCounting, read.Orders.Value));
    }

    [Fact]
    public async Task ReadAsync_AnotherStoresActor_Refused()
    {
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            _engine.Get<DashboardQuery>().ReadAsync(Actor.Of(_shops.Sources[0]), _shops.Destination, new DashboardAsked(TotalSide.Destination, RangeAsked.Everything), Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => _engine.Get<Recount>().BeginAsync(Actor.Of(_shops.Sources[0]), _shops.Destination, Ct));
    }

    // Noon in Toronto.
    private static DateTimeOffset At(int month, int day) => new(2026, month, day, 17, 0, 0, TimeSpan.Zero);

    private static int Day(int month, int day) => new DateOnly(2026, month, day).DayNumber;

    private static RangeAsked Custom(int month, int day, int toMonth, int toDay) => new(RangePreset.Custom, new DateOnly(2026, month, day), new DateOnly(2026, toMonth, toDay));
}
