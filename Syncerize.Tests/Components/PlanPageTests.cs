using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syncerize.App.Components.Pages.Plan;
using Syncerize.Core;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Orders;
using Syncerize.Core.Plans;
using Syncerize.Core.Stores;
using Syncerize.Tests.TestKit;
using SettingsScreen = Syncerize.App.Components.Pages.Settings.Settings;

namespace Syncerize.Tests.Components;

/// <summary>The plan page, and paid features on other pages.</summary>
public sealed class PlanPageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Plan_Used_ShowsLeftAndUsedAndFollows()
    {
        await using var context = await PageContext.CreateAsync(SmallPlan);
        await context.FillAsync();
        await context.WriteAsync((w, ct) => Claims.CountAsync(w, PageContext.Destination, MeterUnit.Product(new ConnectionId(1), 10), w.Now, ct));
        var page = context.Page<Plan, PlanReading>();
        Assert.Equal(["1 left", "1 left", "3 left"], page.FindAll(".meter-head strong").Select(m => m.TextContent));
        Assert.Contains("1 of 2 used", page.FindAll(".meter")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal(["Small", "Large"], page.FindAll(".plan-tier h3").Select(t => t.TextContent));
        Assert.Contains("Automatic push: not included", page.FindAll(".plan-tier")[0].TextContent, StringComparison.Ordinal);

        await context.WriteAsync(async (w, ct) =>
        {
            await Claims.CountAsync(w, PageContext.Destination, MeterUnit.Product(new ConnectionId(1), 11), w.Now, ct);
            (await w.Db.OrderPushes.SingleAsync(ct)).WaitingFor = PushWaits.Plan;
            w.Changed(PageContext.Destination, LiveTopic.Products);
        });
        page.WaitForAssertion(() => Assert.Contains("full: nothing new starts", page.FindAll(".meter")[1].TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("1 order part waits for the plan", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_Unlimited_SaysSo()
    {
        await using var context = await PageContext.CreateAsync();
        var page = context.Page<Plan, PlanReading>();
        Assert.Equal(["No limit", "No limit", "No limit"], page.FindAll(".meter-head strong").Select(m => m.TextContent));
        Assert.Empty(page.FindAll(".meter-bar"));
    }

    [Fact]
    public async Task Settings_FeatureClosed_SwitchIsVisibleDisabledAndLabelled()
    {
        await using var context = await PageContext.CreateAsync(SmallPlan);
        await context.FillAsync();
        var page = context.Page<SettingsScreen, SettingsReading>();
        Assert.All(page.FindAll(".switch input").Take(2), s => Assert.True(s.HasAttribute("disabled")));
        Assert.Equal("Large plan", page.Find(".plan-label").TextContent);

        await context.Services.GetRequiredService<ChoosePlan>().SetAsync(Actor.Operator, PageContext.Destination, "Large", TestDatabase.Ct);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".plan-label")), Patience);
        Assert.False(page.FindAll(".switch input")[0].HasAttribute("disabled"));
    }

    private static void SmallPlan(IServiceCollection services)
    {
        var large = new TierOptions { Name = "Large" };
        foreach (var feature in Enum.GetNames<Feature>())
        {
            large.Features.Add(feature);
        }

        services.AddSingleton(PlansUnderTest.Of(new TierOptions { Name = "Small", Connections = 1, Products = 2, PushesPerMonth = 3 }, large));
    }
}
