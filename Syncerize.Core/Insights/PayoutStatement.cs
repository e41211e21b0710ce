using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Insights;

/// <summary>What one pushed order comes to between its two stores, in the source's currency: sales − refunds = net; net − commission = payable; payable − paid = balance.</summary>
/// <param name="OrderId">The order in the asking store.</param>
/// <param name="DestinationOrder">The destination's order number.</param>
/// <param name="SourceOrder">The source's order number.</param>
/// <param name="OrderedAt">Order date, UTC.</param>
/// <param name="PushedAt">When it was pushed, UTC.</param>
/// <param name="Sales">What was pushed.</param>
/// <param name="Refunds">What was refunded or cancelled of it since.</param>
/// <param name="Commission">What the selling store keeps.</param>
/// <param name="Paid">Payments that the source wrote down.</param>
public sealed record PayoutRow(long? OrderId, string DestinationOrder, string? SourceOrder, DateTimeOffset OrderedAt, DateTimeOffset? PushedAt, Money Sales, Money Refunds, Money Commission, Money Paid)
{
    /// <summary>Sales less refunds.</summary>
    public Money Net => Sales with { Minor = Sales.Minor - Refunds.Minor };

    /// <summary>Net less commission: what the source is to get.</summary>
    public Money Payable => Sales with { Minor = Net.Minor - Commission.Minor };

    /// <summary>What is still open; below zero where too much was paid.</summary>
    public Money Balance => Sales with { Minor = Payable.Minor - Paid.Minor };
}

/// <summary>Sums of a payout statement, in the source's currency.</summary>
/// <param name="Orders">Orders.</param>
/// <param name="Sales">Pushed.</param>
/// <param name="Refunds">Refunded or cancelled.</param>
/// <param name="Net">Sales less refunds.</param>
/// <param name="Commission">What the selling store keeps.</param>
/// <param name="Payable">What the source is to get.</param>
/// <param name="Paid">Payments written down.</param>
/// <param name="Balance">What is still open.</param>
public sealed record PayoutTotals(int Orders, Money Sales, Money Refunds, Money Net, Money Commission, Money Payable, Money Paid, Money Balance)
{
    /// <summary>Nothing yet.</summary>
    public static PayoutTotals Zero(string currency)
    {
        var nothing = Money.Zero(currency);
        return new PayoutTotals(0, nothing, nothing, nothing, nothing, nothing, nothing, nothing);
    }

    /// <summary>With one row more.</summary>
    public PayoutTotals Plus(PayoutRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new PayoutTotals(Orders + 1, Sales + row.Sales, Refunds + row.Refunds, Net + row.Net, Commission + row.Commission, Payable + row.Payable, Paid + row.Paid, Balance + row.Balance);
    }
}

/// <summary>The payout statement of one connection; both its stores read the same figures.</summary>
public sealed class PayoutStatement(IDbContextFactory<SyncerizeDb> factory, TimeProvider time)
{
    private const int Batch = 200;

    /// <summary>The currency of a connection's statement; null where the store has no such connection.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<string?> CurrencyAsync(Actor actor, StoreId storeId, ReportAsked asked, CancellationToken ct) => (await OpenAsync(actor, storeId, asked, ct))?.Currency;

    /// <summary>All rows, newest first; memory does not grow with their number.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async IAsyncEnumerable<PayoutRow> RowsAsync(Actor actor, StoreId storeId, ReportAsked asked, PayoutTerms terms, [EnumeratorCancellation] CancellationToken ct)
    {
        if (await OpenAsync(actor, storeId, asked, ct) is not { } open)
        {
            yield break;
        }

        await foreach (var batch in PushedAsync(open.Parts, after: null, ct).Chunk(Batch).WithCancellation(ct))
        {
            foreach (var row in await RowsAsync(batch, open, terms, asked.Side, ct))
            {
                yield return row;
            }
        }
    }

    /// <summary>Some rows behind a place.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<ReportPage<PayoutRow>> PageAsync(Actor actor, StoreId storeId, ReportAsked asked, PayoutTerms terms, ReportCursor? after, int size, CancellationToken ct)
    {
        if (await OpenAsync(actor, storeId, asked, ct) is not { } open)
        {
            return new ReportPage<PayoutRow>([], null);
        }

        var page = await PushedAsync(open.Parts, after, ct).PageAsync(size, part => part, ct);
        return new ReportPage<PayoutRow>(await RowsAsync(page.Rows, open, terms, asked.Side, ct), page.Next);
    }

    /// <summary>What all rows come to; null where the store has no such connection.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<PayoutTotals?> TotalsAsync(Actor actor, StoreId storeId, ReportAsked asked, PayoutTerms terms, CancellationToken ct)
    {
        if (await CurrencyAsync(actor, storeId, asked, ct) is not { } currency)
        {
            return null;
        }

        var totals = PayoutTotals.Zero(currency);
        await foreach (var row in RowsAsync(actor, storeId, asked, terms, ct))
        {
            totals = totals.Plus(row);
        }

        return totals;
    }

    private async Task<Opened?> OpenAsync(Actor actor, StoreId storeId, ReportAsked asked, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(asked);
        actor.Demand(storeId);

        // The figures are the source's, whoever looks: only its orders and its currency know refunds and payments.
        return asked.Connection is not null && await ReportParts.OpenAsync(factory, storeId, asked, time, ct) is { Connections: [var one] } parts
            ? new Opened(parts, one, one.Source.Currency)
            : null;
    }

    private static async IAsyncEnumerable<ReportPart> PushedAsync(ReportParts parts, ReportCursor? after, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var part in parts.ReadAsync(after, ct))
        {
            if (part.Push is { } push && ReportPart.IsCreated(push))
            {
                yield return part;
            }
        }
    }

    private async Task<IReadOnlyList<PayoutRow>> RowsAsync(IReadOnlyCollection<ReportPart> parts, Opened open, PayoutTerms terms, TotalSide side, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var ids = parts.SelectMany(p => p.Pushes).Select(p => p.SourceOrderId).OfType<long>().Distinct().ToList();
        var paid = await db.OrderPayments.Where(p => p.StoreId == open.On.Source.Id && ids.Contains(p.OrderId)).GroupBy(p => p.OrderId).Select(g => new { g.Key, Sum = g.Sum(p => p.AmountMinor) }).ToDictionaryAsync(g => g.Key, g => g.Sum, ct);
        return [.. parts.Select(part =>
        {
            var created = part.Pushes.Where(ReportPart.IsCreated).ToList();
            var live = created.Where(p => p.SourceCancelledAt is null).ToList();

            // Of an order that was pushed again after a cancel only what stands counts; of one that was cancelled for good, what it was.
            var sales = (live.Count > 0 ? live : [part.Push!]).SelectMany(p => p.Lines).Sum(l => l.SourceNetMinor);
            var net = OrderFigures.Of(part.Order, part.Pushes, open.On.Destination, id => id == open.On.Source.Id ? open.On.Source : null)
                .Where(d => d.Side == TotalSide.Source && d.ConnectionId == part.Connection.Id && d.ProductId is null).Sum(d => d.Figures.RevenueMinor);
            return new PayoutRow(
                side == TotalSide.Destination ? part.Order.OrderId : part.Push!.SourceOrderId, part.Order.Name, part.Push!.SourceOrderName, part.Order.ProcessedAt, part.Push.CreatedAt,
                Of(sales), Of(sales - net), Of(terms.Commission(net)), Of(created.Sum(p => paid.GetValueOrDefault(p.SourceOrderId ?? 0))));
        })];

        Money Of(long minor) => new(minor, open.Currency);
    }

    private sealed record Opened(ReportParts Parts, ReportConnection On, string Currency);
}
