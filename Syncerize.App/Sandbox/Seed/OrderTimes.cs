namespace Syncerize.App.Sandbox.Seed;

/// <summary>When people ordered: the days of the week and the hours of the day of the shop's own zone, slowly growing.</summary>
internal static class OrderTimes
{
    // From Sunday.
    private static readonly double[] Weekdays = [1.2, 1.0, 0.85, 0.85, 0.9, 0.95, 1.25];

    // From midnight.
    private static readonly int[] Hours = [2, 1, 1, 1, 1, 2, 4, 7, 10, 12, 13, 13, 14, 12, 11, 11, 12, 13, 15, 18, 20, 18, 12, 6];

    private static readonly double MeanHour = Hours.Average();

    /// <summary>How busy an hour of the week is, as a share of the middling hour.</summary>
    /// <param name="local">The time of day in the shop's own zone.</param>
    public static double Share(DateTime local) => Hours[local.Hour] / MeanHour * Weekdays[(int)local.DayOfWeek];

    /// <param name="zone">The shop's IANA time zone.</param>
    /// <param name="days">How far back.</param>
    /// <param name="perDay">Orders on a middling day.</param>
    /// <returns>UTC, in order of time, all at least a quarter of an hour before <paramref name="now"/>.</returns>
    public static List<DateTimeOffset> Make(SeedRandom random, string zone, DateTimeOffset now, int days, double perDay)
    {
        var local = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var today = TimeZoneInfo.ConvertTime(now, local).Date;
        var times = new List<DateTimeOffset>();
        for (var back = days; back >= 0; back--)
        {
            var day = today.AddDays(-back);
            var growth = 0.75 + (0.5 * (days - back) / days);
            var count = (int)((perDay * Weekdays[(int)day.DayOfWeek] * growth) + random.Unit());
            for (var i = 0; i < count; i++)
            {
                var at = day.AddHours(random.Weighted(Hours)).AddMinutes(random.Next(60)).AddSeconds(random.Next(60));
                at = local.IsInvalidTime(at) ? at.AddHours(1) : at;
                times.Add(new DateTimeOffset(at, local.GetUtcOffset(at)).ToUniversalTime());
            }
        }

        var latest = now.AddMinutes(-15);
        return [.. times.Where(at => at < latest).Order()];
    }
}
