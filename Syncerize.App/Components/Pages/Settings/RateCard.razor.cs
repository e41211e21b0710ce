using Microsoft.AspNetCore.Components;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Insights;
using Syncerize.Core.Stores;

namespace Syncerize.App.Components.Pages.Settings;

/// <summary>Exchange rates: what is set, what is missing, and one form to add or change, which says beforehand what it will do.</summary>
public partial class RateCard : ComponentBase
{
    private bool _open;
    private bool _busy;
    private string _from = "";
    private string _rate = "";
    private string? _problem;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    [Parameter, EditorRequired]
    public required IReadOnlyList<RateRow> Rates { get; set; }

    /// <summary>After so many days without change a rate is old.</summary>
    [Parameter]
    public int WarningDays { get; set; } = ExchangeRate.WarningDays;

    /// <summary>Another number of days was chosen.</summary>
    [Parameter]
    public EventCallback<int> OnWarnAfter { get; set; }

    /// <summary>The store's own currency.</summary>
    [Parameter, EditorRequired]
    public required string Currency { get; set; }

    [Parameter, EditorRequired]
    public string? Zone { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<(string From, decimal Rate)> Set { get; set; }

    private RateInput Input => new(_from, _rate);

    private string Effect
    {
        get
        {
            var (from, rate) = (Input.Currency, Input.Value!.Value);
            var example = $"100 {from} becomes {Money.FromDecimal(100m * rate, Currency)}, before your margin.";
            return Rates.FirstOrDefault(r => r.From == from) is not { Sources.Count: > 0 } row
                ? $"{example} No connected store uses {from} yet; nothing changes now."
                : $"{example} Prices of {Words.Count(row.Products, "synced product")} are written anew" + (row.WaitingOrders > 0 ? $", and {Words.Count(row.WaitingOrders, "waiting order part")} can go." : ".");
        }
    }

    private static string Waiting(RateRow row) => (row.Products, row.WaitingOrders) switch
    {
        (0, 0) => "Products cannot be synced until it is set.",
        (var products, 0) => $"Prices of {Words.Count(products, "product")} wait for it.",
        var (products, orders) => $"Prices of {Words.Count(products, "product")} and {Words.Count(orders, "order part")} wait for it.",
    };

    private bool IsOld(RateRow row) => row.UpdatedAt is { } at && Time.GetUtcNow() - at > TimeSpan.FromDays(WarningDays);

    private void Open(string from, decimal? rate)
    {
        (_open, _from, _rate, _problem) = (true, from, rate is { } value ? RateInput.Write(value) : "", null);
    }

    private Task WarnAfterAsync(ChangeEventArgs e) =>
        int.TryParse((string?)e.Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= 365 ? OnWarnAfter.InvokeAsync(days) : Task.CompletedTask;

    private async Task SaveAsync()
    {
        _problem = Input.Problem(Currency);
        if (_busy || _problem is not null)
        {
            return;
        }

        _busy = true;
        try
        {
            await Set.InvokeAsync((Input.Currency, Input.Value!.Value));
            _open = false;
        }
        finally
        {
            _busy = false;
        }
    }
}
