using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syncerize.App.Components.Layout;
using Syncerize.App.Sandbox;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Console;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;
using Syncerize.Tests.Sandbox;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Components;

/// <summary>The console in its states, over real simulated shops.</summary>
public sealed class ConsolePageTests : IAsyncLifetime
{
    private SandboxUnderTest _sandbox = null!;
    private PageContext _context = null!;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxUnderTest.StartAsync();
        _context = await PageContext.CreateAsync(services => services
            .AddSingleton(new RunningSandbox { Server = _sandbox.Server }).AddSingleton<ConsoleQuery>().AddSingleton<ShopDesk>().AddSingleton<FaultDesk>().AddSingleton<ParkedWork>()
            .AddSingleton<SimulatorAddress>().AddSingleton(new TokenProtection(new EphemeralDataProtectionProvider())).AddSingleton<StoreCredentials>().AddSingleton<StoreInstall>()
            .AddSingleton<IExtraNavigation, ConsoleNavigation>());
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public void Console_ShopsRunElsewhere_SaysHowToHaveThemHere()
    {
        _context.Services.GetRequiredService<RunningSandbox>().Server = null;
        var page = _context.Render<ConsoleView>();
        Assert.Contains("No simulated shop runs here", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".shop"));
    }

    [Fact]
    public void Console_NoOrdersNotInstalled_SaysWhatWouldFillIt()
    {
        var page = _context.Render<ConsoleView>();
        var columns = page.FindAll(".shop");
        Assert.Equal(2, columns.Count);
        Assert.All(columns, column => Assert.Contains("No order yet. Place one", column.TextContent, StringComparison.Ordinal));
        Assert.All(columns, column => Assert.Contains("Syncerize is not installed here yet.", column.TextContent, StringComparison.Ordinal));
        Assert.Contains("This shop has no product.", page.Markup, StringComparison.Ordinal);
        Assert.Equal(9, page.FindAll("[data-fault]").Count);
        Assert.True(page.FindAll("button").Single(b => b.TextContent.Contains("Reset all faults", StringComparison.Ordinal)).HasAttribute("disabled"));
    }

    [Fact]
    public async Task Console_Normal_ShowsStockAndOrdersWithWhatCanBeDone()
    {
        var name = await BuyAsync();
        var page = _context.Render<ConsoleView>();
        var row = page.Find($"[data-order='{name}']");
        Assert.Contains("Paid", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Unfulfilled", row.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Fulfil…", "Change quantities…", "Refund…", "Cancel…"], row.QuerySelectorAll(".menu-item").Select(b => b.TextContent));
        Assert.Equal(["13", "2", "15"], page.Find("[data-variant='1401']").QuerySelectorAll(".num").Select(n => n.TextContent.Trim()));
        Assert.Contains("Nothing happens by itself", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_ShopChanges_OpenPageFollows()
    {
        var page = _context.Render<ConsoleView>();
        Assert.Equal("15", page.Find("[data-variant='1401'] .num").TextContent.Trim());
        await _sandbox.Server.World.ChangeAsync(_sandbox.Source, shop => shop.SetAvailable(shop.Levels[(1501, 1011)], 40));
        await page.WaitForAssertionAsync(() => Assert.Equal("45", page.Find("[data-variant='1401'] .num").TextContent.Trim()));
        Assert.Equal("yes", page.Find("[data-variant='1401'] .num .flashing").GetAttribute("data-flash"));
    }

    [Fact]
    public async Task Console_Failing_SaysWhatWaitsWhyAndHowOften()
    {
        await _context.Database.Gate.WriteAsync(
            async (write, ct) =>
            {
                var store = await write.Db.Stores.SingleAsync(s => s.Id == PageContext.Source, ct);
                store.Domain = SmallWorld.Source;
                write.Db.Lanes.Add(new Lane { StoreId = store.Id, BackOffUntil = write.Now.AddMinutes(5), BackOffReason = "Shopify asks us to slow down." });
                write.Record(store.Id, Core.Activity.ActivityLevel.Attention, "work", "Something waits.");
            },
            TestDatabase.Ct);
        _sandbox.Source.Faults.Throttled = -1;
        var (_, _, response) = await _sandbox.SendAsync("query Look { shop { name } }");
        response.Dispose();
        var page = _context.Render<ConsoleView>();
        Assert.Contains("Shopify asks us to slow down.", page.Find(".shop-waits").TextContent, StringComparison.Ordinal);

        _context.Services.GetRequiredService<NavigationManager>().NavigateTo("/?shop=small-source");
        page = _context.Render<ConsoleView>();
        var throttled = page.Find("[data-fault='Throttle']");
        Assert.Equal("-1", throttled.QuerySelector("option[selected]")!.GetAttribute("value"));
        Assert.Contains("1 request refused; last Look", throttled.QuerySelector("[data-met]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("waits until", throttled.QuerySelector("[data-app]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Something waits.", page.Find(".console-activity").TextContent, StringComparison.Ordinal);

        // The store's access was refused.
        await _context.Database.Gate.WriteAsync(
            async (write, ct) =>
            {
                var store = await write.Db.Stores.SingleAsync(s => s.Id == PageContext.Source, ct);
                (store.State, store.StateReason) = (StoreState.Unauthorized, "Shopify refuses the token.");
                write.Changed(store.Id, LiveTopic.Stores);
            },
            TestDatabase.Ct);
        await page.WaitForAssertionAsync(() => Assert.Contains("everything of this store waits. Shopify refuses the token.", page.Find("[data-app]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Console_SpeedPressed_ShopsTradeAtIt()
    {
        var page = _context.Render<ConsoleView>();
        page.Find("[aria-label='Speed 10×']").Click();
        Assert.Equal(10, _sandbox.Server.Traffic.Speed);
        page.WaitForAssertion(() => Assert.Equal("true", page.Find("[aria-label='Speed 10×']").GetAttribute("aria-pressed")));
    }

    [Fact]
    public void Console_FaultsSetAndReset_AreTheShops()
    {
        var page = _context.Render<ConsoleView>();
        page.Find("[data-fault='ServerErrors'] select").Change("5");
        page.Find("[data-fault='Slow'] select").Change("2000");
        page.Find("[data-fault='SearchLag'] select").Change("10");
        page.Find("[data-fault='WebhooksDropped'] input").Change(true);
        page.Find("[data-fault='WebhooksReordered'] input").Change(true);
        var faults = _sandbox.Server.World.Shops.Select(s => s.Faults).Single(f => f.ServerErrors == 5);
        Assert.Equal((2000, true, true), (faults.DelayMs, faults.DropWebhooks, faults.ReorderWebhooks));
        page.WaitForAssertion(() => Assert.Contains("5 faults", page.Markup, StringComparison.Ordinal));
        page.FindAll("button").Single(b => b.TextContent.Contains("Reset all faults", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.DoesNotContain("5 faults", page.Markup, StringComparison.Ordinal));
        Assert.Equal((0, 0, false), (faults.ServerErrors, faults.DelayMs, faults.DropWebhooks));
    }

    [Fact]
    public async Task Desk_WhatCannotBe_IsRefusedWithASentenceAndUndone()
    {
        var desk = _context.Services.GetRequiredService<ShopDesk>();
        var before = _sandbox.Source.Orders.Count;
        Assert.Equal("Choose at least one product.", (await desk.PlaceAsync(SmallWorld.Source, [], true)).Sentence);
        Assert.StartsWith("There is not enough", (await desk.PlaceAsync(SmallWorld.Source, [(1401, 1), (1402, 16)], true)).Sentence, StringComparison.Ordinal);
        Assert.Equal("Every line needs at least one unit.", (await desk.PlaceAsync(SmallWorld.Source, [(1401, 0)], true)).Sentence);
        Assert.Equal((before, 10), (_sandbox.Source.Orders.Count, _sandbox.Source.Levels[(1501, 1011)].Available));
        Assert.Equal("Stock must be from 0 to 1,000,000 units.", (await desk.ShelveAsync(SmallWorld.Source, 1401, new Dictionary<long, int> { [1011] = -1 }, 10)).Sentence);
        Assert.Equal("The price must be from 0 to 10,000,000.", (await desk.ShelveAsync(SmallWorld.Source, 1401, new Dictionary<long, int>(), -1)).Sentence);
        Assert.Equal("Nothing was changed.", (await desk.ShelveAsync(SmallWorld.Source, 1401, new Dictionary<long, int> { [1011] = 10 }, 10)).Sentence);
        Assert.False((await desk.CancelAsync(SmallWorld.Source, 4711, true)).Done);
        Assert.False((await desk.CancelAsync("nowhere.myshopify.com", 1, true)).Done);
    }

    [Fact]
    public async Task Desk_OrderSteps_MoveStockAndRefuseTooMuch()
    {
        var desk = _context.Services.GetRequiredService<ShopDesk>();
        await BuyAsync();
        var order = _sandbox.Source.Orders.Values.Single();
        var line = order.Lines[0].Id;
        Dictionary<long, int> Units(int n) => new() { [line] = n };
        var row = ShopPanel.Row(_sandbox.Source, order);
        var tracking = desk.SuggestTracking(SmallWorld.Source, row);
        Assert.False(string.IsNullOrEmpty(tracking.Number));
        Assert.StartsWith("Choose at least one unit", (await desk.FulfilAsync(SmallWorld.Source, order.Id, Units(3), tracking)).Sentence, StringComparison.Ordinal);
        Assert.True((await desk.EditAsync(SmallWorld.Source, order.Id, Units(3))).Done);
        Assert.Equal("Change at least one quantity.", (await desk.EditAsync(SmallWorld.Source, order.Id, Units(3))).Sentence);
        Assert.True((await desk.FulfilAsync(SmallWorld.Source, order.Id, Units(1), tracking)).Done);
        Assert.Equal("PARTIALLY_FULFILLED", order.FulfillmentStatus);
        Assert.StartsWith("Choose at least one unit", (await desk.RefundAsync(SmallWorld.Source, order.Id, Units(9), true)).Sentence, StringComparison.Ordinal);
        Assert.True((await desk.RefundAsync(SmallWorld.Source, order.Id, Units(1), true)).Done);
        Assert.Equal("PARTIALLY_REFUNDED", order.FinancialStatus);
    }

    [Fact]
    public async Task Sidebar_InTheSandbox_HasItsEntry()
    {
        var store = (await _context.Services.GetRequiredService<StoreDirectory>().FindAsync(Actor.Operator, PageContext.Destination, TestDatabase.Ct))!;
        var menu = _context.Render<Sidebar>(p => p.Add(x => x.Store, store).Add(x => x.Path, "/s/1/sandbox"));
        var entry = menu.Find("a[aria-current=page]");
        Assert.Equal(("/s/1/sandbox", "Sandbox"), (entry.GetAttribute("href"), entry.TextContent.Trim()));
    }

    private async Task<string> BuyAsync()
    {
        var desk = _context.Services.GetRequiredService<ShopDesk>();
        Assert.True((await desk.PlaceAsync(SmallWorld.Source, [(1401, 2)], true)).Done);
        return _sandbox.Source.Orders.Values.Single().Name;
    }
}
