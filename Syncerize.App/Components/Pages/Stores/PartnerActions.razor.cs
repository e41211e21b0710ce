using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using Syncerize.App.Accounts;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Insights;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Stores;

/// <summary>What the viewing store may do to a connection now. What stops something names what it stops; what does no harm is done at once.</summary>
public partial class PartnerActions : ComponentBase
{
    private bool _busy;

    [Inject]
    internal ConnectionCommands Commands { get; set; } = null!;

    [Inject]
    internal AuthenticationStateProvider Authentication { get; set; } = null!;

    [Inject]
    internal IDialogService Dialogs { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    /// <summary>The viewing store.</summary>
    [Parameter, EditorRequired]
    public StoreId Store { get; set; }

    [Parameter, EditorRequired]
    public required PartnerRow Row { get; set; }

    /// <summary>Something was done.</summary>
    [Parameter]
    public EventCallback OnDone { get; set; }

    private IEnumerable<ConnectionAction> Actions
    {
        get
        {
            ConnectionAction[] mine = Row.PartnerIsSource
                ? [ConnectionAction.Connect, ConnectionAction.Resume, ConnectionAction.Pause, ConnectionAction.Disconnect]
                : [ConnectionAction.Resume, ConnectionAction.Pause, ConnectionAction.Unblock, ConnectionAction.Block];
            return mine.Where(a => ConnectionStates.Next(Row.State, a) is not null);
        }
    }

    private static string Verb(ConnectionAction action) => action == ConnectionAction.Connect ? "Reconnect" : action.ToString();

    private async Task AskAsync(ConnectionAction action)
    {
        if (Consequence(Row, action) is var (title, text, tip, verb))
        {
            var dialog = await Dialogs.ShowAsync<ConfirmDialog>(title, new DialogParameters<ConfirmDialog>
            {
                { d => d.Text, text }, { d => d.Tip, tip }, { d => d.Action, verb }, { d => d.Destructive, action is ConnectionAction.Disconnect or ConnectionAction.Block },
            });
            if (await dialog.Result is not { Canceled: false })
            {
                return;
            }
        }

        _busy = true;
        try
        {
            var actor = StoreAccess.ActorFor((await Authentication.GetAuthenticationStateAsync()).User, Store) ?? throw new AccessRefusedException(Store);
            var (done, sentence) = await Commands.DoAsync(actor, Row.Connection, action, CancellationToken.None);
            Snackbar.Add(done ? $"{Row.Name}: {sentence}" : sentence, done ? Severity.Success : Severity.Warning);
            await OnDone.InvokeAsync();
        }
        finally
        {
            _busy = false;
        }
    }

    private static (string Title, string Text, string? Tip, string Verb)? Consequence(PartnerRow row, ConnectionAction action)
    {
        var products = Words.Count(row.SyncedProducts, "synced product");
        return action switch
        {
            ConnectionAction.Pause => ($"Pause {row.Name}?", $"Stock and prices of {products} stay as they are and no order is pushed until you resume.", "Sales made meanwhile still count: stock at other stores goes down.", "Pause"),
            ConnectionAction.Disconnect => ($"Disconnect {row.Name}?",
                $"Nothing syncs or pushes afterwards. {char.ToUpperInvariant(products[0])}{products[1..]} stay in your shop, un-synced: their stock no longer follows {row.Name}.",
                "Pause is the gentler choice. If you reconnect later, kept products are found again without duplicates.", "Disconnect & keep products"),
            ConnectionAction.Block => ($"Block {row.Name}?", $"Sync and order push stop at once, and the stock of {products} in {row.Name} is set to 0.", "Pause is the gentler choice: it leaves their stock as it is.", "Block"),
            _ => null,
        };
    }
}
