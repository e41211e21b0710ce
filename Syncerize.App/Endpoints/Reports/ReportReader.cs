using Syncerize.App.Components;
using Syncerize.App.Components.Pages.Dashboard;
using Syncerize.App.Components.Pages.Reports;
using Syncerize.Core;
using Syncerize.Core.Insights;
using Syncerize.Core.Stores;

namespace Syncerize.App.Endpoints.Reports;

/// <summary>Opens a whole report as a table whose rows are read while they are written.</summary>
internal sealed class ReportReader(StoreDirectory stores, PartnerQuery partners, OrderReport orders, SalesReport sales, PayoutStatement payout, MappingExport mapping, TimeProvider time)
{
    /// <summary>The report; or a sentence that says why there is none.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<(ReportTable? Table, string? Refused)> OpenAsync(Actor actor, StoreId store, ReportsAddress address, bool isDestination, CancellationToken ct)
    {
        if (await stores.FindAsync(actor, store, ct) is not { } summary)
        {
            return (null, "This store does not exist any more.");
        }

        var asked = address.Ask(isDestination);
        var partner = asked.Connection is { } connection ? (await partners.NamesAsync(actor, store, isDestination, ct)).FirstOrDefault(p => p.Connection == connection)?.Name : null;
        if (asked.Connection is not null && partner is null)
        {
            return (null, "Your store has no such connection. Choose one of your stores under Reports.");
        }

        var shapes = new ReportShapes(store, isDestination);
        var today = StoreDays.Today(summary.TimeZone, time);
        var days = address.Range.Days(today);
        List<string> about =
        [
            summary.Name,
            address.Kind == ReportKind.Mapping ? "As of " + Ranges.Text(new DayRange(today, today))
                : (days is null ? "All time" : Ranges.Text(days)) + (address.By == ReportDate.Push ? ", by push date" : ", by order date") + $" ({summary.TimeZone})",
            partner ?? (isDestination ? "All source stores" : "All destination stores"),
        ];
        IAsyncEnumerable<object?[]> rows;
        switch (address.Kind)
        {
            case ReportKind.Orders:
                rows = orders.RowsAsync(actor, store, asked, ct).Select(shapes.Cells);
                break;
            case ReportKind.Products:
                rows = (await sales.ProductsAsync(actor, store, asked, ct)).Select(shapes.Cells).ToAsyncEnumerable();
                break;
            case ReportKind.Partners:
                rows = (await sales.PartnersAsync(actor, store, asked, ct)).Select(shapes.Cells).ToAsyncEnumerable();
                break;
            case ReportKind.Payout:
                if (await payout.CurrencyAsync(actor, store, asked, ct) is not { } currency)
                {
                    return (null, "A payout statement is made for one connection. Choose a store under Reports first.");
                }

                if (PayoutTerms.Parse(address.IsFlat, address.Commission, currency) is not { } terms)
                {
                    return (null, "The commission cannot be read. Enter a share from 0 to 100 percent, or an amount per order.");
                }

                about.Add("Commission " + terms.Text(currency));
                rows = payout.RowsAsync(actor, store, asked, terms, ct).Select(shapes.Cells);
                break;
            default:
                rows = mapping.RowsAsync(actor, store, asked.Side, asked.Connection, ct).Select(shapes.Cells);
                break;
        }

        var title = ReportShapes.Title(address.Kind, isDestination);
        return (new ReportTable(title, about, FileName(title, days, today), summary.TimeZone, shapes.Columns(address.Kind), rows), null);
    }

    private static string FileName(string title, DayRange? days, DateOnly today) =>
        title.ToLowerInvariant().Replace(' ', '-') + "-" + (days is null ? Ranges.Iso(today) : days.From == days.To ? Ranges.Iso(days.To) : $"{Ranges.Iso(days.From)}-to-{Ranges.Iso(days.To)}");
}
