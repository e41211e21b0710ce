using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Browser;

/// <summary>
/// The main job as a merchant sees it, from sign-in to tracking, in a real browser against the real app and the simulated shops. Where the environment variable
/// <c>SYNCERIZE_PICTURES</c> names a folder, the pictures of the README are saved there on the way.
/// </summary>
[Collection(BrowserTests.Name)]
public sealed class TwoShopsTests
{
    private const string Chromium = "/usr/bin/chromium";
    private const int Patience = 60_000;

    [Fact]
    public async Task MainJob_InABrowser_StockArrivesOrderGoesTrackingReturns()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is not installed.");
        await using var app = await RunningApp.StartAsync();
        var factory = app.Services.GetRequiredService<IDbContextFactory<SyncerizeDb>>();
        var stores = await app.StoresAsync();
        var destination = stores.Single(s => s.Roles == StoreRoles.Destination);
        Store second;
        await using (var db = await factory.CreateDbContextAsync(RunningApp.Ct))
        {
            var connected = await db.Connections.Select(c => c.SourceId).ToListAsync(RunningApp.Ct);
            second = stores.Single(s => s.Roles == StoreRoles.Source && !connected.Contains(s.Id));
        }

        // Pushing by hand is what this test is about.
        await app.Services.GetRequiredService<WriteGate>().WriteAsync(
            async (write, ct) => (await write.Db.Stores.SingleAsync(s => s.Id == destination.Id, ct)).AutomaticPush = false, RunningApp.Ct);

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { BaseURL = app.Address.ToString(), ViewportSize = new ViewportSize { Width = 1440, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
        page.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);

        // Sign in.
        await page.GotoAsync("/sign-in");
        await page.Locator(".sign-in-choice", new PageLocatorOptions { HasText = destination.Name }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Dashboard");
        await OpenBrowser.FilledAsync(page, destination);
        await OpenBrowser.GoAsync(page, $"/s/{destination.Id}/dashboard");
        await page.Locator(".chart svg").First.WaitForAsync();
        await PictureAsync(page, "dashboard");

        // A wrong key gets a sentence; the right one connects.
        await page.GotoAsync($"/s/{destination.Id}/stores");
        await page.Locator(".live.is-live").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add new store" }).ClickAsync();
        await page.Locator("#unique-key").FillAsync("WRONG-WRONG");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Connect", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[role=alert].critical")).ToContainTextAsync("No store has this key");
        await page.Locator("#unique-key").FillAsync(second.UniqueKey);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Connect", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("section[aria-label=Connected] tr", new PageLocatorOptions { HasText = second.Name })).ToBeVisibleAsync();

        // Sync one of its products.
        await page.GotoAsync($"/s/{destination.Id}/products?tab=unsynced&source={second.Id}");
        await page.Locator(".live.is-live").WaitForAsync();
        await page.Locator("tbody tr").First.WaitForAsync();
        var offered = await page.Locator("tbody tr .title-text").AllInnerTextsAsync();
        string title;
        await using (var db = await factory.CreateDbContextAsync(RunningApp.Ct))
        {
            // One whose variants are folded in the drawer: a single one stands open.
            title = await db.Products.Where(p => p.StoreId == second.Id && p.Variants.Count > 1 && offered.Contains(p.Title)).OrderBy(p => p.ProductId).Select(p => p.Title).FirstAsync(RunningApp.Ct);
        }

        await page.Locator("tbody tr", new PageLocatorOptions { HasText = title }).First.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Sync" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr", new PageLocatorOptions { HasText = title })).ToHaveCountAsync(0);
        await page.GotoAsync($"/s/{destination.Id}/products?tab=synced&source={second.Id}");
        var row = page.Locator("tbody tr", new PageLocatorOptions { HasText = title }).First;
        await Assertions.Expect(row.Locator(".chip")).ToHaveTextAsync("In sync");
        await row.Locator(".why").WaitForAsync();
        await row.Locator(".row-link").ClickAsync();
        await Assertions.Expect(page.Locator(".drawer .variant .compare").First).ToBeHiddenAsync();
        await page.Locator(".drawer .variant summary").First.ClickAsync();
        await Assertions.Expect(page.Locator(".drawer .variant .compare").First).ToBeVisibleAsync();
        await PictureAsync(page, "product");
        await page.Keyboard.PressAsync("Escape");

        // A stock change at the source arrives on the page that is open.
        VariantLink link;
        int others;
        await using (var db = await factory.CreateDbContextAsync(RunningApp.Ct))
        {
            var product = await db.ProductLinks.Include(l => l.Variants).SingleAsync(l => l.SourceStoreId == second.Id, RunningApp.Ct);
            link = product.Variants[0];
            others = product.Variants.Skip(1).Sum(v => v.LastQuantity ?? 0);
        }

        await page.Locator(".live.is-live").WaitForAsync();
        var level = await app.InShopAsync(second.Domain, "stock", new { variantId = link.SourceVariantId, delta = 37 });
        await using (var db = await factory.CreateDbContextAsync(RunningApp.Ct))
        {
            var elsewhere = await db.StockLevels.Where(l => l.StoreId == second.Id && l.InventoryItemId == link.SourceInventoryItemId && l.LocationId != level.GetProperty("locationId").GetInt64()).SumAsync(l => l.Available, RunningApp.Ct);
            await Assertions.Expect(row.Locator(".why")).ToHaveTextAsync(Syncerize.App.Components.Shared.Words.Number(level.GetProperty("available").GetInt32() + elsewhere + others));
        }

        // A customer buys it; the merchant pushes the order and sees its tracking.
        var sold = await app.InShopAsync(destination.Domain, "orders", new { lines = new[] { new { variantId = link.DestinationVariantId, quantity = 2 } } });
        var name = sold.GetProperty("name").GetString()!;
        await page.GotoAsync($"/s/{destination.Id}/orders?tab=not-pushed");
        await page.Locator(".live.is-live").WaitForAsync();
        await page.Locator("tbody tr", new PageLocatorOptions { HasText = name }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync($"Order {name}");
        await page.Locator(".live.is-live").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Push", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".part .chip").First).ToHaveTextAsync("Pushed");

        OrderPush push;
        await using (var db = await factory.CreateDbContextAsync(RunningApp.Ct))
        {
            push = await db.OrderPushes.SingleAsync(p => p.DestinationStoreId == destination.Id && p.OrderId == sold.GetProperty("id").GetInt64(), RunningApp.Ct);
        }

        await app.InShopAsync(second.Domain, "fulfil", new { orderId = push.SourceOrderId, company = "Royal Mail", number = "RM123456789GB", url = "https://www.royalmail.com/track-your-item#/tracking-results/RM123456789GB" });
        await Assertions.Expect(page.Locator(".tracking").First).ToContainTextAsync("RM123456789GB");
        await PictureAsync(page, "order");

        await OpenBrowser.GoAsync(page, $"/s/{destination.Id}/sandbox");
        await Assertions.Expect(page.Locator("section.shop")).ToHaveCountAsync(3);
        await PictureAsync(page, "sandbox");
    }

    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SYNCERIZE_PICTURES") is { Length: > 0 } folder)
        {
            // A chart, a picture or a number still in motion would be caught half drawn.
            await page.WaitForFunctionAsync("() => document.getAnimations().length === 0 && [...document.images].every(i => i.complete)");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
        }
    }
}
