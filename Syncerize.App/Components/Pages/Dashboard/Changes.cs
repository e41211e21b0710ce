using System.Globalization;
using Syncerize.Core.Insights;

namespace Syncerize.App.Components.Pages.Dashboard;

/// <summary>A change against the period before, with its sign.</summary>
internal static class Changes
{
    /// <summary><c>+12 %</c> of a sum, <c>−3</c> of a level; null where there is nothing to compare with.</summary>
    public static string? Of(Counter counter, bool isLevel)
    {
        if (counter is not { Value: { } now, Before: { } before })
        {
            return null;
        }

        if (now == before)
        {
            return "No change";
        }

        // From nothing there is no percentage.
        return isLevel ? Signed(now - before) : before <= 0 ? "New" : Percent((now - before) * 100m / before);
    }

    private static string Signed(long change) => string.Create(CultureInfo.InvariantCulture, $"{(change > 0 ? "+" : "−")}{Math.Abs(change):N0}");

    private static string Percent(decimal change)
    {
        var size = Math.Abs(change);
        var digits = size < 10 ? decimal.Round(size, 1) : decimal.Round(size, 0);
        return digits == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{(change > 0 ? "+" : "−")}<0.1 %")
            : string.Create(CultureInfo.InvariantCulture, $"{(change > 0 ? "+" : "−")}{digits:#,0.#} %");
    }
}
