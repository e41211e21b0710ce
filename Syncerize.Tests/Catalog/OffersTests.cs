using CsCheck;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Catalog;

/// <summary>One rule says what is offered, whether a list asks for it or a single product is decided about.</summary>
public sealed class OffersTests
{
    private static readonly StoreId Source = new(1);

    // Case, accents, quotation marks, and tags that stand within another.
    private static readonly string[] Tags = ["Summer", "summer", "SUMMER sale", "Été", "été", "ÉTÉ", "5\" pipe", "\\", "sum", "größe", "GRÖSSE", "Ünique", "ünique", "日本", "a'b"];
    private static readonly Gen<string> Tag = Gen.Int[0, Tags.Length - 1].Select(i => Tags[i]);

    [Fact]
    public async Task Offered_AnyTags_EqualsTheDecisionAboutEachProduct()
    {
        await using var database = await TestDatabase.CreateAsync();
        var generated = Gen.Select(Tag.Array[0, 4], Gen.Bool, Gen.Bool, (tags, picked, active) => (tags, picked, status: active ? "ACTIVE" : "DRAFT")).Array[40].Single();
        await database.Gate.WriteAsync(
            (write, _) =>
            {
                write.Db.Products.AddRange(generated.Select((g, i) => new Product { StoreId = Source, ProductId = i + 1, Title = $"Product {i}", Handle = $"p{i}", Status = g.status, Tags = g.tags, IsPicked = g.picked }));
                return Task.CompletedTask;
            },
            TestDatabase.Ct);
        await using var db = database.CreateDbContext();
        var all = await db.Products.ToListAsync(TestDatabase.Ct);
        await Gen.Select(Gen.Enum<Availability>(), Tag.Array[0, 3]).SampleAsync(
            async (mode, tags) =>
            {
                var rule = new AvailabilityRule { StoreId = Source, Mode = mode, Tags = tags };
                var listed = await db.Products.Offered(Source, rule).Select(p => p.ProductId).OrderBy(id => id).ToListAsync(TestDatabase.Ct);
                Assert.Equal(all.Where(p => p.Status == "ACTIVE" && Offers.IsOffered(rule, p)).Select(p => p.ProductId).Order(), listed);
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public async Task Offered_TagInAnotherCase_IsTheSameTag()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Gate.WriteAsync(
            (write, _) =>
            {
                write.Db.Products.Add(new Product { StoreId = Source, ProductId = 1, Title = "Sun hat", Handle = "sun-hat", Status = "ACTIVE", Tags = ["Été"] });
                return Task.CompletedTask;
            },
            TestDatabase.Ct);
        await using var db = database.CreateDbContext();
        Assert.Equal(1, await db.Products.Offered(Source, new AvailabilityRule { StoreId = Source, Mode = Availability.Tags, Tags = ["été"] }).CountAsync(TestDatabase.Ct));
        Assert.Equal(0, await db.Products.Offered(Source, new AvailabilityRule { StoreId = Source, Mode = Availability.Tags, Tags = ["ét"] }).CountAsync(TestDatabase.Ct));
    }
}
