using CsCheck;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Sync;

namespace Syncerize.Tests.Sync;

/// <summary>Prices: never negative, never drifting, rounded as each currency can be.</summary>
public sealed class PricePlanTests
{
    private static readonly Gen<string> Currency = Gen.OneOf("GBP", "CAD", "JPY", "KWD");

    private static readonly Gen<PriceSettings> Settings =
        from margin in Gen.Int[-20_000, 50_000]
        from more in Gen.Long[-5_000, 5_000]
        from rounding in Gen.Enum<PriceRounding>()
        from hasFloor in Gen.Bool
        from floor in Gen.Long[0, 10_000]
        select new PriceSettings { MarginBasisPoints = margin, FixedMinor = more, Rounding = rounding, FloorMinor = hasFloor ? floor : null };

    [Fact]
    public void Of_AnyAmount_NeverNegativeNeverBelowTheFloorAndTheSameEachTime() =>
        Gen.Select(Gen.Long[0, 1_000_000_000], Gen.Long[1, 500_000_000], Settings, Currency, Currency).Sample((minor, rate, settings, from, to) =>
        {
            var price = PricePlan.Of(new Money(minor, from), to, rate, settings);
            Assert.True(price.Price.Minor >= (settings.FloorMinor ?? 0));
            Assert.Equal(price, PricePlan.Of(new Money(minor, from), to, rate, settings));
            Assert.NotEmpty(price.How);
        });

    [Fact]
    public void Of_MarginAndRateOnly_ClosestWholeUnit() =>
        Gen.Select(Gen.Long[0, 1_000_000_000], Gen.Long[1, 500_000_000], Gen.Int[-20_000, 50_000], Currency, Currency).Sample((minor, rate, margin, from, to) =>
        {
            var price = PricePlan.Of(new Money(minor, from), to, rate, new PriceSettings { MarginBasisPoints = margin }).Price;
            var exact = (decimal)minor / Money.Scale(from) * rate / 1_000_000m * Math.Max(0, 10_000 + margin) / 10_000m * Money.Scale(to);
            Assert.True(Math.Abs(exact - price.Minor) <= 0.500001m, $"{exact} became {price.Minor}");
        });

    [Fact]
    public void Of_Rounding_EndsAsChosenNeverBelowAndLessThanOneUnitAbove() =>
        Gen.Select(Gen.Long[1, 1_000_000_000], Gen.Enum<PriceRounding>(), Currency).Sample((minor, rounding, currency) =>
        {
            var price = PricePlan.Of(new Money(minor, currency), currency, 1_000_000, new PriceSettings { Rounding = rounding }).Price.Minor;
            var scale = Money.Scale(currency);
            Assert.InRange(price, minor, minor + scale - 1);
            var ending = (rounding, scale) switch
            {
                (PriceRounding.None, _) or (_, 1) => minor % scale,
                (PriceRounding.NinetyNine, _) => scale * 99 / 100,
                (PriceRounding.NinetyFive, _) => scale * 95 / 100,
                _ => 0,
            };
            Assert.Equal(ending, price % scale);
        });

    [Fact]
    public void Of_DearerAtTheSource_NeverCheaperHere() =>
        Gen.Select(Gen.Long[0, 1_000_000_000], Gen.Long[0, 1_000_000], Gen.Long[1, 500_000_000], Settings, Currency).Sample((minor, more, rate, settings, to) =>
            Assert.True(PricePlan.Of(new Money(minor + more, "GBP"), to, rate, settings).Price.Minor >= PricePlan.Of(new Money(minor, "GBP"), to, rate, settings).Price.Minor));

    [Theory]
    [InlineData(10000, 1_000_000, 1000, "GBP", 11000)]
    [InlineData(1, 500_000, 0, "GBP", 1)]
    [InlineData(1050, 1_750_000, 0, "CAD", 1838)]
    [InlineData(1050, 190_000_000, 0, "JPY", 1995)]
    [InlineData(1050, 387_000, 0, "KWD", 4064)]
    public void Of_Example_AsExpected(long minor, long rate, int margin, string to, long expected) =>
        Assert.Equal(expected, PricePlan.Of(new Money(minor, "GBP"), to, rate, new PriceSettings { MarginBasisPoints = margin }).Price.Minor);

    [Theory]
    [InlineData(PriceRounding.NinetyNine, "CAD", 1716, 1799)]
    [InlineData(PriceRounding.NinetyNine, "CAD", 1799, 1799)]
    [InlineData(PriceRounding.NinetyFive, "CAD", 1796, 1895)]
    [InlineData(PriceRounding.Whole, "CAD", 1701, 1800)]
    [InlineData(PriceRounding.NinetyNine, "KWD", 5200, 5990)]
    [InlineData(PriceRounding.NinetyFive, "KWD", 5200, 5950)]
    [InlineData(PriceRounding.Whole, "JPY", 1995, 1995)]
    [InlineData(PriceRounding.NinetyNine, "JPY", 1995, 1995)]
    [InlineData(PriceRounding.NinetyNine, "CAD", 0, 0)]
    public void Of_RoundedInItsCurrency_AsExpected(PriceRounding rounding, string currency, long minor, long expected) =>
        Assert.Equal(expected, PricePlan.Of(new Money(minor, currency), currency, 1_000_000, new PriceSettings { Rounding = rounding }).Price.Minor);

    [Fact]
    public void Of_EveryStep_SaysHow()
    {
        Assert.Equal("as at the source", PricePlan.Of(new Money(2000, "CAD"), "CAD", 1_000_000, new PriceSettings()).How);
        Assert.Equal("20.00 GBP × 1.75 + 10 % = 38.50 CAD", PricePlan.Of(new Money(2000, "GBP"), "CAD", 1_750_000, new PriceSettings { MarginBasisPoints = 1000 }).How);
        Assert.Equal(
            "20.00 GBP × 1.75 + 10 % + 2.00 CAD = 40.50 CAD, up to .99 = 40.99 CAD",
            PricePlan.Of(new Money(2000, "GBP"), "CAD", 1_750_000, new PriceSettings { MarginBasisPoints = 1000, FixedMinor = 200, Rounding = PriceRounding.NinetyNine }).How);
        Assert.Equal(
            "1.00 CAD − 50 % = 0.50 CAD, raised to the floor of 5.00 CAD",
            PricePlan.Of(new Money(100, "CAD"), "CAD", 1_000_000, new PriceSettings { MarginBasisPoints = -5000, FloorMinor = 500 }).How);
        Assert.Equal("1.00 CAD − 3.00 CAD = -2.00 CAD, not below 0", PricePlan.Of(new Money(100, "CAD"), "CAD", 1_000_000, new PriceSettings { FixedMinor = -300 }).How);
    }
}
