using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Syncerize.App.Components.Pages.Orders;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Activity;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Orders;
using Syncerize.Core.Shopify;
using Syncerize.Tests.TestKit;
using ActivityScreen = Syncerize.App.Components.Pages.Activity.Activity;
using OrderModel = Syncerize.App.Components.Pages.Orders.OrderReading;
using OrderScreen = Syncerize.App.Components.Pages.Orders.OrderView;
using OrdersScreen = Syncerize.App.Components.Pages.Orders.Orders;

namespace Syncerize.Tests.Components;

/// <summary>Lists of orders with their filters, one order's page, and activity.</summary>
public sealed class OrderPageTests
{
    [Theory]
    [InlineData("payment=paid", 1)]
    [InlineData("payment=pending", 0)]
    [InlineData("payment=rubbish", 1)]
    [InlineData("fulfilment=unfulfilled", 1)]
    [InlineData("fulfilment=fulfilled", 0)]
    [InlineData("store=1", 1)]
    [InlineData("store=2", 0)]
    [InlineData("from=2026-03-02&to=2026-03-02", 1)]
    [InlineData("from=2026-03-03", 0)]
    [InlineData("to=2026-03-01", 0)]
    [InlineData("tab=pushed", 0)]
    public async Task Orders_FiltersOfTheAddress_NarrowRowsAndCounts(string query, int rows)
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.PageOf<OrdersScreen, OrdersReading>(PageContext.Destination, query);
        Assert.Equal(rows, page.FindAll("tbody tr").Count);
        if (!query.StartsWith("tab", StringComparison.Ordinal))
        {
            Assert.Equal(rows.ToString(System.Globalization.CultureInfo.InvariantCulture), page.Find(".tab.current .tab-count").TextContent);
        }
    }

    [Fact]
    public async Task Orders_Filter_GoesIntoTheAddress()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.PageOf<OrdersScreen, OrdersReading>(PageContext.Destination, "tab=not-pushed&after=500");
        await page.Find("select[aria-label=Payment]").ChangeAsync(new ChangeEventArgs { Value = "paid" });
        Assert.EndsWith("/s/1/orders?tab=not-pushed&payment=paid", context.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_NothingMatches_OffersToClear()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.PageOf<OrdersScreen, OrdersReading>(PageContext.Destination, "payment=voided");
        Assert.Contains("No order of this list matches the filters.", page.Markup, StringComparison.Ordinal);
        await page.FindAll("button").First(b => b.TextContent == "Clear search and filters").ClickAsync(new MouseEventArgs());
        Assert.EndsWith("/s/1/orders?tab=not-pushed", context.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_PushedMeanwhile_LeavesTheOpenList()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.PageOf<OrdersScreen, OrdersReading>(PageContext.Destination);
        await context.WriteAsync(async (write, ct) =>
        {
            (await write.Db.Orders.SingleAsync(ct)).PushStatus = OrderPushStatus.Pushed;
            write.Changed(PageContext.Destination, LiveTopic.Orders);
        });
        page.WaitForAssertion(() => Assert.Equal(["0", "1", "0", "0"], page.FindAll(".tab-count").Select(c => c.TextContent)), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Order_Timeline_NewestFirstWithWhatWasNoted()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        context.Database.Time.Advance(TimeSpan.FromMinutes(5));
        await context.WriteAsync((write, _) =>
        {
            write.Record(PageContext.Destination, ActivityLevel.Success, "push", "Order #1042 was pushed to Oak & Linen as #7.", new ConnectionId(1), "500", "req-1");
            write.Record(PageContext.Destination, ActivityLevel.Success, "push", "Another order's entry.", new ConnectionId(1), "501");
            return Task.CompletedTask;
        });
        var page = Order(context);
        Assert.Equal(["Order #1042 was pushed to Oak & Linen as #7.", "The order was placed."], page.FindAll(".timeline li p:first-child").Select(p => p.TextContent.Split(": ", 2)[1]));
        Assert.Contains("req-1", page.Find(".timeline").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Order_ShippedWithTracking_LinkAndTimeline()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        await context.WriteAsync(async (write, ct) =>
        {
            var push = await write.Db.OrderPushes.SingleAsync(ct);
            (push.State, push.SourceOrderName) = (PushState.Recorded, "#7");
            write.Db.ReturnedFulfillments.Add(new ReturnedFulfillment { OrderPushId = push.Id, SourceFulfillmentId = 9, Lines = [new FulfilledUnits(501, 2)], Company = "DHL", Numbers = "JD01", Url = "https://dhl.example/JD01", WrittenAt = write.Now });
            (await write.Db.Orders.SingleAsync(ct)).Fulfillments = [new FulfillmentReading(9, "SUCCESS", write.Now, write.Now, [new TrackingReading("DHL", "JD01", "https://dhl.example/JD01")], [new FulfilledLine(501, 2)])];
        });
        var page = Order(context);
        Assert.Equal("https://dhl.example/JD01", page.Find(".shipments a").GetAttribute("href"));
        Assert.Contains("2 items were shipped with DHL, tracking JD01.", page.Find(".timeline").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Order_MarkAsHandled_AsksForAReason()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var dialogs = context.Render<MudDialogProvider>();
        var page = Order(context);
        var pressed = page.Find(".menu-item").ClickAsync(new MouseEventArgs());
        dialogs.WaitForAssertion(() => Assert.Contains("the stock kept back for it is free again", dialogs.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        await dialogs.FindAll("button").First(b => b.TextContent == "Cancel").ClickAsync(new MouseEventArgs());
        await pressed;
        await using var db = context.Database.CreateDbContext();
        Assert.Equal(PushState.Waiting, (await db.OrderPushes.SingleAsync(TestDatabase.Ct)).State);
    }

    [Fact]
    public async Task Activity_Kind_ShowsOnlyIts()
    {
        await using var context = await PageContext.CreateAsync();
        await context.WriteAsync((write, _) =>
        {
            write.Record(PageContext.Destination, ActivityLevel.Info, "stock", "Stock of the apron: 8 → 7.");
            write.Record(PageContext.Destination, ActivityLevel.Critical, "push", "Order #9 could not be pushed.");
            return Task.CompletedTask;
        });
        var page = context.PageOf<ActivityScreen, ActivityPage>(PageContext.Destination, "kind=orders");
        Assert.Contains("Order #9", Assert.Single(page.FindAll(".activity-row")).TextContent, StringComparison.Ordinal);
        var none = context.PageOf<ActivityScreen, ActivityPage>(PageContext.Destination, "kind=stock&level=critical");
        Assert.Contains("Nothing of this kind happened.", none.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activity_ManyEntries_ShowOlderLoadsMore()
    {
        await using var context = await PageContext.CreateAsync();
        await context.WriteAsync((write, _) =>
        {
            for (var i = 0; i < 60; i++)
            {
                write.Record(PageContext.Destination, ActivityLevel.Info, "stock", "Stock moved.");
            }

            return Task.CompletedTask;
        });
        var page = context.PageOf<ActivityScreen, ActivityPage>(PageContext.Destination);
        Assert.Equal(50, page.FindAll(".activity-row").Count);
        await page.FindAll("button").Single(b => b.TextContent == "Show older").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Equal(60, page.FindAll(".activity-row").Count), TimeSpan.FromSeconds(10));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent == "Show older");
    }

    [Theory]
    [InlineData("2026-03-02", "America/Toronto", "2026-03-02T05:00:00Z")]
    [InlineData("2026-07-02", "America/Toronto", "2026-07-02T04:00:00Z")]
    [InlineData("2026-09-06", "America/Santiago", "2026-09-06T04:00:00Z")]
    [InlineData("2026-03-02", "Nowhere/Land", "2026-03-02T00:00:00Z")]
    public void DayStart_OfAZone_IsTheFirstMomentOfThatDay(string day, string zone, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Times.DayStart(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), zone));

    private static IRenderedComponent<OrderScreen> Order(PageContext context) => context.PageOf<OrderScreen, OrderModel>(PageContext.Destination, more: p => p.Add(x => x.OrderId, 500));
}
