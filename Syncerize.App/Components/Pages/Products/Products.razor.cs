using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;

namespace Syncerize.App.Components.Pages.Products;

/// <summary>The products of a store: of a destination synced and unsynced ones, of a source what it offers.</summary>
public partial class Products : LivePage<ProductPage>
{
    private const int PageSize = 50;

    // A run that has ended stays to be read for so long.
    private static readonly TimeSpan RunShown = TimeSpan.FromHours(12);

    private static readonly (string, string)[] SourceColumns = [("sku", "SKU"), ("variants", "Variants"), ("price", "Price"), ("stock", "Stock")];
    private static readonly (string, string)[] DestinationColumns = [("source", "Source"), .. SourceColumns];

    private readonly HashSet<(StoreId Source, long Product)> _selected = [];
    private object? _selectedIn;
    private string? _search;
    private bool _busy;
    private Virtualize<ProductRow>? _rest;

    [Inject]
    internal CompareQuery Compares { get; set; } = null!;

    [Inject]
    internal SyncRunList RunList { get; set; } = null!;

    [Inject]
    internal ProductList Query { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    [Inject]
    internal SyncProducts Commands { get; set; } = null!;

    [Inject]
    internal UnsyncProducts Unsync { get; set; } = null!;

    [Inject]
    internal ProductPreview Previews { get; set; } = null!;

    [Inject]
    internal BrowserSession Session { get; set; } = null!;

    [Inject]
    internal IDialogService Dialogs { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    [SupplyParameterFromQuery]
    public int? Source { get; set; }

    [SupplyParameterFromQuery]
    public int? Page { get; set; }

    /// <summary>Which synced products: <c>attention</c>, <c>mapped</c>, <c>created</c>; all otherwise.</summary>
    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    /// <summary>The product that is open beside the list, and its source.</summary>
    [SupplyParameterFromQuery]
    public long? Product { get; set; }

    [SupplyParameterFromQuery]
    public int? From { get; set; }

    protected override LiveTopic Topics => LiveTopic.Products | LiveTopic.Stock | LiveTopic.Stores;

    protected override object Asked => (StoreId, Tab, Source, Page, Show);

    private bool IsDestination => Summary?.IsDestination == true;

    private bool CanSync => IsDestination && Current == ProductTab.Unsynced;

    private bool CanSelect => IsDestination;

    private string Here => Urls.Products(Store, TabName(Current), SourceFilter, PageNumber, Show);

    private int PageNumber => Math.Max(1, Page ?? 1);

    private StoreId? SourceFilter => Source is { } id ? new StoreId(id) : null;

    private ProductTab Current => Tab switch
    {
        "unsynced" when IsDestination => ProductTab.Unsynced,
        "all" when !IsDestination => ProductTab.All,
        _ => ProductTab.Synced,
    };

    private IEnumerable<(string Name, ProductTab Tab, int? Count)> Tabs =>
    [
        ("Synced", ProductTab.Synced, Model?.Synced),
        IsDestination ? ("Unsynced", ProductTab.Unsynced, Model?.Others) : ("All available products", ProductTab.All, Model?.Others),
    ];

    private string EmptyTitle => !string.IsNullOrEmpty(_search) ? "Nothing matches" : Current switch
    {
        ProductTab.Synced => "No synced product yet",
        ProductTab.Unsynced => "Nothing left to sync",
        _ => "No product on offer",
    };

    private ProductListQuery Wanted => new(Current, SourceFilter, _search, IsDestination ? 1 : PageNumber, PageSize)
    {
        Show = Current != ProductTab.Synced ? SyncedFilter.All : Show switch { "attention" => SyncedFilter.Attention, "mapped" => SyncedFilter.Mapped, "created" => SyncedFilter.Created, _ => SyncedFilter.All },
    };

    protected override async Task<ProductPage> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!IsDestination)
        {
            return await Query.SourceAsync(actor, Store, Wanted, ct);
        }

        var page = (await Query.DestinationAsync(actor, Store, Wanted, ct)) with { Compared = await Compares.LatestAsync(actor, Store, ct) };
        var runs = await RunList.OfAsync(actor, Store, ct);
        if (_rest is not null)
        {
            await _rest.RefreshDataAsync();
        }

        return page with { Runs = [.. runs.Where(r => r.IsOpen || (r.Run.EndedAt is { } ended && ended > Time.GetUtcNow() - RunShown))] };
    }

    // What lies below the first page, as it is scrolled to.
    private async ValueTask<ItemsProviderResult<ProductRow>> RestAsync(ItemsProviderRequest request)
    {
        var total = Math.Max(0, (Model?.Total ?? 0) - PageSize);
        var rows = await Query.RowsAsync(await ActorAsync(), Store, Wanted, PageSize + request.StartIndex, request.Count, request.CancellationToken);
        return new ItemsProviderResult<ProductRow>(rows, total);
    }

    protected override async Task OnParametersSetAsync()
    {
        // Opening a product beside the list leaves what is selected alone.
        if (!Asked.Equals(_selectedIn))
        {
            _selectedIn = Asked;
            _selected.Clear();
        }

        await base.OnParametersSetAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // What was typed before comes back with the page, from this browser alone.
        if (firstRender && await Session.GetAsync(SearchKey) is { Length: > 0 } search)
        {
            _search = search;
            await RefreshAsync();
        }
    }

    private string SearchKey => $"products/{StoreId}";

    private static string TabName(ProductTab tab) => tab switch { ProductTab.Synced => "synced", ProductTab.Unsynced => "unsynced", _ => "all" };

    private string EmptyText(ProductPage model) => (_search, Current) switch
    {
        ({ Length: > 0 }, _) => $"No product of this list contains “{_search}”.",
        (_, ProductTab.Synced) when IsDestination => model.Sources.Count == 0 ? "Connect a source store first: its products then appear here." : "Choose products under Unsynced and press Sync.",
        (_, ProductTab.Synced) => "Products appear here once a connected store has synced them.",
        (_, ProductTab.Unsynced) => model.Sources.Count == 0 ? "Connect a source store first: what it offers then appears here." : "Everything your sources offer is synced.",
        _ => "Active products appear here as your availability mode offers them.",
    };

    private async Task SearchAsync(string search)
    {
        _search = search;
        _selected.Clear();
        await Session.SetAsync(SearchKey, search);
        if (PageNumber > 1)
        {
            Navigation.NavigateTo(Urls.Products(Store, TabName(Current), SourceFilter), replace: true);
            return;
        }

        await RefreshAsync();
    }

    private void FilterSource(ChangeEventArgs e) =>
        Navigation.NavigateTo(Urls.Products(Store, TabName(Current), int.TryParse(e.Value as string, System.Globalization.CultureInfo.InvariantCulture, out var id) ? new StoreId(id) : null));

    private void Select((StoreId, long) key, bool on)
    {
        if (on)
        {
            _selected.Add(key);
        }
        else
        {
            _selected.Remove(key);
        }
    }

    private bool CanBeSelected(ProductRow row) => CanSync || row is { State: not null and not LinkState.Creating };

    private static (StoreId, long) KeyOf(ProductRow row) => (row.SourceStore, row.ProductId);

    private bool IsSelected(ProductRow row) => _selected.Contains(KeyOf(row));

    private async Task SelectAllMatchingAsync()
    {
        _busy = true;
        try
        {
            _selected.UnionWith((await Query.MatchingAsync(await ActorAsync(), Store, Wanted, Gone)).Select(k => (k.Source, k.Product)));
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task MapAsync(ProductRow row)
    {
        if (row.Connection is not { } connection)
        {
            return;
        }

        var dialog = await Dialogs.ShowAsync<MapDialog>("Map to a product of yours", new DialogParameters<MapDialog>
        {
            { d => d.ActorOf, ActorAsync }, { d => d.Connection, connection }, { d => d.Product, row.ProductId }, { d => d.Title, row.Title },
        });
        if (await dialog.Result is { Canceled: false, Data: string sentence })
        {
            Snackbar.Add(sentence, Severity.Success);
            _selected.Remove(KeyOf(row));
            await RefreshAsync();
        }
    }

    private bool IsOpen(ProductRow row) => row.ProductId == Product && row.SourceStore.Value == From;

    private bool AllSelected(ProductPage model) => model.Rows.Where(CanBeSelected).All(r => _selected.Contains((r.SourceStore, r.ProductId)));

    private void SelectAll(ProductPage model, bool on)
    {
        foreach (var row in model.Rows.Where(CanBeSelected))
        {
            Select((row.SourceStore, row.ProductId), on);
        }
    }
}
