namespace Syncerize.Core.Insights;

/// <summary>Days of a store's own time zone.</summary>
public static class StoreDays
{
    /// <summary>Which day it is at the store now; UTC where its zone is not known to this machine.</summary>
    /// <param name="timeZone">IANA zone.</param>
    /// <param name="time">The clock.</param>
    public static DateOnly Today(string timeZone, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) ? found : TimeZoneInfo.Utc;
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
    }
}
