using CsCheck;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Core.Totals;
using Syncerize.Tests.TestKit;
using Syncerize.Tests.Work;

namespace Syncerize.Tests.Insights;

/// <summary>Whatever happens, in whatever order: the totals kept by deltas are those a recount comes to.</summary>
public sealed class TotalsPropertyTests
{
    private static readonly string[] Zones = ["America/Toronto", "Europe/London", "Pacific/Auckland", "Etc/UTC"];

    // Around midnight of summer time changes, of a month and of a year.
    private static readonly DateTimeOffset[] Moments =
    [
        new(2025, 12, 31, 23, 30, 0, TimeSpan.Zero), new(2026, 3, 8, 4, 30, 0, TimeSpan.Zero), new(2026, 3, 29, 0, 30, 0, TimeSpan.Zero), new(2026, 7, 1, 3, 59, 0, TimeSpan.Zero), new(2026, 11, 1, 5, 30, 0, TimeSpan.Zero),
    ];

    private static readonly Gen<Step> Steps = Gen.Select(Gen.Int[0, 11], Gen.Int[1, 5], Gen.Int[0, 31], Gen.Int[1, 4], Gen.Int[0, 4]).Select((kind, order, which, size, when) => new Step(kind, order, which, size, when));

    private int _case;

    [Fact]
    public async Task Totals_AnySequence_EqualARecount()
    {
        await using var engine = await EngineUnderTest.StartAsync();
        await Steps.Array[5, 40].SampleAsync(steps => CheckAsync(engine, steps), iter: 60, threads: 1);
    }

    private async Task CheckAsync(EngineUnderTest engine, Step[] steps)
    {
        var shops = await FigureShops.OpenAsync(engine, 1000 + (10 * Interlocked.Increment(ref _case)));

        // Turns of two orders, so that the cursor stands between orders while they change.
        var recount = new Recount(engine.Gate, engine.Get<IDbContextFactory<SyncerizeDb>>()) { Turn = 2 };
        foreach (var step in steps)
        {
            await DoAsync(engine, shops, recount, step);
        }

        await recount.RunAsync(EngineUnderTest.Ct);
        await using var db = await engine.ReadAsync();
        foreach (var store in shops.Sources.Append(shops.Destination))
        {
            await KeptAndCounted.AssertEqualAsync(db, store, EngineUnderTest.Ct);
        }

        // The same said without the code under test: synced lines are those of goods 1 to 4.
        var counted = shops.Orders.Where(o => !o.Test && o.Lines.Any(l => l.LineId % 10 < 5)).ToList();
        var whole = db.Totals.Where(t => t.StoreId == shops.Destination && t.ConnectionId == Total.Together && t.Unit == TotalUnit.Day);
        Assert.Equal(counted.Count, await whole.SumAsync(t => t.Orders, EngineUnderTest.Ct));
        Assert.Equal(counted.Sum(o => o.Lines.Where(l => l.LineId % 10 < 5).Sum(l => l.CurrentQuantity)), await whole.SumAsync(t => t.Units, EngineUnderTest.Ct));
        Assert.Equal(counted.Sum(o => o.Lines.Where(l => l.LineId % 10 < 5).Sum(l => l.NetMinor)), await whole.SumAsync(t => t.RevenueMinor, EngineUnderTest.Ct));
        Assert.Equal(counted.Count, await whole.SumAsync(t => t.Open + t.Partial + t.Complete + t.Cancelled, EngineUnderTest.Ct));
    }

    private static Task DoAsync(EngineUnderTest engine, FigureShops shops, Recount recount, Step step) => step.Kind switch
    {
        0 or 1 or 2 => shops.Orders.Any(o => o.OrderId == step.Order)
            ? Task.CompletedTask
            : shops.OrderAsync(step.Order, Moments[step.When], step.Which == 31, [.. Enumerable.Range(1, 5).Where(g => step.Which == 0 || (step.Which & (1 << (g - 1))) != 0).Select(g => (g, step.Size, 1_000L + (step.Which * g)))]),
        3 => shops.ChangeAsync(step.Order, o => FigureShops.Refund(o, step.Which, step.Size)),
        4 => shops.ChangeAsync(step.Order, o => o with { ProcessedAt = Moments[step.When] }),
        5 => shops.ChangeAsync(step.Order, o => o with { CancelledAt = o.ProcessedAt.AddDays(1) }),
        6 or 7 => shops.PushAsync(step.Order, step.Which % 2),
        8 => shops.AtSourceAsync(step.Order, step.Which % 2, o => o with { FulfillmentStatus = step.Size > 2 ? "FULFILLED" : "PARTIALLY_FULFILLED" }),
        9 => shops.AtSourceAsync(step.Order, step.Which % 2, o => o with { CancelledAt = o.ProcessedAt.AddDays(2) }),
        10 => shops.MoveAsync(step.Which % 3 == 0 ? shops.Destination : shops.Sources[step.Which % 2], Zones[step.Size - 1]),
        _ => step.Which % 4 == 0
            ? engine.Get<Recount>().BeginAsync(Actor.Of(shops.Destination), shops.Destination, EngineUnderTest.Ct)
            : recount.TurnAsync(EngineUnderTest.Ct),
    };

    private sealed record Step(int Kind, int Order, int Which, int Size, int When);
}
