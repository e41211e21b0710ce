using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Syncerize.App.Sandbox;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core.Insights;
using Syncerize.Core.Stores;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Browser;

/// <summary>One running app and one browser for all tests of the console; the shops rest until a test lets them trade.</summary>
public sealed class ConsoleApp : IAsyncLifetime
{
    public const string Chromium = "/usr/bin/chromium";
    public const int Patience = 60_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private RunningApp? _app;

    internal RunningApp App => _app!;

    internal SandboxServer Sandbox => App.Services.GetRequiredService<RunningSandbox>().Server!;

    internal ShopState Destination => Sandbox.World["maple-and-main.myshopify.com"];

    internal ShopState Source => Sandbox.World["harbour-home.myshopify.com"];

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
        {
            return;
        }

        _app = await RunningApp.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    /// <summary>The console of a fresh visitor signed in as the destination, once the app has read all shops and has nothing to do.</summary>
    public async Task<IPage> OpenAsync(string path = "/sandbox")
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is not installed.");
        Assertions.SetDefaultExpectTimeout(Patience);
        var page = await _browser!.NewPageAsync(new BrowserNewPageOptions { BaseURL = App.Address.ToString(), ViewportSize = new ViewportSize { Width = 1440, Height = 1400 }, ReducedMotion = ReducedMotion.Reduce });
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync("/sign-in?returnUrl=" + Uri.EscapeDataString(path));
        await page.Locator(".sign-in-choice", new PageLocatorOptions { HasText = Destination.Shop.Name }).ClickAsync();
        await page.Locator(".live.is-live").WaitForAsync();
        foreach (var shop in Sandbox.World.Shops)
        {
            await Assertions.Expect(Column(page, shop).Locator(".shop-app")).ToContainTextAsync("up to date here", new LocatorAssertionsToContainTextOptions { Timeout = 4 * Patience });
        }

        return page;
    }

    internal static ILocator Column(IPage page, ShopState shop) => page.Locator($"section.shop[aria-label='{shop.Shop.Name}']");

    internal static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    /// <summary>The SKU of a product of the source that is synced and in stock at the destination.</summary>
    internal Task<string> SyncedSkuAsync(int n) => Sandbox.World.ReadAsync(Destination, shop => shop.Products.Values.Where(p => p.Metafields.Count > 0).OrderBy(p => p.Id)
        .SelectMany(p => shop.VariantsOf(p.Id)).Where(v => !string.IsNullOrEmpty(v.Sku) && shop.LevelsOf(v.InventoryItemId).Sum(l => l.Available) > 8)
        .Where(v => Source.Variants.Values.Any(s => s.Sku == v.Sku && Source.LevelsOf(s.InventoryItemId).Sum(l => l.Available) > 8)).ElementAt(n).Sku!);

    /// <summary>Places an order on the page.</summary>
    /// <returns>Its name, such as <c>#1513</c>.</returns>
    internal async Task<string> PlaceAsync(IPage page, ShopState shop, string sku, int units, bool paid = true)
    {
        var name = $"#{await Sandbox.World.ReadAsync(shop, s => s.Shop.NextOrderNumber)}";
        await Column(page, shop).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Place an order" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByPlaceholder("Title or SKU").FillAsync(sku);
        await Assertions.Expect(dialog.Locator(".desk-found li")).ToHaveCountAsync(1);
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Add", Exact = true }).ClickAsync();
        await dialog.Locator(".desk-lines input").FillAsync(units.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (!paid)
        {
            await dialog.GetByLabel("Paid at once").UncheckAsync();
        }

        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Place order", Exact = true }).ClickAsync();
        await Assertions.Expect(Column(page, shop).Locator($"[data-order='{name}']")).ToBeVisibleAsync();
        return name;
    }

    /// <summary>Opens one of the dialogs of an order.</summary>
    internal static async Task<ILocator> StepAsync(IPage page, ShopState shop, string order, string step)
    {
        var row = Column(page, shop).Locator($"[data-order='{order}']");
        await row.Locator("summary").ClickAsync();
        await row.Locator(".menu-item", new LocatorLocatorOptions { HasText = step }).ClickAsync();
        return page.GetByRole(AriaRole.Dialog);
    }

    /// <summary>How the app stands with a shop.</summary>
    internal async Task<ShopContact> ContactAsync(ShopState shop) =>
        (await App.Services.GetRequiredService<ShopContactQuery>().ReadAsync(Actor.Operator, 5, RunningApp.Ct)).Single(c => c.Domain == shop.Domain);
}
