using Microsoft.EntityFrameworkCore;
using Syncerize.Core;
using Syncerize.Core.Data;
using Syncerize.Core.Orders;
using Syncerize.Core.Totals;

namespace Syncerize.Tests.TestKit;

/// <summary>Says that the totals kept by deltas are those a recount comes to, by day, month and year.</summary>
internal static class KeptAndCounted
{
    public static async Task AssertEqualAsync(SyncerizeDb db, StoreId store, CancellationToken ct)
    {
        var counted = await Recount.CountAsync(db, store, ct);
        foreach (var unit in Enum.GetValues<TotalUnit>())
        {
            Assert.Equal(Lines(counted.Select(d => d with { Day = KeptTotals.StartOf(unit, d.Day) })), Lines(await KeptAsync(db, store, unit, ct)));
        }
    }

    private static async Task<IReadOnlyList<TotalDelta>> KeptAsync(SyncerizeDb db, StoreId store, TotalUnit unit, CancellationToken ct)
    {
        var totals = await db.Totals.Where(t => t.StoreId == store && t.Unit == unit).ToListAsync(ct);
        var products = await db.ProductTotals.Where(t => t.StoreId == store && t.Unit == unit).ToListAsync(ct);
        return
        [
            .. totals.Select(t => new TotalDelta(t.StoreId, t.Side, t.ConnectionId, null, t.Start, new Figures(t.Orders, t.Units, t.RevenueMinor, t.Open, t.Partial, t.Complete, t.Cancelled))),
            .. products.Select(t => new TotalDelta(t.StoreId, t.Side, t.ConnectionId, t.ProductId, t.Start, new Figures(0, t.Units, t.RevenueMinor))),
        ];
    }

    private static IEnumerable<string> Lines(IEnumerable<TotalDelta> deltas) => TotalDelta.Sum(deltas).Select(d => d.ToString()).Order(StringComparer.Ordinal);
}
