using System.Globalization;
using Syncerize.App.Bench;

namespace Syncerize.Tests.Bench;

public sealed class BenchTests
{
    [Theory]
    [InlineData(0.5, 5)]
    [InlineData(0.99, 10)]
    [InlineData(0.1, 1)]
    public void At_TenValues_GivesTheValueThatShareDoesNotExceed(double share, double expected) =>
        Assert.Equal(expected, new Percentiles([10, 1, 9, 2, 8, 3, 7, 4, 6, 5]).At(share));

    [Fact]
    public void At_NothingMeasured_IsNoNumber() => Assert.True(double.IsNaN(new Percentiles([]).At(0.5)));

    [Theory]
    [InlineData(2000.0, true, 2000.0, true)]
    [InlineData(1999.0, true, 2000.0, false)]
    [InlineData(50.0, false, 50.0, true)]
    [InlineData(50.1, false, 50.0, false)]
    public void Met_RateOrTime_ComparedTheRightWay(double value, bool atLeast, double target, bool met) =>
        Assert.Equal(met, new BenchFigure("row", "what", value, "x", target, atLeast).Met);

    [Fact]
    public void Met_NothingMeasured_IsMissed() => Assert.False(new BenchFigure("row", "what", double.NaN, "ms", 50).Met);

    [Fact]
    public void Shown_LargeAndSmall_AsPeopleRead() =>
        Assert.Equal(("12,346 /s", "1.33 ×"), (new BenchFigure("r", "w", 12345.6, "/s").Shown, new BenchFigure("r", "w", 4 / 3.0, "×").Shown));

    [Fact]
    public async Task RunAsync_UnknownRow_NamesTheKnownOnes()
    {
        var before = Console.Error;
        await using var said = new StringWriter(CultureInfo.InvariantCulture);
        Console.SetError(said);
        try
        {
            Assert.Equal(2, await BenchCommand.RunAsync(["intak"], null, TestContext.Current.CancellationToken));
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.All(BenchCommand.Names, name => Assert.Contains(name, said.ToString(), StringComparison.Ordinal));
    }
}
