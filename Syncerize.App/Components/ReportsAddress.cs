using System.Globalization;
using Syncerize.App.Components.Pages.Dashboard;
using Syncerize.Core;
using Syncerize.Core.Insights;
using Syncerize.Core.Totals;

namespace Syncerize.App.Components;

/// <summary>The reports of a store.</summary>
internal enum ReportKind
{
    /// <summary>Orders pushed on a connection, or on all.</summary>
    Orders = 0,

    /// <summary>What each product sold.</summary>
    Products = 1,

    /// <summary>What each supplier (at a source: each shop) sold.</summary>
    Partners = 2,

    /// <summary>What one connection comes to between its stores.</summary>
    Payout = 3,

    /// <summary>Which variants are the same thing.</summary>
    Mapping = 4,
}

/// <summary>What the address of a report says.</summary>
/// <param name="Kind">Which report.</param>
/// <param name="Connection">One connection; null for all.</param>
/// <param name="By">What the days mean.</param>
/// <param name="Range">The days.</param>
/// <param name="IsFlat">Commission is an amount per order.</param>
/// <param name="Commission">Commission as it was written.</param>
/// <param name="After">The place the page begins behind.</param>
internal sealed record ReportsAddress(
    ReportKind Kind, int? Connection, ReportDate By, RangeAsked Range, bool IsFlat = false, string? Commission = null, ReportCursor? After = null)
{
    /// <summary>What is shown where the address does not say.</summary>
    public static readonly RangeAsked UsualRange = new(RangePreset.Last30Days);

    private static readonly (ReportKind Kind, string Word)[] Kinds =
        [(ReportKind.Orders, "orders"), (ReportKind.Products, "products"), (ReportKind.Partners, "stores"), (ReportKind.Payout, "payout"), (ReportKind.Mapping, "mapping")];

    public static string Name(ReportKind kind) => Kinds.Single(k => k.Kind == kind).Word;

    /// <summary>The report of a word; null where there is none.</summary>
    public static ReportKind? Find(string? word) => Kinds.Where(k => k.Word == word).Select(k => (ReportKind?)k.Kind).FirstOrDefault();

    /// <summary>Reads the parts of an address; what cannot be read is as if it were not there.</summary>
    public static ReportsAddress Parse(string? report, string? store, string? by, string? range, string? from, string? to, string? commission, string? value, string? after) => new(
        Find(report) ?? ReportKind.Orders, int.TryParse(store, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null, by == "push" ? ReportDate.Push : ReportDate.Order,
        string.IsNullOrEmpty(range) ? UsualRange : Ranges.Parse(range, from, to), commission == "flat", string.IsNullOrWhiteSpace(value) ? null : value.Trim(), ReportCursor.Parse(after));

    /// <summary>The question behind the address.</summary>
    public ReportAsked Ask(bool isDestination) => new(isDestination ? TotalSide.Destination : TotalSide.Source, Range, By, Connection is { } id ? new ConnectionId(id) : null);

    /// <summary>The parts of the address.</summary>
    public (string Name, string? Value)[] Parts()
    {
        var (range, from, to) = Ranges.Of(Range);
        return
        [
            ("store", Connection?.ToString(CultureInfo.InvariantCulture)), ("by", By == ReportDate.Push ? "push" : null), ("range", range), ("from", from), ("to", to),
            ("commission", IsFlat ? "flat" : null), ("value", Commission), ("after", After?.ToString()),
        ];
    }
}
