using System.Globalization;

namespace Syncerize.App.Sandbox.Catalog;

/// <summary>EAN-13 numbers with their check digit.</summary>
internal static class Barcodes
{
    /// <summary>The 13 digits for a company prefix and an item number.</summary>
    public static string Ean13(string prefix, int item)
    {
        var body = prefix + item.ToString(CultureInfo.InvariantCulture).PadLeft(12 - prefix.Length, '0');
        return body + CheckDigit(body).ToString(CultureInfo.InvariantCulture);
    }

    public static bool IsValid(string code) =>
        code.Length == 13 && code.All(char.IsAsciiDigit) && CheckDigit(code[..12]) == code[12] - '0';

    private static int CheckDigit(string twelve)
    {
        var sum = twelve.Select((digit, index) => (digit - '0') * (index % 2 == 0 ? 1 : 3)).Sum();
        return (10 - (sum % 10)) % 10;
    }
}
