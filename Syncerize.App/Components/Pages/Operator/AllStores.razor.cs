using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Plans;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.App.Components.Pages.Operator;

/// <summary>The operator's way into every store.</summary>
public partial class AllStores : ComponentBase, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private List<StoreRow>? _rows;
    private IDisposable? _subscription;

    // A new key draws the choices anew: one that was not carried out must not stay chosen.
    private int _turn;

    [Inject]
    internal StoreDirectory Directory { get; set; } = null!;

    [Inject]
    internal ParkedWork Work { get; set; } = null!;

    [Inject]
    internal PlanQuery Plans { get; set; } = null!;

    [Inject]
    internal ChoosePlan Choose { get; set; } = null!;

    [Inject]
    internal IDialogService Dialogs { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

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

    private static string? Full(StoreRow row)
    {
        var full = row.Plan.Uses.Where(u => u.IsFull).Select(u => u.Meter switch { Meter.Connections => "connections", Meter.Products => "products", _ => "pushes" }).ToList();
        return full.Count == 0 ? null : $"full: {string.Join(", ", full)}";
    }

    private async Task ChooseAsync(StoreRow row, string? plan)
    {
        if (plan is null || plan == row.Plan.Name)
        {
            return;
        }

        var dialog = await Dialogs.ShowAsync<ConfirmDialog>($"Put {row.Store.Name} on the {plan} plan?", new DialogParameters<ConfirmDialog>
        {
            { d => d.Text, $"From now on the limits and features of {plan} hold for {row.Store.Name}. What runs goes on running; with a smaller plan nothing new starts, and with a larger one what waited goes." },
            { d => d.Action, $"Set {plan}" },
        });
        if (await dialog.Result is { Canceled: false } && await Choose.SetAsync(Actor.Operator, row.Store.Id, plan, CancellationToken.None))
        {
            Snackbar.Add($"{row.Store.Name} is on the {plan} plan now.", Severity.Success);
        }

        _turn++;
        await RefreshAsync();
    }

    private async Task ReadAsync()
    {
        var plans = await Plans.AllAsync(Actor.Operator, CancellationToken.None);
        var rows = new List<StoreRow>();
        foreach (var store in await Directory.AllAsync(CancellationToken.None))
        {
            rows.Add(new StoreRow(store, await Work.LagAsync(store.Id, CancellationToken.None), plans[store.Id]));
        }

        _rows = rows;
    }

    private sealed record StoreRow(StoreSummary Store, LaneLag Lag, PlanSummary Plan);
}
