using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.Core.Live;

namespace Syncerize.App.Sandbox.Console;

/// <summary>All simulated shops at once, live: it looks again after a change in any of them, or in what the app recorded of them.</summary>
public partial class ConsoleView : ComponentBase, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(400);

    private readonly Dictionary<string, string> _searches = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _shops;
    private IDisposable? _books;
    private bool _read;
    private int _reading;

    [Inject]
    internal ConsoleQuery Query { get; set; } = null!;

    [Inject]
    internal FaultDesk Desk { get; set; } = null!;

    [Inject]
    internal RunningSandbox Sandbox { get; set; } = null!;

    [Inject]
    internal ChangeFeed Feed { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    /// <summary>The shop whose faults are shown, by the first part of its domain.</summary>
    [SupplyParameterFromQuery(Name = "shop")]
    public string? ShopName { get; set; }

    private ConsoleReading? Model { get; set; }

    public void Dispose()
    {
        _shops?.Dispose();
        _books?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _shops = Sandbox.Server?.World.Feed.Subscribe(null, LiveTopic.All, Interval, () => InvokeAsync(RefreshAsync), failure => _ = DispatchExceptionAsync(failure));
            _books = Feed.Subscribe(null, LiveTopic.All, Interval, () => InvokeAsync(RefreshAsync), failure => _ = DispatchExceptionAsync(failure));
        }

        await ReadAsync();
    }

    private static string NameOf(ShopPanel shop) => shop.Domain.Split('.')[0];

    private ShopPanel Chosen(ConsoleReading model) => model.Shops.FirstOrDefault(shop => NameOf(shop) == ShopName) ?? model.Shops[0];

    private string FaultsHref(ShopPanel shop) => Navigation.GetUriWithQueryParameter("shop", NameOf(shop)) + "#faults";

    private async Task RefreshAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        // A slow answer to an older question must not overwrite the newer one's.
        var mine = ++_reading;
        var gone = _gone.Token;
        try
        {
            var model = await Query.ReadAsync(_searches, gone);
            if (mine == _reading)
            {
                Model = model;
                _read = true;
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The page was left while it read.
        }
    }

    private Task SearchAsync(string domain, string text)
    {
        _searches[domain] = text;
        return RefreshAsync();
    }

    private Task SetSpeedAsync(double speed)
    {
        var answer = Desk.SetSpeed(speed);
        if (!answer.Done)
        {
            Snackbar.Add(answer.Sentence, Severity.Warning);
        }

        return RefreshAsync();
    }

    private async Task ResetAsync()
    {
        await Desk.ResetAsync(_gone.Token);
        Snackbar.Add("Every fault is off, and the counts begin anew.", Severity.Success);
        await RefreshAsync();
    }
}
