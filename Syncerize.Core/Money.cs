using System.Globalization;

namespace Syncerize.Core;

/// <summary>An amount in whole minor units of one currency (cents, yen, fils). Never floating point.</summary>
/// <param name="Minor">Minor units; 1050 is 10.50 in a currency of two decimals.</param>
/// <param name="Currency">ISO 4217 code, upper case.</param>
public readonly record struct Money(long Minor, string Currency)
{
    /// <summary>Nothing, in the given currency.</summary>
    public static Money Zero(string currency) => new(0, currency);

    /// <summary>How many decimals the currency has: 0 for JPY, 3 for KWD, otherwise 2 (ISO 4217).</summary>
    public static int Decimals(string currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    /// <summary>Minor units in one unit of the currency.</summary>
    public static long Scale(string currency) => Decimals(currency) switch { 0 => 1, 3 => 1000, _ => 100 };

    /// <summary>Reads Shopify's decimal string ("10.5"); more decimals than the currency has are rounded half away from zero.</summary>
    /// <exception cref="FormatException">The text is not a decimal number.</exception>
    public static Money Parse(string amount, string currency) => FromDecimal(decimal.Parse(amount, NumberStyles.Number, CultureInfo.InvariantCulture), currency);

    /// <summary>From a decimal amount in major units, rounded half away from zero to whole minor units.</summary>
    public static Money FromDecimal(decimal amount, string currency) =>
        new((long)decimal.Round(amount * Scale(currency), 0, MidpointRounding.AwayFromZero), currency);

    /// <summary>The amount in major units.</summary>
    public decimal ToDecimal() => (decimal)Minor / Scale(Currency);

    /// <summary>Shopify's form: a decimal string with exactly the currency's decimals and no grouping.</summary>
    public string ToShopify() => ToDecimal().ToString("F" + Decimals(Currency).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>For people: the amount with grouping and the currency code, such as "1,234.50 CAD".</summary>
    public override string ToString() =>
        ToDecimal().ToString("N" + Decimals(Currency).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + " " + Currency;

    /// <summary>Adds amounts of the same currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => left.Currency == right.Currency
        ? new(left.Minor + right.Minor, left.Currency)
        : throw new InvalidOperationException($"{left.Currency} and {right.Currency} cannot be added.");
}
