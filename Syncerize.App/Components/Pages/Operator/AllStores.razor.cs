using Microsoft.AspNetCore.Components;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Work;

namespace Syncerize.App.Components.Pages.Operator;

/// <summary>The operator's way into every store.</summary>
public partial class AllStores : ComponentBase, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private List<StoreRow>? _rows;
    private IDisposable? _subscription;

    [Inject]
    internal StoreDirectory Directory { get; set; } = null!;

    [Inject]
    internal ParkedWork Work { get; set; } = null!;

    [Inject]
    internal ChangeFeed Feed { get; set; } = null!;

    public void Dispose()
    {
        _subscription?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _subscription = Feed.Subscribe(null, LiveTopic.All, Interval, () => InvokeAsync(RefreshAsync), failure => _ = DispatchExceptionAsync(failure));
        }

        await ReadAsync();
    }

    private async Task RefreshAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        var rows = new List<StoreRow>();
        foreach (var store in await Directory.AllAsync(CancellationToken.None))
        {
            rows.Add(new StoreRow(store, await Work.LagAsync(store.Id, CancellationToken.None)));
        }

        _rows = rows;
    }

    private sealed record StoreRow(StoreSummary Store, LaneLag Lag);
}
