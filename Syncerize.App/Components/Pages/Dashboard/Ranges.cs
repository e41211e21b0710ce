using System.Globalization;
using Syncerize.Core.Insights;

namespace Syncerize.App.Components.Pages.Dashboard;

/// <summary>The calendar's choices in addresses and in words.</summary>
internal static class Ranges
{
    private static readonly (RangePreset Preset, string Word, string Name)[] Known =
    [
        (RangePreset.AllTime, "all", "All time"),
        (RangePreset.Today, "today", "Today"),
        (RangePreset.Last7Days, "7-days", "Last 7 days"),
        (RangePreset.Last30Days, "30-days", "Last 30 days"),
        (RangePreset.Last2Months, "2-months", "Last 2 months"),
        (RangePreset.ThisMonth, "month", "This month"),
        (RangePreset.ThisYear, "year", "This year"),
        (RangePreset.Custom, "custom", "Custom"),
    ];

    /// <summary>The presets, in the calendar's order.</summary>
    public static IEnumerable<RangePreset> Presets => Known.Select(k => k.Preset).Where(p => p != RangePreset.Custom);

    public static string Name(RangePreset preset) => Known.Single(k => k.Preset == preset).Name;

    /// <summary>What an address asks for; all time where it cannot be read.</summary>
    public static RangeAsked Parse(string? range, string? from, string? to)
    {
        var preset = Known.Where(k => k.Word == range).Select(k => k.Preset).FirstOrDefault();
        return preset != RangePreset.Custom ? new RangeAsked(preset) : Day(from) is { } first && Day(to) is { } last ? new RangeAsked(preset, first, last) : RangeAsked.Everything;
    }

    /// <summary>The parts of an address.</summary>
    public static (string Range, string? From, string? To) Of(RangeAsked asked) => (Known.Single(k => k.Preset == asked.Preset).Word, Iso(asked.From), Iso(asked.To));

    /// <summary>How the browser keeps a choice between visits: <c>7-days</c>, <c>custom.2026-01-01.2026-01-31</c>.</summary>
    public static string Keep(RangeAsked asked) => string.Join('.', new[] { Of(asked).Range, Iso(asked.From), Iso(asked.To) }.OfType<string>());

    /// <summary>A kept choice; null where there is none that can be read.</summary>
    public static RangeAsked? Kept(string? kept)
    {
        var parts = (kept ?? "").Split('.');
        return Known.Any(k => k.Word == parts[0]) ? Parse(parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2)) : null;
    }

    /// <summary>Days for people: <c>3 – 9 Nov 2026</c>.</summary>
    public static string Text(DayRange range)
    {
        var (from, to) = (range.From, range.To);
        return from == to ? Full(to)
            : from.Year != to.Year ? $"{Full(from)} – {Full(to)}"
            : from.Month != to.Month ? $"{from.ToString("d MMM", CultureInfo.InvariantCulture)} – {Full(to)}"
            : string.Create(CultureInfo.InvariantCulture, $"{from.Day} – {Full(to)}");
    }

    /// <summary>A point of the axis; months of one year need not name it.</summary>
    public static string Short(SeriesPoint point, BucketUnit unit, DayRange range) =>
        point.From.ToString(unit != BucketUnit.Month ? "d MMM" : range.From.Year == range.To.Year ? "MMM" : "MMM yyyy", CultureInfo.InvariantCulture);

    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Full(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
