using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Orders;

/// <summary>The part of an order that one source fulfils: its state, the rule behind it, and everything a person can do about it.</summary>
public partial class OrderPartCard : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private string _sourceOrder = "";

    [Inject]
    internal PushOrders Pushes { get; set; } = null!;

    [Inject]
    internal SourceChanges Changes { get; set; } = null!;

    [Inject]
    internal IDialogService Dialogs { get; set; } = null!;

    [Parameter, EditorRequired]
    public required OrderPart Part { get; set; }

    [Parameter, EditorRequired]
    public StoreId Store { get; set; }

    [Parameter, EditorRequired]
    public long OrderId { get; set; }

    [Parameter, EditorRequired]
    public required string OrderName { get; set; }

    [Parameter, EditorRequired]
    public string? Zone { get; set; }

    /// <summary>The order has no other part: what concerns the whole order stands on the page then.</summary>
    [Parameter]
    public bool Alone { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Carries a command out with whoever is signed in, says what came of it and reads again.</summary>
    [Parameter, EditorRequired]
    public required Func<Func<Actor, Task<PushOutcome>>, Task> Do { get; set; }

    private bool IsOpen => Part.State is PushState.Waiting or PushState.Planned or PushState.Parked;

    /// <summary>Whether a part can be marked as handled.</summary>
    public static bool CanHandle(PushState state) => state is PushState.Waiting or PushState.Planned or PushState.Parked;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task PushAsync() => Do(actor => Pushes.PushAsync(actor, Store, OrderId, Part.Connection, _gone.Token));

    private Task UndoHandledAsync() => Do(actor => Pushes.UndoHandledAsync(actor, Store, OrderId, Part.Connection, _gone.Token));

    private Task LinkAsync() => Do(actor => Pushes.ItIsThereAsync(actor, Store, OrderId, Part.Connection, _sourceOrder, _gone.Token));

    private Task SendAgainAsync() => Do(actor => Pushes.SendAgainAsync(actor, Store, OrderId, Part.Connection, _gone.Token));

    private Task SendEditAsync() => Do(actor => Changes.SendEditAsync(actor, Store, OrderId, Part.Connection, _gone.Token));

    private Task RetryAsync(OrderChange change) => Do(actor => Changes.RetryAsync(actor, Store, OrderId, Part.Connection, change.Id, _gone.Token));

    private Task DismissAsync(OrderChange change) => Do(actor => Changes.DismissAsync(actor, Store, OrderId, Part.Connection, change.Id, _gone.Token));

    private Task PreviewAsync() => Dialogs.ShowAsync<SupplierPreviewDialog>(
        $"What {Part.SourceName} will see",
        new DialogParameters<SupplierPreviewDialog> { { d => d.Store, Store }, { d => d.OrderId, OrderId }, { d => d.Connection, Part.Connection } },
        new DialogOptions { MaxWidth = MaxWidth.Medium, FullWidth = true, CloseOnEscapeKey = true });

    private async Task AskHandledAsync()
    {
        var dialog = await Dialogs.ShowAsync<HandledDialog>("Mark as handled?");
        if (await dialog.Result is { Canceled: false, Data: string reason })
        {
            await Do(actor => Pushes.MarkHandledAsync(actor, Store, OrderId, Part.Connection, reason, _gone.Token));
        }
    }

    private async Task AskCancelAsync()
    {
        var dialog = await Dialogs.ShowAsync<ConfirmDialog>($"Cancel {Part.SourceOrderName} at {Part.SourceName}?", new DialogParameters<ConfirmDialog>
        {
            { d => d.Text, $"The source order of {OrderName} is cancelled there and its units go back on sale. This cannot be undone." },
            { d => d.Tip, "Your own order stays as it is. You can push it again afterwards; that makes a new source order." }, { d => d.Action, "Cancel the source order" }, { d => d.Destructive, true },
        });
        if (await dialog.Result is { Canceled: false })
        {
            await Do(actor => Changes.CancelAtSourceAsync(actor, Store, OrderId, Part.Connection, _gone.Token));
        }
    }
}
