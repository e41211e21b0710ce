using Microsoft.EntityFrameworkCore;
using Syncerize.Core;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Tests.Insights;
using Syncerize.Tests.Work;

namespace Syncerize.Tests.Orders;

/// <summary>Payments a source writes down, and the invoice that shows them. It is 2 March 2026, 04:00 in Toronto.</summary>
public sealed class OrderPaymentsTests : IAsyncLifetime
{
    private static readonly PaymentAsked Usual = new("10.00", "Bank transfer", new DateOnly(2026, 3, 1), " TR-7 ", null);

    private EngineUnderTest _engine = null!;
    private FigureShops _shops = null!;

    private static CancellationToken Ct => EngineUnderTest.Ct;

    private StoreId Source => _shops.Sources[1];

    private OrderPayments Payments => _engine.Get<OrderPayments>();

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineUnderTest.StartAsync();
        _shops = await FigureShops.OpenAsync(_engine);
        await _shops.OrderAsync(1, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), lines: [(3, 2, 4_000)]);
        await _shops.PushAsync(1, 1);
        await _shops.AtSourceAsync(1, 1, o => o with { TotalMinor = 2_300, ShippingMinor = 100 });
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Payment_WrittenDownCorrectedAndRemoved_TheListFollows()
    {
        Assert.IsType<PaymentOutcome.Done>(await Payments.AddAsync(Actor.Of(Source, "Ada"), Source, 101, Usual, Ct));
        var list = (await Payments.ListAsync(Actor.Of(Source), Source, 101, Ct))!;
        var row = Assert.Single(list.Rows);
        Assert.Equal((new Money(1_000, "GBP"), "Bank transfer", "TR-7", "Ada"), (row.Amount, row.Method, row.Reference, row.RecordedBy));
        Assert.Equal((2_300L, 1_000L, 1_300L), (list.Total.Minor, list.Paid.Minor, list.Open.Minor));

        Assert.IsType<PaymentOutcome.Done>(await Payments.EditAsync(Actor.Of(Source), Source, 101, row.Id, Usual with { Amount = "23,50", Note = "All of it" }, Ct));
        Assert.Equal(-50, (await Payments.ListAsync(Actor.Of(Source), Source, 101, Ct))!.Open.Minor);

        Assert.IsType<PaymentOutcome.Done>(await Payments.RemoveAsync(Actor.Of(Source), Source, 101, row.Id, Ct));
        Assert.Empty((await Payments.ListAsync(Actor.Of(Source), Source, 101, Ct))!.Rows);
        Assert.IsType<PaymentOutcome.Refused>(await Payments.RemoveAsync(Actor.Of(Source), Source, 101, row.Id, Ct));
        Assert.IsType<PaymentOutcome.Refused>(await Payments.EditAsync(Actor.Of(Source), Source, 101, row.Id, Usual, Ct));
    }

    [Theory]
    [InlineData("", PaymentField.Amount)]
    [InlineData("ten", PaymentField.Amount)]
    [InlineData("0", PaymentField.Amount)]
    [InlineData("-5", PaymentField.Amount)]
    [InlineData("1.234", PaymentField.Amount)]
    [InlineData("99999999999999", PaymentField.Amount)]
    [InlineData("1,234.50", PaymentField.None)]
    [InlineData("1.234,50", PaymentField.None)]
    [InlineData("1 234,5", PaymentField.None)]
    public void Check_Amounts_AreReadOrRefused(string amount, PaymentField wrong) =>
        Assert.Equal(wrong, OrderPayments.Check(Usual with { Amount = amount }, "GBP", new DateOnly(2026, 3, 2), out _)?.Field ?? PaymentField.None);

    [Fact]
    public void Check_EveryField_IsRefusedWithWhatToDo()
    {
        var today = new DateOnly(2026, 3, 2);
        foreach (var (asked, field) in new[]
        {
            (Usual with { Method = " " }, PaymentField.Method), (Usual with { Method = new string('x', 61) }, PaymentField.Method), (Usual with { PaidOn = null }, PaymentField.PaidOn),
            (Usual with { PaidOn = today.AddDays(1) }, PaymentField.PaidOn), (Usual with { PaidOn = new DateOnly(1026, 3, 1) }, PaymentField.PaidOn), (Usual with { Reference = new string('x', 121) }, PaymentField.Reference),
            (Usual with { Note = new string('x', 1_001) }, PaymentField.Note),
        })
        {
            var refused = OrderPayments.Check(asked, "GBP", today, out _);
            Assert.Equal(field, refused!.Field);
            Assert.EndsWith(".", refused.Sentence, StringComparison.Ordinal);
        }

        Assert.Equal(PaymentField.Amount, OrderPayments.Check(Usual with { Amount = "10.5" }, "JPY", today, out _)!.Field);
    }

    [Fact]
    public async Task Payment_OfAnotherStoreOrOrder_Refused()
    {
        var other = Actor.Of(_shops.Destination);
        await Assert.ThrowsAsync<AccessRefusedException>(() => Payments.ListAsync(other, Source, 101, Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Payments.AddAsync(other, Source, 101, Usual, Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Payments.RemoveAsync(other, Source, 101, 1, Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => _engine.Get<InvoiceQuery>().ReadAsync(other, Source, 101, Ct));

        // An order of its own that nobody pushed.
        Assert.IsType<PaymentOutcome.Refused>(await Payments.AddAsync(Actor.Of(_shops.Destination), _shops.Destination, 1, Usual, Ct));
        Assert.Null(await Payments.ListAsync(Actor.Of(_shops.Destination), _shops.Destination, 1, Ct));

        // A payment of one order is not corrected through another.
        await _shops.OrderAsync(2, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), lines: [(3, 2, 4_000)]);
        await _shops.PushAsync(2, 1);
        await Payments.AddAsync(Actor.Of(Source), Source, 101, Usual, Ct);
        await using var db = await _engine.ReadAsync();
        var id = await db.OrderPayments.Select(p => p.Id).SingleAsync(Ct);
        Assert.IsType<PaymentOutcome.Refused>(await Payments.EditAsync(Actor.Of(Source), Source, 201, id, Usual, Ct));
    }

    [Fact]
    public async Task Invoice_OfAPushedOrder_AddsUp()
    {
        await Payments.AddAsync(Actor.Of(Source), Source, 101, Usual, Ct);
        var invoice = (await _engine.Get<InvoiceQuery>().ReadAsync(Actor.Of(Source), Source, 101, Ct))!;
        Assert.Equal(("Shop 102", "Shop 100", "#S1", "#1"), (invoice.From, invoice.To, invoice.Number, invoice.DestinationOrder));
        var line = Assert.Single(invoice.Lines);
        Assert.Equal((2, 2_000L, 1_000L), (line.Units, line.Net.Minor, line.Each!.Value.Minor));
        Assert.Equal((2_000L, 100L, 200L, 2_300L, 1_300L), (invoice.Goods.Minor, invoice.Shipping.Minor, invoice.Tax.Minor, invoice.Total.Minor, invoice.Open.Minor));
        Assert.Equal("GBP", invoice.Total.Currency);
        Assert.Null(await _engine.Get<InvoiceQuery>().ReadAsync(Actor.Of(Source), Source, 9_999, Ct));
    }
}
