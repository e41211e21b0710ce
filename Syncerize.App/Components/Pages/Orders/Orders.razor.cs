using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Live;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Orders;

/// <summary>The orders of a store: of a destination by push, of a source by fulfilment.</summary>
public partial class Orders : LivePage<OrderPage>
{
    private const int PageSize = 50;

    private readonly HashSet<long> _busy = [];
    private string? _search;

    [Inject]
    internal OrderList Query { get; set; } = null!;

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
    public int? Page { get; set; }

    protected override LiveTopic Topics => LiveTopic.Orders;

    protected override object Asked => (StoreId, Tab, Page);

    private bool IsDestination => Summary?.IsDestination == true;

    private int PageNumber => Math.Max(1, Page ?? 1);

    private IReadOnlyList<OrderTab> Tabs => IsDestination ? OrderList.DestinationTabs : OrderList.SourceTabs;

    private OrderTab Current => Tabs.FirstOrDefault(t => TabName(t) == Tab, Tabs[0]);

    private string SearchKey => $"orders/{StoreId}";

    private string EmptyText => !string.IsNullOrEmpty(_search) ? $"No order of this list begins with “{_search}”." : Current switch
    {
        OrderTab.NotPushed => "Orders that wait, or that were not pushed by themselves, appear here with the reason.",
        OrderTab.Pushed => "Orders appear here once every part is at its source.",
        OrderTab.PartiallyPushed => "Orders of several sources appear here while some parts are still to go.",
        OrderTab.Cancelled => "Orders cancelled in your shop appear here.",
        _ => "Orders pushed by connected stores appear here.",
    };

    protected override Task<OrderPage> ReadAsync(Actor actor, CancellationToken ct) => Query.ReadAsync(actor, Store, Current, _search, PageNumber, PageSize, ct);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && await Session.GetAsync(SearchKey) is { Length: > 0 } search)
        {
            _search = search;
            await RefreshAsync();
        }
    }

    private static string TabName(OrderTab tab) => tab switch
    {
        OrderTab.NotPushed => "not-pushed",
        OrderTab.Pushed => "pushed",
        OrderTab.PartiallyPushed => "partially-pushed",
        OrderTab.Cancelled => "cancelled",
        OrderTab.Unfulfilled => "unfulfilled",
        OrderTab.PartiallyFulfilled => "partially-fulfilled",
        _ => "fulfilled",
    };

    private async Task SearchAsync(string search)
    {
        _search = search;
        await Session.SetAsync(SearchKey, search);
        if (PageNumber > 1)
        {
            Navigation.NavigateTo(Urls.Orders(Store, TabName(Current)), replace: true);
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
