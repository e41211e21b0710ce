using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Activity;
using Syncerize.Core.Catalog;
using Syncerize.Core.Live;
using Syncerize.Core.Stock;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Tests.TestKit;
using ProductsScreen = Syncerize.App.Components.Pages.Products.Products;

namespace Syncerize.Tests.Components;

/// <summary>The product drawer from the ledger, selection, and what a source sees.</summary>
public sealed class ProductPageTests
{
    private const string Drawer = "tab=synced&from=2&product=10";

    [Fact]
    public async Task Drawer_SyncedProduct_EachFieldSaysHowItStands()
    {
        await using var context = await SyncedAsync();
        var page = context.PageOf<ProductsScreen, ProductPage>(PageContext.Destination, Drawer);

        var states = page.FindAll(".drawer .compare tr:has(th[scope=row])").ToDictionary(r => r.QuerySelector("th")!.TextContent, r => r.QuerySelector(".chip")!.TextContent, StringComparer.Ordinal);
        Assert.Equal("Changed here", states["Title"]);
        Assert.Equal("In sync", states["Description"]);
        Assert.Equal("Only on create", states["Vendor"]);
        Assert.Equal("In sync", states["Price"]);
        Assert.Contains("Linen apron, hand-made", page.Find(".drawer .changed").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drawer_SyncedProduct_PriceAndStockAreExplained()
    {
        await using var context = await SyncedAsync();
        var page = context.PageOf<ProductsScreen, ProductPage>(PageContext.Destination, Drawer);

        Assert.Contains("24.50 GBP × 1.75 = 42.88 CAD", page.Markup, StringComparison.Ordinal);
        Assert.Contains("in your shop = 9 at the source − 2 buffer", page.Find(".variant-why").TextContent, StringComparison.Ordinal);
        Assert.Contains("Should be 9 now = 9 at the source", page.FindAll(".variant-why")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal(["Mill", "Shop floor"], page.FindAll(".variant-body .compare td:first-child span[dir]").Select(s => s.TextContent));
        Assert.Contains("Stock of Linen apron: 8 → 7", page.Find(".drawer .activity").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drawer_StockChanges_OpenDrawerFollows()
    {
        await using var context = await SyncedAsync();
        var page = context.PageOf<ProductsScreen, ProductPage>(PageContext.Destination, Drawer);
        await context.WriteAsync(async (write, ct) =>
        {
            (await write.Db.VariantLinks.SingleAsync(ct)).LastQuantity = 9;
            write.Changed(PageContext.Destination, LiveTopic.Stock);
        });

        page.WaitForAssertion(() => Assert.Equal("9", page.Find(".variant-why strong").TextContent), TimeSpan.FromSeconds(10));
        Assert.Single(page.FindAll(".variant-why"));
        Assert.NotNull(page.Find(".variant-why .flashing[data-flash]"));
    }

    [Fact]
    public async Task Drawer_ProductOnOffer_SaysWhatSyncingWouldDoAndWhatIsMissing()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.PageOf<ProductsScreen, ProductPage>(PageContext.Destination, "tab=unsynced&from=2&product=11");
        Assert.Contains("What syncing would do", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Waits for an exchange rate from GBP to CAD", page.Find(".drawer .notice").TextContent, StringComparison.Ordinal);
        Assert.Equal("/s/1/settings#rates", page.Find(".drawer .notice a").GetAttribute("href"));

        await context.Services.GetRequiredService<ExchangeRates>().SetAsync(Actor.Operator, PageContext.Destination, "GBP", "CAD", 2m, TestDatabase.Ct);
        page.WaitForAssertion(() => Assert.Contains("49.00 CAD", page.Find(".drawer").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("from=2&product=999")]
    [InlineData("from=3&product=10")]
    public async Task Drawer_ProductOfNobody_SaysSo(string query)
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.PageOf<ProductsScreen, ProductPage>(PageContext.Destination, query);
        Assert.Contains("This product is not here", page.Find(".drawer").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drawer_AtTheSource_ShowsWhoSellsItAndNothingOfTheirPrices()
    {
        await using var context = await SyncedAsync();
        context.AsSource();
        var page = context.PageOf<ProductsScreen, ProductPage>(PageContext.Source, "tab=all&from=2&product=10");
        Assert.Contains("Harbour Home", page.Find(".sellers").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("CAD", page.Find(".drawer").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Selection_All_BulkBarNamesTheCountAndOpeningAProductKeepsIt()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.Page<ProductsScreen, ProductPage>("unsynced");
        await page.Find("th input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });
        Assert.Equal("Sync 1 product", page.Find(".bulk .button-primary").TextContent);

        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/?tab=unsynced&from=2&product=11");
        page.Render();
        Assert.Equal("1 product selected", page.Find(".bulk span").TextContent);
    }

    [Fact]
    public async Task AtSource_Empty_SaysWhatWouldFillIt()
    {
        await using var context = await PageContext.CreateAsync();
        context.AsSource();
        var page = context.PageOf<ProductsScreen, ProductPage>(PageContext.Source);
        Assert.Contains("Products appear here once a connected store has synced them.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_OfHtml_LeavesTags() => Assert.Equal("Soft & warm, made by hand.", Words.Plain("<p>Soft &amp; <b>warm</b>,\n made by hand.</p>"));

    // The destination's product as written, then its title changed there by hand; nine units at the source, seven written.
    private static async Task<PageContext> SyncedAsync()
    {
        var context = await PageContext.CreateAsync();
        await context.FillAsync();
        await context.WriteAsync(async (write, ct) =>
        {
            var db = write.Db;
            var source = await db.Products.SingleAsync(p => p.ProductId == 10, ct);
            db.ExchangeRates.Add(new ExchangeRate { StoreId = PageContext.Destination, FromCurrency = "GBP", ToCurrency = "CAD", RateMillionths = 1_750_000, UpdatedAt = write.Now });
            db.Products.Add(new Product
            {
                StoreId = PageContext.Destination,
                ProductId = 110,
                Title = "Linen apron, hand-made",
                Handle = "linen-apron",
                Status = source.Status,
                Vendor = "Harbour Home",
                CreatedAt = write.Now,
                UpdatedAt = write.Now,
                ReadAt = write.Now,
                Variants =
                [
                    new Variant { StoreId = PageContext.Destination, ProductId = 110, VariantId = 3010, InventoryItemId = 4010, Title = "Default Title", Sku = "LIN-1", PriceMinor = 4288, Position = 1, InventoryPolicy = "DENY", Tracked = true },
                ],
            });
            var link = await db.ProductLinks.Include(l => l.Variants).SingleAsync(ct);
            db.Ledger.Add(new LedgerEntry { ProductLinkId = link.Id, Field = SyncFields.Title, Planned = "Linen apron", ReadBack = "Linen apron", Seen = "Linen apron", WrittenAt = write.Now });
            db.Locations.Add(new Location { StoreId = PageContext.Source, LocationId = 1, Name = "Mill", IsActive = true });
            db.Locations.Add(new Location { StoreId = PageContext.Destination, LocationId = 2, Name = "Shop floor", IsActive = true });
            db.StockLevels.Add(new StockLevel { StoreId = PageContext.Source, InventoryItemId = 2010, LocationId = 1, Available = 9, IsActive = true, ReadAt = write.Now });
            db.StockLevels.Add(new StockLevel { StoreId = PageContext.Destination, InventoryItemId = 4010, LocationId = 2, Available = 7, IsActive = true, ReadAt = write.Now });
            write.Record(PageContext.Destination, ActivityLevel.Info, "stock", "Stock of Linen apron: 8 → 7 (9 at the source − 2 buffer).", new ConnectionId(1), "3010");
        });
        return context;
    }
}
