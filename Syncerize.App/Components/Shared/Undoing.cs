using MudBlazor;
using Syncerize.Core.Connections;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;

namespace Syncerize.App.Components.Shared;

/// <summary>Asks before a bulk change is undone, and says what undoing comes to.</summary>
internal static class Undoing
{
    public static async Task RunAsync(IDialogService dialogs, ISnackbar snackbar, BulkChanges changes, Func<Task<Actor>> actor, BulkChange change)
    {
        var dialog = await dialogs.ShowAsync<ConfirmDialog>("Undo the last change?", new DialogParameters<ConfirmDialog>
        {
            { d => d.Text, change.Sentence + " " + change.Kind switch
            {
                BulkChangeKind.Settings => "The settings before are put back; prices and fields follow them.",
                BulkChangeKind.Started => "The sync of these products ends. What was created stays in your shop; Unsync & delete removes it.",
                BulkChangeKind.Unsynced => "The kept products are synced again, each into the same product.",
                _ => "The offer before is put back: what stopped is synced on into the same products, what was new stops.",
            } },
            { d => d.Action, "Undo" },
        });
        if (await dialog.Result is { Canceled: false })
        {
            var (done, sentence) = await changes.UndoAsync(await actor(), change.Id, CancellationToken.None);
            snackbar.Add(sentence, done ? Severity.Success : Severity.Warning);
        }
    }
}
