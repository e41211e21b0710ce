using CsCheck;
using Syncerize.Core.Stock;

namespace Syncerize.Tests.Stock;

public sealed class DesiredStockTests
{
    private static readonly Gen<StockInputs> Inputs = Gen.Select(
        Gen.Int[-50, 5000], Gen.Int[0, 200], Gen.Int[0, 50], Gen.Int[0, 100], Gen.Bool, Gen.Int[0, 300],
        (available, reserved, unexplained, buffer, capped, cap) => new StockInputs(available, reserved, unexplained, buffer, capped ? cap : null));

    [Theory]
    [InlineData(10, 0, 0, 0, null, 10)]
    [InlineData(10, 3, 0, 0, null, 7)]
    [InlineData(10, 3, 2, 1, null, 4)]
    [InlineData(2, 3, 0, 0, null, 0)]
    [InlineData(-4, 0, 0, 0, null, 0)]
    [InlineData(500, 0, 0, 0, 99, 99)]
    [InlineData(40, 0, 0, 0, 99, 40)]
    public void Of_GivenInputs_FollowsTheFormula(int available, int reserved, int unexplained, int buffer, int? cap, int expected) =>
        Assert.Equal(expected, DesiredStock.Of(new StockInputs(available, reserved, unexplained, buffer, cap)).Quantity);

    [Fact]
    public void Of_AnyInputs_StaysBetweenZeroAndWhatIsThere() => Inputs.Sample(i =>
    {
        var quantity = DesiredStock.Of(i).Quantity;
        Assert.InRange(quantity, 0, Math.Max(0, i.Available));
        Assert.True(i.Cap is null || quantity <= i.Cap);
    });

    [Fact]
    public void Of_OneMoreUnitSold_NeverShowsMore() => Inputs.Sample(i =>
        Assert.True(DesiredStock.Of(i with { Reserved = i.Reserved + 1 }).Quantity <= DesiredStock.Of(i).Quantity));

    [Fact]
    public void Of_OrderExplainsUnits_ShowsTheSame() => Inputs.Where(i => i.Unexplained > 0).Sample(i =>
        Assert.Equal(DesiredStock.Of(i).Quantity, DesiredStock.Of(i with { Unexplained = i.Unexplained - 1, Reserved = i.Reserved + 1 }).Quantity));

    [Fact]
    public void BeforeOrdersAreRead_AnyInputs_NeverRaisesAndLowersOnlyToWhatIsThere() => Gen.Select(Inputs, Gen.Int[0, 400]).Sample((i, shown) =>
    {
        var quantity = DesiredStock.BeforeOrdersAreRead(i, shown).Quantity;
        Assert.Equal(Math.Min(shown, DesiredStock.Of(i with { Unexplained = 0 }).Quantity), quantity);
    });

    [Fact]
    public void Of_NothingHeldBack_SaysOnlyWhatTheSourceHas() =>
        Assert.Equal("7 at the source", DesiredStock.Of(new StockInputs(7, 0, 0, 0, null)).Reason);

    [Fact]
    public void Of_UnitsHeldBack_SaysEachWithItsReason() => Assert.Equal(
        "7 at the source − 2 sold and not yet in a source order − 1 committed, order not known yet − 3 buffer",
        DesiredStock.Of(new StockInputs(7, 2, 1, 3, null)).Reason);
}
