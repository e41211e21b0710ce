using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Syncerize.App.Components.Charts;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;
using Syncerize.Core.Totals;

namespace Syncerize.App.Components.Pages.Dashboard;

/// <summary>Is it running, what did it earn, what needs me?</summary>
public partial class Dashboard : LivePage<DashboardReading>
{
    /// <summary>Where the browser keeps the calendar's choice between visits. A preference, nothing more.</summary>
    internal const string Cookie = "range";

    private const int WholeFrom = 100_000;
    private const int MostPartners = 5;

    private bool _byUnits;
    private bool _askedForKept;
    private string? _kept;

    [Inject]
    internal DashboardQuery Query { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal IJSRuntime Js { get; set; } = null!;

    [CascadingParameter]
    public HttpContext? Http { get; set; }

    [SupplyParameterFromQuery(Name = "range")]
    public string? RangeWord { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    [SupplyParameterFromQuery(Name = "store")]
    public string? Partner { get; set; }

    protected override LiveTopic Topics => LiveTopic.All;

    protected override object Asked => (Store, IsDestination, Range, Narrowed);

    private bool IsDestination => Summary?.IsDestination ?? true;

    private RangeAsked Range => Ranges.Parse(RangeWord, From, To);

    private StoreId? Narrowed => int.TryParse(Partner, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new StoreId(id) : null;

    private string Here => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0];

    private string ChartTitle => IsDestination ? "Products sold from connected stores" : "Products sold by connected stores";

    private string NoSales => Model?.Guide.Pushed == true || Model?.Orders.Value > 0
        ? "No orders in these days. Choose others in the calendar above."
        : IsDestination ? "Units and revenue of synced products appear here with the first order." : "What connected stores sell of your products appears here with the first order.";

    private string NothingSold => Range.Preset == RangePreset.AllTime ? "What sells best appears here with the first orders." : "Nothing was sold in these days.";

    protected override async Task OnParametersSetAsync()
    {
        if (RangeWord is null && await KeptAsync() is { Preset: not RangePreset.AllTime } kept)
        {
            // The address says what is shown, also when the page is opened without one.
            Navigation.NavigateTo(Address(kept), replace: true);
            return;
        }

        await base.OnParametersSetAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (RangeWord is null || _kept == Ranges.Keep(Range))
        {
            return;
        }

        _kept = Ranges.Keep(Range);
        try
        {
            await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "./Components/Pages/Dashboard/Dashboard.razor.js");
            await module.InvokeVoidAsync("keep", Cookie, _kept);
        }
        catch (JSDisconnectedException)
        {
            // The page is gone.
        }
    }

    // A store of these claims that is gone is an address that no longer exists; the layout says so.
    protected override async Task<DashboardReading> ReadAsync(Actor actor, CancellationToken ct) =>
        await Query.ReadAsync(actor, Store, new DashboardAsked(IsDestination ? TotalSide.Destination : TotalSide.Source, Range, Narrowed), ct)
        ?? throw new InvalidOperationException($"Store {StoreId} does not exist any more.");

    private async Task<RangeAsked?> KeptAsync()
    {
        if (Http is not null)
        {
            return Ranges.Kept(Http.Request.Cookies[Cookie]);
        }

        if (_askedForKept || !RendererInfo.IsInteractive)
        {
            return null;
        }

        _askedForKept = true;
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "./Components/Pages/Dashboard/Dashboard.razor.js");
        return module is null ? null : Ranges.Kept(await module.InvokeAsync<string?>("kept", Cookie));
    }

    private string Address(RangeAsked asked) => Address(asked, Narrowed);

    private string Address(RangeAsked asked, StoreId? partner)
    {
        var (range, from, to) = Ranges.Of(asked);
        return Urls.Dashboard(Store, range, from, to, partner);
    }

    private void Choose(DayRange range) => Navigation.NavigateTo(Address(new RangeAsked(RangePreset.Custom, range.From, range.To)));

    private void Narrow(ChangeEventArgs e)
    {
        Partner = e.Value as string;
        Navigation.NavigateTo(Address(Range, Narrowed));
    }

    private void Switch(bool byUnits) => _byUnits = byUnits;

    private static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private string Amount(long minor)
    {
        var money = new Money(minor, Model!.Currency);

        // Large sums fit their card without cents; the exact one stands on hover.
        return Math.Abs(money.ToDecimal()) >= WholeFrom ? money.ToDecimal().ToString("N0", CultureInfo.InvariantCulture) : money.ToString()[..money.ToString().LastIndexOf(' ')];
    }

    private static string Sum(DashboardReading m) => new Money(m.Revenue.Value ?? 0, m.Currency).ToString();

    private static string Width(BucketUnit unit) => unit switch
    {
        BucketUnit.Day => "By day",
        BucketUnit.Week => "By week",
        _ => "By month",
    };

    private static ChartKind Kind(DashboardReading m) => m.Series.Count < 3 ? ChartKind.Bar : ChartKind.Area;

    private static IReadOnlyList<ChartCategory> Categories(DashboardReading m) =>
        [.. m.Series.Select(p => new ChartCategory(Ranges.Iso(p.From)!, Ranges.Short(p, m.Unit, m.Range), Ranges.Text(new DayRange(p.From, p.To))))];

    private static IReadOnlyList<ChartSeries> Lines(DashboardReading m) =>
    [
        new("Revenue", [.. m.Series.Select(p => new Money(p.RevenueMinor, m.Currency).ToDecimal())], Money.Decimals(m.Currency), m.Currency, "--chart-1"),
        new("Units sold", [.. m.Series.Select(p => (decimal)p.Units)], 0, "", "--chart-2"),
    ];

    private static string Spoken(DashboardReading m) => string.Create(
        CultureInfo.InvariantCulture, $"Units sold and revenue, {Ranges.Text(m.Range)}: {m.Series.Sum(p => (long)p.Units):N0} units, {Sum(m)}.");

    private IReadOnlyList<TopList.Row> Products(DashboardReading m) => [.. (_byUnits ? m.ByUnits : m.ByRevenue).Select(p =>
        new TopList.Row(FormattableString.Invariant($"{p.Source}-{p.ProductId}"), p.Title, p.Image, p.Units, p.RevenueMinor, p.Colour))];

    private IReadOnlyList<TopList.Row> Partners(DashboardReading m) => [.. m.Partners
        .OrderByDescending(p => _byUnits ? p.Units : p.RevenueMinor).ThenBy(p => p.Store.Value).Take(MostPartners)
        .Select(p => new TopList.Row(p.Store.ToString(), p.Name, null, p.Units, p.RevenueMinor, p.Colour))];
}
