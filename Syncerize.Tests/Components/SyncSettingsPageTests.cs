using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syncerize.App.Components.Pages.Products;
using Syncerize.App.Components.Pages.Settings;
using Syncerize.Core;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Components;

/// <summary>Product sync, price and stock settings of a connection, and what a product's drawer lets a person decide.</summary>
public sealed class SyncSettingsPageTests
{
    private static readonly ConnectionId Connection = new(1);

    [Fact]
    public async Task Page_NoSuchConnection_SaysSo()
    {
        await using var context = await PageContext.CreateAsync();
        Assert.Contains("There is no such source", Open(context).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_EveryAttribute_HasItsThreeValuesAndInventoryIsLocked()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = Open(context);
        foreach (var attribute in SyncForm.OfProduct.Concat(SyncForm.OfVariant))
        {
            var select = page.Find($"select[aria-labelledby='attribute-{attribute.Name.ToLowerInvariant().Replace(' ', '-')}']");
            Assert.Equal(["Keep in sync", "Only on create", "Off"], select.QuerySelectorAll("option").Select(o => o.TextContent));
        }

        Assert.True(page.Find("input[aria-labelledby='inventory']").HasAttribute("disabled"));
        Assert.True(page.Find("input[aria-labelledby='inventory']").HasAttribute("checked"));
        Assert.Contains("no exchange rate is set", page.Find("#price").TextContent, StringComparison.Ordinal);
        Assert.Contains("Everything is saved.", page.Find(".form-bar").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find(".form-bar .button-primary").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Save_MarginAndBuffer_ShowsWhatChangesThenSaves()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        await SyncedAsync(context);
        var page = Open(context);
        await page.Find("#price .price-field").InputAsync(new ChangeEventArgs { Value = "10" });
        Assert.Contains("100 GBP at the source becomes 192.50 CAD: 100.00 GBP × 1.75 + 10 % = 192.50 CAD.", page.Find("#price-example").TextContent, StringComparison.Ordinal);
        await page.Find("#stock .stock-field").InputAsync(new ChangeEventArgs { Value = "2" });
        await page.Find("form.settings").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("What saving changes", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        var effect = page.Find("[aria-labelledby='effect-heading']").TextContent;
        Assert.Contains("1 of 1", effect, StringComparison.Ordinal);
        Assert.Contains("24.50 GBP × 1.75 + 10 % = 47.16 CAD", effect, StringComparison.Ordinal);
        await using (var before = context.Database.CreateDbContext())
        {
            Assert.Equal(0, (await before.Connections.SingleAsync(TestDatabase.Ct)).Settings.Price.MarginBasisPoints);
        }

        await page.Find(".form-bar .button-primary").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Contains("Everything is saved.", page.Find(".form-bar").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        await using var db = context.Database.CreateDbContext();
        var settings = (await db.Connections.SingleAsync(TestDatabase.Ct)).Settings;
        Assert.Equal((1000, 2, true), (settings.Price.MarginBasisPoints, settings.Stock.Buffer, settings.OrderPush.OnlyPaid));
        Assert.Equal(["sync.review", "sync.stock"], await db.WorkItems.Where(w => w.Kind.StartsWith("sync.")).Select(w => w.Kind).Order().ToListAsync(TestDatabase.Ct));
    }

    [Fact]
    public async Task Page_OldRate_WarnedAboutAndStillUsed()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        await SyncedAsync(context);
        context.Database.Time.Advance(TimeSpan.FromDays(ExchangeRate.WarningDays + 2));
        var page = Open(context);
        Assert.Contains("was not changed for 32 days", page.Find("#price").TextContent, StringComparison.Ordinal);
        Assert.Contains("becomes 175.00 CAD", page.Find("#price-example").TextContent, StringComparison.Ordinal);
        await context.Services.GetRequiredService<SyncSettingsCommands>().WarnAfterAsync(Actor.Of(PageContext.Destination), PageContext.Destination, 60, TestDatabase.Ct);
        page.WaitForAssertion(() => Assert.DoesNotContain("was not changed for", page.Find("#price").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("#price .price-field", "a lot", "margin as a number")]
    [InlineData("#price .price-field", "-150", "between −100 %")]
    [InlineData("#stock .stock-field", "1.5", "whole number of units")]
    public async Task Save_WrongInput_SentenceAndNothingSaved(string field, string value, string sentence)
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = Open(context);
        await page.Find(field).InputAsync(new ChangeEventArgs { Value = value });
        await page.Find("form.settings").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains(sentence, page.Find(".notice-critical ul").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Empty(page.FindAll("[aria-labelledby='effect-heading']"));
        await page.FindAll(".form-bar button")[0].ClickAsync(new MouseEventArgs());
        Assert.Contains("Everything is saved.", page.Find(".form-bar").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaveAsync_ChangedMeanwhileOrByTheSource_Refused()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var commands = context.Services.GetRequiredService<SyncSettingsCommands>();
        var seen = SyncSettings.Of(new ConnectionSettings());
        var mine = seen with { Stock = new StockSettings { Buffer = 1 } };
        Assert.True((await commands.SaveAsync(Actor.Of(PageContext.Destination), Connection, seen, seen with { Price = new PriceSettings { FixedMinor = 5 } }, TestDatabase.Ct)).Saved);
        Assert.False((await commands.SaveAsync(Actor.Of(PageContext.Destination), Connection, seen, mine, TestDatabase.Ct)).Saved);
        await Assert.ThrowsAsync<AccessRefusedException>(() => commands.SaveAsync(Actor.Of(PageContext.Source), Connection, seen, mine, TestDatabase.Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => context.Services.GetRequiredService<SettingsEffects>().OfAsync(Actor.Of(PageContext.Source), Connection, mine, TestDatabase.Ct));
    }

    [Fact]
    public async Task Drawer_FieldChangedHere_SourceAgainOrKept()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        await SyncedAsync(context);
        var drawer = context.PageOf<ProductDrawer, ProductDrawerReading>(PageContext.Destination, more: p => p.Add(x => x.From, PageContext.Source.Value).Add(x => x.Product, 10).Add(x => x.CloseHref, "/"));
        drawer.WaitForAssertion(() => Assert.Contains("Changed here", drawer.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Contains("Every write", drawer.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", drawer.Markup, StringComparison.OrdinalIgnoreCase);
        await drawer.Find("button[aria-label='Keep my title']").ClickAsync(new MouseEventArgs());
        await using (var kept = context.Database.CreateDbContext())
        {
            Assert.True((await kept.Ledger.SingleAsync(l => l.Field == SyncFields.Title, TestDatabase.Ct)).IsKept);
        }

        await drawer.Find("button[aria-label=\"Use the source's title again\"]").ClickAsync(new MouseEventArgs());
        await using var db = context.Database.CreateDbContext();
        var row = await db.Ledger.SingleAsync(l => l.Field == SyncFields.Title, TestDatabase.Ct);
        Assert.Equal((null, false), (row.Planned, row.IsKept));
        Assert.Equal(1, await db.WorkItems.CountAsync(w => w.Kind == SyncWork.Apply.Name, TestDatabase.Ct));
    }

    private static IRenderedComponent<SyncSettingsPage> Open(PageContext context) =>
        context.PageOf<SyncSettingsPage, SyncSettingsPageReading>(PageContext.Destination, more: p => p.Add(x => x.ConnectionId, Connection.Value));

    // The product stands at the destination at 1.75, with a title of its own.
    private static Task SyncedAsync(PageContext context) => context.WriteAsync(async (write, ct) =>
    {
        var link = await write.Db.ProductLinks.Include(l => l.Variants).SingleAsync(ct);
        write.Db.ExchangeRates.Add(new ExchangeRate { StoreId = PageContext.Destination, FromCurrency = "GBP", ToCurrency = "CAD", RateMillionths = 1_750_000, UpdatedAt = write.Now });
        write.Db.Products.Add(new Product
        {
            StoreId = PageContext.Destination,
            ProductId = 110,
            Title = "My apron",
            Handle = "apron",
            Status = "ACTIVE",
            DescriptionHtml = "<script>alert(1)</script><p>Mine</p>",
            Variants = [new Variant { StoreId = PageContext.Destination, ProductId = 110, VariantId = 3010, InventoryItemId = 4010, Title = "Default Title", Sku = "LIN-1", PriceMinor = 4288, Position = 1, InventoryPolicy = "DENY", Tracked = true }],
        });
        write.Db.Ledger.Add(new LedgerEntry { ProductLinkId = link.Id, Field = SyncFields.Title, Planned = "Linen apron", ReadBack = "Linen apron", Seen = "Linen apron", WrittenAt = write.Now });
        write.Db.Ledger.Add(new LedgerEntry { ProductLinkId = link.Id, Field = SyncFields.Description, Planned = "", ReadBack = "<p>Mine</p>", WrittenAt = write.Now });
    });
}
