using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Activity;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Sync;
using Syncerize.Tests.TestKit;
using ActivityScreen = Syncerize.App.Components.Pages.Activity.Activity;
using DashboardScreen = Syncerize.App.Components.Pages.Dashboard.Dashboard;
using OrderScreen = Syncerize.App.Components.Pages.Orders.OrderView;
using OrdersReading = Syncerize.App.Components.Pages.Orders.OrdersReading;
using OrdersScreen = Syncerize.App.Components.Pages.Orders.Orders;
using PartnerList = Syncerize.App.Components.Pages.Stores.PartnerList;
using ProductsScreen = Syncerize.App.Components.Pages.Products.Products;
using StoresScreen = Syncerize.App.Components.Pages.Stores.Stores;

namespace Syncerize.Tests.Components;

public sealed class PageTests
{
    [Fact]
    public async Task Pages_Empty_SayWhatWouldFillThem()
    {
        await using var context = await PageContext.CreateAsync();
        Assert.Contains("Nothing needs you", context.Page<DashboardScreen, DashboardReading>().Markup, StringComparison.Ordinal);
        Assert.Contains("Connect a source store first", context.Page<ProductsScreen, ProductPage>().Markup, StringComparison.Ordinal);
        Assert.Contains("Press Add new store", context.Page<StoresScreen, PartnerList>().Markup, StringComparison.Ordinal);
        Assert.Contains("No order waits to be pushed", context.Page<OrdersScreen, OrdersReading>().Markup, StringComparison.Ordinal);
        Assert.Contains("Nothing here", context.Page<ActivityScreen, ActivityPage>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Products_Tabs_ShowSyncedWithReasonAndUnsyncedWithSync()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var synced = context.Page<ProductsScreen, ProductPage>();
        Assert.Equal("Linen apron", synced.Find(".title-text").TextContent);
        Assert.Equal("7", synced.Find(".why").TextContent);
        Assert.Contains("9 at the source", synced.Find(".why").GetAttribute("aria-label"), StringComparison.Ordinal);
        var unsynced = context.Page<ProductsScreen, ProductPage>("unsynced");
        Assert.Equal("Oak board", unsynced.Find(".title-text").TextContent);
        Assert.Single(unsynced.FindAll("td button"), b => b.TextContent == "Sync");
    }

    [Fact]
    public async Task Products_StockChanges_OpenPageFollows()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.Page<ProductsScreen, ProductPage>();
        await context.Database.Gate.WriteAsync(
            async (write, ct) =>
            {
                (await write.Db.VariantLinks.SingleAsync(ct)).LastQuantity = 3;
                write.Changed(PageContext.Destination, LiveTopic.Stock);
            },
            TestDatabase.Ct);
        page.WaitForAssertion(() => Assert.Equal("3", page.Find(".why").TextContent), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Activity_NewEntry_AppearsAndLeavingEndsTheSubscription()
    {
        await using var context = await PageContext.CreateAsync();
        var page = context.Page<ActivityScreen, ActivityPage>();
        Assert.Equal(1, context.Database.Feed.SubscriberCount);
        await context.Database.Gate.WriteAsync(
            (write, _) =>
            {
                write.Record(PageContext.Destination, ActivityLevel.Success, "push", "Order #1042 was pushed.");
                return Task.CompletedTask;
            },
            TestDatabase.Ct);
        page.WaitForAssertion(() => Assert.Contains("Order #1042 was pushed.", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        await context.DisposeComponentsAsync();
        Assert.Equal(0, context.Database.Feed.SubscriberCount);
    }

    [Fact]
    public async Task Orders_WaitingForPush_OffersPushAndSaysWhy()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var list = context.Page<OrdersScreen, OrdersReading>();
        Assert.Contains("12,345.00 CAD", list.Markup, StringComparison.Ordinal);
        Assert.Single(list.FindAll("td button"), b => b.TextContent == "Push");
        var order = context.Render<OrderScreen>(p => p.Add(x => x.StoreId, 1).Add(x => x.OrderId, 500));
        Assert.Contains("Automatic push is off in Settings.", order.Find(".part-why").TextContent, StringComparison.Ordinal);
        var none = context.Render<OrderScreen>(p => p.Add(x => x.StoreId, 1).Add(x => x.OrderId, 999));
        Assert.Contains("This order is not here", none.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stores_Connected_OffersPauseAndDisconnect()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.Page<StoresScreen, PartnerList>();
        Assert.Equal(["Pause", "Disconnect"], page.FindAll(".partner-actions button").Select(b => b.TextContent));
    }

    [Fact]
    public async Task AnyPage_ReadFails_BoundaryShowsIt()
    {
        await using var context = await PageContext.CreateAsync();
        await context.Database.Gate.WriteAsync((write, ct) => write.Db.Database.ExecuteSqlRawAsync("DROP TABLE Activity", ct), TestDatabase.Ct);
        var page = context.Render<ErrorBoundary>(p => p
            .Add(b => b.ChildContent, builder =>
            {
                builder.OpenComponent<ActivityScreen>(0);
                builder.AddComponentParameter(1, nameof(ActivityScreen.StoreId), 1);
                builder.CloseComponent();
            })
            .Add(b => b.ErrorContent, _ => builder =>
            {
                builder.OpenComponent<Failing>(0);
                builder.CloseComponent();
            }));
        Assert.Contains("This page could not be shown", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherStore_InsideTheCircuit_Refused()
    {
        await using var context = await PageContext.CreateAsync();
        Assert.Throws<Syncerize.Core.Stores.AccessRefusedException>(() => context.Render<ActivityScreen>(p => p.Add(x => x.StoreId, PageContext.Source.Value)));
    }
}
