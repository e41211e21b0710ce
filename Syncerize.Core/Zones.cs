namespace Syncerize.Core;

/// <summary>The time zones of stores, by the IANA name that Shopify gives.</summary>
public static class Zones
{
    /// <summary>The zone; UTC where the name is null or not known to this machine.</summary>
    public static TimeZoneInfo Of(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : TimeZoneInfo.Utc;

    /// <summary>An instant as the clocks of a zone show it.</summary>
    public static DateTimeOffset Local(DateTimeOffset at, string? zone) => TimeZoneInfo.ConvertTime(at, Of(zone));
}
