using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Connections;
using Syncerize.Core.Live;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Settings;

/// <summary>Order push settings per connection, and what new connections begin with.</summary>
public partial class OrderPush : LivePage<OrderPushReading>
{
    private PushForm? _form;
    private (int?, OrderPushSettings)? _edited;
    private IReadOnlyList<string> _problems = [];
    private bool _busy;

    [Inject]
    internal OrderPushQuery Query { get; set; } = null!;

    [Inject]
    internal SetOrderPush Commands { get; set; } = null!;

    [Inject]
    internal IDialogService Dialogs { get; set; } = null!;

    [Inject]
    internal ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "connection")]
    public int? ConnectionId { get; set; }

    protected override LiveTopic Topics => LiveTopic.Stores;

    private PushSettingsOf? Chosen => Model?.Connections.FirstOrDefault(c => c.Connection.Value == ConnectionId);

    private OrderPushSettings Saved => Chosen?.Settings ?? Model!.Defaults;

    protected override Task<OrderPushReading> ReadAsync(Actor actor, CancellationToken ct) => Query.ReadAsync(actor, Store, ct);

    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        if (Model is not null && (_form is null || _edited?.Item1 != ConnectionId))
        {
            Begin();
        }
    }

    private static string ShippingText(PushForm form) => form.Shipping switch
    {
        ShippingChoice.None => "The source order has no shipping cost.",
        ShippingChoice.AsPaid => "What the customer paid for shipping, converted; several sources share it.",
        _ => "By what the items come to at the source. Below the first rule no cost is sent.",
    };

    private static string ContactText(OrderPushReading model, PushForm form) => form.Value.ContactEmail switch
    {
        ContactEmail.Customer => form.Value.CustomerDetail ? "The supplier's shop may write to the customer." : "Customer detail is not ticked, so no e-mail goes along.",
        ContactEmail.Own => model.OwnEmail is { } own ? $"{own}, as your shop states it." : "Your shop has not stated a contact address yet; no e-mail goes along.",
        _ => "The address you enter.",
    };

    private void Begin()
    {
        _form = new PushForm(Saved, Chosen?.Currency);
        _edited = (ConnectionId, Saved);
        _problems = [];
    }

    private void ChooseAsync(ChangeEventArgs e) =>
        Navigation.NavigateTo(Urls.OrderPush(Store, int.TryParse(e.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new Core.ConnectionId(id) : null));

    private void ChooseShipping(ChangeEventArgs e)
    {
        _form!.Shipping = Enum.Parse<ShippingChoice>((string)e.Value!);
        if (_form.Shipping == ShippingChoice.Rules && _form.Rules.Count == 0)
        {
            _form.Rules.Add(new RuleInput { From = "0" });
        }
    }

    private async Task SaveAsync()
    {
        var (settings, problems) = _form!.Read();
        _problems = problems;
        if (problems.Count > 0 || (Chosen is { InShadow: > 0 } held && Saved.Shadow && !settings.Shadow ? await WithOlderAsync(held) : true) is not { } older)
        {
            return;
        }

        _busy = true;
        try
        {
            var actor = await ActorAsync();
            _problems = Chosen is { } connection ? await Commands.SaveAsync(actor, connection.Connection, settings, older, Gone) : await Commands.SaveDefaultsAsync(actor, Store, settings, Gone);
            if (_problems.Count == 0)
            {
                Snackbar.Add(Chosen is null ? "Saved. New connections begin with this." : $"Saved for {Chosen.Source}. Waiting orders are decided about anew.", Severity.Success);
                await RefreshAsync();
                Begin();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task<bool?> WithOlderAsync(PushSettingsOf held)
    {
        var waiting = held.InShadow == 1 ? "1 order part was held by shadow mode and waits" : $"{Words.Number(held.InShadow)} order parts were held by shadow mode and wait";
        var dialog = await Dialogs.ShowAsync<OlderOrdersDialog>($"Switch {held.Source} to live?", new DialogParameters<OlderOrdersDialog> { { d => d.Waiting, waiting } });
        return await dialog.Result is { Canceled: false, Data: bool older } ? older : null;
    }

    private RenderFragment Row(string id, string name, string? text, bool on, Action<bool> change) => builder =>
    {
        builder.OpenComponent<PushRow>(0);
        builder.AddAttribute(1, nameof(PushRow.Id), id);
        builder.AddAttribute(2, nameof(PushRow.Name), name);
        builder.AddAttribute(3, nameof(PushRow.Text), text);
        builder.AddAttribute(4, nameof(PushRow.On), on);
        builder.AddAttribute(5, nameof(PushRow.OnChange), EventCallback.Factory.Create<bool>(this, change));
        builder.CloseComponent();
    };
}
