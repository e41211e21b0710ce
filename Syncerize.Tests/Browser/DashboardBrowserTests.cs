using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Syncerize.App.Components.Pages.Dashboard;
using Syncerize.Core.Insights;
using Syncerize.Core.Stores;
using Syncerize.Core.Totals;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Browser;

/// <summary>The calendar by keyboard alone, in a real browser against the real app and the simulated shops.</summary>
[Collection(BrowserTests.Name)]
public sealed class DashboardBrowserTests(SharedApp shared)
{
    private const string Chromium = "/usr/bin/chromium";
    private const int Patience = 60_000;
    private const int FirstRead = 300_000;

    [Fact]
    public async Task Calendar_ByKeyboard_AddressAndNumbersFollowAndAreKept()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is not installed.");
        var app = await shared.RunningAsync();
        var store = (await app.StoresAsync()).Single(s => s.Roles == StoreRoles.Destination);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { BaseURL = app.Address.ToString(), ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        page.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        await page.GotoAsync("/sign-in");
        await page.Locator(".sign-in-choice", new PageLocatorOptions { HasText = store.Name }).ClickAsync();

        // Shops are read for the first time while the page is open.
        await page.Locator(".key-row").WaitForAsync();
        await Assertions.Expect(page.GetByText("for the first time: what you see is not complete yet")).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = FirstRead });
        var orders = page.Locator(".counter-card", new PageLocatorOptions { HasText = "Total orders received" }).Locator(".counter-value");
        await Assertions.Expect(orders).ToHaveTextAsync(await OrdersAsync(app, store, RangeAsked.Everything));
        await page.Locator(".chart-area svg").First.WaitForAsync();
        await page.Locator("[data-shell=copy]").WaitForAsync();

        // A preset: open, walk to it, take it.
        await page.Locator(".calendar summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        for (var step = 0; step < 4; step++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.PressAsync("Enter");
        await OpenBrowser.IsAtAsync(page, "/dashboard?range=30-days");
        await Assertions.Expect(page.Locator(".calendar summary")).ToContainTextAsync("Last 30 days");
        await Assertions.Expect(orders).ToHaveTextAsync(await OrdersAsync(app, store, new RangeAsked(RangePreset.Last30Days)));

        // Custom: from today, a month and a week back, and ten days on.
        var today = StoreDays.Today(store.TimeZone, TimeProvider.System);
        var from = today.AddMonths(-1).AddDays(-7);
        var to = from.AddDays(10);
        await page.Locator(".calendar summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator($"[data-day='{Iso(today)}']").FocusAsync();
        await page.Keyboard.PressAsync("PageUp");
        await FocusedAsync(page, today.AddMonths(-1));
        await page.Keyboard.PressAsync("ArrowUp");
        await FocusedAsync(page, from);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".range-foot")).ToContainTextAsync("Choose the last day");
        await page.Keyboard.PressAsync("ArrowDown");
        await FocusedAsync(page, from.AddDays(7));
        foreach (var days in new[] { 8, 9, 10 })
        {
            await page.Keyboard.PressAsync("ArrowRight");
            await FocusedAsync(page, from.AddDays(days));
        }

        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".range-foot")).ToContainTextAsync("11 days");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await OpenBrowser.IsAtAsync(page, $"/dashboard?range=custom&from={Iso(from)}&to={Iso(to)}");
        var custom = await OrdersAsync(app, store, new RangeAsked(RangePreset.Custom, from, to));
        await Assertions.Expect(orders).ToHaveTextAsync(custom);
        Assert.NotEqual("0", custom);

        // The next visit begins where this one ended.
        await page.WaitForFunctionAsync("kept => document.cookie.includes(kept)", Ranges.Keep(new RangeAsked(RangePreset.Custom, from, to)));
        await page.GotoAsync($"/s/{store.Id}/orders");
        await page.GotoAsync($"/s/{store.Id}/dashboard");
        Assert.EndsWith($"range=custom&from={Iso(from)}&to={Iso(to)}", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(orders).ToHaveTextAsync(custom);
    }

    private static Task FocusedAsync(IPage page, DateOnly day) => Assertions.Expect(page.Locator($"[data-day='{Iso(day)}']")).ToBeFocusedAsync();

    private static async Task<string> OrdersAsync(RunningApp app, Store store, RangeAsked range)
    {
        var read = await app.Services.GetRequiredService<DashboardQuery>().ReadAsync(Actor.Operator, store.Id, new DashboardAsked(TotalSide.Destination, range), RunningApp.Ct);
        return read!.Orders.Value!.Value.ToString("N0", CultureInfo.InvariantCulture);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
