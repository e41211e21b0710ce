using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Orders;

/// <summary>What the page shows.</summary>
/// <param name="Page">The rows and the tabs' counts.</param>
/// <param name="Partners">Connected stores to filter by.</param>
public sealed record OrdersReading(OrderPage Page, IReadOnlyList<PartnerName> Partners);

/// <summary>The orders of a store: of a destination by push, of a source by fulfilment.</summary>
public partial class Orders : LivePage<OrdersReading>
{
    private const int PageSize = 50;

    private static readonly string[] Payments = ["paid", "pending", "authorized", "partially_paid", "partially_refunded", "refunded", "voided", "expired"];
    private static readonly string[] Fulfilments = ["unfulfilled", "partially_fulfilled", "fulfilled", "in_progress", "on_hold", "scheduled"];
    private static readonly (string, string)[] SourceColumns =
        [("date", "Date"), ("payment", "Payment"), ("fulfilment", "Fulfilment"), ("items", "Synced items"), ("store", "Destination store"), ("partner-order", "Destination order"), ("shipping", "Shipment method"), ("tags", "Tags")];

    private static readonly (string, string)[] DestinationColumns =
        [("date", "Date"), ("payment", "Payment"), ("fulfilment", "Fulfilment"), ("items", "Synced items"), ("store", "Sources"), ("shipping", "Shipment method"), ("tags", "Tags")];

    private readonly HashSet<long> _busy = [];
    private string? _search;

    [Inject]
    internal OrderList Query { get; set; } = null!;

    [Inject]
    internal PartnerQuery PartnersQuery { get; set; } = null!;

    [Inject]
    internal PushOrders Commands { get; set; } = null!;

    [Inject]
    internal BrowserSession Session { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    [SupplyParameterFromQuery]
    public string? Payment { get; set; }

    [SupplyParameterFromQuery]
    public string? Fulfilment { get; set; }

    [SupplyParameterFromQuery(Name = "store")]
    public int? Partner { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    protected override LiveTopic Topics => LiveTopic.Orders | LiveTopic.Stores;

    protected override object Asked => (StoreId, Address);

    private bool IsDestination => Summary?.IsDestination == true;

    private IReadOnlyList<OrderTab> Tabs => IsDestination ? OrderList.DestinationTabs : OrderList.SourceTabs;

    private OrderTab Current => Tabs.FirstOrDefault(t => OrdersAddress.Name(t) == Tab, Tabs[0]);

    private OrdersAddress Address => new(
        Current, Payments.Contains(Payment) ? Payment : null, Fulfilments.Contains(Fulfilment) ? Fulfilment : null, Partner, OrdersAddress.Day(From), OrdersAddress.Day(To), OrdersAddress.Sorted(Sort).Sort,
        OrdersAddress.Sorted(Sort).Ascending, After, Before);

    private OrderFilter Filter => new()
    {
        Search = _search,
        Payment = Address.Payment?.ToUpperInvariant(),
        Fulfillment = Address.Fulfilment?.ToUpperInvariant(),
        Connection = Partner is { } id ? new ConnectionId(id) : null,
        From = Address.From is { } first ? Times.DayStart(first, Summary?.TimeZone) : null,
        Before = Address.To is { } last ? Times.DayStart(last.AddDays(1), Summary?.TimeZone) : null,
    };

    private string SearchKey => $"orders/{StoreId}";

    private string EmptyTitle => !string.IsNullOrEmpty(_search) || Filter.IsNarrow ? "Nothing matches" : Current switch
    {
        OrderTab.NotPushed => "No order waits to be pushed",
        OrderTab.Pushed => "No order was pushed yet",
        OrderTab.PartiallyPushed => "No order is pushed in part",
        OrderTab.Cancelled => "No order was cancelled",
        OrderTab.Unfulfilled => "No order waits to be shipped",
        OrderTab.PartiallyFulfilled => "No order is shipped in part",
        _ => "No order was shipped yet",
    };

    private string EmptyText => !string.IsNullOrEmpty(_search) ? $"No order of this list begins with “{_search}”." : Filter.IsNarrow ? "No order of this list matches the filters." : Current switch
    {
        OrderTab.NotPushed => "Orders that wait, or that were not pushed by themselves, appear here with the reason.",
        OrderTab.Pushed => "Orders appear here once every part is at its source.",
        OrderTab.PartiallyPushed => "Orders of several sources appear here while some parts are still to go.",
        OrderTab.Cancelled => "Orders cancelled in your shop appear here.",
        _ => "Orders pushed by connected stores appear here.",
    };

    protected override async Task<OrdersReading> ReadAsync(Actor actor, CancellationToken ct) => new(
        await Query.ReadAsync(actor, Store, Current, Filter, Address.Place, PageSize, ct), await PartnersQuery.NamesAsync(actor, Store, sources: IsDestination, ct));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && await Session.GetAsync(SearchKey) is { Length: > 0 } search)
        {
            _search = search;
            await RefreshAsync();
        }
    }

    /// <summary>Orders under a tab; null where they are not counted.</summary>
    private string? Count(OrderTab tab) => Model is null ? "…"
        : !Model.Page.Counts.TryGetValue(tab, out var count) ? null
        : Model.Page.IsCapped && count > OrderList.MostCounted ? Words.Number(OrderList.MostCounted) + "+" : Words.Number(count);

    private string? Sorted(OrderSort sort) => Address.Sort != sort ? null : Address.Ascending ? "ascending" : "descending";

    // The first press shows the largest or newest, the next turns it round.
    private RenderFragment Head(OrderSort sort, string text) => builder =>
    {
        builder.OpenElement(0, "a");
        builder.AddAttribute(1, "class", "sort");
        builder.AddAttribute(2, "href", Urls.Orders(Store, Address.First with { Sort = sort, Ascending = Address.Sort == sort && !Address.Ascending }));
        builder.AddContent(3, text);
        builder.AddMarkupContent(4, Address.Sort != sort ? "<span class=\"sort-mark\" aria-hidden=\"true\"></span>" : $"<span class=\"sort-mark\" aria-hidden=\"true\">{(Address.Ascending ? "↑" : "↓")}</span>");
        builder.CloseElement();
    };

    private static string? Chosen(ChangeEventArgs e) => e.Value as string is { Length: > 0 } value ? value : null;

    private void Go(OrdersAddress address) => Navigation.NavigateTo(Urls.Orders(Store, address.First));

    private void ChoosePartner(ChangeEventArgs e) =>
        Go(Address with { Connection = int.TryParse(Chosen(e), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null });

    private async Task ClearAsync()
    {
        _search = null;
        await Session.SetAsync(SearchKey, "");
        if (Filter.IsNarrow)
        {
            Go(new OrdersAddress(Current, Sort: Address.Sort, Ascending: Address.Ascending));
            return;
        }

        await RefreshAsync();
    }

    private async Task SearchAsync(string search)
    {
        _search = search;
        await Session.SetAsync(SearchKey, search);
        if (Address != Address.First)
        {
            Navigation.NavigateTo(Urls.Orders(Store, Address.First), replace: true);
            return;
        }

        await RefreshAsync();
    }

    private async Task PushAsync(OrderRow row)
    {
        _busy.Add(row.OrderId);
        try
        {
            var outcome = await Commands.PushAsync(await ActorAsync(), Store, row.OrderId, part: null, Gone);
            Snackbar.Add($"Order {row.Name}: {outcome.Sentence}", outcome is PushOutcome.Queued ? Severity.Success : Severity.Info);
            await RefreshAsync();
        }
        finally
        {
            _busy.Remove(row.OrderId);
        }
    }
}
