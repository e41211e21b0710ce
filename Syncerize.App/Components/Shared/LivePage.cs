using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Syncerize.App.Accounts;
using Syncerize.Core;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Shared;

/// <summary>
/// A page of one store that moves by itself: reads once while prerendering (the circuit takes that over), reads again after every change of its topics,
/// and ends its subscription with itself. What fails goes to the error boundary around the page.
/// </summary>
/// <typeparam name="TModel">Everything the page shows, read in one go.</typeparam>
public abstract class LivePage<TModel> : ComponentBase, IDisposable
    where TModel : class
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _subscription;
    private StoreId? _subscribed;
    private object? _shown;
    private int _reading;
    private bool _takenOver;

    [Inject]
    internal ChangeFeed Feed { get; set; } = null!;

    [Inject]
    internal AuthenticationStateProvider Authentication { get; set; } = null!;

    [Parameter]
    public int StoreId { get; set; }

    [CascadingParameter]
    public StoreSummary? Summary { get; set; }

    /// <summary>What is shown; null while it is read for the first time.</summary>
    [PersistentState]
    public TModel? Model { get; set; }

    /// <summary>When <see cref="Model"/> was read, for the circuit that takes it over.</summary>
    [PersistentState]
    public LiveMark? ReadAt { get; set; }

    /// <summary>True while the answer to another question (tab, filter, page) is awaited; what is shown still answers the one before.</summary>
    protected bool IsStale { get; private set; }

    protected StoreId Store => new(StoreId);

    protected CancellationToken Gone => _gone.Token;

    /// <summary>What this page shows of the store; a change of it makes the page read again.</summary>
    protected abstract LiveTopic Topics { get; }

    /// <summary>What the address asks for; another value makes the page read anew.</summary>
    protected virtual object Asked => Store;

    protected abstract Task<TModel> ReadAsync(Actor actor, CancellationToken ct);

    public override Task SetParametersAsync(ParameterView parameters)
    {
        // The framework supplies what prerendering handed over once more with the second parameters; by then the page may have read anew.
        var (model, readAt) = (Model, ReadAt);
        parameters.SetParameterProperties(this);
        if (_takenOver)
        {
            (Model, ReadAt) = (model, readAt);
        }

        _takenOver = true;
        return base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Whoever is signed in, checked again: rights may have ended since the page was opened.</summary>
    /// <exception cref="AccessRefusedException">They may not act for this store (any more).</exception>
    protected async Task<Actor> ActorAsync() =>
        StoreAccess.ActorFor((await Authentication.GetAuthenticationStateAsync()).User, Store) ?? throw new AccessRefusedException(Store);

    protected override async Task OnParametersSetAsync()
    {
        Subscribe();
        if (Asked.Equals(_shown))
        {
            return;
        }

        // The first time, a model may have come from prerendering. What changed since then, nobody was subscribed to.
        var handedOver = _shown is null && Model is not null && ReadAt is { } mark && !Feed.HasChangedSince(mark, Store, Topics);
        _shown = Asked;
        if (!handedOver)
        {
            IsStale = Model is not null;
            await ReadNowAsync();
        }
    }

    /// <summary>Reads again and draws.</summary>
    protected async Task RefreshAsync()
    {
        await ReadNowAsync();
        StateHasChanged();
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _subscription?.Dispose();
            _gone.Cancel();
            _gone.Dispose();
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    private void Subscribe()
    {
        if (!RendererInfo.IsInteractive || _subscribed == Store)
        {
            return;
        }

        _subscription?.Dispose();
        _subscribed = Store;
        _subscription = Feed.Subscribe(Store, Topics, Interval, () => InvokeAsync(RefreshAsync), failure => _ = DispatchExceptionAsync(failure));
    }

    private async Task ReadNowAsync()
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        // A slow answer to an older question must not overwrite the newer one's.
        var mine = ++_reading;
        var gone = _gone.Token;
        var mark = Feed.Mark();
        try
        {
            var model = await ReadAsync(await ActorAsync(), gone);
            if (mine == _reading)
            {
                Model = model;
                ReadAt = mark;
                IsStale = false;
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The page was left while it read.
        }
    }
}
