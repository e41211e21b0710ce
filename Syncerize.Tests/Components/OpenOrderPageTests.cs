using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Syncerize.App.Components.Pages.Orders;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Live;
using Syncerize.Core.Orders;
using Syncerize.Core.Stock;
using Syncerize.Tests.TestKit;
using OrderModel = Syncerize.App.Components.Pages.Orders.OrderReading;
using OrderScreen = Syncerize.App.Components.Pages.Orders.OrderView;
using PushSettingsScreen = Syncerize.App.Components.Pages.Settings.OrderPush;

namespace Syncerize.Tests.Components;

/// <summary>What is not at its source, one part's explanation and actions, and the order push settings.</summary>
public sealed class OpenOrderPageTests
{
    [Fact]
    public async Task Open_EachTabEmpty_SaysWhatWouldFillIt()
    {
        await using var context = await PageContext.CreateAsync();
        foreach (var (tab, title) in new[] { ("held", "No unit is kept back"), ("parked", "No order needs a person"), ("oversold", "Nothing is oversold"), ("handled", "No order is marked as handled"), ("shadow", "Shadow mode holds nothing") })
        {
            var page = context.Page<Open, OpenOrdersReading>(tab);
            Assert.Contains(title, page.Markup, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Open_UnitsKeptBack_ChosenAndHandledTogether()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        await context.WriteAsync((write, _) =>
        {
            write.Db.Reservations.Add(new Reservation { StoreId = PageContext.Destination, LineId = 501, OrderId = 500, InventoryItemId = 4010, UnfulfilledUnits = 2, SourceStoreId = PageContext.Source, SourceInventoryItemId = 2010, ReservedUnits = 2 });
            return Task.CompletedTask;
        });
        var dialogs = context.Render<MudDialogProvider>();
        var page = context.Page<Open, OpenOrdersReading>("held");
        Assert.Contains("Press Push to send it.", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        await page.Find("thead input").ChangeAsync(new ChangeEventArgs { Value = true });
        var pressed = page.FindAll(".bulk button").First(b => b.TextContent.StartsWith("Mark as handled", StringComparison.Ordinal)).ClickAsync(new MouseEventArgs());
        dialogs.WaitForAssertion(() => Assert.Contains("the stock kept back for it is free again", dialogs.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        await dialogs.Find(".handled-reason input").InputAsync(new ChangeEventArgs { Value = "from our shelf" });
        await dialogs.FindAll("button").First(b => b.TextContent == "Mark as handled").ClickAsync(new MouseEventArgs());
        await pressed;
        page.WaitForAssertion(() => Assert.Contains("No unit is kept back", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        await using var db = context.Database.CreateDbContext();
        Assert.Equal((PushState.Handled, "Marked as handled: from our shelf"), await db.OrderPushes.Select(p => ValueTuple.Create(p.State, p.Sentence!)).SingleAsync(TestDatabase.Ct));
    }

    [Fact]
    public async Task Open_ParkedMeanwhile_AppearsByItsCauseAndRetriesAll()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        await RateAsync(context);
        var page = context.Page<Open, OpenOrdersReading>("parked");
        Assert.Contains("No order needs a person", page.Markup, StringComparison.Ordinal);
        await context.WriteAsync(async (write, ct) =>
        {
            var push = await write.Db.OrderPushes.SingleAsync(ct);
            (push.State, push.WaitingFor, push.Cause, push.Sentence) = (PushState.Parked, PushWaits.Refused, "INVALID order.shippingAddress", "Shopify refused: Shipping address is invalid");
            write.Changed(PageContext.Destination, LiveTopic.Orders);
        });
        page.WaitForAssertion(() => Assert.Contains("Shipping address is invalid", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        await page.FindAll("button").Single(b => b.TextContent == "Retry all").ClickAsync(new MouseEventArgs());
        await using var db = context.Database.CreateDbContext();
        Assert.Equal((PushState.Planned, PushMode.Manual), await db.OrderPushes.Select(p => ValueTuple.Create(p.State, p.Mode)).SingleAsync(TestDatabase.Ct));
    }

    [Fact]
    public async Task Order_WaitingPart_ExplainsTheRuleAndWhatLetsItThrough()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        await RateAsync(context);
        await context.WriteAsync(async (write, ct) => (await write.Db.Stores.SingleAsync(s => s.Id == PageContext.Destination, ct)).AutomaticPush = false);
        var dialogs = context.Render<MudDialogProvider>();
        var page = Order(context);
        Assert.Equal(("Automatic push is off in Settings.", "Press Push to send it."), (page.Find(".part-why").TextContent, page.Find(".part-release").TextContent.Trim()));
        Assert.Contains("Automatic push is on", page.FindAll(".rule-stop").Single().TextContent, StringComparison.Ordinal);
        await page.FindAll("button").Single(b => b.TextContent == "See what the supplier will see").ClickAsync(new MouseEventArgs());
        dialogs.WaitForAssertion(() => Assert.Contains("Destination Order ID", dialogs.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Contains("No exchange rate", await ProblemWithoutRateAsync(context), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Order_PushedAndEdited_OffersTheChangeAndShowsWhatFollows()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        await context.WriteAsync(async (write, ct) =>
        {
            var push = await write.Db.OrderPushes.SingleAsync(ct);
            (push.State, push.WaitingFor, push.SourceOrderId, push.SourceOrderName) = (PushState.Recorded, PushWaits.Nothing, 900, "#7");
            var line = await write.Db.OrderLines.SingleAsync(ct);
            (line.SourceVariantId, line.SourceInventoryItemId, line.CurrentQuantity) = (1010, 2010, 3);
            write.Db.Orders.Add(new Order
            {
                StoreId = PageContext.Source,
                OrderId = 900,
                Name = "#7",
                FinancialStatus = "PENDING",
                FulfillmentStatus = "UNFULFILLED",
                Currency = "GBP",
                Lines = [new OrderLine { StoreId = PageContext.Source, OrderId = 900, LineId = 901, VariantId = 1010, Title = "Linen apron", Quantity = 2, CurrentQuantity = 2, UnfulfilledQuantity = 2 }],
            });
            write.Db.SourceChanges.Add(new SourceChange { OrderPushId = push.Id, Kind = SourceChangeKind.Refund, Cause = 1, Key = "k", State = SourceChangeState.Refused, Sentence = "The refunded units were not given back at the source." });
        });
        var page = Order(context);
        Assert.Contains("2 units there, 3 wanted", page.Find(".part-offer").TextContent, StringComparison.Ordinal);
        Assert.Contains("were not given back", page.Find(".part-changes").TextContent, StringComparison.Ordinal);
        await page.FindAll(".part-changes button").Single(b => b.TextContent == "Put aside").ClickAsync(new MouseEventArgs());
        await page.Find(".part-offer button").ClickAsync(new MouseEventArgs());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".part-offer")), TimeSpan.FromSeconds(10));
        await using var db = context.Database.CreateDbContext();
        Assert.Equal([SourceChangeState.Dismissed, SourceChangeState.Planned], await db.SourceChanges.OrderBy(c => c.Id).Select(c => c.State).ToListAsync(TestDatabase.Ct));
        Assert.Equal(3, (await db.SourceChanges.SingleAsync(c => c.Kind == SourceChangeKind.Edit, TestDatabase.Ct)).Lines.Single().Units);
    }

    [Fact]
    public async Task PushSettings_EditedAndSaved_AreStoredForThatSource()
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.PageOf<PushSettingsScreen, OrderPushReading>(PageContext.Destination, "connection=1");
        await page.Find("input[aria-labelledby=push-note]").ChangeAsync(new ChangeEventArgs { Value = false });
        await page.Find("#wait").InputAsync(new ChangeEventArgs { Value = "15" });
        await page.Find("#shipping").ChangeAsync(new ChangeEventArgs { Value = "Rules" });
        await page.FindAll(".push-rule input")[1].InputAsync(new ChangeEventArgs { Value = "4,95" });
        await page.Find("form").SubmitAsync();
        await using var db = context.Database.CreateDbContext();
        var saved = (await db.Connections.SingleAsync(TestDatabase.Ct)).Settings.OrderPush;
        Assert.Equal((false, 15, new ShippingRule(0, 495)), (saved.Note, saved.WaitMinutes, Assert.Single(saved.ShippingRules)));
        Assert.True(page.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Theory]
    [InlineData("soon", "a whole number of minutes")]
    [InlineData("99999", "between 0 minutes and 7 days")]
    public async Task PushSettings_WrongWait_SaysSoAndKeepsWhatWasTyped(string typed, string sentence)
    {
        await using var context = await PageContext.CreateAsync();
        await context.FillAsync();
        var page = context.PageOf<PushSettingsScreen, OrderPushReading>(PageContext.Destination, "connection=1");
        await page.Find("#wait").InputAsync(new ChangeEventArgs { Value = typed });
        await page.Find("form").SubmitAsync();
        Assert.Contains(sentence, page.Find(".form-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, page.Find("#wait").GetAttribute("value"));
    }

    [Fact]
    public async Task PushSettings_Defaults_AreWhatNewConnectionsBeginWith()
    {
        await using var context = await PageContext.CreateAsync();
        var page = context.PageOf<PushSettingsScreen, OrderPushReading>(PageContext.Destination);
        Assert.DoesNotContain("By rules", page.Find("#shipping").TextContent, StringComparison.Ordinal);
        await page.Find("input[aria-labelledby=push-manual]").ChangeAsync(new ChangeEventArgs { Value = true });
        await page.Find("form").SubmitAsync();
        await using var db = context.Database.CreateDbContext();
        Assert.True((await db.OrderPushDefaults.SingleAsync(TestDatabase.Ct)).Settings.DisableAutomaticPush);
    }

    private static async Task<string> ProblemWithoutRateAsync(PageContext context)
    {
        // The preview of a part whose money cannot be converted says so instead.
        await context.WriteAsync((write, ct) => write.Db.ExchangeRates.ExecuteDeleteAsync(ct));
        var reading = await context.Services.GetRequiredService<PushPreview>().ReadAsync(Core.Stores.Actor.Of(PageContext.Destination), PageContext.Destination, 500, new ConnectionId(1), TestDatabase.Ct);
        return reading?.Problem ?? "";
    }

    private static Task RateAsync(PageContext context) => context.WriteAsync((write, _) =>
    {
        write.Db.ExchangeRates.Add(new Core.Stores.ExchangeRate { StoreId = PageContext.Destination, FromCurrency = "GBP", ToCurrency = "CAD", RateMillionths = 1_750_000 });
        return Task.CompletedTask;
    });

    private static IRenderedComponent<OrderScreen> Order(PageContext context) =>
        context.PageOf<OrderScreen, OrderModel>(PageContext.Destination, null, p => p.Add(x => x.OrderId, 500));
}
