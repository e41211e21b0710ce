using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Syncerize.Core.Data;

namespace Syncerize.Core.Totals;

/// <summary>Keeps the totals by deltas, in the write that caused them.</summary>
public static class KeptTotals
{
    private static readonly string[] TotalKey = ["StoreId", "Side", "ConnectionId", "Unit", "Start"];
    private static readonly string[] TotalSums = ["Orders", "Units", "RevenueMinor", "Open", "Partial", "Complete", "Cancelled"];
    private static readonly string[] ProductKey = ["StoreId", "Side", "Unit", "Start", "ConnectionId", "ProductId"];
    private static readonly string[] ProductSums = ["Units", "RevenueMinor"];

    /// <summary>Adds what changed with one order. A store that is being counted anew takes nothing of an order that will be counted later.</summary>
    /// <param name="write">The write that changed the order.</param>
    /// <param name="destination">The order's store.</param>
    /// <param name="order">The order.</param>
    /// <param name="deltas">Its figures before, negated, and now.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task AddAsync(Write write, StoreId destination, long order, IEnumerable<TotalDelta> deltas, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        var changed = TotalDelta.Sum(deltas).ToList();
        if (changed.Count == 0)
        {
            return;
        }

        var rebuilds = await write.Db.TotalsRebuilds.AsNoTracking().ToListAsync(ct);
        changed.RemoveAll(d => rebuilds.Exists(r => r.StoreId == d.StoreId && !r.HasCounted(destination, order)));
        await AddAsync(write, changed, ct);
    }

    /// <summary>Adds deltas as they are.</summary>
    public static async Task AddAsync(Write write, IReadOnlyCollection<TotalDelta> deltas, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        await using var totals = Upsert(write, "Totals", TotalKey, TotalSums);
        await using var products = Upsert(write, "ProductTotals", ProductKey, ProductSums);
        foreach (var unit in Enum.GetValues<TotalUnit>())
        {
            foreach (var d in TotalDelta.Sum(deltas.Select(d => d with { Day = StartOf(unit, d.Day) })))
            {
                var f = d.Figures;
                await (d.ProductId is { } product
                    ? RunAsync(products, [d.StoreId.Value, (int)d.Side, (int)unit, d.Day, d.ConnectionId.Value, product, f.Units, f.RevenueMinor], ct)
                    : RunAsync(totals, [d.StoreId.Value, (int)d.Side, d.ConnectionId.Value, (int)unit, d.Day, f.Orders, f.Units, f.RevenueMinor, f.Open, f.Partial, f.Complete, f.Cancelled], ct));
            }
        }
    }

    /// <summary>The first day of the day, month or year that a day counts in.</summary>
    public static int StartOf(TotalUnit unit, int day)
    {
        var date = DateOnly.FromDayNumber(day);
        return unit switch
        {
            TotalUnit.Day => day,
            TotalUnit.Month => new DateOnly(date.Year, date.Month, 1).DayNumber,
            _ => new DateOnly(date.Year, 1, 1).DayNumber,
        };
    }

    // Prepared once and run per row: a push touches some thirty rows, a turn of a recount some thousands.
    private static DbCommand Upsert(Write write, string table, string[] key, string[] sums)
    {
        string[] columns = [.. key, .. sums];
        var command = write.Db.Database.GetDbConnection().CreateCommand();
        command.Transaction = write.Db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = $"""
            INSERT INTO "{table}" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})
            ON CONFLICT ({string.Join(", ", key.Select(c => $"\"{c}\""))}) DO UPDATE SET {string.Join(", ", sums.Select(c => $"\"{c}\" = \"{c}\" + excluded.\"{c}\""))}
            """;
        for (var i = 0; i < columns.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static Task RunAsync(DbCommand command, object[] values, CancellationToken ct)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command.ExecuteNonQueryAsync(ct);
    }
}
