using Microsoft.AspNetCore.Components;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Stores;

/// <summary>What the page shows; no partner where the store has no such connection.</summary>
public sealed record PartnerReading(PartnerDetail? Partner);

/// <summary>One connected (blocked, disconnected) store: its orders, its products, how it is connected, and what may be done.</summary>
public partial class StorePage : LivePage<PartnerReading>
{
    [Inject]
    internal PartnerDetailQuery Query { get; set; } = null!;

    [Parameter]
    public int ConnectionId { get; set; }

    protected override LiveTopic Topics => LiveTopic.Stores | LiveTopic.Products | LiveTopic.Orders | LiveTopic.Activity;

    protected override object Asked => (StoreId, ConnectionId);

    protected override async Task<PartnerReading> ReadAsync(Actor actor, CancellationToken ct) => new(await Query.ReadAsync(actor, Store, new ConnectionId(ConnectionId), ct));

    private static string StateText(PartnerRow row) => row.State switch
    {
        ConnectionState.Paused => "The connection is paused: stock and prices stay as they are, and no order is pushed until it is resumed.",
        ConnectionState.Blocked => row.PartnerIsSource
            ? $"{row.Name} has blocked this connection: nothing syncs and no order is pushed until they lift the block. Your past orders stay visible here."
            : $"You have blocked {row.Name}: nothing syncs, no order is pushed, and their stock of your products is zero. Past orders stay visible here.",
        _ => "The connection was ended: nothing syncs and no order is pushed. Past orders stay visible here.",
    };
}
