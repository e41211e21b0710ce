using CsCheck;
using Syncerize.Core;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Shopify;

namespace Syncerize.Tests.Mapping;

/// <summary>The auto bulk mapper's decision: equal codes only, nothing twice, nothing guessed.</summary>
public sealed class AutoMappingTests
{
    private static readonly HashSet<long> Nobody = [];
    private static readonly Gen<string?> Code = Gen.Int[0, 6].Select(i => i switch { 0 => null, 1 => "  ", 2 => "A 1", 3 => " a  1", 4 => "B", 5 => "b ", _ => "C-9" });
    private static readonly Gen<Product> Products = Gen.Select(Gen.Long[1, 9], Code.List[1, 4]).Select((id, codes) => Make(id, [.. codes]));

    [Fact]
    public void Decide_AnyShops_OnlyEqualCodesPairAndNothingTwice() => Gen.Select(Products, Products.List[0, 5], Gen.Long[1, 99].HashSet[0, 10], Gen.Bool).Sample((source, others, taken, skip) =>
    {
        var match = AutoMapping.Decide(source, others, taken, UniqueIdentifier.Sku, skip ? SharedCodes.Skip : SharedCodes.FirstMatch);
        Assert.Equal(match.Kind == AutoMatchKind.Map, match.Destination is not null);
        Assert.Equal(match.Kind == AutoMatchKind.Map, match.Pairs.Count > 0);
        Assert.NotEmpty(match.Sentence);
        Assert.All(match.Pairs, p => Assert.Equal(Codes.Of(p.Source, UniqueIdentifier.Sku), Codes.Of(p.Destination, UniqueIdentifier.Sku)));
        Assert.All(match.Pairs, p => Assert.DoesNotContain(p.Destination.VariantId, taken));
        Assert.Equal(match.Pairs.Count, match.Pairs.Select(p => p.Source.VariantId).Distinct().Count());
        Assert.Equal(match.Pairs.Count, match.Pairs.Select(p => p.Destination.VariantId).Distinct().Count());
    });

    [Theory]
    [InlineData("KET-1", "ket-1", true)]
    [InlineData("KET 1", "  ket   1 ", true)]
    [InlineData("KET 1", "KET1", false)]
    [InlineData("KET-1", "KET-01", false)]
    public void Decide_CaseAndSpacesAroundDiffer_SameCodeOtherwiseNot(string there, string here, bool same) =>
        Assert.Equal(same ? AutoMatchKind.Map : AutoMatchKind.NoMatch, AutoMapping.Decide(Make(1, there), [Make(2, here)], Nobody, UniqueIdentifier.Sku, SharedCodes.Skip).Kind);

    [Fact]
    public void Decide_TwoProductsShareTheCode_FirstMatchOrSkipAsChosen()
    {
        var (source, older, newer) = (Make(1, "A"), Make(5, "A"), Make(9, "A"));
        var first = AutoMapping.Decide(source, [newer, older], Nobody, UniqueIdentifier.Sku, SharedCodes.FirstMatch);
        Assert.Equal((AutoMatchKind.Map, older), (first.Kind, first.Destination));
        Assert.Contains("the first of 2", first.Sentence, StringComparison.Ordinal);
        var skipped = AutoMapping.Decide(source, [newer, older], Nobody, UniqueIdentifier.Sku, SharedCodes.Skip);
        Assert.Equal(AutoMatchKind.Shared, skipped.Kind);
        Assert.Contains("2 products of yours share its SKU", skipped.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_OneVariantLacksACounterpart_MappedAndSaid()
    {
        var match = AutoMapping.Decide(Make(1, "A", "B", null), [Make(2, "B", "A")], Nobody, UniqueIdentifier.Sku, SharedCodes.Skip);
        Assert.Equal(2, match.Pairs.Count);
        Assert.Contains("1 of 3 variants have no counterpart", match.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_CodeDoubledWithinAProduct_NotGuessed()
    {
        Assert.Equal(AutoMatchKind.NoCode, AutoMapping.Decide(Make(1, "A", "A"), [Make(2, "A")], Nobody, UniqueIdentifier.Sku, SharedCodes.FirstMatch).Kind);
        Assert.Equal(AutoMatchKind.NoMatch, AutoMapping.Decide(Make(1, "A"), [Make(2, "A", "a")], Nobody, UniqueIdentifier.Sku, SharedCodes.FirstMatch).Kind);
    }

    [Fact]
    public void Decide_OnlyMatchHasASource_Refused()
    {
        var mine = Make(2, "A");
        Assert.Equal(AutoMatchKind.Taken, AutoMapping.Decide(Make(1, "A"), [mine], new HashSet<long> { mine.Variants[0].VariantId }, UniqueIdentifier.Sku, SharedCodes.FirstMatch).Kind);
    }

    [Fact]
    public void Propose_AnyVariants_NothingPairedTwiceAndEverySourceVariantShown() => Gen.Select(Products, Products).Sample((source, destination) =>
    {
        var proposal = VariantPairing.Propose(source.Variants, destination.Variants);
        Assert.Equal(source.Variants.Select(v => v.VariantId).Order(), proposal.Pairs.Select(p => p.Source.VariantId).Order());
        var used = proposal.Pairs.Where(p => p.Destination is not null).Select(p => p.Destination!.VariantId).ToList();
        Assert.Equal(used.Count, used.Distinct().Count());
        Assert.Equal(destination.Variants.Select(v => v.VariantId).Order(), used.Concat(proposal.Unpaired.Select(v => v.VariantId)).Order());
    });

    [Fact]
    public void Examine_NoCodesAtAll_SuggestsByTitleAndOptionsOnly()
    {
        CodedProduct Of(long id, string title, params string[] values) => new(id, title, [.. values.Select((v, i) => new CodedVariant((100 * id) + i, v, null, v.ToUpperInvariant()))]);
        var report = CodeDoctor.Examine(
            [Of(1, "Ocean Blue Shirt", "S", "M"), Of(2, "Lamp", "Default Title"), Of(3, "Twin", "S"), Of(4, "Chair", "Oak")],
            [Of(11, "ocean blue SHIRT!", "S", "M"), Of(12, "Lamp", "Default Title"), Of(13, "Twin", "S"), Of(14, "Twin", "S"), Of(15, "Chair", "S", "M")],
            new HashSet<long> { 12 });
        Assert.Equal((0, 4, 5), (report.MatchByCode, report.MissingAtSource.Count, report.MissingAtDestination.Count));
        var suggestion = Assert.Single(report.Suggestions);
        Assert.Equal((1L, 11L, 2, "Same title, same options"), (suggestion.Source.ProductId, suggestion.Destination.ProductId, suggestion.Pairs, suggestion.Why));
    }

    [Fact]
    public void Examine_DuplicatesAndDifferingVariants_Listed()
    {
        CodedProduct Of(long id, params string?[] codes) => new(id, $"P{id}", [.. codes.Select((c, i) => new CodedVariant((100 * id) + i, $"V{i}", c, $"V{i}"))]);
        var report = CodeDoctor.Examine([Of(1, "A", "B"), Of(2, "c", null)], [Of(11, "a"), Of(12, "C", "C ")], Nobody);
        Assert.Equal("C", Assert.Single(report.DuplicatesAtDestination).Code);
        Assert.Empty(report.DuplicatesAtSource);
        Assert.Equal(2, report.MatchByCode);
        var differing = report.Differing.Single(d => d.Source.ProductId == 1);
        Assert.Equal((1, "V1"), (differing.Shared, Assert.Single(differing.OnlyAtSource)));
    }

    internal static Product Make(long id, params string?[] skus) => new()
    {
        StoreId = new StoreId(1),
        ProductId = id,
        Title = $"Product {id}",
        Handle = $"p{id}",
        Status = "ACTIVE",
        Variants = [.. skus.Select((s, i) => new Variant
        {
            StoreId = new StoreId(1), ProductId = id, VariantId = (10 * id) + i, Title = $"V{i}", Sku = s, Position = i + 1, InventoryPolicy = "DENY", Options = [new SelectedOption("Size", $"V{i}")],
        })],
    };
}
