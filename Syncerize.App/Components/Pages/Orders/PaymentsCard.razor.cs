using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Live;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Orders;

/// <summary>What the card shows; no list where the order is none that was pushed.</summary>
public sealed record PaymentsReading(PaymentList? List);

/// <summary>Payments of one order of a source: write down, correct, remove.</summary>
public partial class PaymentsCard : LivePage<PaymentsReading>
{
    private bool _busy;

    [Inject]
    internal OrderPayments Payments { get; set; } = null!;

    [Inject]
    internal IDialogService Dialogs { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    [Parameter, EditorRequired]
    public long OrderId { get; set; }

    protected override LiveTopic Topics => LiveTopic.Orders;

    protected override object Asked => (StoreId, OrderId);

    protected override async Task<PaymentsReading> ReadAsync(Actor actor, CancellationToken ct) => new(await Payments.ListAsync(actor, Store, OrderId, ct));

    private async Task AskAsync(PaymentRow? row)
    {
        var list = Model!.List!;
        var dialog = await Dialogs.ShowAsync<PaymentDialog>(row is null ? "Add payment details" : "Edit the payment", new DialogParameters<PaymentDialog>
        {
            { d => d.Row, row }, { d => d.List, list }, { d => d.Save, asked => SaveAsync(row, asked) },
        });
        if (await dialog.Result is { Canceled: false, Data: PaymentOutcome.Done done })
        {
            Snackbar.Add(done.Sentence, Severity.Success);
            await RefreshAsync();
        }
    }

    private async Task<PaymentOutcome> SaveAsync(PaymentRow? row, PaymentAsked asked)
    {
        var actor = await ActorAsync();
        return row is null ? await Payments.AddAsync(actor, Store, OrderId, asked, Gone) : await Payments.EditAsync(actor, Store, OrderId, row.Id, asked, Gone);
    }

    private async Task AskRemoveAsync(PaymentRow row)
    {
        var dialog = await Dialogs.ShowAsync<ConfirmDialog>("Remove the payment?", new DialogParameters<ConfirmDialog>
        {
            { d => d.Text, $"The payment of {row.Amount} by {row.Method} is taken out of this order and of the payout statement." }, { d => d.Tip, "To correct it, edit it instead." }, { d => d.Action, "Remove the payment" },
            { d => d.Destructive, true },
        });
        if (await dialog.Result is not { Canceled: false })
        {
            return;
        }

        _busy = true;
        try
        {
            var outcome = await Payments.RemoveAsync(await ActorAsync(), Store, OrderId, row.Id, Gone);
            Snackbar.Add(outcome.Sentence, outcome is PaymentOutcome.Done ? Severity.Success : Severity.Warning);
            await RefreshAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
