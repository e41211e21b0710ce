using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Totals;
using Syncerize.Tests.TestKit;
using DashboardScreen = Syncerize.App.Components.Pages.Dashboard.Dashboard;

namespace Syncerize.Tests.Components;

/// <summary>The dashboard's page over a real database.</summary>
public sealed class DashboardTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Dashboard_NewStore_TeachesTheFirstSteps()
    {
        await using var context = await PageContext.CreateAsync();
        var page = context.Page<DashboardScreen, DashboardReading>();
        Assert.True(page.Find("details.setup").HasAttribute("open"));
        Assert.Contains("0 of 3 steps done", page.Find("details.setup").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Connect a source store", "Sync the first product", "Push the first order"], page.FindAll(".setup-steps strong").Select(s => s.ChildNodes[0].TextContent));
        Assert.Contains("appear here with the first order", page.Find(".no-sales").TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing needs you", page.Find(".state").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".chart"));
    }

    [Fact]
    public async Task Dashboard_WithData_ShowsFiguresInTheSpecifiedOrder()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.Page<DashboardScreen, DashboardReading>();
        Assert.Equal(["Stores connected", "Available products", "Total orders received", "Synced products", "Revenue generated"], page.FindAll(".counter-card .label").Select(l => l.TextContent));
        Assert.Equal(["1", "2", "1", "1", "80.00 CAD"], page.FindAll(".counter-value").Select(v => v.TextContent.Trim()));
        Assert.Equal(5, page.FindAll(".counter-card .spark").Count);
        Assert.Equal(["Store connections", "Products to sync", "Orders to push"], page.FindAll(".plan-strip .label").Select(l => l.TextContent));
        Assert.Equal("Upgrade Plan", page.Find(".plan-strip a").TextContent);
        Assert.Equal(["Linen apron", "Oak & Linen"], page.FindAll(".top-name span").Select(n => n.TextContent));
        Assert.Contains("1 order part waits", page.Find(".health").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 thing needs you", page.Find(".state").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find(".chart-area"));
        Assert.NotNull(page.Find(".chart-donut"));
        Assert.Equal(
            ["Products sold from connected stores", "Top-selling products", "Top suppliers", "Push status", "Sync health", "Live activity"],
            page.FindAll(".board > section").Select(s => s.GetAttribute("aria-label")));
    }

    [Fact]
    public async Task Dashboard_OrderArrives_NumbersFollowWithoutANewChart()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.Page<DashboardScreen, DashboardReading>();
        var chart = page.FindComponents<Syncerize.App.Components.Charts.Chart>()[0].Instance;
        Assert.Empty(page.FindAll(".counter-value [data-flash]"));
        await context.Database.Gate.WriteAsync(
            async (write, ct) =>
            {
                var day = DateOnly.FromDateTime(write.Now.UtcDateTime).DayNumber;
                await KeptTotals.AddAsync(write, [new TotalDelta(PageContext.Destination, TotalSide.Destination, Total.Together, null, day, new Figures(1, 1, 2_050, Open: 1))], ct);
                write.Changed(PageContext.Destination, LiveTopic.Orders);
            },
            TestDatabase.Ct);
        page.WaitForAssertion(() => Assert.Equal("100.50 CAD", page.FindAll(".counter-value")[4].TextContent.Trim()), Patience);
        Assert.Equal(2, page.FindAll(".counter-value [data-flash]").Count);
        Assert.Same(chart, page.FindComponents<Syncerize.App.Components.Charts.Chart>()[0].Instance);
    }

    [Fact]
    public async Task Dashboard_ByUnits_OrdersBothListsAnew()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.Page<DashboardScreen, DashboardReading>();
        Assert.Equal("80.00 CAD", page.Find(".top-figures").Children[0].TextContent);
        page.FindAll(".top-switch button").First(b => b.TextContent == "Units").Click();
        Assert.All(page.FindAll(".top-figures"), f => Assert.Equal("2 units", f.Children[0].TextContent));
    }

    [Fact]
    public async Task Calendar_PresetInTheAddress_IsMarkedAndCompared()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/s/1/dashboard?range=7-days");
        var page = context.Page<DashboardScreen, DashboardReading>();
        Assert.Equal("Last 7 days", page.Find(".calendar-presets [aria-current]").TextContent);
        Assert.Contains("compared with 17 – 23 Feb 2026", page.Find(".governed").TextContent, StringComparison.Ordinal);
        Assert.Equal("New", page.FindAll(".counter-change")[2].ChildNodes[0].TextContent);
        Assert.All(page.FindAll(".calendar-presets a"), a => Assert.StartsWith("/s/1/dashboard?range=", a.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Calendar_TwoDaysTakenInTheMonth_AreTheAddress()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.Page<DashboardScreen, DashboardReading>();
        page.Find("[aria-label='Month before']").Click();
        page.Find("[data-day='2026-02-20']").Click();
        page.Find("[data-day='2026-02-11']").Click();
        Assert.Contains("10 days", page.Find(".range-foot").TextContent, StringComparison.Ordinal);
        page.Find(".range-foot button").Click();
        Assert.EndsWith("/s/1/dashboard?range=custom&from=2026-02-11&to=2026-02-20", context.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("0", page.FindAll(".counter-value")[2].TextContent.Trim()), Patience);
    }

    [Fact]
    public async Task Calendar_DaysToCome_CannotBeTaken()
    {
        await using var context = await PageContext.CreateAsync();
        var page = context.Page<DashboardScreen, DashboardReading>();
        Assert.True(page.Find("[data-day='2026-03-03']").HasAttribute("disabled"));
        Assert.False(page.Find("[data-day='2026-03-02']").HasAttribute("disabled"));
        Assert.True(page.Find("[aria-label='Month after']").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Dashboard_ReadFails_TheBoundarySaysSo()
    {
        await using var context = await PageContext.CreateAsync();
        await context.Database.Gate.WriteAsync((write, ct) => write.Db.Database.ExecuteSqlRawAsync("DROP TABLE Totals", ct), TestDatabase.Ct);
        var page = context.Render<ErrorBoundary>(p => p
            .Add(b => b.ChildContent, builder =>
            {
                builder.OpenComponent<DashboardScreen>(0);
                builder.AddComponentParameter(1, nameof(DashboardScreen.StoreId), 1);
                builder.CloseComponent();
            })
            .Add(b => b.ErrorContent, _ => builder =>
            {
                builder.OpenComponent<Failing>(0);
                builder.CloseComponent();
            }));
        page.WaitForAssertion(() => Assert.Contains("This page could not be shown", page.Markup, StringComparison.Ordinal), Patience);
    }
}
