using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using Syncerize.App.Components.Pages.Products;
using Syncerize.App.Components.Shared;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Live;
using Syncerize.Core.Sync;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Components;

/// <summary>The Settings tab of a source's products, and previews as files.</summary>
public sealed class OfferPageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Mode_Changed_SaysFirstWhomItTouchesThenIsStoredAndCanBeUndone()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        context.AsSource();
        var dialogs = context.Render<MudDialogProvider>();
        var page = context.PageOf<OfferPage, OfferReading>(PageContext.Source);
        Assert.Contains("2 active products", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".offer-picks"));

        // Tags without a tag would offer nothing: said, not done.
        await page.FindAll(".offer-mode input")[2].ChangeAsync(new ChangeEventArgs { Value = "on" });
        await page.Find(".offer-form").SubmitAsync();
        Assert.Contains("Enter at least one tag", page.Find(".form-error").TextContent, StringComparison.Ordinal);

        await page.FindAll(".offer-mode input")[0].ChangeAsync(new ChangeEventArgs { Value = "on" });
        var submitted = page.Find(".offer-form").SubmitAsync();
        dialogs.WaitForAssertion(() => Assert.Contains("It touches 1 connected store. Harbour Home: 1 synced product stop.", dialogs.Markup, StringComparison.Ordinal), Patience);
        Assert.Contains("Linen apron", dialogs.Markup, StringComparison.Ordinal);
        await dialogs.FindAll("button").First(b => b.TextContent == "Change the offer").ClickAsync(new MouseEventArgs());
        await submitted;
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".offer-picks tbody tr").Count), Patience);
        Assert.Contains("Hand-picked products are offered", page.Find(".undo-notice").TextContent, StringComparison.Ordinal);
        await using var db = context.Database.CreateDbContext();
        Assert.Equal(Availability.Individual, (await db.AvailabilityRules.SingleAsync(TestDatabase.Ct)).Mode);
    }

    [Fact]
    public async Task Picks_SelectedAndMadeAvailable_FollowAndAreStored()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        await context.WriteAsync(async (w, ct) => (await w.Db.AvailabilityRules.SingleAsync(ct)).Mode = Availability.Individual);
        context.AsSource();
        var dialogs = context.Render<MudDialogProvider>();
        var page = context.PageOf<OfferPage, OfferReading>(PageContext.Source);
        await page.FindAll(".offer-picks thead input").Single().ChangeAsync(new ChangeEventArgs { Value = true });
        Assert.Contains("2 products selected", page.Find(".bulk").TextContent, StringComparison.Ordinal);
        var pressed = page.Find(".bulk .button-primary").ClickAsync(new MouseEventArgs());
        dialogs.WaitForAssertion(() => Assert.Contains("2 active products on offer instead of 0", dialogs.Markup, StringComparison.Ordinal), Patience);
        await dialogs.FindAll("button").First(b => b.TextContent == "Make 2 products available").ClickAsync(new MouseEventArgs());
        await pressed;
        page.WaitForAssertion(() => Assert.Equal(["Available", "Available"], page.FindAll("tbody .chip").Select(c => c.TextContent)), Patience);

        await context.WriteAsync(async (w, ct) =>
        {
            (await w.Db.Products.SingleAsync(p => p.ProductId == 11, ct)).IsPicked = false;
            w.Changed(PageContext.Source, LiveTopic.Products);
        });
        page.WaitForAssertion(
            () =>
            {
                // Past the shortest time between two drawings, on the clock that stands still.
                context.Database.Time.Advance(TimeSpan.FromSeconds(1));
                Assert.Contains("Not available", page.FindAll("tbody .chip").Select(c => c.TextContent));
            },
            Patience);
    }

    [Fact]
    public async Task PreviewCsv_Awkward_QuotedAndNoFormula()
    {
        var connection = new ConnectionId(1);
        var csv = await PreviewCsv.OfAsync(
        [
            new PreviewRow(connection, "Oak, Linen", 7, "=HYPERLINK(\"x\")", PreviewAct.Delete, "created by Syncerize"),
            new PreviewRow(connection, "Oak", 8, "مصباح 😀", PreviewAct.Keep, "you had it before"),
        ]);
        Assert.Contains("\"Oak, Linen\"", csv, StringComparison.Ordinal);
        Assert.Contains("'=HYPERLINK", csv, StringComparison.Ordinal);
        Assert.Contains("مصباح 😀", csv, StringComparison.Ordinal);
        Assert.Equal(3, csv.TrimEnd().Split('\n').Length);
    }
}
