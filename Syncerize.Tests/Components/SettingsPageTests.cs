using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Syncerize.App.Components.Pages.Settings;
using Syncerize.Core.Insights;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Tests.TestKit;
using SettingsScreen = Syncerize.App.Components.Pages.Settings.Settings;

namespace Syncerize.Tests.Components;

/// <summary>The settings page: exchange rates, switches of order push, the unique key.</summary>
public sealed class SettingsPageTests
{
    [Fact]
    public async Task Rates_Missing_SaidWithWhatWaitsForIt()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.Page<SettingsScreen, SettingsReading>();
        var row = page.FindAll("#rates .form-row")[0];
        Assert.Contains("1 GBP = ? CAD", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Missing", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Prices of 1 product wait for it.", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rates_SetByForm_SaysWhatItWillDoThenShowsIt()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.Page<SettingsScreen, SettingsReading>();
        await page.Find("#rates .form-row .button-primary").ClickAsync(new MouseEventArgs());
        await page.Find(".rate-value").InputAsync(new ChangeEventArgs { Value = "1,75" });
        Assert.Equal("100 GBP becomes 175.00 CAD, before your margin. Prices of 1 synced product are written anew.", page.Find(".form-effect").TextContent);
        await page.Find("#rates form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("1 GBP = 1.75 CAD", page.Find("#rates").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        await using var db = context.Database.CreateDbContext();
        Assert.Equal(1_750_000, (await db.ExchangeRates.SingleAsync(TestDatabase.Ct)).RateMillionths);
    }

    [Theory]
    [InlineData("GB", "1.75", "three letters")]
    [InlineData("cad", "1.75", "no rate is needed")]
    [InlineData("GBP", "", "as a number")]
    [InlineData("GBP", "-2", "as a number")]
    [InlineData("GBP", "0", "above zero")]
    [InlineData("GBP", "0.0000001", "above zero")]
    [InlineData("GBP", "1000001", "1,000,000 at most")]
    [InlineData("GBP", "1.2.3", "as a number")]
    public async Task Rates_WrongInput_SentenceAndNothingSaved(string currency, string rate, string sentence)
    {
        await using var context = await PageContext.CreateAsync();
        var page = context.Page<SettingsScreen, SettingsReading>();
        await page.Find("#rates .rate-form button").ClickAsync(new MouseEventArgs());
        await page.Find(".rate-currency").InputAsync(new ChangeEventArgs { Value = currency });
        await page.Find(".rate-value").InputAsync(new ChangeEventArgs { Value = rate });
        await page.Find("#rates form").SubmitAsync();
        Assert.Contains(sentence, page.Find(".form-error").TextContent, StringComparison.Ordinal);
        await using var db = context.Database.CreateDbContext();
        Assert.Equal(0, await db.ExchangeRates.CountAsync(TestDatabase.Ct));
    }

    [Theory]
    [InlineData("1.75", 1.75)]
    [InlineData(" 0,5 ", 0.5)]
    [InlineData(".5", 0.5)]
    public void RateInput_Typed_IsRead(string typed, double rate) => Assert.Equal((decimal)rate, new RateInput("gbp", typed).Value);

    [Fact]
    public async Task AutomaticPush_Off_IsStoredAndSourcesSwitchIsLocked()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.Page<SettingsScreen, SettingsReading>();
        await page.FindAll(".switch input")[0].ChangeAsync(new ChangeEventArgs { Value = false });
        page.WaitForAssertion(() => Assert.True(page.FindAll(".switch input")[1].HasAttribute("disabled")), TimeSpan.FromSeconds(10));
        await using var db = context.Database.CreateDbContext();
        Assert.False((await db.Stores.SingleAsync(s => s.Id == PageContext.Destination, TestDatabase.Ct)).AutomaticPush);
    }

    [Fact]
    public async Task AutomaticPush_OnWhileOrdersWait_AsksFirstAndCancelLeavesItOff()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        await context.WriteAsync(async (write, ct) => (await write.Db.Stores.SingleAsync(s => s.Id == PageContext.Destination, ct)).AutomaticPush = false);
        var dialogs = context.Render<MudDialogProvider>();
        var page = context.Page<SettingsScreen, SettingsReading>();
        var pressed = page.FindAll(".switch input")[0].ChangeAsync(new ChangeEventArgs { Value = true });
        dialogs.WaitForAssertion(() => Assert.Contains("1 order part waits for Push. New orders go by themselves from now on; should the older ones go too?", dialogs.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        await dialogs.FindAll("button").First(b => b.TextContent == "Cancel").ClickAsync(new MouseEventArgs());
        await pressed;
        await using var db = context.Database.CreateDbContext();
        Assert.False((await db.Stores.SingleAsync(s => s.Id == PageContext.Destination, TestDatabase.Ct)).AutomaticPush);
    }

    [Fact]
    public async Task PerConnection_Off_IsStoredAndOpenOrdersAreReviewed()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        await context.Services.GetRequiredService<PushSwitches>().SetAutomaticAsync(Actor.Of(PageContext.Destination), new Syncerize.Core.ConnectionId(1), on: false, withOlder: true, TestDatabase.Ct);
        await using var db = context.Database.CreateDbContext();
        Assert.True((await db.Connections.SingleAsync(TestDatabase.Ct)).Settings.OrderPush.DisableAutomaticPush);
        Assert.Equal("500", (await db.WorkItems.SingleAsync(w => w.Kind == OrderWork.Pull.Name, TestDatabase.Ct)).Subject);
    }

    [Fact]
    public async Task PerConnection_ByTheSource_Refused()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            context.Services.GetRequiredService<PushSwitches>().SetAutomaticAsync(Actor.Of(PageContext.Source), new Syncerize.Core.ConnectionId(1), on: false, withOlder: true, TestDatabase.Ct));
    }

    [Fact]
    public async Task Key_Replace_NamesTheConsequenceThenChangesIt()
    {
        await using var context = await PageContext.CreateAsync();
        var dialogs = context.Render<MudDialogProvider>();
        var page = context.Page<SettingsScreen, SettingsReading>();
        var pressed = page.FindAll("section")[0].QuerySelectorAll("button").Single(b => b.TextContent.Contains("Replace", StringComparison.Ordinal)).ClickAsync(new MouseEventArgs());
        dialogs.WaitForAssertion(() => Assert.Contains("The present key stops working at once", dialogs.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        await dialogs.FindAll("button").First(b => b.TextContent == "Replace the key").ClickAsync(new MouseEventArgs());
        await pressed;
        await using var db = context.Database.CreateDbContext();
        Assert.NotEqual("KEY1A-BCDEF-GHJKM-NPQRS-TUVWX", (await db.Stores.SingleAsync(s => s.Id == PageContext.Destination, TestDatabase.Ct)).UniqueKey);
    }

    [Fact]
    public async Task AtSource_ShowsTheKeyMailAndWhetherNewStoresWait()
    {
        await using var context = await PageContext.CreateAsync();
        context.AsSource();
        var page = context.PageOf<SettingsScreen, SettingsReading>(PageContext.Source);
        Assert.Contains("KEY2A-", page.Markup, StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll(".switch input").Count);
        Assert.Single(page.FindAll(".switch input"), i => i.GetAttribute("aria-labelledby") == "mail-on");
        await page.FindAll(".switch input").Single(i => i.GetAttribute("aria-labelledby") != "mail-on").ChangeAsync(new ChangeEventArgs { Value = true });
        page.WaitForAssertion(() => Assert.Contains("waits under Stores, Pending", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        await using var db = context.Database.CreateDbContext();
        Assert.True((await db.Stores.SingleAsync(s => s.Id == PageContext.Source, TestDatabase.Ct)).ApprovesConnections);
    }
}
