using Syncerize.Core.Stores;

namespace Syncerize.Core.Orders;

/// <summary>Money of a push: from the destination's currency into the source's, exact to the minor unit. Pure.</summary>
public static class PushMoney
{
    /// <summary>Millionths of a rate of one, for shops of the same currency.</summary>
    public const long RateOfOne = 1_000_000;

    /// <summary>Minor units of the destination's currency in the source's, rounded half away from zero.</summary>
    /// <param name="minor">The amount, not negative.</param>
    /// <param name="fromCurrency">The destination's currency.</param>
    /// <param name="toCurrency">The source's currency.</param>
    /// <param name="rateMillionths">As <see cref="ExchangeRate.RateMillionths"/>: units of the destination's currency for one of the source's.</param>
    public static long ToSource(long minor, string fromCurrency, string toCurrency, long rateMillionths)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rateMillionths);
        return (long)decimal.Round((decimal)minor * Money.Scale(toCurrency) * RateOfOne / ((decimal)Money.Scale(fromCurrency) * rateMillionths), 0, MidpointRounding.AwayFromZero);
    }

    /// <summary>Splits a line total so that units × price is exactly the total: one part where it divides, otherwise two, the dearer by one minor unit.</summary>
    public static IReadOnlyList<(int Units, long UnitMinor)> Split(int units, long totalMinor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        ArgumentOutOfRangeException.ThrowIfNegative(totalMinor);
        var unit = totalMinor / units;
        var dearer = (int)(totalMinor % units);
        return dearer == 0 ? [(units, unit)] : [(units - dearer, unit), (dearer, unit + 1)];
    }

    /// <summary>The share of some units in the total of all, rounded half away from zero.</summary>
    public static long Share(long totalMinor, long part, long whole) =>
        whole <= 0 ? 0 : (long)decimal.Round((decimal)totalMinor * part / whole, 0, MidpointRounding.AwayFromZero);
}
