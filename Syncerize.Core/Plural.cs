using System.Globalization;

namespace Syncerize.Core;

/// <summary>Numbers with the word they count, for sentences people read.</summary>
public static class Plural
{
    /// <summary>The number, grouped, and the words for one or for many: <c>1 product is</c>, <c>1,200 products are</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">What follows a 1.</param>
    /// <param name="many">What follows every other number; null adds an s.</param>
    public static string Of(int count, string one, string? many = null) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");
}
