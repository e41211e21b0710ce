using Microsoft.Playwright;
using Syncerize.Core.Stores;

namespace Syncerize.Tests.Browser;

/// <summary>What a person does on the screens, by mouse and by keyboard alone, and what their browser keeps.</summary>
[Collection(BrowserTests.Name)]
public sealed class ScreenTests(SharedApp shared)
{
    [Fact]
    public async Task Screens_KeyboardDrawerColumnsThemeFiltersAndRate_Work()
    {
        OpenBrowser.SkipWithout();
        var app = await shared.RunningAsync();
        var destination = (await app.StoresAsync()).Single(s => s.Roles == StoreRoles.Destination);
        await using var browser = await OpenBrowser.OnAsync(app);
        var page = await browser.SignedInAsync(destination);

        await DrawerByKeyboardAsync(page, destination);
        await ColumnsAreKeptAsync(page, destination);
        await ThemeIsKeptAsync(page);
        await FiltersStandInTheAddressAsync(page, destination);
        await RateIsSetAsync(page, destination);
        await MarginIsSavedAsync(page, destination);
    }

    [Fact]
    public async Task Phone_EveryList_FitsAndTheMenuOpens()
    {
        OpenBrowser.SkipWithout();
        var app = await shared.RunningAsync();
        var destination = (await app.StoresAsync()).Single(s => s.Roles == StoreRoles.Destination);
        await using var browser = await OpenBrowser.OnAsync(app);
        var page = await browser.SignedInAsync(destination, width: 390);
        foreach (var path in new[] { "products?tab=synced", "products?tab=unsynced", "products/map", "orders?tab=pushed", "stores", "stores/1", "activity", "settings", "settings/sync/1" })
        {
            await OpenBrowser.GoAsync(page, $"/s/{destination.Id}/{path}");
            Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0, $"{path} is wider than a phone.");
        }

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Open the menu" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Orders", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Orders");
        await Assertions.Expect(page.Locator(".sidebar")).ToBeHiddenAsync();
    }

    private static async Task DrawerByKeyboardAsync(IPage page, Store store)
    {
        await OpenBrowser.GoAsync(page, $"/s/{store.Id}/products?tab=synced");
        var row = page.Locator("tbody .row-link").Nth(2);
        var title = await row.Locator(".title-text").InnerTextAsync();
        await row.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".drawer h2")).ToHaveTextAsync(title);
        await Assertions.Expect(page.Locator(".drawer .compare").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".drawer")).ToBeFocusedAsync();
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('.drawer').contains(document.activeElement)"), "Tab left the open drawer.");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".drawer")).ToHaveCountAsync(0);
        await Assertions.Expect(row).ToBeFocusedAsync();
        Assert.DoesNotContain("product=", page.Url, StringComparison.Ordinal);
    }

    private static async Task ColumnsAreKeptAsync(IPage page, Store store)
    {
        await OpenBrowser.GoAsync(page, $"/s/{store.Id}/products?tab=synced");
        await page.Locator(".columns-button").ClickAsync();
        await page.GetByLabel("SKU", new PageGetByLabelOptions { Exact = true }).UncheckAsync();
        await Assertions.Expect(page.Locator("th[data-col=sku]")).ToBeHiddenAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("th[data-col=sku]")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("th[data-col=stock]")).ToBeVisibleAsync();
        await page.Locator(".live.is-live").WaitForAsync();
        await page.Locator(".columns-button").ClickAsync();
        await page.GetByLabel("SKU", new PageGetByLabelOptions { Exact = true }).CheckAsync();
        await Assertions.Expect(page.Locator("th[data-col=sku]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
    }

    private static async Task ThemeIsKeptAsync(IPage page)
    {
        await ThemeBecomesAsync(page, "light");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await ThemeBecomesAsync(page, "dark");
        await page.Locator("summary[aria-label=Account]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Light", Exact = true }).ClickAsync();
        await ThemeBecomesAsync(page, "light");

        // Set before anything is painted, so that the page does not flash.
        await page.AddInitScriptAsync("new MutationObserver((_, o) => { if (document.body) { window.themeAtBody = document.documentElement.dataset.theme; o.disconnect(); } }).observe(document, { childList: true, subtree: true })");
        await page.ReloadAsync();
        Assert.Equal("light", await page.EvaluateAsync<string>("window.themeAtBody"));
        await page.Locator(".live.is-live").WaitForAsync();
        await page.Locator("summary[aria-label=Account]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "System", Exact = true }).ClickAsync();
        await ThemeBecomesAsync(page, "dark");
    }

    private static async Task FiltersStandInTheAddressAsync(IPage page, Store store)
    {
        await OpenBrowser.GoAsync(page, $"/s/{store.Id}/orders?tab=pushed");
        await page.Locator("select[aria-label=Fulfilment]").SelectOptionAsync("fulfilled");
        await OpenBrowser.IsAtAsync(page, "/orders?tab=pushed&fulfilment=fulfilled");
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("Fulfilled");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("select[aria-label=Fulfilment]")).ToHaveValueAsync("fulfilled");
        await page.Locator(".live.is-live").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Clear filters" }).ClickAsync();
        await OpenBrowser.IsAtAsync(page, "/orders?tab=pushed");
    }

    private static async Task MarginIsSavedAsync(IPage page, Store store)
    {
        await OpenBrowser.GoAsync(page, $"/s/{store.Id}/settings");
        await page.Locator("#connections a.button").First.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Product sync settings");
        await page.GetByLabel("Margin in %").FillAsync("12.5");
        await Assertions.Expect(page.Locator("#price-example")).ToContainTextAsync("+ 12.5 %");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "See what changes" }).ClickAsync();
        await Assertions.Expect(page.Locator("#effect-heading")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save the settings" }).ClickAsync();
        await Assertions.Expect(page.Locator(".form-bar")).ToContainTextAsync("Everything is saved.");

        // Every price says how it was made, and its write stands in the product's history.
        await OpenBrowser.GoAsync(page, $"/s/{store.Id}/products?tab=synced");
        await page.Locator("tbody .row-link").First.ClickAsync();
        await Assertions.Expect(page.Locator(".drawer .writes")).ToContainTextAsync("+ 12.5 %");
    }

    private static async Task RateIsSetAsync(IPage page, Store store)
    {
        await OpenBrowser.GoAsync(page, $"/s/{store.Id}/settings");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add a rate" }).ClickAsync();
        await page.GetByLabel("Source store's currency").FillAsync("SEK");
        await page.GetByLabel("Rate", new PageGetByLabelOptions { Exact = true }).FillAsync("0.1325");
        await Assertions.Expect(page.Locator(".form-effect")).ToContainTextAsync($"100 SEK becomes 13.25 {store.Currency}");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save the rate" }).ClickAsync();
        await Assertions.Expect(page.Locator("#rates")).ToContainTextAsync($"1 SEK = 0.1325 {store.Currency}");
    }

    private static Task ThemeBecomesAsync(IPage page, string theme) => Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", theme);
}
