using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Insights;

/// <summary>Orders of one connection, or of all, in a range of days (product.md, Reports).</summary>
public sealed class OrderReport(IDbContextFactory<SyncerizeDb> factory, TimeProvider time)
{
    /// <summary>All rows, newest first; memory does not grow with their number.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async IAsyncEnumerable<ReportRow> RowsAsync(Actor actor, StoreId storeId, ReportAsked asked, [EnumeratorCancellation] CancellationToken ct)
    {
        if (await OpenAsync(actor, storeId, asked, ct) is { } parts)
        {
            await foreach (var part in parts.ReadAsync(after: null, ct))
            {
                yield return Row(part, parts.Store, asked.Side);
            }
        }
    }

    /// <summary>At least <paramref name="size"/> rows behind a place; the parts of one order are never torn apart.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<ReportPage<ReportRow>> PageAsync(Actor actor, StoreId storeId, ReportAsked asked, ReportCursor? after, int size, CancellationToken ct) =>
        await OpenAsync(actor, storeId, asked, ct) is { } parts
            ? await parts.ReadAsync(after, ct).PageAsync(size, part => Row(part, parts.Store, asked.Side), ct)
            : new ReportPage<ReportRow>([], null);

    /// <summary>What all rows come to. By order date read from the kept totals, at the cost of days; by push date summed up.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<ReportTotals?> TotalsAsync(Actor actor, StoreId storeId, ReportAsked asked, CancellationToken ct)
    {
        if (await OpenAsync(actor, storeId, asked, ct) is not { } parts)
        {
            return null;
        }

        var currency = parts.Store.Currency;
        if (asked.By == ReportDate.Order)
        {
            if (parts.Connections.Count == 0)
            {
                return new ReportTotals(0, 0, Money.Zero(currency));
            }

            await using var db = await factory.CreateDbContextAsync(ct);
            var kept = new RangeFigures(db, storeId, asked.Side, asked.Connection);
            var today = StoreDays.Today(parts.Store.TimeZone, time);
            var sum = await kept.SumAsync(asked.Range.Days(today) ?? await kept.EverythingAsync(today, ct), ct);
            return new ReportTotals(sum.Orders, sum.Units, new Money(sum.RevenueMinor, currency));
        }

        var total = default(Figures);
        await foreach (var part in parts.ReadAsync(after: null, ct))
        {
            total += part.Sum;
        }

        return new ReportTotals(total.Orders, total.Units, new Money(total.RevenueMinor, currency));
    }

    private Task<ReportParts?> OpenAsync(Actor actor, StoreId storeId, ReportAsked asked, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(asked);
        actor.Demand(storeId);
        return ReportParts.OpenAsync(factory, storeId, asked, time, ct);
    }

    private static ReportRow Row(ReportPart part, Store store, TotalSide side)
    {
        var push = part.Push;
        var pushed = push is not null && ReportPart.IsCreated(push);
        var lines = side == TotalSide.Destination ? part.Order.Lines.Count(l => l.ConnectionId == part.Connection.Id) : push?.Lines.Count ?? 0;
        return new ReportRow(
            part.Connection.Id, part.Partner, side == TotalSide.Destination ? part.Order.OrderId : push?.SourceOrderId, part.Order.Name, part.Order.ProcessedAt, push?.SourceOrderName, lines, part.Sum.Units,
            new Money(part.Sum.RevenueMinor, store.Currency), part.Order.FinancialStatus, (pushed ? push!.SourceFulfillmentStatus : null) ?? part.Order.FulfillmentStatus, push?.State ?? PushState.Waiting, push?.WaitingFor ?? PushWaits.Nothing,
            pushed ? push!.Mode : null, pushed ? push!.CreatedAt : null, push?.SourceCancelledAt is not null);
    }
}

/// <summary>Cuts a stream of parts into pages.</summary>
internal static class ReportPaging
{
    /// <summary>Rows until there are enough, and on to the end of the last order.</summary>
    public static async Task<ReportPage<T>> PageAsync<T>(this IAsyncEnumerable<ReportPart> parts, int size, Func<ReportPart, T> row, CancellationToken ct)
    {
        var rows = new List<T>();
        ReportCursor? last = null;
        await foreach (var part in parts.WithCancellation(ct))
        {
            if (rows.Count >= size && part.Place != last)
            {
                return new ReportPage<T>(rows, last);
            }

            rows.Add(row(part));
            last = part.Place;
        }

        return new ReportPage<T>(rows, null);
    }
}
