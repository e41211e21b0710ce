using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syncerize.App.Components.Pages.Reports;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Live;
using Syncerize.Core.Totals;
using ReportsScreen = Syncerize.App.Components.Pages.Reports.Reports;

namespace Syncerize.Tests.Components;

/// <summary>The reports' page: empty, with rows, failing, moving by itself; its choices stand in the address.</summary>
public sealed class ReportPageTests
{
    [Theory]
    [InlineData("report=orders", "Reports are about orders and products of connected stores.")]
    [InlineData("report=payout", "Reports are about orders and products of connected stores.")]
    public async Task Reports_NoStoreConnected_TeachesAndExportsNothing(string query, string text)
    {
        await using var context = await PageContext.CreateAsync();
        var page = context.PageOf<ReportsScreen, ReportReading>(PageContext.Destination, query);
        Assert.Contains(text, page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("a[download]"));
    }

    [Theory]
    [InlineData("report=orders", "#1042", "80.00 CAD")]
    [InlineData("report=products", "Linen apron", "80.00 CAD")]
    [InlineData("report=stores", "Oak & Linen", "80.00 CAD")]
    [InlineData("report=mapping", "Linen apron", "LIN-1")]
    [InlineData("report=rubbish", "#1042", "80.00 CAD")]
    public async Task Reports_EachKind_ShowsItsRow(string query, string first, string other)
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.PageOf<ReportsScreen, ReportReading>(PageContext.Destination, query);
        var row = Assert.Single(page.FindAll(".table-card tbody tr")).TextContent;
        Assert.Contains(first, row, StringComparison.Ordinal);
        Assert.Contains(other, row, StringComparison.Ordinal);
        Assert.Equal(3, page.FindAll(".menu-body a[href*='/reports/']").Count);
    }

    [Fact]
    public async Task Reports_Choices_GoIntoTheAddressAndIntoTheFiles()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var navigation = context.Services.GetRequiredService<NavigationManager>();
        var page = context.PageOf<ReportsScreen, ReportReading>(PageContext.Destination, "report=payout&range=custom&from=2026-02-01&to=2026-03-02");
        Assert.Equal("/s/1/reports/payout.csv?store=1&range=custom&from=2026-02-01&to=2026-03-02", page.Find("a[href*='.csv']").GetAttribute("href"));
        Assert.Contains("No order was pushed in these days.", page.Markup, StringComparison.Ordinal);

        await page.Find("input[aria-label=Commission]").ChangeAsync(new ChangeEventArgs { Value = "12.5" });
        Assert.EndsWith("/s/1/reports?report=payout&range=custom&from=2026-02-01&to=2026-03-02&value=12.5", navigation.Uri, StringComparison.Ordinal);
        await page.Find("select[aria-label='Days are']").ChangeAsync(new ChangeEventArgs { Value = "push" });
        Assert.Contains("by=push", navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_CommissionThatIsNone_SaysSoAndOffersNoFile()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.PageOf<ReportsScreen, ReportReading>(PageContext.Destination, "report=payout&value=120");
        Assert.Contains("Enter a share from 0 to 100 percent", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("120", page.Find("input[aria-label=Commission]").GetAttribute("value"));
        Assert.Empty(page.FindAll("a[href*='.csv']"));
    }

    [Fact]
    public async Task Reports_RefundMeanwhile_OpenPageFollows()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.PageOf<ReportsScreen, ReportReading>(PageContext.Destination, "report=orders");
        Assert.Equal(["1", "2", "80.00 CAD"], page.FindAll(".report-sums dd").Select(d => d.TextContent));
        await context.WriteAsync(async (write, ct) =>
        {
            var line = await write.Db.OrderLines.SingleAsync(ct);
            (line.CurrentQuantity, line.NetMinor) = (1, 4_000);
            await KeptTotals.AddAsync(
                write,
                [new TotalDelta(PageContext.Destination, TotalSide.Destination, Total.Together, null, DateOnly.FromDateTime(write.Now.UtcDateTime).DayNumber, new Figures(0, -1, -4_000))],
                ct);
            write.Changed(PageContext.Destination, LiveTopic.Orders);
        });
        page.WaitForAssertion(() => Assert.Equal(["1", "1", "40.00 CAD"], page.FindAll(".report-sums dd").Select(d => d.TextContent)), TimeSpan.FromSeconds(10));
        Assert.Contains("40.00 CAD", page.Find(".table-card tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_ReadFails_BoundaryShowsIt()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        await context.WriteAsync((write, ct) => write.Db.Database.ExecuteSqlRawAsync("DROP TABLE OrderPushLines", ct));
        var page = context.Render<Microsoft.AspNetCore.Components.Web.ErrorBoundary>(p => p
            .Add(b => b.ChildContent, builder =>
            {
                builder.OpenComponent<ReportsScreen>(0);
                builder.AddComponentParameter(1, nameof(ReportsScreen.StoreId), 1);
                builder.CloseComponent();
            })
            .Add(b => b.ErrorContent, _ => builder =>
            {
                builder.OpenComponent<Failing>(0);
                builder.CloseComponent();
            }));
        Assert.Contains("This page could not be shown", page.Markup, StringComparison.Ordinal);
    }
}
