using System.Globalization;
using Syncerize.Core;

namespace Syncerize.App.Components.Shared;

/// <summary>Times for people: relative on the page, exact in the store's zone on hover.</summary>
internal static class Times
{
    public static string Exact(DateTimeOffset at, string? zone) => Zones.Local(at, zone).ToString("d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture) + " " + Zones.Of(zone).Id;

    /// <summary>Day and minute: <c>2 Mar 2026, 14:05</c>.</summary>
    public static string Minute(DateTimeOffset at, string? zone) => Zones.Local(at, zone).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    public static string Ago(DateTimeOffset at, DateTimeOffset now, string? zone)
    {
        var span = now - at;
        return span switch
        {
            { TotalSeconds: < -1 } => Exact(at, zone),
            { TotalSeconds: < 10 } => "just now",
            { TotalMinutes: < 1 } => Counted((int)span.TotalSeconds, "second"),
            { TotalHours: < 1 } => Counted((int)span.TotalMinutes, "minute"),
            { TotalDays: < 1 } => Counted((int)span.TotalHours, "hour"),
            { TotalDays: < 31 } => Counted((int)span.TotalDays, "day"),
            _ => Day(at, zone),
        };
    }

    /// <summary>The instant a day begins in a zone, UTC; where the clock skips midnight, the first moment there is.</summary>
    public static DateTimeOffset DayStart(DateOnly day, string? zone) => Syncerize.Core.Insights.StoreDays.Start(day, zone);

    private static string Day(DateTimeOffset at, string? zone) => Zones.Local(at, zone).ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Counted(int count, string unit) => Plural.Of(count, unit) + " ago";
}
