using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;

namespace Syncerize.App.Components.Pages.Settings;

/// <summary>Settings of a store: its unique key, automatic and partial push, and exchange rates.</summary>
public partial class Settings : LivePage<SettingsReading>
{
    private bool _busy;

    [Inject]
    internal SettingsQuery Query { get; set; } = null!;

    [Inject]
    internal PushSwitches Switches { get; set; } = null!;

    [Inject]
    internal StoreInstall Stores { get; set; } = null!;

    [Inject]
    internal ConnectionApproval Approval { get; set; } = null!;

    [Inject]
    internal ExchangeRates Rates { get; set; } = null!;

    [Inject]
    internal SyncSettingsCommands SyncCommands { get; set; } = null!;

    [Inject]
    internal IDialogService Dialogs { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    protected override LiveTopic Topics => LiveTopic.Stores | LiveTopic.Orders | LiveTopic.Products;

    protected override Task<SettingsReading> ReadAsync(Actor actor, CancellationToken ct) => Query.ReadAsync(actor, Store, ct);

    private static string PushText(SettingsReading model, PushSwitch push) =>
        (!model.Plan.IsOpen ? "By hand, as your plan has no automatic push." : !model.AutomaticPush ? "By hand, as the whole store." : push.Automatic ? "Automatic." : "By hand only.") + (push.Waiting > 0 ? $" {Parts(push.Waiting)} for Push." : "");

    private static string Parts(int count) => count == 1 ? "1 order part waits" : $"{Words.Number(count)} order parts wait";

    private async Task AutomaticAsync(SettingsReading model, bool on)
    {
        var waiting = on ? model.Pushes.Where(p => p.Automatic).Sum(p => p.Waiting) : 0;
        if (await WithOlderAsync(waiting, "Push orders automatically?") is { } older)
        {
            await TryAsync(actor => Switches.SetAutomaticAsync(actor, Store, on, older, Gone), on ? "Orders go by themselves now." : "Every order waits for Push now.");
        }
    }

    private async Task AutomaticAsync(SettingsReading model, PushSwitch push, bool on)
    {
        if (await WithOlderAsync(on && model.AutomaticPush ? push.Waiting : 0, $"Push orders to {push.Source} automatically?") is { } older)
        {
            await TryAsync(actor => Switches.SetAutomaticAsync(actor, push.Connection, on, older, Gone), on ? $"Orders go to {push.Source} by themselves now." : $"Orders for {push.Source} wait for Push now.");
        }
    }

    private Task PartialAsync(bool on) =>
        DoAsync(actor => Switches.SetPartialAsync(actor, Store, on, Gone), on ? "Parts of an order go on their own now." : "An order goes once all its parts can.");

    // Switching on is harmless unless something waits: then it is asked whether that goes too.
    private async Task<bool?> WithOlderAsync(int waiting, string title)
    {
        if (waiting == 0)
        {
            return true;
        }

        var dialog = await Dialogs.ShowAsync<OlderOrdersDialog>(title, new DialogParameters<OlderOrdersDialog> { { d => d.Waiting, Parts(waiting) } });
        return await dialog.Result is { Canceled: false, Data: bool older } ? older : null;
    }

    private Task ApprovalAsync(bool on) =>
        DoAsync(actor => Approval.SetAsync(actor, Store, on, Gone), on ? "New stores wait for your approval now." : "New stores connect at once now.");

    private async Task RegenerateAsync()
    {
        var dialog = await Dialogs.ShowAsync<ConfirmDialog>("Replace the unique key?", new DialogParameters<ConfirmDialog>
        {
            { d => d.Text, "The present key stops working at once: whoever has it and is not connected yet cannot connect with it any more. Stores that are connected stay connected." },
            { d => d.Tip, "Do this when the key went to somebody who should not have it." }, { d => d.Action, "Replace the key" }, { d => d.Destructive, true },
        });
        if (await dialog.Result is { Canceled: false })
        {
            await DoAsync(actor => Stores.RegenerateKeyAsync(actor, Store, Gone), "The key was replaced. Give the new one to partners who should connect.");
        }
    }

    private Task SetRateAsync((string From, decimal Rate) asked) =>
        DoAsync(actor => Rates.SetAsync(actor, Store, asked.From, Summary!.Currency, asked.Rate, Gone), $"The rate from {asked.From} to {Summary!.Currency} was set. Prices follow.");

    private Task WarnAfterAsync(int days) => DoAsync(actor => SyncCommands.WarnAfterAsync(actor, Store, days, Gone), $"Rates are warned about after {Words.Count(days, "day")} without change.");

    private Task DoAsync(Func<Actor, Task> command, string done) => TryAsync(
        async actor =>
        {
            await command(actor);
            return (string?)null;
        },
        done);

    /// <param name="command">Answers with the sentence that refuses, or null.</param>
    /// <param name="done">Said when it was done.</param>
    private async Task TryAsync(Func<Actor, Task<string?>> command, string done)
    {
        _busy = true;
        try
        {
            var refused = await command(await ActorAsync());
            Snackbar.Add(refused ?? done, refused is null ? Severity.Success : Severity.Warning);
            await RefreshAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
