using System.Globalization;
using CsCheck;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Orders;
using Syncerize.Core.Shopify;

namespace Syncerize.Tests.Orders;

public sealed class OrderDraftBuilderTests
{
    private static readonly ConnectionId Connection = new(7);

    private static readonly Gen<(string From, string To, long Rate)> Currencies =
        Gen.Select(Gen.Int[0, 3].Select(i => new[] { "CAD", "JPY", "KWD", "GBP" }[i]), Gen.Int[0, 3].Select(i => new[] { "GBP", "JPY", "BHD", "EUR" }[i]), Gen.Long[1, 2_000_000_000]);

    private static readonly Gen<Order> Orders =
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 40], Gen.Long[0, 5_000_000]).List[1, 6].Select(lines => Order([.. lines.Select(l => (l.Item1, Math.Min(l.Item1, l.Item2), l.Item3))]));

    [Fact]
    public void Build_AnyRate_TotalsAreExactAndNeverNegative() => Gen.Select(Orders, Currencies).Sample((order, money) =>
    {
        order.Currency = money.From;
        var lines = PushParts.Lines(order, Connection, new Dictionary<long, int>(), money.To, money.Rate);

        var draft = Build(order, lines, money.To, money.Rate);

        Assert.Equal(lines.Sum(l => l.SourceNetMinor), draft.Lines.Sum(l => l.Quantity * l.UnitMinor));
        Assert.Equal(order.Lines.Sum(l => l.CurrentQuantity), draft.Lines.Sum(l => l.Quantity));
        Assert.All(draft.Lines, l => Assert.True(l.UnitMinor >= 0 && l.Quantity > 0));
        Assert.All(lines, l => Assert.Equal(PushMoney.ToSource(order.Lines.Single(x => x.LineId == l.LineId).NetMinor, money.From, money.To, money.Rate), l.SourceNetMinor));
    });

    [Fact]
    public void ShippingShare_SeveralParts_SumToTheWhole() => Gen.Select(Gen.Long[0, 1_000_000].List[1, 5], Gen.Long[0, 100_000]).Sample((nets, shipping) =>
    {
        var shares = nets.Select((_, i) => ShippingShare.Among(nets, i).Of(shipping)).ToList();

        Assert.All(shares, s => Assert.True(s >= 0));
        Assert.Equal(shipping, shares.Sum());
    });

    [Fact]
    public void Build_ThreeForTenDollars_SplitsTheLine()
    {
        var order = Order([(3, 3, 1000)]);

        var draft = Build(order, PushParts.Lines(order, Connection, new Dictionary<long, int>(), "CAD", PushMoney.RateOfOne), "CAD", PushMoney.RateOfOne);

        Assert.Equal([(2, 333L), (1, 334L)], draft.Lines.Select(l => (l.Quantity, l.UnitMinor)));
    }

    [Fact]
    public void Build_UnitsShippedFromHere_AreNotSent()
    {
        var order = Order([(3, 3, 900)]);

        var line = Assert.Single(PushParts.Lines(order, Connection, new Dictionary<long, int> { [1] = 1 }, "CAD", PushMoney.RateOfOne));

        Assert.Equal((2, 600L), (line.Units, line.SourceNetMinor));
    }

    [Fact]
    public void Build_NothingTicked_OnlyTheBlockGoes()
    {
        var settings = new OrderPushSettings { CustomerDetail = false, ShippingAddress = false, BillingAddress = false, Tags = false, Note = false, LineProperties = false, ShippingCost = false };

        var draft = Build(Order([(1, 1, 500)]), settings);

        Assert.Equal((null, null, null, null, null), (draft.Email, draft.Phone, draft.ShippingAddress, draft.BillingAddress, draft.Note));
        Assert.Empty(draft.Tags);
        Assert.Empty(draft.ShippingLines);
        Assert.Empty(draft.Lines[0].Properties);
        Assert.Equal(
            ["App", "Destination Store Name", "Destination Order #", "Destination Order ID", "Customer Phone #", "Shipping Method", "Order Push Mode"], draft.Attributes.Select(a => a.Key));
        Assert.Equal("Automatic", draft.Attributes[^1].Value);
        Assert.False(draft.TransactionsPaid);
        Assert.True(draft.Lines[0].RequiresShipping);
    }

    [Fact]
    public void Build_EverythingTicked_DetailsGoAndTagsAreCut()
    {
        var draft = Build(Order([(1, 1, 500)]), new OrderPushSettings { BillingAddress = true });

        Assert.Equal(("buyer@example.com", "+1 555 010 9999", "Ring the bell"), (draft.Email, draft.Phone, draft.Note));
        Assert.NotNull(draft.ShippingAddress);
        Assert.NotNull(draft.BillingAddress);
        Assert.Equal([new string('x', 40), "gift"], draft.Tags);
        Assert.Equal(("Express", 1200L), (draft.ShippingLines[0].Title, draft.ShippingLines[0].PriceMinor));
        Assert.Equal("Engraving", draft.Lines[0].Properties[0].Key);
    }

    [Fact]
    public void Build_MoreLinesThanShopifyTakes_EqualOnesAreJoinedAndNothingElseChanges() => Gen.Select(Gen.Select(Gen.Int[1, 4], Gen.Long[0, 4], Gen.Int[0, 2]).List[240, 500], Gen.Bool).Sample((made, engraved) =>
    {
        var order = Order([.. made.Select(l => (l.Item1, l.Item1, l.Item2 * 100))]);
        for (var i = 0; i < made.Count; i++)
        {
            (order.Lines[i].SourceVariantId, order.Lines[i].Properties) = (500 + made[i].Item3, [new CustomAttribute("Engraving", engraved ? made[i].Item3.ToString(CultureInfo.InvariantCulture) : "R.B.")]);
        }

        var lines = PushParts.Lines(order, Connection, new Dictionary<long, int>(), "CAD", PushMoney.RateOfOne);
        var draft = Build(order, lines, "CAD", PushMoney.RateOfOne);

        Assert.True(draft.Lines.Count <= OrderDraftBuilder.MostLines);
        Assert.Equal(lines.GroupBy(l => l.SourceVariantId).Select(g => (g.Key, g.Sum(l => l.Units), g.Sum(l => l.SourceNetMinor))).Order(), draft.Lines.GroupBy(l => l.VariantId).Select(g => (g.Key, g.Sum(l => l.Quantity), g.Sum(l => l.Quantity * l.UnitMinor))).Order());
    });

    private static OrderDraft Build(Order order, OrderPushSettings settings) => OrderDraftBuilder.Build(new DraftParts(
        "1-2-3-1", order, PushParts.Lines(order, Connection, new Dictionary<long, int>(), "CAD", PushMoney.RateOfOne), ShippingShare.All, PushMode.Automatic, settings, "First", "CAD", PushMoney.RateOfOne));

    private static OrderDraft Build(Order order, IReadOnlyList<OrderPushLine> lines, string currency, long rate) =>
        OrderDraftBuilder.Build(new DraftParts("1-2-3-1", order, lines, ShippingShare.All, PushMode.Automatic, new OrderPushSettings(), "First", currency, rate));

    private static Order Order(IReadOnlyList<(int Quantity, int Current, long Net)> lines)
    {
        var address = new Address("Robin", "Buyer", null, "1 Garden Street", null, "Sampletown", null, "CA", "M5V 2K1", null);
        return new Order
        {
            OrderId = 42,
            Name = "#1042",
            FinancialStatus = "PAID",
            FulfillmentStatus = "UNFULFILLED",
            Currency = "CAD",
            Email = "buyer@example.com",
            Phone = "+1 555 010 9999",
            Note = "Ring the bell",
            Tags = [new string('x', 60), "gift", "GIFT"],
            ShippingAddress = address,
            BillingAddress = address,
            ShippingLines = [new ShippingLineReading("Express", "EXP", 1200)],
            Lines = [.. lines.Select((l, i) => new OrderLine
            {
                LineId = i + 1, Title = "Kettle", Quantity = l.Quantity, CurrentQuantity = l.Current, NetMinor = l.Current == 0 ? 0 : l.Net, RequiresShipping = true,
                ConnectionId = Connection, SourceVariantId = 500 + i, SourceInventoryItemId = 600 + i, Properties = [new CustomAttribute("Engraving", "R.B.")],
            })],
        };
    }
}
