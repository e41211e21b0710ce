using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Live;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Orders;

/// <summary>What the page shows; no order where the store has none of that number.</summary>
public sealed record OrderReading(Syncerize.Core.Orders.OrderView? Order);

/// <summary>One order: its parts by source, why each stands where it stands, what was tried, and what came back.</summary>
public partial class OrderView : LivePage<OrderReading>
{
    private bool _busy;

    [Inject]
    internal OrderDetail Query { get; set; } = null!;

    [Inject]
    internal PushOrders Commands { get; set; } = null!;

    [Inject]
    internal IDialogService Dialogs { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    [Parameter]
    public long OrderId { get; set; }

    protected override LiveTopic Topics => LiveTopic.Orders;

    protected override object Asked => (StoreId, OrderId);

    protected override async Task<OrderReading> ReadAsync(Actor actor, CancellationToken ct) => new(await Query.ReadAsync(actor, Store, OrderId, ct));

    private Task PushAsync(ConnectionId? part) => DoAsync(actor => Commands.PushAsync(actor, Store, OrderId, part, Gone));

    private async Task AskHandledAsync(ConnectionId? part)
    {
        var dialog = await Dialogs.ShowAsync<HandledDialog>("Mark as handled?");
        if (await dialog.Result is { Canceled: false, Data: string reason })
        {
            await DoAsync(actor => Commands.MarkHandledAsync(actor, Store, OrderId, part, reason, Gone));
        }
    }

    private async Task DoAsync(Func<Actor, Task<PushOutcome>> command)
    {
        _busy = true;
        try
        {
            var outcome = await command(await ActorAsync());
            Snackbar.Add(outcome.Sentence, outcome is PushOutcome.Queued or PushOutcome.Done ? Severity.Success : outcome is PushOutcome.Refused or PushOutcome.NotFound ? Severity.Warning : Severity.Info);
            await RefreshAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
