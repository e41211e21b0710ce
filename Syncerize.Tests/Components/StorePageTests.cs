using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using Syncerize.App.Components.Layout;
using Syncerize.App.Components.Pages.Stores;
using Syncerize.Core.Connections;
using Syncerize.Core.Insights;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;
using Syncerize.Tests.TestKit;
using StoresScreen = Syncerize.App.Components.Pages.Stores.Stores;

namespace Syncerize.Tests.Components;

/// <summary>The list of stores, one connected store's page, and a store with both roles.</summary>
public sealed class StorePageTests
{
    [Fact]
    public async Task Stores_Lists_EachStoreStandsWhereItsStateSays()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.Page<StoresScreen, PartnerList>();
        Assert.Contains("Oak & Linen", page.Find("section[aria-label=Connected]").TextContent, StringComparison.Ordinal);
        await SetAsync(context, ConnectionState.Blocked);
        page.WaitForAssertion(() => Assert.Contains("Oak & Linen", page.Find("section[aria-label=Blocked]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.DoesNotContain("Oak & Linen", page.Find("section[aria-label=Connected]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_Connected_FiguresRulesAndMissingRate()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = Partner(context);
        Assert.Equal("Oak & Linen", page.Find("h1").TextContent);
        Assert.Equal(["1", "2"], page.FindAll("section[aria-labelledby=products-heading] .figure strong").Select(f => f.TextContent.Trim()));
        Assert.Equal("/s/1/orders?tab=not-pushed&store=1", page.FindAll("a.figure")[0].GetAttribute("href"));
        Assert.Equal(["1", "0", "0", "0"], page.FindAll("a.figure strong").Select(f => f.TextContent.Trim()));
        Assert.Contains("no exchange rate is set", page.Find(".notice-critical").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Pause", "Disconnect"], page.FindAll(".partner-actions button").Select(b => b.TextContent));
    }

    [Fact]
    public async Task Store_Paused_SaysWhatStandsStillAndOffersResume()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = Partner(context);
        await SetAsync(context, ConnectionState.Paused);
        page.WaitForAssertion(() => Assert.Contains("The connection is paused", page.Find(".notice-attention").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Equal(["Resume", "Disconnect"], page.FindAll(".partner-actions button").Select(b => b.TextContent));
    }

    [Fact]
    public async Task Store_Disconnect_NamesTheConsequence()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var dialogs = context.Render<MudDialogProvider>();
        var page = Partner(context);
        var pressed = page.FindAll(".partner-actions button").Single(b => b.TextContent == "Disconnect").ClickAsync(new MouseEventArgs());
        dialogs.WaitForAssertion(() => Assert.Contains("1 product of Oak &amp; Linen is synced now", dialogs.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        await dialogs.FindAll("button").First(b => b.TextContent == "Disconnect & keep products").ClickAsync(new MouseEventArgs());
        await pressed;
        await using var db = context.Database.CreateDbContext();
        Assert.Equal(ConnectionState.Disconnected, (await db.Connections.SingleAsync(TestDatabase.Ct)).State);
    }

    [Fact]
    public async Task Store_OfNobody_SaysSo()
    {
        await using var context = await PageContext.CreateAsync();
        var page = Partner(context);
        Assert.Contains("This store is not connected to yours", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_AtTheSource_OffersPauseAndBlock()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        context.AsSource();
        var page = context.PageOf<StorePage, PartnerReading>(PageContext.Source, more: p => p.Add(x => x.ConnectionId, 1));
        Assert.Equal(["Pause", "Block"], page.FindAll(".partner-actions button").Select(b => b.TextContent));
        Assert.DoesNotContain("Exchange rate", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("1-source", false)]
    [InlineData("1-destination_2-source", true)]
    [InlineData("1-none", true)]
    [InlineData("rubbish", true)]
    public void BothRoles_Choice_DecidesTheView(string? choices, bool destination)
    {
        var store = new StoreSummary(
            PageContext.Destination, "Both", "both.myshopify.com", StoreRoles.Destination | StoreRoles.Source, StoreState.Active, null, "CAD", "UTC", "KEY", null);
        Assert.Equal(destination, ViewChoices.Apply(store, choices).IsDestination);
    }

    [Fact]
    public void OneRole_Choice_ChangesNothing()
    {
        var store = new StoreSummary(PageContext.Destination, "One", "one.myshopify.com", StoreRoles.Destination, StoreState.Active, null, "CAD", "UTC", "KEY", null);
        Assert.True(ViewChoices.Apply(store, "1-source").IsDestination);
    }

    private static IRenderedComponent<StorePage> Partner(PageContext context) =>
        context.PageOf<StorePage, PartnerReading>(PageContext.Destination, more: p => p.Add(x => x.ConnectionId, 1));

    private static Task SetAsync(PageContext context, ConnectionState state) => context.WriteAsync(async (write, ct) =>
    {
        (await write.Db.Connections.SingleAsync(ct)).State = state;
        write.Changed(PageContext.Destination, LiveTopic.Stores);
    });
}
