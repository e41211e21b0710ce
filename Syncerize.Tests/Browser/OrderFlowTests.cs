using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Browser;

/// <summary>What a merchant does with orders: settings, why an order waits, what the supplier will see, an edit that follows, a cancel that follows, units kept back.</summary>
[Collection(BrowserTests.Name)]
public sealed class OrderFlowTests
{
    [Fact]
    public async Task Orders_SettingsExplainPreviewEditCancelHandled_Work()
    {
        OpenBrowser.SkipWithout();
        await using var app = await RunningApp.StartAsync();
        var destination = (await app.StoresAsync()).Single(s => s.Roles == StoreRoles.Destination);
        await using var browser = await OpenBrowser.OnAsync(app);
        var page = await browser.SignedInAsync(destination);

        // Notes are not forwarded any more.
        await OpenBrowser.GoAsync(page, $"/s/{destination.Id}/settings/order-push?connection=1");
        await page.Locator("input[aria-labelledby=push-note]").UncheckAsync(new LocatorUncheckOptions { Force = true });
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".mud-snackbar")).ToContainTextAsync("Saved for");

        // An unpaid order says which rule stops it and what the supplier would see.
        var variant = await VariantAsync(app);
        var order = await BuyAsync(app, destination, variant, 2);
        await OrderPageAsync(page, destination, order);
        await Assertions.Expect(page.Locator(".part-why")).ToContainTextAsync("not paid");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "See what the supplier will see" }).ClickAsync();
        await Assertions.Expect(page.Locator(".preview-facts")).ToContainTextAsync("Destination Order ID");
        await Assertions.Expect(page.Locator(".preview-facts dt:has-text('Note') + dd")).ToHaveTextAsync("Not sent");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Close", Exact = true }).ClickAsync();

        // Paid: it goes while the page is open. Edited: the change is offered and sent.
        await app.InShopAsync(destination.Domain, "pay", new { orderId = Id(order) });
        await Assertions.Expect(page.Locator(".part .chip").First).ToHaveTextAsync("Pushed");
        var line = (await OrdersAsync(app, destination.Domain, Id(order))).GetProperty("lines")[0].GetProperty("id").GetInt64();
        await app.InShopAsync(destination.Domain, "edit", new { orderId = Id(order), lineId = line, quantity = 1 });
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Send the change" }).ClickAsync();
        await Assertions.Expect(page.Locator(".part-changes li").First.Locator(".chip")).ToHaveTextAsync("Done");
        await Assertions.Expect(page.Locator(".part-offer")).ToHaveCountAsync(0);

        // Cancelled here: cancelled at the source.
        await app.InShopAsync(destination.Domain, "cancel", new { orderId = Id(order) });
        await Assertions.Expect(page.Locator(".part-changes li").First).ToContainTextAsync("is cancelled at the source");

        // Units kept back are handled together and taken back.
        var waiting = await BuyAsync(app, destination, variant, 1);
        var name = waiting.GetProperty("name").GetString()!;
        await OrderPageAsync(page, destination, waiting);
        await OpenBrowser.GoAsync(page, $"/s/{destination.Id}/orders/open");
        await page.GetByLabel($"Select {name}", new PageGetByLabelOptions { Exact = true }).CheckAsync();
        await page.Locator(".bulk").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Mark as handled" }).ClickAsync();
        await page.Locator(".handled-reason input").FillAsync("shipped from our shelf");
        await page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Mark as handled" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr", new PageLocatorOptions { HasText = name })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Handled" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr", new PageLocatorOptions { HasText = name })).ToContainTextAsync("shipped from our shelf");
        await page.GetByLabel($"Select {name}", new PageGetByLabelOptions { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Take the marks back" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr", new PageLocatorOptions { HasText = name })).ToHaveCountAsync(0);
    }

    private static long Id(JsonElement order) => order.GetProperty("id").GetInt64();

    private static async Task OrderPageAsync(IPage page, Store store, JsonElement order)
    {
        await OpenBrowser.GoAsync(page, $"/s/{store.Id}/orders/{Id(order).ToString(System.Globalization.CultureInfo.InvariantCulture)}");
        await page.Locator(".part").First.WaitForAsync();
    }

    private static Task<JsonElement> BuyAsync(RunningApp app, Store destination, long variant, int units) =>
        app.InShopAsync(destination.Domain, "orders", new { paid = false, note = "Ring twice", lines = new[] { new { variantId = variant, quantity = units } } });

    private static async Task<JsonElement> OrdersAsync(RunningApp app, string domain, long id)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = app.Sandbox };
        return JsonDocument.Parse(await http.GetStringAsync($"/sandbox/{domain}/orders?id={id.ToString(System.Globalization.CultureInfo.InvariantCulture)}", RunningApp.Ct)).RootElement[0].Clone();
    }

    /// <summary>A synced variant of which both shops have plenty.</summary>
    private static async Task<long> VariantAsync(RunningApp app)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<SyncerizeDb>>().CreateDbContextAsync(RunningApp.Ct);
        return await db.VariantLinks.Where(l => l.IsActive && l.ConnectionId == new Core.ConnectionId(1) && l.ProductLink!.State == LinkState.Active && l.LastQuantity >= 8).OrderBy(l => l.Id).Select(l => l.DestinationVariantId).FirstAsync(RunningApp.Ct);
    }
}
