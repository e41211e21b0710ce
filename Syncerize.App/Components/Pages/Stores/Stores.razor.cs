using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
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
    [Inject]
    internal PartnerQuery Query { get; set; } = null!;

    [Inject]
    internal IDialogService Dialogs { get; set; } = null!;

    protected override LiveTopic Topics => LiveTopic.Stores | LiveTopic.Products | LiveTopic.Orders | LiveTopic.Activity;

    protected override async Task<PartnerList> ReadAsync(Actor actor, CancellationToken ct) => new([.. (await Query.ReadAsync(actor, Store, ct)).Where(r => r.PartnerIsSource == (Summary?.IsDestination ?? true))]);

    private IEnumerable<(string Title, string Empty, IReadOnlyList<PartnerRow> Rows)> Lists(PartnerList m)
    {
        yield return ("Connected", Summary?.IsDestination == true ? "No store yet. Press Add new store and enter the unique key of a source." : "No store yet. Give your unique key to a store that should sell your products.",
            [.. m.Rows.Where(r => r.State is ConnectionState.Connected or ConnectionState.Paused)]);
        yield return ("Pending", Summary?.IsDestination == true ? "No request waits for a source's approval." : "No store waits for your approval.", [.. m.Rows.Where(r => r.State == ConnectionState.Pending)]);
        yield return ("Blocked", Summary?.IsDestination == true ? "No source has blocked you." : "You have blocked no store.", [.. m.Rows.Where(r => r.State == ConnectionState.Blocked)]);
        yield return ("Disconnected", "No connection was ended.", [.. m.Rows.Where(r => r.State == ConnectionState.Disconnected)]);
    }

    private async Task AddAsync()
    {
        var actor = await ActorAsync();
        await Dialogs.ShowAsync<AddStoreDialog>("Add new store", new DialogParameters<AddStoreDialog> { { d => d.Actor, actor }, { d => d.Store, Store } });
    }
}
