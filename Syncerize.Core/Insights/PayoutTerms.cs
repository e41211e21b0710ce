using System.Globalization;
using Syncerize.Core.Orders;

namespace Syncerize.Core.Insights;

/// <summary>What the selling store keeps of each order.</summary>
/// <param name="IsFlat">True for an amount per order, false for a share of its net sales.</param>
/// <param name="Value">Minor units of the source's currency per order, or basis points: 1,000 is 10 %.</param>
public sealed record PayoutTerms(bool IsFlat, long Value)
{
    /// <summary>The whole: 100 %.</summary>
    public const int Whole = 10_000;

    /// <summary>Nothing is kept.</summary>
    public static PayoutTerms None { get; } = new(false, 0);

    /// <summary>Reads what a person wrote; null where it is neither a share between 0 and 100 nor an amount of at least 0.</summary>
    /// <param name="isFlat">An amount per order.</param>
    /// <param name="text">Such as <c>12.5</c>.</param>
    /// <param name="currency">The source's currency.</param>
    public static PayoutTerms? Parse(bool isFlat, string? text, string currency)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return None;
        }

        // A decimal comma is meant as one: nobody writes a commission of thousands with a separator.
        if (!decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > (isFlat ? 1_000_000 : 100))
        {
            return null;
        }

        return new PayoutTerms(isFlat, isFlat ? Money.FromDecimal(value, currency).Minor : (long)decimal.Round(value * 100, 0, MidpointRounding.AwayFromZero));
    }

    /// <summary>What is kept of an order, never more than it came to; nothing of one that came to nothing. Minor units.</summary>
    public long Commission(long netMinor) => netMinor <= 0 ? 0 : IsFlat ? Math.Min(Value, netMinor) : PushMoney.Share(netMinor, Value, Whole);

    /// <summary>For people: <c>12.5 %</c>, <c>2.00 GBP per order</c>.</summary>
    public string Text(string currency) => IsFlat ? $"{new Money(Value, currency)} per order" : (Value / 100m).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
