using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;

namespace Syncerize.App.Components.Pages.Stores;

/// <summary>What the page shows; no partner where the store has no such connection.</summary>
/// <param name="Partner">The partner.</param>
/// <param name="Last">The last bulk change of this connection that can be undone.</param>
/// <param name="Others">Other sources of the same store, to copy settings from.</param>
public sealed record PartnerReading(PartnerDetail? Partner, BulkChange? Last = null, IReadOnlyList<PartnerName>? Others = null);

/// <summary>One connected (blocked, disconnected) store: its orders, its products, how it is connected, and what may be done.</summary>
public partial class StorePage : LivePage<PartnerReading>
{
    // A new key draws the choice anew once it was used.
    private int _copies;

    [Inject]
    internal PartnerDetailQuery Query { get; set; } = null!;

    [Parameter]
    public int ConnectionId { get; set; }

    protected override LiveTopic Topics => LiveTopic.Stores | LiveTopic.Products | LiveTopic.Orders | LiveTopic.Activity;

    protected override object Asked => (StoreId, ConnectionId);

    [Inject]
    internal PartnerQuery Partners { get; set; } = null!;

    [Inject]
    internal BulkChanges Changes { get; set; } = null!;

    [Inject]
    internal SettingsChanges SettingsOf { get; set; } = null!;

    [Inject]
    internal IDialogService Dialogs { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    protected override async Task<PartnerReading> ReadAsync(Actor actor, CancellationToken ct)
    {
        var id = new ConnectionId(ConnectionId);
        return await Query.ReadAsync(actor, Store, id, ct) is not { } partner
            ? new PartnerReading(null)
            : new PartnerReading(
                partner, partner.Partner.PartnerIsSource ? await Changes.LastAsync(actor, Store, id, ct) : null,
                partner.Partner.PartnerIsSource ? [.. (await Partners.NamesAsync(actor, Store, sources: true, ct)).Where(p => p.Connection != id)] : []);
    }

    private Task UndoAsync(BulkChange change) => Undoing.RunAsync(Dialogs, Snackbar, Changes, ActorAsync, change);

    private async Task CopyAsync(ChangeEventArgs e)
    {
        if (!int.TryParse(e.Value as string, System.Globalization.CultureInfo.InvariantCulture, out var from))
        {
            return;
        }

        var (actor, to) = (await ActorAsync(), new ConnectionId(ConnectionId));
        var (settings, name) = await SettingsOf.CopyOfAsync(actor, new ConnectionId(from), to, Gone);
        var preview = await SettingsOf.PreviewAsync(actor, to, settings, Gone);
        var dialog = await Dialogs.ShowAsync<PreviewDialog>($"Copy the settings of {name}?", new DialogParameters<PreviewDialog>
        {
            { d => d.Text, "Order push, products, price and stock settings are taken over; the source locations that count stay as they are." }, { d => d.Preview, preview }, { d => d.Action, "Copy settings" },
            { d => d.FileName, "settings.csv" },
        });
        if (await dialog.Result is { Canceled: false })
        {
            await SettingsOf.ApplyAsync(actor, to, settings, $"The settings were copied from {name}.", Gone);
            Snackbar.Add($"The settings of {name} hold here now.", Severity.Success);
        }

        _copies++;
        await RefreshAsync();
    }

    private static string StateText(PartnerRow row) => row.State switch
    {
        ConnectionState.Paused => "The connection is paused: stock and prices stay as they are, and no order is pushed until it is resumed.",
        ConnectionState.Blocked => row.PartnerIsSource
            ? $"{row.Name} has blocked this connection: nothing syncs and no order is pushed until they lift the block. Your past orders stay visible here."
            : $"You have blocked {row.Name}: nothing syncs, no order is pushed, and their stock of your products is zero. Past orders stay visible here.",
        _ => "The connection was ended: nothing syncs and no order is pushed. Past orders stay visible here.",
    };
}
