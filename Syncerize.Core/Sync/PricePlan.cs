using System.Globalization;

namespace Syncerize.Core.Sync;

/// <summary>A destination price and how it was computed, for people.</summary>
/// <param name="Price">In the destination's currency.</param>
/// <param name="How">Such as "20.00 CAD × 0.78 + 10 % = 17.16 USD".</param>
public sealed record PlannedPrice(Money Price, string How);

/// <summary>Price = source price × rate × (1 + margin), in whole minor units of the destination's currency, half away from zero (product.md, Price). Integers only.</summary>
public static class PricePlan
{
    private const long Millionths = 1_000_000;
    private const long BasisPoints = 10_000;

    /// <summary>The destination price of a source price.</summary>
    /// <param name="source">The price at the source.</param>
    /// <param name="currency">The destination's currency.</param>
    /// <param name="rateMillionths">Units of the destination's currency per unit of the source's, × 1,000,000.</param>
    /// <param name="marginBasisPoints">Added on top; 1,000 is 10 %. A markdown of more than everything gives zero, never less.</param>
    public static PlannedPrice Of(Money source, string currency, long rateMillionths, int marginBasisPoints)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rateMillionths, 1);
        var factor = Math.Max(0, BasisPoints + (long)marginBasisPoints);
        var numerator = (Int128)source.Minor * rateMillionths * factor * Money.Scale(currency);
        var denominator = (Int128)Money.Scale(source.Currency) * Millionths * BasisPoints;
        var half = numerator < 0 ? -denominator / 2 : denominator / 2;
        var price = new Money((long)((numerator + half) / denominator), currency);
        return new PlannedPrice(price, How(source, price, rateMillionths, marginBasisPoints));
    }

    private static string How(Money source, Money price, long rateMillionths, int marginBasisPoints)
    {
        var how = source.ToString();
        if (source.Currency != price.Currency)
        {
            how += " × " + ((decimal)rateMillionths / Millionths).ToString("0.######", CultureInfo.InvariantCulture);
        }

        if (marginBasisPoints != 0)
        {
            how += (marginBasisPoints < 0 ? " − " : " + ") + ((decimal)Math.Abs(marginBasisPoints) / 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";
        }

        return how == source.ToString() ? "as at the source" : $"{how} = {price}";
    }
}
