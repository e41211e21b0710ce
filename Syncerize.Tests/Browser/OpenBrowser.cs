using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Syncerize.Core.Stores;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Browser;

/// <summary>Browser tests run one after the other: each starts the whole app beside its browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<SharedApp>
{
    public const string Name = "Browser";
}

/// <summary>One running app for all browser tests that leave the shops as they were: its first reading, the longest part of a start, is done once. The shops rest.</summary>
public sealed class SharedApp : IAsyncDisposable
{
    private RunningApp? _app;

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    /// <summary>The app, started by whoever asks first. The tests of a collection run one after the other.</summary>
    internal async Task<RunningApp> RunningAsync() => _app ??= await RunningApp.StartAsync();
}

/// <summary>A real browser on the real app; a test without Chromium is skipped with that reason.</summary>
internal sealed class OpenBrowser : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";
    private const int Patience = 60_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly RunningApp _app;

    private OpenBrowser(IPlaywright playwright, IBrowser browser, RunningApp app) => (_playwright, _browser, _app) = (playwright, browser, app);

    public static async Task<OpenBrowser> OnAsync(RunningApp app)
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        return new OpenBrowser(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        }), app);
    }

    public static void SkipWithout() => Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is not installed.");

    /// <summary>A fresh window without motion, in the system's light or dark.</summary>
    public async Task<IPage> WindowAsync(ColorScheme scheme = ColorScheme.Light, int width = 1440)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = _app.Address.ToString(),
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    /// <summary>A window in which a store is signed in and everything of it is read.</summary>
    public async Task<IPage> SignedInAsync(Store store, int width = 1440)
    {
        var page = await WindowAsync(width: width);
        await SignInAsync(page, store);
        await FilledAsync(page, store);
        return page;
    }

    /// <summary>Signs in as a store, or as the operator.</summary>
    public static async Task SignInAsync(IPage page, Store? store)
    {
        await page.GotoAsync("/sign-in");
        await page.Locator(".sign-in-choice", new PageLocatorOptions { HasText = store?.Name ?? "Operator" }).First.ClickAsync();
        await page.Locator(".live.is-live").WaitForAsync();
    }

    /// <summary>Opens a page and waits until it is live.</summary>
    public static async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.Locator(".live.is-live, .bare").First.WaitForAsync();
    }

    /// <summary>Expects the address to end so. Looked at again and again: WaitForURL misses a change within the page that comes between its look and its wait.</summary>
    public static Task IsAtAsync(IPage page, string end) => Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(end) + "$", RegexOptions.None, TimeSpan.FromSeconds(1)), new PageAssertionsToHaveURLOptions { Timeout = Patience });

    /// <summary>Waits until what a first start reads from the shops is read: lists still grow and reorder before.</summary>
    public static async Task FilledAsync(IPage page, Store store)
    {
        await page.GotoAsync($"/s/{store.Id}/settings");
        await page.Locator(".live.is-live:not(.is-behind)").WaitForAsync(new LocatorWaitForOptions { Timeout = 4 * Patience });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
