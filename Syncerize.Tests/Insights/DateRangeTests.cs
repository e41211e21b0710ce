using CsCheck;
using Syncerize.App.Components.Pages.Dashboard;
using Syncerize.Core.Insights;
using Syncerize.Core.Totals;
using Words = Syncerize.App.Components.Pages.Dashboard.Ranges;

namespace Syncerize.Tests.Insights;

public sealed class DateRangeTests
{
    private static readonly DateOnly Today = new(2026, 3, 31);

    [Theory]
    [InlineData(RangePreset.Today, "2026-03-31", "2026-03-31", "2026-03-30", "2026-03-30")]
    [InlineData(RangePreset.Last7Days, "2026-03-25", "2026-03-31", "2026-03-18", "2026-03-24")]
    [InlineData(RangePreset.Last30Days, "2026-03-02", "2026-03-31", "2026-01-31", "2026-03-01")]
    [InlineData(RangePreset.Last2Months, "2026-02-01", "2026-03-31", "2025-12-01", "2026-01-31")]
    [InlineData(RangePreset.ThisMonth, "2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28")]
    [InlineData(RangePreset.ThisYear, "2026-01-01", "2026-03-31", "2025-01-01", "2025-03-31")]
    public void Days_Presets_AreTheDaysAndThoseBefore(RangePreset preset, string from, string to, string beforeFrom, string beforeTo)
    {
        var asked = new RangeAsked(preset);
        Assert.Equal(new DayRange(Day(from), Day(to)), asked.Days(Today));
        Assert.Equal(new DayRange(Day(beforeFrom), Day(beforeTo)), asked.Before(Today));
    }

    [Fact]
    public void Days_AllTime_HasNoDaysAndNothingBefore()
    {
        Assert.Null(RangeAsked.Everything.Days(Today));
        Assert.Null(RangeAsked.Everything.Before(Today));
    }

    [Fact]
    public void Days_CustomBackwards_IsPutInOrderAndComparedWithAsManyDays()
    {
        var asked = new RangeAsked(RangePreset.Custom, Day("2026-02-10"), Day("2026-02-01"));
        Assert.Equal(new DayRange(Day("2026-02-01"), Day("2026-02-10")), asked.Days(Today));
        Assert.Equal(new DayRange(Day("2026-01-22"), Day("2026-01-31")), asked.Before(Today));
    }

    [Fact]
    public void Days_CustomOfCenturies_IsCutAndStaysReadable()
    {
        var asked = new RangeAsked(RangePreset.Custom, DateOnly.MinValue, DateOnly.MaxValue);
        Assert.Equal(RangeAsked.MostDays, asked.Days(Today)!.Days);
        Assert.NotNull(asked.Before(Today));
        Assert.Null(new RangeAsked(RangePreset.Custom, DateOnly.MinValue, DateOnly.MinValue).Before(Today));
    }

    [Fact]
    public void Buckets_AnyRange_CoverItWithoutGapOrOverlap() => AnyRange.Sample(range =>
    {
        var buckets = Buckets.Of(range);
        Assert.Equal((range.From, range.To), (buckets[0].From, buckets[^1].To));
        Assert.All(buckets.Zip(buckets.Skip(1)), pair => Assert.Equal(pair.First.To.AddDays(1), pair.Second.From));
        Assert.True(buckets.Count <= 130);
    });

    [Fact]
    public void Spans_AnyRange_SumEachDayOfItOnceAndNoOther() => AnyRange.Sample(range =>
    {
        var spans = TotalSpans.Of(range);
        for (var day = range.From.AddDays(-400); day <= range.To.AddDays(400); day = day.AddDays(1))
        {
            var counted = spans.Sum(s => KeptTotals.StartOf(s.Unit, day.DayNumber) is var start && start >= s.From && start <= s.To ? s.Sign : 0);
            Assert.Equal(day >= range.From && day <= range.To ? 1 : 0, counted);
        }

        Assert.True(spans.Where(s => s.Unit == TotalUnit.Day).Sum(s => s.To - s.From + 1) <= 31, "More than half a month of single days at each end.");
    });

    [Theory]
    [InlineData("7-days", null, null, RangePreset.Last7Days)]
    [InlineData("custom", "2026-01-01", "2026-01-31", RangePreset.Custom)]
    [InlineData("custom", "2026-01-01", "soon", RangePreset.AllTime)]
    [InlineData("everything", null, null, RangePreset.AllTime)]
    [InlineData(null, null, null, RangePreset.AllTime)]
    public void Parse_Addresses_AreReadOrMeanAllTime(string? range, string? from, string? to, RangePreset expected) =>
        Assert.Equal(expected, Words.Parse(range, from, to).Preset);

    [Fact]
    public void Kept_WhatWasKept_ComesBack()
    {
        var custom = new RangeAsked(RangePreset.Custom, Day("2026-01-01"), Day("2026-01-31"));
        Assert.Equal(custom, Words.Kept(Words.Keep(custom)));
        Assert.Null(Words.Kept("nonsense"));
        Assert.Null(Words.Kept(null));
    }

    [Theory]
    [InlineData(112L, 100L, false, "+12 %")]
    [InlineData(95L, 100L, false, "−5 %")]
    [InlineData(1_000_001L, 1_000_000L, false, "+<0.1 %")]
    [InlineData(100L, 100L, false, "No change")]
    [InlineData(5L, 0L, false, "New")]
    [InlineData(3L, 5L, true, "−2")]
    [InlineData(3L, null, true, null)]
    public void Changes_Of_SayTheSign(long now, long? before, bool isLevel, string? expected) => Assert.Equal(expected, Changes.Of(new Counter(now, before, []), isLevel));

    private static Gen<DayRange> AnyRange { get; } = Gen.Select(Gen.Int[0, 1500], Gen.Int[1, 800]).Select((start, days) => new DayRange(Day("2023-01-01").AddDays(start), Day("2023-01-01").AddDays(start + days - 1)));

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
