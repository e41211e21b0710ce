using Microsoft.AspNetCore.Components;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Work;

namespace Syncerize.App.Components.Layout;

/// <summary>Connected, catching up or offline: whether what is on the screen is as new as the shops are.</summary>
public sealed partial class LiveIndicator : ComponentBase, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    // Work that is done within this is not worth a word.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(5);

    private IDisposable? _subscription;
    private ITimer? _timer;
    private StoreId? _watched;
    private LaneLag? _lag;

    [Inject]
    internal ChangeFeed Feed { get; set; } = null!;

    [Inject]
    internal ParkedWork Work { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    [Inject]
    internal IHostApplicationLifetime Lifetime { get; set; } = null!;

    /// <summary>The store on the screen; null on the operator's pages.</summary>
    [Parameter]
    public StoreSummary? Store { get; set; }

    private CancellationToken Stopping => Lifetime.ApplicationStopping;

    private bool CatchingUp => Store is { FirstReadAt: null } || _lag is { BackOffReason: not null } || (_lag?.OldestDueAt is { } since && Time.GetUtcNow() - since > Late);

    private string Css => !RendererInfo.IsInteractive ? "" : CatchingUp ? "is-live is-behind" : "is-live";

    private string Text => !RendererInfo.IsInteractive ? "Connecting" : CatchingUp ? "Catching up" : "Live";

    private string Title => !RendererInfo.IsInteractive ? "Connecting"
        : _lag?.BackOffReason is { } reason ? $"Connected, but behind: {reason}"
        : Store is { FirstReadAt: null } ? "Connected. Products and orders are being read from Shopify for the first time."
        : CatchingUp ? $"Connected. {Words.Count(_lag!.Due, "step")} due: what you see may be a moment old."
        : "Connected: what changes appears here by itself";

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || Store?.Id == _watched)
        {
            return;
        }

        _watched = Store?.Id;
        _lag = null;
        _subscription?.Dispose();
        _subscription = null;
        if (_watched is { } store)
        {
            _subscription = Feed.Subscribe(store, LiveTopic.Work, Interval, () => InvokeAsync(RefreshAsync), failure => _ = DispatchExceptionAsync(failure));
            _timer ??= Time.CreateTimer(_ => _ = LookAsync(), null, Look, Look);
            await ReadAsync(store);
        }
    }

    public void Dispose()
    {
        _subscription?.Dispose();
        _timer?.Dispose();
    }

    // Work that grows old raises no change.
    private async Task LookAsync()
    {
        try
        {
            await InvokeAsync(RefreshAsync);
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    private async Task RefreshAsync()
    {
        if (Stopping.IsCancellationRequested || _watched is not { } store)
        {
            return;
        }

        try
        {
            await ReadAsync(store);
            StateHasChanged();
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
        {
            // The app is stopping; there is nothing to look at any more.
        }
    }

    private async Task ReadAsync(StoreId store)
    {
        var lag = await Work.LagAsync(store, Stopping);
        if (store == _watched)
        {
            _lag = lag;
        }
    }
}
