using CsCheck;
using Syncerize.Core;
using Syncerize.Core.Catalog;
using Syncerize.Core.Mapping;
using Syncerize.Core.Shopify;

namespace Syncerize.Tests.Mapping;

public sealed class VariantMatchingTests
{
    private static readonly Gen<List<Variant>> Variants =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4]).List[0, 6].Select(codes => codes.Select((c, i) => Make(i + 1, $"V{c.Item1}", c.Item2 == 0 ? null : $"s{c.Item2}")).ToList());

    [Fact]
    public void Match_AnyVariants_NothingPairedTwice() => Gen.Select(Variants, Variants, Gen.Bool).Sample((source, destination, whole) =>
    {
        var pairs = VariantMatching.Match(source, destination, whole);
        Assert.Equal(pairs.Count, pairs.Select(p => p.Source).Distinct().Count());
        Assert.Equal(pairs.Count, pairs.Select(p => p.Destination).Distinct().Count());
    });

    [Fact]
    public void Match_SameValuesInAnyOrder_AllPaired() => Gen.Int[1, 20].Select(Gen.Int[0, 1000]).Sample((count, seed) =>
    {
        var source = Enumerable.Range(1, count).Select(i => Make(i, $"V{i}", null)).ToList();
        var destination = source.OrderBy(v => (v.VariantId * 7919 + seed) % 1009).Select((v, i) => Make(100 + i, v.Options[0].Value.ToLowerInvariant(), null)).ToList();
        Assert.All(VariantMatching.Match(source, destination, whole: true), p => Assert.Equal(p.Source.Options[0].Value, p.Destination.Options[0].Value, ignoreCase: true));
        Assert.Equal(count, VariantMatching.Match(source, destination, whole: true).Count);
    });

    [Fact]
    public void Match_ValuesDiffer_SkuDecides()
    {
        var pair = Assert.Single(VariantMatching.Match([Make(1, "S", "A-1"), Make(2, "M", null)], [Make(3, "Klein", "a-1"), Make(4, "Mittel", null)], whole: true));
        Assert.Equal((1L, 3L), (pair.Source.VariantId, pair.Destination.VariantId));
    }

    [Fact]
    public void Match_OnlyVariantOfEach_PairedOnlyBetweenWholeProducts()
    {
        Assert.Single(VariantMatching.Match([Make(1, "S", null)], [Make(2, "X", null)], whole: true));
        Assert.Empty(VariantMatching.Match([Make(1, "S", null)], [Make(2, "X", null)], whole: false));
    }

    [Fact]
    public void Match_DoubledSku_NotGuessed() =>
        Assert.Empty(VariantMatching.Match([Make(1, "S", "A"), Make(2, "M", "A")], [Make(3, "X", "A"), Make(4, "Y", "B")], whole: true));

    private static Variant Make(long id, string value, string? sku) => new()
    {
        StoreId = new StoreId(1),
        VariantId = id,
        Title = value,
        Sku = sku,
        Position = (int)id,
        InventoryPolicy = "DENY",
        Options = [new SelectedOption("Size", value)],
    };
}
