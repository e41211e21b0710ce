using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using Syncerize.App.Accounts;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Insights;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;

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
                : [ConnectionAction.Approve, ConnectionAction.Decline, ConnectionAction.Resume, ConnectionAction.Pause, ConnectionAction.Unblock, ConnectionAction.Block];
            return mine.Where(a => ConnectionStates.Next(Row.State, a) is not null);
        }
    }

    private string Verb(ConnectionAction action) => action switch
    {
        ConnectionAction.Connect => "Reconnect",
        ConnectionAction.Disconnect when Row.State == ConnectionState.Pending => "Withdraw",
        _ => action.ToString(),
    };

    [Inject]
    internal UnsyncProducts Unsync { get; set; } = null!;

    [CascadingParameter]
    public StoreSummary? Summary { get; set; }

    // What becomes of the products is asked with them before one's eyes.
    private async Task DisconnectAsync()
    {
        var ending = await Unsync.PreviewAsync(await ActorAsync(), Row.Connection, null, CancellationToken.None);
        var dialog = await Dialogs.ShowAsync<EndingDialog>($"Disconnect {Row.Name}?", new DialogParameters<EndingDialog>
        {
            { d => d.Ending, ending }, { d => d.Verb, "Disconnect" }, { d => d.Store, Summary?.Name ?? "your shop" },
            { d => d.Text, $"Nothing syncs or pushes afterwards. {Words.Count(ending.Products.Count, "product")} of {Row.Name} {(ending.Products.Count == 1 ? "is" : "are")} synced now." },
            { d => d.Tip, "Pause is the gentler choice. Keep the products if you may reconnect: they are found again without duplicates." },
        });
        if (await dialog.Result is { Canceled: false, Data: EndingChoice choice })
        {
            await DoAsync(async actor => await Unsync.DisconnectAsync(actor, ending, choice.AtEnd, choice.Ticked, CancellationToken.None));
        }
    }

    private async Task<Actor> ActorAsync() => StoreAccess.ActorFor((await Authentication.GetAuthenticationStateAsync()).User, Store) ?? throw new AccessRefusedException(Store);

    private async Task AskAsync(ConnectionAction action)
    {
        if (action == ConnectionAction.Disconnect && Row.State != ConnectionState.Pending)
        {
            await DisconnectAsync();
            return;
        }

        if (Consequence(Row, action) is var (title, text, tip, verb))
        {
            var dialog = await Dialogs.ShowAsync<ConfirmDialog>(title, new DialogParameters<ConfirmDialog>
            {
                { d => d.Text, text }, { d => d.Tip, tip }, { d => d.Action, verb }, { d => d.Destructive, action is ConnectionAction.Decline or ConnectionAction.Block },
            });
            if (await dialog.Result is not { Canceled: false })
            {
                return;
            }
        }

        await DoAsync(actor => Commands.DoAsync(actor, Row.Connection, action, CancellationToken.None));
    }

    private async Task DoAsync(Func<Actor, Task<(bool Done, string Sentence)>> command)
    {
        _busy = true;
        try
        {
            var (done, sentence) = await command(await ActorAsync());
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
            ConnectionAction.Disconnect => ($"Take the request to {row.Name} back?", $"{row.Name} is not asked any more. You can enter their key again later.", null, "Withdraw"),
            ConnectionAction.Decline => ($"Decline {row.Name}?", $"{row.Name} cannot sell your products. They may ask again with your key; replace the key to end that.", null, "Decline"),
            ConnectionAction.Block => ($"Block {row.Name}?", $"Sync and order push stop at once, and the stock of {products} in {row.Name} is set to 0.", "Pause is the gentler choice: it leaves their stock as it is.", "Block"),
            _ => null,
        };
    }
}
