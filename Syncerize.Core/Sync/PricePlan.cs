using System.Globalization;
using Syncerize.Core.Connections;

namespace Syncerize.Core.Sync;

/// <summary>A destination price and how it was computed, for people.</summary>
/// <param name="Price">In the destination's currency.</param>
/// <param name="How">Such as "20.00 GBP × 1.75 + 10 % = 38.50 CAD, up to .99 = 38.99 CAD".</param>
public sealed record PlannedPrice(Money Price, string How);

/// <summary>
/// Price = source price × rate × (1 + margin) + fixed amount, in whole minor units of the destination's currency, half away from zero; then rounded up to the chosen
/// ending, never below the floor, never below zero (product.md, Price). Integers only: the same inputs give the same price however often it is computed.
/// </summary>
public static class PricePlan
{
    private const long Millionths = 1_000_000;
    private const long BasisPoints = 10_000;

    /// <summary>The destination price of a source price.</summary>
    /// <param name="source">The price at the source.</param>
    /// <param name="currency">The destination's currency.</param>
    /// <param name="rateMillionths">Units of the destination's currency per unit of the source's, × 1,000,000.</param>
    /// <param name="settings">Margin, fixed amount, rounding and floor.</param>
    public static PlannedPrice Of(Money source, string currency, long rateMillionths, PriceSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var converted = Computed(source, currency, rateMillionths, settings);
        var how = Terms(source, currency, rateMillionths, settings);
        var price = Math.Max(0, converted);
        if (how.Length > 0)
        {
            how = string.Create(CultureInfo.InvariantCulture, $"{source}{how} = {new Money(converted, currency)}");
        }

        if (converted < 0)
        {
            how += ", not below 0";
        }

        if (RoundedUp(price, Money.Scale(currency), settings.Rounding) is var rounded && rounded != price)
        {
            how = string.Create(CultureInfo.InvariantCulture, $"{(how.Length == 0 ? source : how)}, up to {Ending(settings.Rounding)} = {new Money(rounded, currency)}");
            price = rounded;
        }

        if (settings.FloorMinor is { } floor && price < floor)
        {
            how = string.Create(CultureInfo.InvariantCulture, $"{(how.Length == 0 ? source : how)}, raised to the floor of {new Money(floor, currency)}");
            price = floor;
        }

        return new PlannedPrice(new Money(price, currency), how.Length == 0 ? "as at the source" : how);
    }

    /// <summary>An amount converted by the rate alone, such as a cost.</summary>
    public static PlannedPrice Converted(Money source, string currency, long rateMillionths) => Of(source, currency, rateMillionths, new PriceSettings());

    private static long Computed(Money source, string currency, long rateMillionths, PriceSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rateMillionths, 1);
        var factor = Math.Max(0, BasisPoints + (long)settings.MarginBasisPoints);
        var numerator = (Int128)source.Minor * rateMillionths * factor * Money.Scale(currency);
        var denominator = (Int128)Money.Scale(source.Currency) * Millionths * BasisPoints;
        var half = numerator < 0 ? -denominator / 2 : denominator / 2;
        return (long)Int128.Clamp(((numerator + half) / denominator) + settings.FixedMinor, long.MinValue / 4, long.MaxValue / 4);
    }

    // A currency without decimals has no ending, and what is free stays free.
    private static long RoundedUp(long minor, long scale, PriceRounding rounding)
    {
        if (rounding == PriceRounding.None || scale == 1 || minor <= 0)
        {
            return minor;
        }

        var ending = rounding switch
        {
            PriceRounding.NinetyNine => scale * 99 / 100,
            PriceRounding.NinetyFive => scale * 95 / 100,
            _ => 0,
        };
        var candidate = (minor / scale * scale) + ending;
        return candidate >= minor ? candidate : candidate + scale;
    }

    private static string Ending(PriceRounding rounding) => rounding switch
    {
        PriceRounding.NinetyNine => ".99",
        PriceRounding.NinetyFive => ".95",
        _ => "a whole amount",
    };

    private static string Terms(Money source, string currency, long rateMillionths, PriceSettings settings)
    {
        var how = source.Currency == currency ? "" : " × " + ((decimal)rateMillionths / Millionths).ToString("0.######", CultureInfo.InvariantCulture);
        if (settings.MarginBasisPoints != 0)
        {
            how += Sign(settings.MarginBasisPoints) + ((decimal)Math.Abs((long)settings.MarginBasisPoints) / 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";
        }

        if (settings.FixedMinor != 0)
        {
            how += Sign(settings.FixedMinor) + new Money(Math.Abs(settings.FixedMinor), currency);
        }

        return how;
    }

    private static string Sign(long value) => value < 0 ? " − " : " + ";
}
