using System.Globalization;
using Microsoft.AspNetCore.Components;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Reports;

/// <summary>What the page shows of one report; the lists of the others are empty.</summary>
/// <param name="Partners">Stores to choose from, blocked and disconnected ones too.</param>
/// <param name="Today">Today in the store's zone.</param>
/// <param name="Range">The days shown.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record ReportReading(IReadOnlyList<PartnerName> Partners, DateOnly Today, DayRange Range, ReportCursor? Next)
{
    /// <summary>Rows of orders.</summary>
    public IReadOnlyList<ReportRow> Orders { get; init; } = [];

    /// <summary>What all orders, not only those shown, come to.</summary>
    public ReportTotals? Totals { get; init; }

    /// <summary>Rows of products.</summary>
    public IReadOnlyList<ProductSales> Products { get; init; } = [];

    /// <summary>Rows of partners.</summary>
    public IReadOnlyList<PartnerSales> Sales { get; init; } = [];

    /// <summary>Rows of a payout statement.</summary>
    public IReadOnlyList<PayoutRow> Payout { get; init; } = [];

    /// <summary>Its sums.</summary>
    public PayoutTotals? PayoutTotals { get; init; }

    /// <summary>Its currency.</summary>
    public string? PayoutCurrency { get; init; }

    /// <summary>The commission of the address cannot be read.</summary>
    public bool BadTerms { get; init; }

    /// <summary>Rows of the mapping.</summary>
    public IReadOnlyList<MappedVariantRow> Mapping { get; init; } = [];

    /// <summary>Rows that only the file has.</summary>
    public int Hidden { get; init; }

    /// <summary>The totals are being counted anew.</summary>
    public bool Counting { get; init; }
}

/// <summary>Reports of a store on screen, and the way to their files (product.md, Reports).</summary>
public partial class Reports : LivePage<ReportReading>
{
    private const int PageSize = 50;
    private const int MostSales = 200;

    [Inject]
    internal OrderReport Orders { get; set; } = null!;

    [Inject]
    internal SalesReport Sales { get; set; } = null!;

    [Inject]
    internal PayoutStatement Payout { get; set; } = null!;

    [Inject]
    internal MappingExport Mapping { get; set; } = null!;

    [Inject]
    internal PartnerQuery PartnersQuery { get; set; } = null!;

    [Inject]
    internal ReportDays Days { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery]
    public string? Report { get; set; }

    [SupplyParameterFromQuery(Name = "store")]
    public string? Partner { get; set; }

    [SupplyParameterFromQuery]
    public string? By { get; set; }

    [SupplyParameterFromQuery(Name = "range")]
    public string? RangeWord { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery]
    public string? Commission { get; set; }

    [SupplyParameterFromQuery]
    public string? Value { get; set; }

    [SupplyParameterFromQuery]
    public string? After { get; set; }

    protected override LiveTopic Topics => LiveTopic.Orders | LiveTopic.Stores | (Address.Kind is ReportKind.Mapping or ReportKind.Products ? LiveTopic.Products : LiveTopic.None);

    protected override object Asked => (StoreId, IsDestination, Address);

    private bool IsDestination => Summary?.IsDestination ?? true;

    private ReportsAddress Address => ReportsAddress.Parse(Report, Partner, By, RangeWord, From, To, Commission, Value, After);

    // A payout statement is of one connection: the first where none was chosen.
    private int? Chosen => Address.Connection ?? (Address.Kind == ReportKind.Payout ? Model?.Partners.Select(p => (int?)p.Connection.Value).FirstOrDefault() : null);

    private bool CanExport => Model is { Partners.Count: > 0, BadTerms: false };

    private IEnumerable<(ReportColumn Column, int Index)> Columns => Shapes.Columns(Address.Kind).Select((c, i) => (c, i)).Where(c => !c.c.OnlyFile);

    private ReportShapes Shapes => new(Store, IsDestination);

    protected override async Task<ReportReading> ReadAsync(Actor actor, CancellationToken ct)
    {
        var partners = await PartnersQuery.NamesAsync(actor, Store, IsDestination, ct);
        var address = Address is { Kind: ReportKind.Payout, Connection: null } ? Address with { Connection = partners.Select(p => (int?)p.Connection.Value).FirstOrDefault() } : Address;
        var asked = address.Ask(IsDestination);
        var (today, range, counting) = await Days.ReadAsync(actor, Store, asked, ct);
        var read = new ReportReading(partners, today, range, null) { Counting = counting };
        switch (address.Kind)
        {
            case ReportKind.Orders:
                var page = await Orders.PageAsync(actor, Store, asked, address.After, PageSize, ct);
                return read with { Orders = page.Rows, Next = page.Next, Totals = await Orders.TotalsAsync(actor, Store, asked, ct) };
            case ReportKind.Products:
                var products = await Sales.ProductsAsync(actor, Store, asked, ct);
                return read with { Products = [.. products.Take(MostSales)], Hidden = Math.Max(0, products.Count - MostSales), Totals = await Orders.TotalsAsync(actor, Store, asked, ct) };
            case ReportKind.Partners:
                return read with { Sales = await Sales.PartnersAsync(actor, Store, asked, ct), Totals = await Orders.TotalsAsync(actor, Store, asked, ct) };
            case ReportKind.Payout:
                if (await Payout.CurrencyAsync(actor, Store, asked, ct) is not { } currency)
                {
                    return read;
                }

                var terms = PayoutTerms.Parse(address.IsFlat, address.Commission, currency);
                var payout = await Payout.PageAsync(actor, Store, asked, terms ?? PayoutTerms.None, address.After, PageSize, ct);
                return read with
                {
                    Payout = payout.Rows,
                    Next = payout.Next,
                    PayoutCurrency = currency,
                    BadTerms = terms is null,
                    PayoutTotals = await Payout.TotalsAsync(actor, Store, asked, terms ?? PayoutTerms.None, ct),
                };
            default:
                // Its rows stand in the order of their keys, so that a place is a key alone.
                var links = await Mapping.PageAsync(actor, Store, asked.Side, asked.Connection, (int)Math.Clamp(address.After?.Id ?? 0, 0, int.MaxValue), PageSize + 1, ct);
                return read with { Mapping = [.. links.Take(PageSize)], Next = links.Count > PageSize ? new ReportCursor(0, DateTimeOffset.UnixEpoch, links[PageSize - 1].Id) : null };
        }
    }

    private IReadOnlyList<object?[]> Rows(ReportReading m) => Address.Kind switch
    {
        ReportKind.Orders => [.. m.Orders.Select(Shapes.Cells)],
        ReportKind.Products => [.. m.Products.Select(Shapes.Cells)],
        ReportKind.Partners => [.. m.Sales.Select(Shapes.Cells)],
        ReportKind.Payout => [.. m.Payout.Select(Shapes.Cells)],
        _ => [.. m.Mapping.Select(Shapes.Cells)],
    };

    private IReadOnlyList<(string Name, string Value)> Sums(ReportReading m) => Address.Kind switch
    {
        ReportKind.Payout when m.PayoutTotals is { } t =>
        [
            ("Orders", Words.Number(t.Orders)), ("Sales", t.Sales.ToString()), ("Refunds", t.Refunds.ToString()), ("Net sales", t.Net.ToString()), ("Commission", t.Commission.ToString()),
            ("Payable", t.Payable.ToString()), ("Paid", t.Paid.ToString()), ("Balance", t.Balance.ToString()),
        ],
        not (ReportKind.Payout or ReportKind.Mapping) when m.Totals is { } t => [(Address.By == ReportDate.Push ? "Pushed orders" : "Orders", Words.Number(t.Orders)), ("Units", Words.Number(t.Units)), ("Amount", t.Amount.ToString())],
        _ => [],
    };

    private string EmptyText(ReportReading m) => m.Partners.Count == 0 ? "Reports are about orders and products of connected stores."
        : Address.Kind == ReportKind.Mapping ? "Synced and mapped products appear here, variant by variant."
        : Address.By == ReportDate.Push || Address.Kind == ReportKind.Payout || !IsDestination ? "No order was pushed in these days."
        : "No order with synced products came in these days.";

    private string File(string format) => Urls.ReportFile(Store, Address with { Connection = Chosen }, IsDestination, format);

    private void Go(ReportsAddress address) => Navigation.NavigateTo(Urls.Reports(Store, address with { After = null }));

    private string? Css(ReportColumn column, int index) =>
        string.Join(' ', new[] { column.IsRight ? "right num" : null, column.OnPhone ? index == 0 ? "main" : null : "phone-hidden", column.Kind == CellKind.Time ? "tight muted" : null }.OfType<string>());

    private RenderFragment Cell(object? cell) => builder =>
    {
        switch (cell)
        {
            case null:
                builder.AddContent(0, "–");
                break;
            case ReportLink { Href: { } href } link:
                builder.OpenElement(1, "a");
                builder.AddAttribute(2, "class", "link");
                builder.AddAttribute(3, "href", href);
                builder.AddContent(4, link.Text);
                builder.CloseElement();
                break;
            case Tone tone:
                builder.OpenComponent<Chip>(5);
                builder.AddComponentParameter(6, nameof(Chip.Of), tone);
                builder.CloseComponent();
                break;
            case DateTimeOffset at:
                builder.AddContent(7, Times.Minute(at, Summary?.TimeZone));
                break;
            case int count:
                builder.AddContent(8, Words.Number(count));
                break;
            case IFormattable value:
                builder.AddContent(9, value.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                builder.AddContent(10, ReportTable.Text(cell) ?? cell.ToString());
                break;
        }
    };
}
