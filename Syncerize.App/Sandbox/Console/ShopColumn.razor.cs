using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Insights;
using Syncerize.Core.Stores;

namespace Syncerize.App.Sandbox.Console;

/// <summary>What can be done with an order.</summary>
public enum OrderStep
{
    /// <summary>Take the money owed.</summary>
    Pay,

    /// <summary>Send a parcel.</summary>
    Fulfil,

    /// <summary>Change quantities.</summary>
    Edit,

    /// <summary>Give money back.</summary>
    Refund,

    /// <summary>Cancel what was not shipped.</summary>
    Cancel,
}

/// <summary>One simulated shop: its figures, its newest orders with what can be done with them, and its shelf.</summary>
public partial class ShopColumn : ComponentBase
{
    private static readonly (OrderStep Step, string Text, Func<OrderRow, bool> Can)[] Steps =
    [
        (OrderStep.Pay, "Mark as paid", o => o.CanPay),
        (OrderStep.Fulfil, "Fulfil…", o => o.CanShip),
        (OrderStep.Edit, "Change quantities…", o => o.CanEdit),
        (OrderStep.Refund, "Refund…", o => o.CanRefund),
        (OrderStep.Cancel, "Cancel…", o => o.CanCancel),
    ];

    [Inject]
    internal IDialogService Dialogs { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    internal ShopDesk Desk { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    [Parameter, EditorRequired]
    public required ShopPanel Shop { get; set; }

    /// <summary>How the app gets on with it; null before it is installed.</summary>
    [Parameter]
    public ShopContact? Contact { get; set; }

    [Parameter]
    public string? Search { get; set; }

    [Parameter]
    public EventCallback<string> OnSearch { get; set; }

    [Parameter, EditorRequired]
    public required string FaultsHref { get; set; }

    private bool Waits => Contact is { State: not StoreState.Active } or { BackOffReason: not null };

    private string AppLine => Contact switch
    {
        null => "Syncerize is not installed here yet.",
        { State: not StoreState.Active } => "Syncerize waits: " + Contact.StateReason,
        { BackOffUntil: { } until } => $"Syncerize waits until {Local(until)}: {Contact.BackOffReason}",
        { Lag: var lag } => (lag.Due == 0 ? "Syncerize is up to date here" : $"Syncerize has {Words.Count(lag.Due, "thing")} to do here")
            + (lag.Parked > 0 ? $", {Words.Number(lag.Parked)} need a person." : "."),
    };

    private string LocalTime => Local(Time.GetUtcNow(), "ddd HH:mm");

    private string Local(DateTimeOffset at, string form = "HH:mm:ss") =>
        (TimeZoneInfo.TryFindSystemTimeZoneById(Shop.TimeZone, out var zone) ? TimeZoneInfo.ConvertTime(at, zone) : at).ToString(form, CultureInfo.InvariantCulture);

    private Task PlaceAsync() => Dialogs.ShowAsync<PlaceOrderDialog>($"Place an order at {Shop.Name}", new DialogParameters<PlaceOrderDialog> { { d => d.Domain, Shop.Domain } });

    private Task ShelveAsync(ShelfRow row) => Dialogs.ShowAsync<ShelfDialog>(
        row.VariantTitle is null ? row.Title : $"{row.Title} – {row.VariantTitle}", new DialogParameters<ShelfDialog> { { d => d.Domain, Shop.Domain }, { d => d.Row, row } });

    private async Task DoAsync(OrderRow order, OrderStep step)
    {
        if (step == OrderStep.Pay)
        {
            var answer = await Desk.PayAsync(Shop.Domain, order.Id);
            Snackbar.Add(answer.Sentence, answer.Done ? Severity.Success : Severity.Warning);
            return;
        }

        var title = step switch
        {
            OrderStep.Fulfil => "Fulfil",
            OrderStep.Edit => "Change quantities of",
            OrderStep.Refund => "Refund",
            _ => "Cancel",
        };
        await Dialogs.ShowAsync<OrderStepDialog>(
            $"{title} {order.Name}", new DialogParameters<OrderStepDialog> { { d => d.Domain, Shop.Domain }, { d => d.Order, order }, { d => d.Step, step } });
    }
}
