using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Syncerize.App.Accounts;
using Syncerize.Core;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;

namespace Syncerize.App.Components.Layout;

/// <summary>The frame around every page: menu, app bar, banner of a stopped store, and one error boundary per page.</summary>
public partial class MainLayout : LayoutComponentBase, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private ErrorBoundary? _errors;
    private StoreId? _store;
    private IDisposable? _subscription;
    private bool _takenOver;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal StoreDirectory Directory { get; set; } = null!;

    [Inject]
    internal ChangeFeed Feed { get; set; } = null!;

    [CascadingParameter]
    public Task<AuthenticationState>? Authentication { get; set; }

    [CascadingParameter]
    public HttpContext? Http { get; set; }

    [PersistentState]
    public StoreSummary? Summary { get; set; }

    /// <summary>When <see cref="Summary"/> was read, for the circuit that takes it over.</summary>
    [PersistentState]
    public LiveMark? ReadAt { get; set; }

    /// <summary>Read once from the request; the circuit has none.</summary>
    [PersistentState]
    public string? Views { get; set; }

    private string Path => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);

    public override Task SetParametersAsync(ParameterView parameters)
    {
        // As in LivePage: what prerendering handed over is supplied a second time, when it may be old.
        var kept = (Summary, ReadAt, Views);
        parameters.SetParameterProperties(this);
        if (_takenOver)
        {
            (Summary, ReadAt, Views) = kept;
        }

        _takenOver = true;
        return base.SetParametersAsync(ParameterView.Empty);
    }

    protected override void OnInitialized()
    {
        Views ??= Http?.Request.Cookies[ViewChoices.Cookie];
        Navigation.LocationChanged += OnLocationChanged;
    }

    protected override async Task OnParametersSetAsync()
    {
        var store = Urls.StoreOf(Path);
        if (store == _store && (Summary is not null || store is null))
        {
            return;
        }

        _store = store;
        _subscription?.Dispose();
        _subscription = store is { } watched && RendererInfo.IsInteractive
            ? Feed.Subscribe(watched, LiveTopic.Stores, Interval, () => InvokeAsync(RefreshAsync), failure => _ = DispatchExceptionAsync(failure))
            : null;

        // What changed between prerendering and this circuit, nobody was subscribed to.
        if (Summary is null || Summary.Id != store || ReadAt is not { } mark || Feed.HasChangedSince(mark, Summary.Id, LiveTopic.Stores))
        {
            await ReadAsync();
        }
    }

    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _subscription?.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task RefreshAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        ReadAt = Feed.Mark();
        var user = Authentication is null ? null : (await Authentication).User;
        Summary = _store is { } store && user is not null && StoreAccess.ActorFor(user, store) is { } actor && await Directory.FindAsync(actor, store, CancellationToken.None) is { } found
            ? ViewChoices.Apply(found, Views)
            : null;
    }

    // A page that failed must not keep the next one from being shown.
    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(() =>
    {
        _errors?.Recover();
        StateHasChanged();
    });

    private void Recover() => _errors?.Recover();
}
