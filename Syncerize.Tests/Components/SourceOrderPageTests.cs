using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using Syncerize.App.Components.Pages.Orders;
using Syncerize.Core.Live;
using Syncerize.Core.Orders;

namespace Syncerize.Tests.Components;

/// <summary>A source's order: its payments and its invoice.</summary>
public sealed class SourceOrderPageTests
{
    [Fact]
    public async Task Payments_WrittenDownInTheDialog_AppearAndInvoiceFollows()
    {
        await using var context = await SourceAsync();
        var dialogs = context.Render<MudDialogProvider>();
        var card = context.PageOf<PaymentsCard, PaymentsReading>(PageContext.Source, more: p => p.Add(x => x.OrderId, 900));
        Assert.Contains("No payment was written down yet.", card.Markup, StringComparison.Ordinal);

        var pressed = card.Find(".card-header button").ClickAsync(new MouseEventArgs());
        dialogs.WaitForAssertion(() => Assert.Equal("60.00", dialogs.Find("input[inputmode=decimal]").GetAttribute("value")), TimeSpan.FromSeconds(10));

        // Bad input says so, keeps what was typed and saves nothing.
        await dialogs.Find("input[inputmode=decimal]").InputAsync(new ChangeEventArgs { Value = "a lot" });
        await dialogs.Find("form").SubmitAsync();
        dialogs.WaitForAssertion(() => Assert.Contains("The amount cannot be read.", dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Equal("a lot", dialogs.Find("input[inputmode=decimal]").GetAttribute("value"));

        await dialogs.Find("input[inputmode=decimal]").InputAsync(new ChangeEventArgs { Value = "25" });
        await dialogs.Find("input[list=payment-methods]").InputAsync(new ChangeEventArgs { Value = "Bank transfer" });
        await dialogs.Find("form").SubmitAsync();
        await pressed;
        card.WaitForAssertion(() => Assert.Contains("25.00 GBP", card.Find(".payments").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Contains("35.00 GBP", card.Find(".facts").TextContent, StringComparison.Ordinal);

        var invoice = context.PageOf<InvoicePage, InvoiceReading>(PageContext.Source, more: p => p.Add(x => x.OrderId, 900));
        Assert.Contains("Harbour Home", invoice.Markup, StringComparison.Ordinal);
        Assert.Contains("−25.00 GBP", invoice.Markup, StringComparison.Ordinal);
        Assert.Equal("35.00 GBP", invoice.FindAll(".invoice-total td.right")[^1].TextContent);

        // Screens are told once per interval of a clock that stands still here.
        context.Database.Time.Advance(TimeSpan.FromSeconds(1));
        await context.WriteAsync(async (write, ct) =>
        {
            write.Db.OrderPayments.RemoveRange(await write.Db.OrderPayments.ToListAsync(ct));
            write.Changed(PageContext.Source, LiveTopic.Orders);
        });
        invoice.WaitForAssertion(() => Assert.DoesNotContain("−25.00 GBP", invoice.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        card.WaitForAssertion(() => Assert.Contains("No payment was written down yet.", card.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Invoice_NoSuchOrder_SaysSo()
    {
        await using var context = await SourceAsync();
        Assert.Contains("No invoice", context.PageOf<InvoicePage, InvoiceReading>(PageContext.Source, more: p => p.Add(x => x.OrderId, 901)).Markup, StringComparison.Ordinal);
        Assert.Contains("Payments are written down for orders", context.PageOf<PaymentsCard, PaymentsReading>(PageContext.Source, more: p => p.Add(x => x.OrderId, 901)).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_OfASource_HeadingsSortInTheAddress()
    {
        await using var context = await SourceAsync();
        var page = context.PageOf<Syncerize.App.Components.Pages.Orders.Orders, OrdersReading>(PageContext.Source, "sort=amount");
        Assert.Equal("#S900", page.Find(".row-link").TextContent);
        Assert.Equal("descending", page.FindAll("th[aria-sort]").Single().GetAttribute("aria-sort"));
        Assert.Equal("/s/2/orders?tab=unfulfilled&sort=amount-up", page.FindAll("a.sort")[^1].GetAttribute("href"));
        Assert.Equal("/s/2/orders?tab=unfulfilled", page.FindAll("a.sort")[1].GetAttribute("href"));
        Assert.Equal("1", page.Find(".tab.current .tab-count").TextContent);
    }

    private static async Task<PageContext> SourceAsync()
    {
        var context = await PageContext.CreateAsync();
        await context.FillAsync();
        context.AsSource();
        await context.WriteAsync(async (write, ct) =>
        {
            var push = await write.Db.OrderPushes.SingleAsync(ct);
            (push.State, push.SourceOrderId, push.SourceOrderName, push.CreatedAt) = (PushState.Recorded, 900, "#S900", write.Now);
            write.Db.Orders.Add(new Order
            {
                StoreId = PageContext.Source,
                OrderId = 900,
                Name = "#S900",
                CreatedAt = write.Now,
                ProcessedAt = write.Now,
                UpdatedAt = write.Now,
                ReadAt = write.Now,
                FinancialStatus = "PENDING",
                FulfillmentStatus = "UNFULFILLED",
                Currency = "GBP",
                TotalMinor = 6_000,
                PushKey = push.Key,
                Lines = [new OrderLine { StoreId = PageContext.Source, OrderId = 900, LineId = 9001, Title = "Linen apron", Quantity = 2, CurrentQuantity = 2, UnfulfilledQuantity = 2, NetMinor = 6_000 }],
            });
        });
        return context;
    }
}
