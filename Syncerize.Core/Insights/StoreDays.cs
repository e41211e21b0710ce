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
        return DateOnly.FromDateTime(Zones.Local(time.GetUtcNow(), timeZone).DateTime);
    }

    /// <summary>The instant a day begins in a zone, UTC; where the clock skips midnight, the first moment there is.</summary>
    /// <param name="day">The day.</param>
    /// <param name="timeZone">IANA zone; UTC where it is null or not known to this machine.</param>
    public static DateTimeOffset Start(DateOnly day, string? timeZone)
    {
        var zone = Zones.Of(timeZone);
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        return new DateTimeOffset(midnight, zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
