using Microsoft.AspNetCore.Components;
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
    private const int ReasonsShown = 12;

    private static readonly (string, string)[] SourceColumns = [("sku", "SKU"), ("variants", "Variants"), ("price", "Price"), ("stock", "Stock")];
    private static readonly (string, string)[] DestinationColumns = [("source", "Source"), .. SourceColumns];

    private readonly HashSet<(StoreId Source, long Product)> _selected = [];
    private object? _selectedIn;
    private string? _search;
    private bool _busy;

    [Inject]
    internal ProductList Query { get; set; } = null!;

    [Inject]
    internal SyncProducts Commands { get; set; } = null!;

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

    /// <summary>The product that is open beside the list, and its source.</summary>
    [SupplyParameterFromQuery]
    public long? Product { get; set; }

    [SupplyParameterFromQuery]
    public int? From { get; set; }

    protected override LiveTopic Topics => LiveTopic.Products | LiveTopic.Stock | LiveTopic.Stores;

    protected override object Asked => (StoreId, Tab, Source, Page);

    private bool IsDestination => Summary?.IsDestination == true;

    private bool CanSync => IsDestination && Current == ProductTab.Unsynced;

    private bool CanSelect => IsDestination;

    private string Here => Urls.Products(Store, TabName(Current), SourceFilter, PageNumber);

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

    protected override Task<ProductPage> ReadAsync(Actor actor, CancellationToken ct)
    {
        var query = new ProductListQuery(Current, SourceFilter, _search, PageNumber, PageSize);
        return IsDestination ? Query.DestinationAsync(actor, Store, query, ct) : Query.SourceAsync(actor, Store, query, ct);
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

    private static string Why(ProductRow row) => row.StockReasons.Count <= ReasonsShown
        ? string.Join('\n', row.StockReasons)
        : string.Join('\n', row.StockReasons.Take(ReasonsShown)) + $"\nand {Words.Count(row.StockReasons.Count - ReasonsShown, "more variant")}";

    private string EmptyText(ProductPage model) => (_search, Current) switch
    {
        ({ Length: > 0 }, _) => $"No product of this list contains “{_search}”.",
        (_, ProductTab.Synced) when IsDestination => model.Sources.Count == 0 ? "Connect a source store first: its products then appear here." : "Choose products under Unsynced and press Sync.",
        (_, ProductTab.Synced) => "Products appear here once a connected store has synced them.",
        (_, ProductTab.Unsynced) => model.Sources.Count == 0 ? "Connect a source store first: what it offers then appears here." : "Everything your sources offer is synced.",
        _ => "Active products appear here as your availability mode offers them.",
    };

    private string? StateTitle(ProductRow row) => row.StateReason ?? (row.SyncedAt is { } at ? "Last brought in step " + Times.Exact(at, Summary?.TimeZone) : null);

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

    private bool IsOpen(ProductRow row) => row.ProductId == Product && row.SourceStore.Value == From;

    private bool AllSelected(ProductPage model) => model.Rows.Where(CanBeSelected).All(r => _selected.Contains((r.SourceStore, r.ProductId)));

    private void SelectAll(ProductPage model, bool on)
    {
        foreach (var row in model.Rows.Where(CanBeSelected))
        {
            Select((row.SourceStore, row.ProductId), on);
        }
    }

    private async Task AskSyncAsync()
    {
        var products = Words.Count(_selected.Count, "product");
        var dialog = await Dialogs.ShowAsync<ConfirmDialog>($"Sync {products}?", new DialogParameters<ConfirmDialog>
        {
            { d => d.Text, $"Creates {products} in your shop, with price and stock kept in step from then on." }, { d => d.Action, "Sync" },
        });
        if (await dialog.Result is { Canceled: false })
        {
            await SyncAsync([.. _selected]);
        }
    }

    private async Task SyncAsync(IReadOnlyList<(StoreId Source, long Product)> products)
    {
        _busy = true;
        try
        {
            var actor = await ActorAsync();
            foreach (var group in products.GroupBy(p => p.Source))
            {
                if (Model?.Sources.FirstOrDefault(s => s.Store == group.Key) is not { } source)
                {
                    Snackbar.Add("That source is not connected any more.", Severity.Warning);
                    continue;
                }

                var started = await Commands.StartAsync(actor, source.Connection, [.. group.Select(p => p.Product)], Gone);
                Snackbar.Add(
                    started.Started == started.Products.Count && started.Started > 0 ? $"Syncing {Words.Count(started.Started, "product")} from {source.Name}. The list follows." : started.Sentence,
                    started.Started > 0 ? Severity.Success : Severity.Warning);
            }

            _selected.Clear();
            await RefreshAsync();
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task UnsyncAsync(IReadOnlyList<(StoreId Source, long Product)> products, string? title)
    {
        var many = Words.Count(products.Count, "product");
        var dialog = await Dialogs.ShowAsync<ConfirmDialog>("Unsync and keep?", new DialogParameters<ConfirmDialog>
        {
            { d => d.Text, title is null
                ? $"{many} stay in your shop as they are, but stock, price and details no longer follow their source."
                : $"“{title}” stays in your shop as it is, but its stock, price and details no longer follow its source." },
            { d => d.Tip, "Syncing again later takes the kept products up, without second ones." }, { d => d.Action, products.Count == 1 ? "Unsync & keep" : $"Unsync & keep {many}" },
        });
        if (await dialog.Result is not { Canceled: false })
        {
            return;
        }

        _busy = true;
        try
        {
            var (actor, ended) = (await ActorAsync(), 0);
            foreach (var group in products.GroupBy(p => p.Source))
            {
                if (Model?.Rows.FirstOrDefault(r => r.SourceStore == group.Key)?.Connection is { } connection)
                {
                    ended += await Commands.KeepAsync(actor, connection, [.. group.Select(p => p.Product)], Gone);
                }
            }

            Snackbar.Add(ended switch { 0 => "Nothing was synced.", 1 => "1 product is not synced any more.", _ => $"{Words.Number(ended)} products are not synced any more." }, ended > 0 ? Severity.Success : Severity.Info);
            _selected.Clear();
            await RefreshAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
