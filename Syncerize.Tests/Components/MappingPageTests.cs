using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Syncerize.App.Components.Pages.Products;
using Syncerize.Core;
using Syncerize.Core.Catalog;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Sync;
using Syncerize.Tests.TestKit;
using ProductsScreen = Syncerize.App.Components.Pages.Products.Products;

namespace Syncerize.Tests.Components;

/// <summary>The mapping page: empty, without codes, suggestions a person accepts, progress that moves by itself, a file with bad rows.</summary>
public sealed class MappingPageTests
{
    [Fact]
    public async Task Page_NoSource_SaysWhatWouldFillIt()
    {
        await using var context = await PageContext.CreateAsync();
        var page = context.PageOf<MappingPage, MappingModel>(PageContext.Destination);
        Assert.Contains("Connect a source store first", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_NothingOfMyOwn_OffersToSyncInstead()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.PageOf<MappingPage, MappingModel>(PageContext.Destination);
        page.WaitForAssertion(() => Assert.Contains("Your shop has no products yet", page.Find(".doctor").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Equal("/s/1/products/map/1/template.csv", page.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public async Task Page_ProductsWithoutCodes_ExplainsAndMapsAcceptedSuggestionsOnly()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        await OwnAsync(context, 50, "OAK board!", null);
        var page = context.PageOf<MappingPage, MappingModel>(PageContext.Destination, "by=barcode");
        page.WaitForAssertion(() => Assert.Contains("No product matches by barcode", page.Find(".notice").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.True(page.Find(".doctor .button-primary").HasAttribute("disabled"));

        await page.Find("input[aria-label='Accept Oak board']").ChangeAsync(new ChangeEventArgs { Value = true });
        await page.Find(".doctor .button-primary").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("nothing to map", page.Find(".doctor").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        await using var db = context.Database.CreateDbContext();
        var link = await db.ProductLinks.SingleAsync(l => l.SourceProductId == 11, TestDatabase.Ct);
        Assert.Equal((LinkOrigin.Mapped, 50L), (link.Origin, link.DestinationProductId!.Value));
    }

    [Fact]
    public async Task Run_ProgressAndReasons_FollowByThemselves()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        await OwnAsync(context, 50, "Board", "OAK-1");
        var page = context.PageOf<MappingPage, MappingModel>(PageContext.Destination);
        await page.Find(".form-row .button-primary.button-large").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("0 of 1 mapped", page.Find(".run").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Equal("0", page.Find("[role=progressbar]").GetAttribute("aria-valuenow"));
        context.Database.Time.Advance(TimeSpan.FromSeconds(1));

        await context.WriteAsync(async (write, ct) =>
        {
            var item = await write.Db.SyncRunItems.SingleAsync(ct);
            (item.State, item.Sentence) = (SyncItemState.Skipped, "2 products of yours share its SKU.");
            var run = await write.Db.SyncRuns.SingleAsync(ct);
            (run.State, run.EndedAt) = (SyncRunState.Ended, write.Now);
            write.Changed(PageContext.Destination, LiveTopic.Products);
        });

        page.WaitForAssertion(() => Assert.Contains("1 left out", page.Find(".run").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        await page.Find(".run details").TriggerEventAsync("ontoggle", EventArgs.Empty);
        page.WaitForAssertion(() => Assert.Contains("2 products of yours share its SKU.", page.Find(".run .compare").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Equal("Oak board", page.Find(".run .compare td").TextContent);
    }

    [Fact]
    public async Task File_BadAndGoodRows_PreviewedThenApplied()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        await OwnAsync(context, 50, "Board", "MINE-1");
        var page = context.PageOf<MappingPage, MappingModel>(PageContext.Destination);
        Upload(page, "Handle,Title\nx,y\n");
        page.WaitForAssertion(() => Assert.Contains("lacks the columns “Source product ID”", page.Find(".form-error").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));

        Upload(page, "Source product ID,Source product,Source variant ID,Your SKU\n11,Oak board,1011,mine-1\n11,Oak board,1011,nothing\n");
        page.WaitForAssertion(() => Assert.Contains("1 product with 1 variant would be mapped", page.Find(".file-plan").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Contains("Your shop has no variant with the SKU nothing.", page.Find(".file-plan").TextContent, StringComparison.Ordinal);
        await page.Find(".file-plan .button-primary").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("1 product is mapped. 1 row is not", page.Find(".file-plan").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Grid_ManyRows_FirstPageDrawnRestScrolledToAllMatchingSelected()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        await context.WriteAsync((write, _) =>
        {
            write.Db.Products.AddRange(Enumerable.Range(1000, 120).Select(i => Of(PageContext.Source, i, $"Thing {i}", $"T-{i}", write.Now)));
            return Task.CompletedTask;
        });
        var page = context.Page<ProductsScreen, ProductPage>("unsynced");
        Assert.InRange(page.FindAll("tbody .row-link").Count, 50, 121);
        Assert.Contains("121 products", page.Find(".pager").TextContent, StringComparison.Ordinal);
        await page.Find("th input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });
        await page.FindAll(".bulk button").Single(b => b.TextContent.Contains("Select all 121", StringComparison.Ordinal)).ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("Sync 121 products", page.Find(".bulk .button-primary").TextContent), TimeSpan.FromSeconds(10));
    }

    private static void Upload(IRenderedComponent<MappingPage> page, string text) => page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(text, "mapping.csv"));

    private static Task OwnAsync(PageContext context, long id, string title, string? sku) => context.WriteAsync((write, _) =>
    {
        write.Db.Products.Add(Of(PageContext.Destination, id, title, sku, write.Now));
        return Task.CompletedTask;
    });

    private static Product Of(StoreId store, long id, string title, string? sku, DateTimeOffset now) => new()
    {
        StoreId = store,
        ProductId = id,
        Title = title,
        Handle = FormattableString.Invariant($"p-{id}"),
        Status = "ACTIVE",
        CreatedAt = now,
        UpdatedAt = now,
        ReadAt = now,
        Variants = [new Variant { StoreId = store, ProductId = id, VariantId = 100_000 + id, InventoryItemId = 200_000 + id, Title = "Default Title", Sku = sku, PriceMinor = 900, Position = 1, InventoryPolicy = "DENY", Tracked = true }],
    };
}
