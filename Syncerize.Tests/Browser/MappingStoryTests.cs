using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Syncerize.Core.Stores;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Browser;

/// <summary>A merchant takes a product out of step, looks at the code doctor, maps it again by SKU and by hand, and uploads a file that is none.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class MappingStoryTests
{
    [Fact]
    public async Task Merchant_MapsByCodeByHandAndByFile()
    {
        OpenBrowser.SkipWithout();
        await using var app = await RunningApp.StartAsync();
        var destination = (await app.StoresAsync()).Single(s => s.Roles == StoreRoles.Destination);
        await using var browser = await OpenBrowser.OnAsync(app);
        var page = await browser.SignedInAsync(destination);

        var title = await UnsyncFirstAsync(page, destination);
        await OpenBrowser.GoAsync(page, $"/s/{destination.Id}/products/map");
        await Assertions.Expect(page.Locator(".doctor .figure strong").First).ToHaveTextAsync("1");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Initiate mapping" }).ClickAsync();
        await Assertions.Expect(page.Locator(".run")).ToContainTextAsync(OneMapped());
        await Assertions.Expect(page.Locator(".run .chip")).ToHaveTextAsync("Ended");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "shopify.csv", MimeType = "text/csv", Buffer = "Handle,Title\nx,y\n"u8.ToArray() });
        await Assertions.Expect(page.Locator(".form-error")).ToContainTextAsync("lacks the columns");

        // Progress and result survive leaving the page.
        await OpenBrowser.GoAsync(page, $"/s/{destination.Id}/products?tab=synced&show=mapped");
        await Assertions.Expect(page.Locator(".run")).ToContainTextAsync(OneMapped());
        await Assertions.Expect(page.Locator("tbody .title-text").First).ToHaveTextAsync(title);

        title = await UnsyncFirstAsync(page, destination);
        await OpenBrowser.GoAsync(page, $"/s/{destination.Id}/products?tab=unsynced");
        await page.Locator("tbody tr", new PageLocatorOptions { HasText = title }).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Map", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".mud-dialog .compare tbody tr").First).ToBeVisibleAsync();
        await page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { NameRegex = MapButton() }).ClickAsync();
        await Assertions.Expect(page.Locator(".mud-snackbar")).ToContainTextAsync("is mapped to");
    }

    private static async Task<string> UnsyncFirstAsync(IPage page, Store store)
    {
        await OpenBrowser.GoAsync(page, $"/s/{store.Id}/products?tab=synced&show=created");
        var row = page.Locator("tbody tr").First;
        var title = await row.Locator(".title-text").InnerTextAsync();
        await row.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Unsync", Exact = true }).ClickAsync();
        await page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { NameRegex = UnsyncButton() }).Last.ClickAsync();
        await Assertions.Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        return title;
    }

    [GeneratedRegex("^Map \\d+ variant", RegexOptions.None, 1000)]
    private static partial Regex MapButton();

    [GeneratedRegex("\\b1 of \\d+ mapped", RegexOptions.None, 1000)]
    private static partial Regex OneMapped();

    [GeneratedRegex("^Unsync", RegexOptions.None, 1000)]
    private static partial Regex UnsyncButton();
}
