using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Stores;

/// <summary>Connects a store by its unique key.</summary>
public partial class AddStoreDialog : ComponentBase
{
    private string _key = "";
    private string? _problem;
    private bool _busy;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter, EditorRequired]
    public StoreId Store { get; set; }

    [Inject]
    internal ConnectByKey Connect { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    private async Task ConnectAsync()
    {
        if (_busy || string.IsNullOrWhiteSpace(_key))
        {
            return;
        }

        _busy = true;
        _problem = null;
        try
        {
            var outcome = await Connect.ConnectAsync(Actor, Store, _key, CancellationToken.None);
            if (outcome is ConnectOutcome.Connected or ConnectOutcome.Requested)
            {
                Snackbar.Add(outcome.Sentence, Severity.Success);
                Dialog.Close(DialogResult.Ok(true));
            }
            else
            {
                _problem = outcome.Sentence;
            }
        }
        finally
        {
            _busy = false;
        }
    }
}
