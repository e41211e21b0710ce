using System.Globalization;
using Syncerize.Core;
using Syncerize.Core.Connections;

namespace Syncerize.App.Components.Pages.Settings;

/// <summary>What shipping costs at the source, as the form offers it.</summary>
internal enum ShippingChoice
{
    None,
    AsPaid,
    Rules,
}

/// <summary>A shipping rule as it is typed.</summary>
internal sealed class RuleInput
{
    public string From { get; set; } = "";

    public string Cost { get; set; } = "";
}

/// <summary>Order push settings while they are edited: nothing is kept before Save.</summary>
internal sealed class PushForm
{
    private readonly OrderPushSettings _begun;
    private readonly string? _currency;

    /// <param name="settings">What is edited.</param>
    /// <param name="currency">The source's currency; null where no source is known, and rules cannot be given.</param>
    public PushForm(OrderPushSettings settings, string? currency)
    {
        (_begun, _currency, Value) = (settings, currency, settings);
        Wait = settings.WaitMinutes.ToString(CultureInfo.InvariantCulture);
        OtherEmail = settings.OtherEmail ?? "";
        Shipping = !settings.ShippingCost ? ShippingChoice.None : settings.ShippingRules.Count > 0 ? ShippingChoice.Rules : ShippingChoice.AsPaid;
        Rules = [.. settings.ShippingRules.Select(r => new RuleInput { From = Write(r.FromMinor), Cost = Write(r.CostMinor) })];
    }

    /// <summary>The ticked values; what is typed is added by <see cref="Read"/>.</summary>
    public OrderPushSettings Value { get; set; }

    public string Wait { get; set; }

    public string OtherEmail { get; set; }

    public ShippingChoice Shipping { get; set; }

    public List<RuleInput> Rules { get; }

    /// <summary>Whether something differs from what is saved.</summary>
    public bool IsChanged => Read() is not (var settings, { Count: 0 }) || System.Text.Json.JsonSerializer.Serialize(settings) != System.Text.Json.JsonSerializer.Serialize(_begun);

    /// <summary>What was entered, and what is wrong with it in sentences.</summary>
    public (OrderPushSettings Settings, IReadOnlyList<string> Problems) Read()
    {
        var problems = new List<string>();
        if (!int.TryParse(Wait.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var wait))
        {
            problems.Add("The wait before pushing is a whole number of minutes, such as 15; 0 for none.");
        }

        var rules = new List<ShippingRule>();
        if (Shipping == ShippingChoice.Rules && _currency is { } currency)
        {
            foreach (var (rule, n) in Rules.Select((r, i) => (r, i + 1)))
            {
                if (Minor(rule.From, currency) is { } from && Minor(rule.Cost, currency) is { } cost)
                {
                    rules.Add(new ShippingRule(from, cost));
                }
                else
                {
                    problems.Add($"Shipping rule {n.ToString(CultureInfo.InvariantCulture)} needs two amounts in {currency}, such as 50 and 4.95.");
                }
            }

            if (Rules.Count == 0)
            {
                problems.Add("Add at least one shipping rule, or choose another shipping cost.");
            }
        }

        var settings = Value with
        {
            WaitMinutes = wait,
            OtherEmail = string.IsNullOrWhiteSpace(OtherEmail) ? null : OtherEmail.Trim(),
            ShippingCost = Shipping != ShippingChoice.None,
            ShippingRules = rules,
        };
        return (settings, [.. problems, .. settings.Problems()]);
    }

    private static long? Minor(string text, string currency) =>
        decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount is >= 0 and < 100_000_000 && amount * Money.Scale(currency) is var minor && minor == decimal.Truncate(minor)
            ? (long)minor
            : null;

    private string Write(long minor) => new Money(minor, _currency ?? "USD").ToDecimal().ToString("0.##", CultureInfo.InvariantCulture);
}
