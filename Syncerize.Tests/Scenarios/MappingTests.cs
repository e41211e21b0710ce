using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

/// <summary>Joining products a destination had before: by hand, by code, by file. Nothing is created, nothing removed, a variant has one source.</summary>
public sealed class MappingTests
{
    private const long Kettle1 = 1_000_101;
    private const long Kettle2 = 1_000_102;

    [Fact]
    public async Task Map_ByHand_LinkBeginsStockFollowsAndLeftOutVariantIsNeverMade()
    {
        await using var world = await World.ConnectedAsync();
        var mine = await OwnAsync(world, WorldShops.First, "My sized kettle", ("Small", "ket-2s "), ("Tiny", "OWN"));
        var choices = await world.Get<MappingCheck>().ChoicesAsync(Actor.Of(world.First), world.FirstConnection, Kettle2, null, World.Ct);
        var choice = Assert.Single(choices!.Choices);
        Assert.Equal((mine.Id, 1, (string?)null), (choice.Product.ProductId, choice.Proposal.Count, choice.Supplier));
        var pair = choice.Proposal.Pairs.Single(p => p.Destination is not null);

        var answer = await world.Get<MapProducts>().MapAsync(
            Actor.Of(world.First), world.FirstConnection, Kettle2, mine.Id, [new ChosenPair(pair.Source.VariantId, pair.Destination!.VariantId)], addMissing: false, World.Ct);
        await world.SettleAsync();

        Assert.True(answer.Mapped, answer.Sentence);
        var shop = world.Shop(WorldShops.First);
        var product = Assert.Single(shop.Products.Values);
        Assert.Equal("Kettle 2", product.Title);
        Assert.Equal(["Small", "Tiny"], shop.VariantsOf(product.Id).Select(v => v.Title));
        Assert.Equal([15, 3], shop.VariantsOf(product.Id).Select(v => shop.LevelsOf(v.InventoryItemId).Single().Available));
        await using var db = await world.ReadAsync();
        var link = await db.ProductLinks.Include(l => l.Variants).SingleAsync(World.Ct);
        Assert.Equal((LinkOrigin.Mapped, LinkState.Active), (link.Origin, link.State));
        Assert.Equal("", await world.DueAsync());

        // A variant that is new at the source is no guess any more: it is added, the one left out stays out.
        await world.InShopAsync(WorldShops.Source, s => s.ProductChanged(s.Products[Kettle2]));
        await world.SettleAsync();
        Assert.Equal(2, shop.VariantsOf(product.Id).Count);
    }

    [Fact]
    public async Task Map_SecondSupplier_RefusedWithASentence()
    {
        await using var world = await World.ConnectedAsync();
        var mine = await OwnAsync(world, WorldShops.First, "Mine", ("Default Title", "KET-1"));
        var variant = world.Shop(WorldShops.First).VariantsOf(mine.Id).Single().Id;
        var map = world.Get<MapProducts>();
        Assert.True((await map.MapAsync(Actor.Of(world.First), world.FirstConnection, Kettle1, mine.Id, [new ChosenPair(1_000_510, variant)], false, World.Ct)).Mapped);

        var second = await map.MapAsync(Actor.Of(world.First), world.FirstConnection, 1_000_103, mine.Id, [new ChosenPair(1_000_530, variant)], false, World.Ct);
        var again = await map.MapAsync(Actor.Of(world.First), world.FirstConnection, Kettle1, mine.Id, [new ChosenPair(1_000_510, variant)], false, World.Ct);

        Assert.Equal((false, "“Mine” is supplied by Goods already; a variant has one source. Unsync it there first."), (second.Mapped, second.Sentence));
        Assert.False(again.Mapped);
        await Assert.ThrowsAsync<AccessRefusedException>(() => map.MapAsync(Actor.Of(world.Second), world.FirstConnection, Kettle1, mine.Id, [], false, World.Ct));
    }

    [Fact]
    public async Task AutoMapper_BySku_MapsWhatMatchesTellsTheRestAndSyncs()
    {
        await using var world = await World.ConnectedAsync();
        await OwnAsync(world, WorldShops.First, "Old kettle", ("Default Title", " ket-1"));
        await OwnAsync(world, WorldShops.First, "Sized", ("L", "KET-2L"));
        await OwnAsync(world, WorldShops.First, "Twin", ("Default Title", "KET-2L"));
        var runs = world.Get<SyncRuns>();

        var started = await runs.MapAsync(Actor.Of(world.First), world.FirstConnection, UniqueIdentifier.Sku, SharedCodes.Skip, World.Ct);
        var twice = await runs.MapAsync(Actor.Of(world.First), world.FirstConnection, UniqueIdentifier.Sku, SharedCodes.Skip, World.Ct);
        await world.SettleAsync();

        Assert.Equal(started.Run, twice.Run);
        var view = Assert.Single(await world.Get<SyncRunList>().OfAsync(Actor.Of(world.First), world.First, World.Ct));
        Assert.Equal((SyncRunState.Ended, 3, 1, 2, 0), (view.Run.State, view.Total, view.Done, view.Skipped, view.Failed));
        var problems = await world.Get<SyncRunList>().ProblemsAsync(Actor.Of(world.First), view.Run.Id, 10, World.Ct);
        Assert.Contains("2 products of yours share its SKU", problems.Single(p => p.SourceProductId == Kettle2).Sentence, StringComparison.Ordinal);
        Assert.Contains("No product of yours has its SKU", problems.Single(p => p.SourceProductId == 1_000_103).Sentence, StringComparison.Ordinal);
        var shop = world.Shop(WorldShops.First);
        Assert.Equal(3, shop.Products.Count);
        Assert.Contains(shop.Products.Values, p => p.Title == "Kettle 1");
        Assert.Equal(15, world.Available(WorldShops.First, "KET-1"));

        // The other choice takes the product that was there first.
        await runs.MapAsync(Actor.Of(world.First), world.FirstConnection, UniqueIdentifier.Sku, SharedCodes.FirstMatch, World.Ct);
        await world.SettleAsync();
        Assert.Equal("Twin", Assert.Single(shop.Products.Values, p => !p.Title.StartsWith("Kettle", StringComparison.Ordinal)).Title);
    }

    [Fact]
    public async Task AutoMapper_PausedThenCancelled_BeginsNothingNew()
    {
        await using var world = await World.ConnectedAsync();
        await OwnAsync(world, WorldShops.First, "Old kettle", ("Default Title", "KET-1"));
        var runs = world.Get<SyncRuns>();
        var run = (await runs.MapAsync(Actor.Of(world.First), world.FirstConnection, UniqueIdentifier.Sku, SharedCodes.Skip, World.Ct)).Run!.Value;

        Assert.StartsWith("Paused", (await runs.PauseAsync(Actor.Of(world.First), run, World.Ct)).Sentence, StringComparison.Ordinal);
        await world.SettleAsync();
        await Assert.ThrowsAsync<AccessRefusedException>(() => runs.CancelAsync(Actor.Of(world.Second), run, World.Ct));
        await runs.CancelAsync(Actor.Of(world.First), run, World.Ct);
        await world.SettleAsync();

        await using var db = await world.ReadAsync();
        Assert.Equal(0, await db.ProductLinks.CountAsync(World.Ct));
        Assert.Equal("", await world.DueAsync());
    }

    [Fact]
    public async Task File_TemplateFilledIn_MapsGoodRowsAndNamesBadOnes()
    {
        await using var world = await World.ConnectedAsync();
        await OwnAsync(world, WorldShops.First, "Old kettle", ("Default Title", "MY-1"));
        var files = world.Get<MappingFiles>();
        var rows = new List<MappingRow>();
        await foreach (var row in files.TemplateAsync(Actor.Of(world.First), world.FirstConnection, World.Ct))
        {
            rows.Add(row);
        }

        Assert.Equal(["KET-1", "KET-2S", "KET-2L", "KET-3"], rows.Select(r => r.SourceSku));
        List<MappingLine> lines = [.. rows.Select((r, i) => new MappingLine(i + 2, r with { YourSku = i switch { 0 => "my-1", 3 => "NOWHERE", _ => "" } }))];
        var plan = await files.PreviewAsync(Actor.Of(world.First), world.FirstConnection, lines, World.Ct);
        Assert.Equal((1, 2, 1), (plan.Count(MappingVerdict.Map), plan.Count(MappingVerdict.Left), plan.Count(MappingVerdict.Wrong)));

        var applied = await files.ApplyAsync(Actor.Of(world.First), world.FirstConnection, lines, World.Ct);
        var again = await files.ApplyAsync(Actor.Of(world.First), world.FirstConnection, lines, World.Ct);
        await world.SettleAsync();

        Assert.Equal((1, 5), (applied.Mapped, Assert.Single(applied.Rows).Line));
        Assert.Equal((0, 2), (again.Mapped, again.Rows.Count));
        Assert.Equal("Kettle 1", Assert.Single(world.Shop(WorldShops.First).Products.Values).Title);
        await Assert.ThrowsAsync<AccessRefusedException>(() => files.PreviewAsync(Actor.Of(world.Second), world.FirstConnection, lines, World.Ct));
    }

    [Fact]
    public async Task Doctor_NoCodesAtEitherSide_SuggestsAndMapsNothingByItself()
    {
        await using var world = await World.ConnectedAsync();
        await world.InShopAsync(WorldShops.Source, shop =>
        {
            foreach (var variant in shop.Variants.Values.ToList())
            {
                variant.Sku = null;
                shop.VariantChanged(variant);
            }
        });
        await OwnAsync(world, WorldShops.First, "KETTLE 1", ("Default Title", null));
        await world.SettleAsync();

        var report = await world.Get<MappingCheck>().ExamineAsync(Actor.Of(world.First), world.FirstConnection, UniqueIdentifier.Sku, World.Ct);

        Assert.Equal((0, 3, 1), (report.MatchByCode, report.MissingAtSource.Count, report.MissingAtDestination.Count));
        Assert.Equal(Kettle1, Assert.Single(report.Suggestions).Source.ProductId);
        await using var db = await world.ReadAsync();
        Assert.Equal(0, await db.ProductLinks.CountAsync(World.Ct));
    }

    private static async Task<SimProduct> OwnAsync(World world, string domain, string title, params (string Value, string? Sku)[] variants)
    {
        var product = await world.InShopAsync(domain, shop =>
        {
            var made = new SimProduct
            {
                Id = shop.NewId(),
                Title = title,
                Handle = title.ToLowerInvariant().Replace(' ', '-'),
                CreatedAt = shop.Stamp(),
                UpdatedAt = shop.Stamp(),
                Options = [new SimOption { Id = shop.NewId(), Name = variants.Length == 1 ? "Title" : "Size", Position = 1, Values = [.. variants.Select(v => new SimOptionValue { Id = shop.NewId(), Name = v.Value })] }],
            };
            shop.Put(made);
            foreach (var (value, sku) in variants)
            {
                var variant = new SimVariant { Sku = sku, Title = value, PriceMinor = 900, SelectedOptions = [new SimSelectedOption { Name = made.Options[0].Name, Value = value }] };
                shop.AddVariant(made, variant);
                shop.Activate(variant.InventoryItemId, shop.Locations.Keys.Min(), 3);
            }

            shop.ProductChanged(made);
            return made;
        });
        await world.SettleAsync();
        return product;
    }
}
