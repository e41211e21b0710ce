using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Insights;

/// <summary>Reads the kept totals of one store in one role, all connections together or one. Costs with days and months, never with orders.</summary>
internal sealed class RangeFigures(SyncerizeDb db, StoreId store, TotalSide side, ConnectionId? narrowed)
{
    private const int TopRows = 5;

    private ConnectionId Connection => narrowed ?? Total.Together;

    /// <summary>The days from the first order to today; the last week where there is none before.</summary>
    public async Task<DayRange> EverythingAsync(DateOnly today, CancellationToken ct)
    {
        var days = Rows(TotalUnit.Day).Where(t => t.Orders != 0);
        var (first, last) = (await days.MinAsync(t => (int?)t.Start, ct), await days.MaxAsync(t => (int?)t.Start, ct));
        return new DayRange(DateOnly.FromDayNumber(Math.Min(first ?? int.MaxValue, today.DayNumber - 6)), DateOnly.FromDayNumber(Math.Max(last ?? 0, today.DayNumber)));
    }

    /// <summary>The sums of each bucket.</summary>
    public async Task<IReadOnlyList<Figures>> SeriesAsync(IReadOnlyList<DayRange> buckets, CancellationToken ct)
    {
        var months = new Dictionary<int, Figures>();
        var days = new Dictionary<int, Figures>();
        if (buckets.Any(IsMonth))
        {
            await FillAsync(months, TotalUnit.Month, buckets[0].From.DayNumber, buckets[^1].To.DayNumber, ct);
        }

        // Buckets that are whole months lie in a row, so the others are at the ends.
        foreach (var run in Runs(buckets.Where(b => !IsMonth(b))))
        {
            await FillAsync(days, TotalUnit.Day, run.From.DayNumber, run.To.DayNumber, ct);
        }

        return [.. buckets.Select(b => IsMonth(b)
            ? months.GetValueOrDefault(b.From.DayNumber)
            : Enumerable.Range(b.From.DayNumber, b.Days).Aggregate(default(Figures), (sum, day) => sum + days.GetValueOrDefault(day)))];
    }

    /// <summary>The sum of a range.</summary>
    public async Task<Figures> SumAsync(DayRange range, CancellationToken ct)
    {
        var sums = await SumsAsync(range, Connection, ct);
        return sums.Select(s => new Figures(s.Orders, s.Units, s.RevenueMinor)).SingleOrDefault();
    }

    /// <summary>The sums of each connection that sold in the range.</summary>
    public async Task<IReadOnlyList<ConnectionSum>> ConnectionsAsync(DayRange range, CancellationToken ct) =>
        [.. (await SumsAsync(range, narrowed, ct)).Where(s => s.ConnectionId != Total.Together.Value && s.Orders != 0)];

    /// <summary>The products that sold the most units, and those that brought the most revenue.</summary>
    public async Task<(IReadOnlyList<ProductSum> ByUnits, IReadOnlyList<ProductSum> ByRevenue)> ProductsAsync(DayRange range, CancellationToken ct)
    {
        // A source's product is the same whoever sells it; a destination's comes from the source of its connection.
        var own = side == TotalSide.Source;
        var top = string.Create(CultureInfo.InvariantCulture, $"LIMIT {TopRows}");
        var question = $"""
            WITH sold AS MATERIALIZED (
                SELECT {(own ? "MIN(\"ConnectionId\")" : "\"ConnectionId\"")} AS "ConnectionId", "ProductId", SUM("Units") AS "Units", SUM("RevenueMinor") AS "RevenueMinor"
                FROM ({Spans(range, "ProductTotals", "\"ConnectionId\", \"ProductId\"", ["Units", "RevenueMinor"], narrowed)}) GROUP BY {(own ? "" : "\"ConnectionId\", ")}"ProductId")
            SELECT * FROM (SELECT *, 0 AS "List" FROM sold WHERE "Units" > 0 ORDER BY "Units" DESC, "RevenueMinor" DESC, "ProductId" {top})
            UNION ALL SELECT * FROM (SELECT *, 1 AS "List" FROM sold WHERE "RevenueMinor" > 0 ORDER BY "RevenueMinor" DESC, "Units" DESC, "ProductId" {top})
            """;
        var rows = await db.Database.SqlQueryRaw<ProductSum>(question).ToListAsync(ct);
        return ([.. rows.Where(r => r.List == 0)], [.. rows.Where(r => r.List == 1)]);
    }

    /// <summary>What every product sold in the range; what came to nothing is left out.</summary>
    public Task<List<ProductSum>> AllProductsAsync(DayRange range, CancellationToken ct)
    {
        var question = $"""
            SELECT "ConnectionId", "ProductId", SUM("Units") AS "Units", SUM("RevenueMinor") AS "RevenueMinor", 0 AS "List"
            FROM ({Spans(range, "ProductTotals", "\"ConnectionId\", \"ProductId\"", ["Units", "RevenueMinor"], narrowed)})
            GROUP BY "ConnectionId", "ProductId" HAVING SUM("Units") <> 0 OR SUM("RevenueMinor") <> 0
            """;
        return db.Database.SqlQueryRaw<ProductSum>(question).ToListAsync(ct);
    }

    private static bool IsMonth(DayRange bucket) => bucket.From.Day == 1 && bucket.To == bucket.From.AddMonths(1).AddDays(-1);

    private static IEnumerable<DayRange> Runs(IEnumerable<DayRange> buckets)
    {
        DayRange? run = null;
        foreach (var bucket in buckets)
        {
            if (run is not null && run.To.AddDays(1) != bucket.From)
            {
                yield return run;
                run = null;
            }

            run = run is null ? bucket : run with { To = bucket.To };
        }

        if (run is not null)
        {
            yield return run;
        }
    }

    private async Task FillAsync(Dictionary<int, Figures> into, TotalUnit unit, int from, int to, CancellationToken ct)
    {
        foreach (var row in await Rows(unit).Where(t => t.Start >= from && t.Start <= to).ToListAsync(ct))
        {
            into[row.Start] = new Figures(row.Orders, row.Units, row.RevenueMinor, row.Open, row.Partial, row.Complete, row.Cancelled);
        }
    }

    private IQueryable<Total> Rows(TotalUnit unit)
    {
        var connection = Connection;
        return db.Totals.Where(t => t.StoreId == store && t.Side == side && t.ConnectionId == connection && t.Unit == unit);
    }

    private Task<List<ConnectionSum>> SumsAsync(DayRange range, ConnectionId? connection, CancellationToken ct)
    {
        var question = $"""
            SELECT "ConnectionId", SUM("Orders") AS "Orders", SUM("Units") AS "Units", SUM("RevenueMinor") AS "RevenueMinor"
            FROM ({Spans(range, "Totals", "\"ConnectionId\"", ["Orders", "Units", "RevenueMinor"], connection)}) GROUP BY "ConnectionId"
            """;
        return db.Database.SqlQueryRaw<ConnectionSum>(question).ToListAsync(ct);
    }

    // Only whole numbers of ours go into the text.
    private string Spans(DayRange range, string table, string keys, string[] sums, ConnectionId? connection)
    {
        var one = connection is { } c ? string.Create(CultureInfo.InvariantCulture, $" AND \"ConnectionId\" = {c.Value}") : "";
        return string.Join("\nUNION ALL ", TotalSpans.Of(range).Select(s => string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT {keys}, {string.Join(", ", sums.Select(x => $"{(s.Sign < 0 ? "-" : "")}\"{x}\" AS \"{x}\""))} FROM \"{table}\" WHERE \"StoreId\" = {store.Value} AND \"Side\" = {(int)side} AND \"Unit\" = {(int)s.Unit} AND \"Start\" BETWEEN {s.From} AND {s.To}{one}")));
    }
}

/// <summary>Sums of one connection.</summary>
internal sealed record ConnectionSum(int ConnectionId, int Orders, int Units, long RevenueMinor);

/// <summary>Sums of one product.</summary>
internal sealed record ProductSum(int ConnectionId, long ProductId, int Units, long RevenueMinor, int List);
