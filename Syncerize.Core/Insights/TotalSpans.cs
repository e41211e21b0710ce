using System.Runtime.InteropServices;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Insights;

/// <summary>Rows of one unit to sum: those that start from one day to another, added or taken off.</summary>
/// <param name="Unit">Days, months or years.</param>
/// <param name="From">The first start (<see cref="DateOnly.DayNumber"/>).</param>
/// <param name="To">The last start.</param>
/// <param name="Sign">1 or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TotalSpan(TotalUnit Unit, int From, int To, int Sign = 1);

/// <summary>Says which rows sum up a range with the fewest of them: whole years, whole months, and at the ends days, or a month less the days that are not meant. Pure.</summary>
public static class TotalSpans
{
    /// <summary>The spans of a range; their signed sum is the range's.</summary>
    public static IReadOnlyList<TotalSpan> Of(DayRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        var spans = new List<TotalSpan>();
        for (var day = range.From; day <= range.To;)
        {
            var year = new DayRange(new DateOnly(day.Year, 1, 1), new DateOnly(day.Year, 12, 31));
            var month = new DayRange(new DateOnly(day.Year, day.Month, 1), new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)));
            if (day == year.From && year.To <= range.To)
            {
                Add(spans, new TotalSpan(TotalUnit.Year, year.From.DayNumber, year.From.DayNumber));
                day = year.To.AddDays(1);
                continue;
            }

            var inside = new DayRange(day, month.To < range.To ? month.To : range.To);
            if (inside.Days * 2 <= month.Days)
            {
                Add(spans, new TotalSpan(TotalUnit.Day, inside.From.DayNumber, inside.To.DayNumber));
            }
            else
            {
                Add(spans, new TotalSpan(TotalUnit.Month, month.From.DayNumber, month.From.DayNumber));
                TakeOff(spans, month.From, inside.From.AddDays(-1));
                TakeOff(spans, inside.To.AddDays(1), month.To);
            }

            day = inside.To.AddDays(1);
        }

        return spans;
    }

    private static void TakeOff(List<TotalSpan> spans, DateOnly from, DateOnly to)
    {
        if (from <= to)
        {
            spans.Add(new TotalSpan(TotalUnit.Day, from.DayNumber, to.DayNumber, -1));
        }
    }

    // Months in a row, and years in a row, are one span: rows are found by where they start.
    private static void Add(List<TotalSpan> spans, TotalSpan next)
    {
        if (spans.Count > 0 && spans[^1] is { Sign: 1 } last && last.Unit == next.Unit && next.Unit != TotalUnit.Day)
        {
            spans[^1] = last with { To = next.To };
        }
        else
        {
            spans.Add(next);
        }
    }
}
