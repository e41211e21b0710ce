using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;

namespace Syncerize.App.Components.Pages.Products;

/// <summary>One import or mapping: how far it is, how quickly it gets on, what it left out.</summary>
public partial class RunCard : ComponentBase
{
    private const int Shown = 200;

    private IReadOnlyList<RunProblem>? _problems;
    private bool _busy;

    [Parameter, EditorRequired]
    public required RunView View { get; set; }

    /// <summary>Whoever is signed in, checked again.</summary>
    [Parameter, EditorRequired]
    public required Func<Task<Actor>> ActorOf { get; set; }

    /// <summary>IANA zone of the store.</summary>
    [Parameter]
    public string? Zone { get; set; }

    [Inject]
    internal SyncRuns Commands { get; set; } = null!;

    [Inject]
    internal SyncRunList RunList { get; set; } = null!;

    [Inject]
    internal IDialogService Dialogs { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    private string Title => View.Run.Kind == SyncRunKind.Map ? $"Mapping products of {View.SourceName}" : $"Importing products of {View.SourceName}";

    private Tone Tone => View.Run.State switch
    {
        SyncRunState.Running => new("Under way", "chip-info"),
        SyncRunState.Paused => new("Paused", "chip-attention"),
        SyncRunState.Canceled => new("Cancelled", ""),
        _ => View.Failed > 0 ? new("Ended with refusals", "chip-attention") : new("Ended", "chip-success"),
    };

    private string Percent(int count) => (View.Total == 0 ? 0 : 100.0 * count / View.Total).ToString("0.##", CultureInfo.InvariantCulture);

    private async Task OpenAsync() => _problems = await RunList.ProblemsAsync(await ActorOf(), View.Run.Id, Shown, CancellationToken.None);

    private async Task CancelAsync()
    {
        var open = View.Total - View.Ended;
        var dialog = await Dialogs.ShowAsync<ConfirmDialog>("Cancel it?", new DialogParameters<ConfirmDialog>
        {
            { d => d.Text, $"{Words.Count(open, "product")} not begun yet will not be {(View.Run.Kind == SyncRunKind.Map ? "mapped" : "created")}. What is done already stays." },
            { d => d.Tip, "To stop only for a while, choose Pause." }, { d => d.Action, $"Cancel {Words.Count(open, "product")}" }, { d => d.Destructive, true },
        });
        if (await dialog.Result is { Canceled: false })
        {
            await DoAsync(Commands.CancelAsync);
        }
    }

    private async Task DoAsync(Func<Actor, int, CancellationToken, Task<RunAnswer>> act)
    {
        _busy = true;
        try
        {
            Snackbar.Add((await act(await ActorOf(), View.Run.Id, CancellationToken.None)).Sentence, Severity.Info);
        }
        finally
        {
            _busy = false;
        }
    }
}
