using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Stores;

/// <summary>What the page shows.</summary>
public sealed record PartnerList(IReadOnlyList<PartnerRow> Rows);

/// <summary>Connected, blocked and disconnected stores.</summary>
public partial class Stores : LivePage<PartnerList>
{
    private ConnectionId? _busy;

    [Inject]
    internal PartnerQuery Query { get; set; } = null!;

    [Inject]
    internal ConnectionCommands Commands { get; set; } = null!;

    [Inject]
    internal IDialogService Dialogs { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    protected override LiveTopic Topics => LiveTopic.Stores | LiveTopic.Products | LiveTopic.Orders | LiveTopic.Activity;

    protected override async Task<PartnerList> ReadAsync(Actor actor, CancellationToken ct) => new(await Query.ReadAsync(actor, Store, ct));

    private IEnumerable<(string Title, string Empty, IReadOnlyList<PartnerRow> Rows)> Lists(PartnerList m)
    {
        yield return ("Connected", Summary?.IsDestination == true ? "No store yet. Press Add new store and enter the unique key of a source." : "No store yet. Give your unique key to a store that should sell your products.",
            [.. m.Rows.Where(r => r.State is ConnectionState.Connected or ConnectionState.Paused or ConnectionState.Pending)]);
        yield return ("Blocked", Summary?.IsDestination == true ? "No source has blocked you." : "You have blocked no store.", [.. m.Rows.Where(r => r.State == ConnectionState.Blocked)]);
        yield return ("Disconnected", "No connection was ended.", [.. m.Rows.Where(r => r.State == ConnectionState.Disconnected)]);
    }

    private static IEnumerable<ConnectionAction> Actions(PartnerRow row)
    {
        ConnectionAction[] mine = row.PartnerIsSource
            ? [ConnectionAction.Connect, ConnectionAction.Resume, ConnectionAction.Pause, ConnectionAction.Disconnect]
            : [ConnectionAction.Resume, ConnectionAction.Pause, ConnectionAction.Unblock, ConnectionAction.Block];
        return mine.Where(a => ConnectionStates.Next(row.State, a) is not null);
    }

    private static string SyncType(Availability mode) => mode switch { Availability.All => "All", Availability.Tags => "Tags", _ => "Individual" };

    private static string Verb(ConnectionAction action) => action switch
    {
        ConnectionAction.Connect => "Reconnect",
        _ => action.ToString(),
    };

    private async Task AddAsync()
    {
        var actor = await ActorAsync();
        await Dialogs.ShowAsync<AddStoreDialog>("Add new store", new DialogParameters<AddStoreDialog> { { d => d.Actor, actor }, { d => d.Store, Store } });
    }

    private async Task AskAsync(PartnerRow row, ConnectionAction action)
    {
        if (Consequence(row, action) is var (title, text, tip, verb))
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

        _busy = row.Connection;
        try
        {
            var (done, sentence) = await Commands.DoAsync(await ActorAsync(), row.Connection, action, Gone);
            Snackbar.Add(done ? $"{row.Name}: {sentence}" : sentence, done ? Severity.Success : Severity.Warning);
            await RefreshAsync();
        }
        finally
        {
            _busy = null;
        }
    }

    // What does no harm is done at once; what stops something names what it stops.
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
