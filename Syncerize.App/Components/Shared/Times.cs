using System.Globalization;

namespace Syncerize.App.Components.Shared;

/// <summary>Times for people: relative on the page, exact in the store's zone on hover.</summary>
internal static class Times
{
    public static string Exact(DateTimeOffset at, string? zone)
    {
        var (local, name) = zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? (TimeZoneInfo.ConvertTime(at, found), zone) : (at.ToUniversalTime(), "UTC");
        return local.ToString("d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture) + " " + name;
    }

    /// <summary>Day and minute: <c>2 Mar 2026, 14:05</c>.</summary>
    public static string Minute(DateTimeOffset at, string? zone) =>
        (zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(at, found) : at.ToUniversalTime()).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

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

    private static string Day(DateTimeOffset at, string? zone) =>
        (zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(at, found) : at).ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Counted(int count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")} ago");
}
