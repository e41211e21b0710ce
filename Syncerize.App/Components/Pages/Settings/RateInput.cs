using System.Globalization;

namespace Syncerize.App.Components.Pages.Settings;

/// <summary>An exchange rate as a person typed it.</summary>
/// <param name="From">The source's currency.</param>
/// <param name="Rate">The rate; a comma is taken for a point.</param>
internal readonly record struct RateInput(string From, string Rate)
{
    private const decimal Least = 0.000001m;
    private const decimal Most = 1_000_000m;

    /// <summary>The currency, upper case.</summary>
    public string Currency => From.Trim().ToUpperInvariant();

    /// <summary>The rate; null where it is no number.</summary>
    public decimal? Value => decimal.TryParse(Rate.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) ? rate : null;

    /// <summary>A rate as it is shown and typed: six decimals at most.</summary>
    public static string Write(decimal rate) => rate.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>What is wrong with it and what to do; null where it can be saved.</summary>
    public string? Problem(string own)
    {
        if (Currency.Length != 3 || !Currency.All(char.IsAsciiLetterUpper))
        {
            return "Enter the source store's currency as three letters, such as GBP or EUR.";
        }

        if (Currency == own)
        {
            return $"Your store sells in {own} itself: no rate is needed from {own} to {own}.";
        }

        return Value switch
        {
            null => "Enter the rate as a number, such as 1.75.",
            < Least => "The rate must be above zero: 0.000001 at least.",
            > Most => "The rate must be 1,000,000 at most.",
            _ => null,
        };
    }
}
