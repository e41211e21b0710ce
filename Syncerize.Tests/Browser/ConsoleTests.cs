using Microsoft.Playwright;
using Syncerize.App.Components.Shared;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.Tests.Browser;

/// <summary>Every action and every fault of the sandbox console, in a real browser against the real app.</summary>
[Collection(BrowserTests.Name)]
public sealed class ConsoleTests(ConsoleApp console) : IClassFixture<ConsoleApp>
{
    [Fact]
    public async Task Menu_SandboxEntry_LeadsToTheThreeShops()
    {
        var page = await console.OpenAsync();
        await page.GotoAsync("/");
        await page.Locator(".sidebar .nav-link", new PageLocatorOptions { HasText = "Sandbox" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Sandbox");
        await Assertions.Expect(page.Locator("section.shop")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator(".sidebar .current")).ToHaveTextAsync("Sandbox");
        await page.CloseAsync();
    }

    [Fact]
    public async Task Order_PlacedAndPaid_IsPushedBesideItAndShippedBack()
    {
        var page = await console.OpenAsync();
        var name = await console.PlaceAsync(page, console.Destination, await console.SyncedSkuAsync(1), 2, paid: false);
        var row = ConsoleApp.Column(page, console.Destination).Locator($"[data-order='{name}']");
        await Assertions.Expect(row).ToContainTextAsync("Pending");
        await row.Locator("summary").ClickAsync();
        await row.Locator(".menu-item", new LocatorLocatorOptions { HasText = "Mark as paid" }).ClickAsync();
        await Assertions.Expect(row.Locator(".chip").First).ToHaveTextAsync("Paid");

        // The source beside it gets it without a reload, ships it, and the destination knows.
        var pushed = ConsoleApp.Column(page, console.Source).Locator(".shop-row", new LocatorLocatorOptions { HasText = "pushed from " + name });
        await Assertions.Expect(pushed).ToHaveCountAsync(1);
        var dialog = await ConsoleApp.StepAsync(page, console.Source, (await pushed.GetAttributeAsync("data-order"))!, "Fulfil");
        await dialog.GetByLabel("Carrier").FillAsync("Royal Mail");
        await dialog.GetByLabel("Tracking number").FillAsync("RN123456785GB");
        await dialog.Locator(".desk-number").FillAsync("9");
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Fulfil", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("no more than are still to be shipped");
        await dialog.Locator(".desk-number").FillAsync("2");
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Fulfil", Exact = true }).ClickAsync();
        await Assertions.Expect(pushed).ToContainTextAsync("Fulfilled");
        await Assertions.Expect(row.Locator(".chip[title*='RN123456785GB']")).ToHaveTextAsync("Fulfilled");
        await page.CloseAsync();
    }

    [Fact]
    public async Task Stock_AndPriceChanged_AreShownAndTheDestinationFollows()
    {
        var page = await console.OpenAsync();
        var sku = await console.SyncedSkuAsync(2);
        var (source, destination) = (ConsoleApp.Column(page, console.Source), ConsoleApp.Column(page, console.Destination));
        await source.GetByPlaceholder("Title or SKU").FillAsync(sku);
        await destination.GetByPlaceholder("Title or SKU").FillAsync(sku);
        await Assertions.Expect(source.Locator("[data-variant]")).ToHaveCountAsync(1);
        await Assertions.Expect(destination.Locator("[data-variant]")).ToHaveCountAsync(1);
        await source.Locator("[data-variant] .icon-button").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        var level = dialog.Locator(".desk-number").First;
        var raised = int.Parse(await level.InputValueAsync(), System.Globalization.CultureInfo.InvariantCulture) + 300;
        await dialog.GetByLabel("Price", new LocatorGetByLabelOptions { Exact = true }).FillAsync("123.45");
        await level.FillAsync("-4");
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("from 0 to 1,000,000");
        await level.FillAsync(raised.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save" }).ClickAsync();
        await Assertions.Expect(source.Locator("[data-variant]")).ToContainTextAsync("123.45 GBP");

        var total = await console.Sandbox.World.ReadAsync(console.Source, s => s.LevelsOf(s.Variants.Values.Single(v => v.Sku == sku).InventoryItemId).Sum(l => l.Available));
        await Assertions.Expect(source.Locator("[data-variant] .num").First).ToHaveTextAsync(Words.Number(total));
        await Assertions.Expect(destination.Locator("[data-variant] .num").First).ToHaveTextAsync(Words.Number(total));
        await page.CloseAsync();
    }

    [Fact]
    public async Task Order_EditedRefundedCancelled_ShowsEach()
    {
        var page = await console.OpenAsync();
        var other = console.Sandbox.World["alpine-outfitters.myshopify.com"];
        var sku = await console.Sandbox.World.ReadAsync(other, s => s.Variants.Values.First(v => !string.IsNullOrEmpty(v.Sku) && s.LevelsOf(v.InventoryItemId).Sum(l => l.Available) > 10).Sku!);
        var column = ConsoleApp.Column(page, other);

        var first = await console.PlaceAsync(page, other, sku, 2);
        var dialog = await ConsoleApp.StepAsync(page, other, first, "Change quantities");
        await dialog.Locator(".desk-number").FillAsync("3");
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save" }).ClickAsync();
        await Assertions.Expect(column.Locator($"[data-order='{first}']")).ToContainTextAsync("3 units");

        dialog = await ConsoleApp.StepAsync(page, other, first, "Refund");
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Refund", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose at least one unit");
        await dialog.Locator(".desk-number").FillAsync("1");
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Refund", Exact = true }).ClickAsync();
        await Assertions.Expect(column.Locator($"[data-order='{first}']")).ToContainTextAsync("Partially refunded");
        await Assertions.Expect(column.Locator($"[data-order='{first}']")).ToContainTextAsync("2 units");

        var second = await console.PlaceAsync(page, other, sku, 1);
        dialog = await ConsoleApp.StepAsync(page, other, second, "Cancel");
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Cancel the order" }).ClickAsync();
        await Assertions.Expect(column.Locator($"[data-order='{second}'] .chip").First).ToHaveTextAsync("Cancelled");
        await Assertions.Expect(column.Locator($"[data-order='{second}'] summary")).ToHaveCountAsync(0);
        await page.CloseAsync();
    }

    [Fact]
    public async Task Speed_Set_OrdersComeByThemselvesAndStopWhenPaused()
    {
        var page = await console.OpenAsync();
        var newest = ConsoleApp.Column(page, console.Destination).Locator(".shop-row").First;
        var before = await newest.GetAttributeAsync("data-order");
        await ConsoleApp.Button(page, "Speed 50×").ClickAsync();
        await Assertions.Expect(page.Locator(".speed-text")).ToContainTextAsync("About one order every");
        await Assertions.Expect(newest).Not.ToHaveAttributeAsync("data-order", before!);
        await ConsoleApp.Button(page, "Pause").ClickAsync();
        await Assertions.Expect(page.Locator(".speed-text")).ToHaveTextAsync("Nothing happens by itself");
        Assert.Equal(0, console.Sandbox.Traffic.Speed);
        await page.CloseAsync();
    }

    [Theory]
    [InlineData(FaultKind.Throttle, "5")]
    [InlineData(FaultKind.ServerErrors, "1")]
    [InlineData(FaultKind.LostAnswers, "5")]
    [InlineData(FaultKind.Slow, "500")]
    [InlineData(FaultKind.SearchLag, "2")]
    public async Task Fault_OfRequests_IsMetCountedAndTheOrderIsPushedOnceAllTheSame(FaultKind fault, string setting)
    {
        var page = await console.OpenAsync("/sandbox");
        await page.GotoAsync("/sandbox?shop=harbour-home");
        await page.Locator(".live.is-live").WaitForAsync();
        var row = page.Locator($"[data-fault={fault}]");
        await row.Locator("select").SelectOptionAsync(setting);
        await Assertions.Expect(ConsoleApp.Column(page, console.Source).Locator(".shop-app .chip")).ToHaveTextAsync("1 fault");
        var name = await console.PlaceAsync(page, console.Destination, await console.SyncedSkuAsync(3), 1);
        await Assertions.Expect(row.Locator("[data-met] strong")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[1-9]", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Assertions.Expect(row.Locator("[data-app]")).ToContainTextAsync("Syncerize:");

        await ConsoleApp.Button(page, "Reset all faults").ClickAsync();
        await Assertions.Expect(row.Locator("[data-met]")).ToHaveTextAsync("–");
        var pushed = ConsoleApp.Column(page, console.Source).Locator(".shop-row", new LocatorLocatorOptions { HasText = "pushed from " + name });
        await Assertions.Expect(pushed).ToHaveCountAsync(1, new LocatorAssertionsToHaveCountOptions { Timeout = 180_000 });
        Assert.Equal(1, await console.Sandbox.World.ReadAsync(console.Source, s => s.Orders.Values.Count(o => o.CustomAttributes.Exists(a => a.Value == name))));
        await page.CloseAsync();
    }

    [Theory]
    [InlineData(FaultKind.WebhooksDoubled, "stands in the inbox once")]
    [InlineData(FaultKind.WebhooksReordered, "calls the shop")]
    public async Task Fault_OfWebhooks_IsCountedAndTheStockArrivesAllTheSame(FaultKind fault, string expected)
    {
        var page = await console.OpenAsync();
        await page.GotoAsync("/sandbox?shop=harbour-home");
        await page.Locator(".live.is-live").WaitForAsync();
        var row = page.Locator($"[data-fault={fault}]");
        await row.Locator("label.switch").ClickAsync();
        await Assertions.Expect(ConsoleApp.Column(page, console.Source).Locator(".shop-app .chip")).ToHaveTextAsync("1 fault");

        var skus = new List<string>();
        for (var n = 0; n < 6; n++)
        {
            skus.Add(await console.SyncedSkuAsync(10 + n));
        }

        await console.Sandbox.World.ChangeAsync(console.Source, shop =>
        {
            foreach (var sku in skus)
            {
                var level = shop.LevelsOf(shop.Variants.Values.Single(v => v.Sku == sku).InventoryItemId).First();
                Syncerize.App.Sandbox.Actions.StockActions.SetAvailable(shop, level, level.Available + 111);
            }
        });
        await Assertions.Expect(row.Locator("[data-met] strong")).Not.ToHaveTextAsync("0");
        await Assertions.Expect(row.Locator("[data-app]")).ToContainTextAsync(expected);

        var total = await console.Sandbox.World.ReadAsync(console.Source, s => s.LevelsOf(s.Variants.Values.Single(v => v.Sku == skus[0]).InventoryItemId).Sum(l => l.Available));
        var destination = ConsoleApp.Column(page, console.Destination);
        await destination.GetByPlaceholder("Title or SKU").FillAsync(skus[0]);
        await Assertions.Expect(destination.Locator("[data-variant] .num").First).ToHaveTextAsync(Words.Number(total), new LocatorAssertionsToHaveTextOptions { Timeout = 180_000 });
        await ConsoleApp.Button(page, "Reset all faults").ClickAsync();
        await Assertions.Expect(row.Locator("[data-met]")).ToHaveTextAsync("–");
        await page.CloseAsync();
    }

    [Fact]
    public async Task Fault_WebhooksDropped_IsCountedAndThePollFindsTheChange()
    {
        var page = await console.OpenAsync();
        await page.GotoAsync("/sandbox?shop=harbour-home");
        await page.Locator(".live.is-live").WaitForAsync();
        var row = page.Locator($"[data-fault={FaultKind.WebhooksDropped}]");
        await row.Locator("label.switch").ClickAsync();
        await Assertions.Expect(ConsoleApp.Column(page, console.Source).Locator(".shop-app .chip")).ToHaveTextAsync("1 fault");
        var sku = await console.SyncedSkuAsync(5);
        var destination = ConsoleApp.Column(page, console.Destination);
        await destination.GetByPlaceholder("Title or SKU").FillAsync(sku);
        await Assertions.Expect(destination.Locator("[data-variant]")).ToHaveCountAsync(1);
        var before = await destination.Locator("[data-variant] .muted").InnerTextAsync();
        await console.Sandbox.World.ChangeAsync(console.Source, shop =>
        {
            var variant = shop.Variants.Values.Single(v => v.Sku == sku);
            variant.PriceMinor += 1000;
            Syncerize.App.Sandbox.Actions.ProductActions.VariantChanged(shop, variant);
        });
        await Assertions.Expect(row.Locator("[data-met]")).ToContainTextAsync("1 webhook dropped; last products/update");
        await Assertions.Expect(row.Locator("[data-app]")).ToContainTextAsync("polled at");
        await Assertions.Expect(destination.Locator("[data-variant] .muted")).Not.ToHaveTextAsync(before, new LocatorAssertionsToHaveTextOptions { Timeout = 180_000 });
        await ConsoleApp.Button(page, "Reset all faults").ClickAsync();
        await page.CloseAsync();
    }

    [Fact]
    public async Task Fault_TokenRevoked_StoreWaitsAndGoesOnOnceItIsGivenBack()
    {
        var page = await console.OpenAsync();
        await page.GotoAsync("/sandbox?shop=harbour-home");
        await page.Locator(".live.is-live").WaitForAsync();
        var row = page.Locator($"[data-fault={FaultKind.TokenRevoked}]");
        await row.Locator("label.switch").ClickAsync();
        var name = await console.PlaceAsync(page, console.Destination, await console.SyncedSkuAsync(4), 1);
        await Assertions.Expect(row.Locator("[data-app]")).ToContainTextAsync("everything of this store waits");
        await Assertions.Expect(ConsoleApp.Column(page, console.Source).Locator(".shop-waits")).ToBeVisibleAsync();
        await row.Locator("label.switch").ClickAsync();
        await Assertions.Expect(ConsoleApp.Column(page, console.Source).Locator(".shop-waits")).ToHaveCountAsync(0);
        await Assertions.Expect(ConsoleApp.Column(page, console.Source).Locator(".shop-row", new LocatorLocatorOptions { HasText = "pushed from " + name })).ToHaveCountAsync(1);
        await ConsoleApp.Button(page, "Reset all faults").ClickAsync();
        await page.CloseAsync();
    }
}
