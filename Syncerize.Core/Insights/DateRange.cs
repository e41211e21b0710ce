namespace Syncerize.Core.Insights;

/// <summary>The ranges of the calendar (product.md, Dashboard, 6).</summary>
public enum RangePreset
{
    /// <summary>Everything there is; the default.</summary>
    AllTime = 0,

    /// <summary>Today.</summary>
    Today = 1,

    /// <summary>Today and the six days before.</summary>
    Last7Days = 2,

    /// <summary>Today and the 29 days before.</summary>
    Last30Days = 3,

    /// <summary>From the same day two months ago, that day left out, to today.</summary>
    Last2Months = 4,

    /// <summary>The first of this month to today.</summary>
    ThisMonth = 5,

    /// <summary>The first of January to today.</summary>
    ThisYear = 6,

    /// <summary>Any range.</summary>
    Custom = 7,
}

/// <summary>Days of a store's own zone, both ends included.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
public sealed record DayRange(DateOnly From, DateOnly To)
{
    /// <summary>How many days.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;
}

/// <summary>What somebody chose in the calendar.</summary>
/// <param name="Preset">Which of them.</param>
/// <param name="From">The first day of a custom range.</param>
/// <param name="To">The last day of a custom range.</param>
public sealed record RangeAsked(RangePreset Preset, DateOnly? From = null, DateOnly? To = null)
{
    /// <summary>The longest custom range, in days: ten years.</summary>
    public const int MostDays = 3_660;

    /// <summary>The default.</summary>
    public static RangeAsked Everything { get; } = new(RangePreset.AllTime);

    /// <summary>The days meant; null for all of them.</summary>
    public DayRange? Days(DateOnly today) => Preset switch
    {
        RangePreset.Today => new DayRange(today, today),
        RangePreset.Last7Days => new DayRange(today.AddDays(-6), today),
        RangePreset.Last30Days => new DayRange(today.AddDays(-29), today),
        RangePreset.Last2Months => new DayRange(today.AddMonths(-2).AddDays(1), today),
        RangePreset.ThisMonth => new DayRange(new DateOnly(today.Year, today.Month, 1), today),
        RangePreset.ThisYear => new DayRange(new DateOnly(today.Year, 1, 1), today),
        RangePreset.Custom when From is { } from && To is { } to => Ordered(from, to),
        _ => null,
    };

    /// <summary>The period it is compared with: the same part of the month or year before, otherwise as many days directly before; null for all time.</summary>
    public DayRange? Before(DateOnly today)
    {
        if (Days(today) is not { } range)
        {
            return null;
        }

        return Preset switch
        {
            RangePreset.Last2Months => new DayRange(range.From.AddMonths(-2), range.From.AddDays(-1)),
            RangePreset.ThisMonth => new DayRange(range.From.AddMonths(-1), Earlier(today.AddMonths(-1), range.From.AddDays(-1))),
            RangePreset.ThisYear => new DayRange(range.From.AddYears(-1), today.AddYears(-1)),
            _ => range.From.DayNumber > range.Days ? new DayRange(range.From.AddDays(-range.Days), range.From.AddDays(-1)) : null,
        };
    }

    private static DayRange Ordered(DateOnly one, DateOnly other)
    {
        var (from, to) = one <= other ? (one, other) : (other, one);
        return new DayRange(to.DayNumber - from.DayNumber >= MostDays ? to.AddDays(1 - MostDays) : from, to);
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}

/// <summary>How wide the points of a series are.</summary>
public enum BucketUnit
{
    /// <summary>A day.</summary>
    Day = 0,

    /// <summary>A week from Monday, cut at the range's ends.</summary>
    Week = 1,

    /// <summary>A calendar month, cut at the range's ends.</summary>
    Month = 2,
}

/// <summary>The points of a series over a range. Pure.</summary>
public static class Buckets
{
    private const int MostDays = 62;
    private const int MostWeeks = 27;

    /// <summary>Which width suits a range: days up to two months, weeks up to half a year, months beyond.</summary>
    public static BucketUnit UnitOf(DayRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return range.Days switch
        {
            <= MostDays => BucketUnit.Day,
            <= MostWeeks * 7 => BucketUnit.Week,
            _ => BucketUnit.Month,
        };
    }

    /// <summary>The points, oldest first; together they are the range.</summary>
    public static IReadOnlyList<DayRange> Of(DayRange range)
    {
        var unit = UnitOf(range);
        var buckets = new List<DayRange>();
        for (var from = range.From; from <= range.To;)
        {
            var end = EndOf(unit, from);
            var to = end < range.To ? end : range.To;
            buckets.Add(new DayRange(from, to));
            from = to.AddDays(1);
        }

        return buckets;
    }

    private static DateOnly EndOf(BucketUnit unit, DateOnly day) => unit switch
    {
        BucketUnit.Day => day,
        BucketUnit.Week => day.AddDays((7 - (int)day.DayOfWeek) % 7),
        _ => new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)),
    };
}
