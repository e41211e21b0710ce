using System.Globalization;
using Microsoft.Extensions.Options;

namespace Syncerize.Core.Plans;

/// <summary>Settings under <c>Plans</c>: the operator's tiers. Without any tier nothing is metered and no feature is closed.</summary>
public sealed class PlanOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Plans";

    /// <summary>The tier of a store that installs the app.</summary>
    public string Default { get; set; } = "";

    /// <summary>The tier of a simulated shop.</summary>
    public string Simulated { get; set; } = "";

    /// <summary>The tiers, the smallest first.</summary>
    public IList<TierOptions> Tiers { get; } = [];
}

/// <summary>One tier as it stands in the settings.</summary>
public sealed class TierOptions
{
    /// <summary>Its name, as merchants read it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Most store connections; null for any number.</summary>
    public int? Connections { get; set; }

    /// <summary>Most synced products; null for any number.</summary>
    public int? Products { get; set; }

    /// <summary>Most orders pushed in a month; null for any number.</summary>
    public int? PushesPerMonth { get; set; }

    /// <summary>What it costs in a month, in major units of <see cref="Currency"/>; null where the operator states no price.</summary>
    public decimal? MonthlyPrice { get; set; }

    /// <summary>ISO 4217 currency of <see cref="MonthlyPrice"/>.</summary>
    public string Currency { get; set; } = "";

    /// <summary>Names of the paid features it has (<see cref="Feature"/>).</summary>
    public IList<string> Features { get; } = [];
}

/// <summary>Refuses tiers that cannot be meant, with a sentence that names the setting.</summary>
internal sealed class PlanOptionsValidation : IValidateOptions<PlanOptions>
{
    public ValidateOptionsResult Validate(string? name, PlanOptions options)
    {
        var wrong = new List<string>();
        for (var i = 0; i < options.Tiers.Count; i++)
        {
            var (tier, at) = (options.Tiers[i], string.Create(CultureInfo.InvariantCulture, $"{PlanOptions.Section}:Tiers:{i}"));
            if (string.IsNullOrWhiteSpace(tier.Name))
            {
                wrong.Add($"{at}:Name is missing; every plan needs a name.");
            }
            else if (options.Tiers.Take(i).Any(t => Same(t.Name, tier.Name)))
            {
                wrong.Add($"{at}:Name “{tier.Name}” is used twice; names of plans must differ.");
            }

            wrong.AddRange(new[] { ("Connections", tier.Connections), ("Products", tier.Products), ("PushesPerMonth", tier.PushesPerMonth) }
                .Where(l => l.Item2 < 0).Select(l => $"{at}:{l.Item1} is below zero; leave it out for no limit."));
            wrong.AddRange(tier.Features.Where(f => !Enum.TryParse<Feature>(f, ignoreCase: true, out var known) || !Enum.IsDefined(known))
                .Select(f => $"{at}:Features names “{f}”; known are {string.Join(", ", Enum.GetNames<Feature>())}."));
            if (tier.MonthlyPrice is { } price && (price < 0 || tier.Currency.Length != 3))
            {
                wrong.Add($"{at}:MonthlyPrice needs an amount of zero or more and a Currency of three letters.");
            }
        }

        if (options.Tiers.Count > 0)
        {
            wrong.AddRange(new[] { ("Default", options.Default), ("Simulated", options.Simulated) }
                .Where(s => !options.Tiers.Any(t => Same(t.Name, s.Item2))).Select(s => $"{PlanOptions.Section}:{s.Item1} is “{s.Item2}”, which is no plan of {PlanOptions.Section}:Tiers."));
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
