using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Seed;
using Syncerize.App.Sandbox.Traffic;

namespace Syncerize.Tests.Sandbox.Traffic;

public sealed class TrafficPlanTests
{
    private const string Domain = "shop.myshopify.com";
    private const string Toronto = "America/Toronto";

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);

    // Pairs are fields.
    private static readonly System.Text.Json.JsonSerializerOptions Json = new() { IncludeFields = true };

    private readonly TrafficPlan _plan = new(7);

    [Fact]
    public void Decide_SameSeedStepAndShop_SameAction()
    {
        var again = new TrafficPlan(7);
        var other = new TrafficPlan(8);
        var view = View(SimRole.Destination, Shelf(30));
        var told = Enumerable.Range(0, 300).Select(step => Told(_plan.Decide(step, view))).ToList();
        Assert.Equal(told, Enumerable.Range(0, 300).Select(step => Told(again.Decide(step, view))));
        Assert.NotEqual(told, Enumerable.Range(0, 300).Select(step => Told(other.Decide(step, view))));

        // Asked out of order it answers the same: nothing is remembered.
        Assert.Equal(told[5], Told(_plan.Decide(5, view)));
    }

    [Fact]
    public void Decide_Orders_HaveBuyerAddressAndBasketFromTheShelf()
    {
        var shelf = Shelf(30);
        var orders = Actions<TrafficAction.Order>(View(SimRole.Destination, shelf), 500);
        Assert.True(orders.Count > 350, $"{orders.Count} orders in 500 steps");
        Assert.All(orders, order =>
        {
            Assert.False(string.IsNullOrEmpty(order.Buyer.Customer.FirstName));
            Assert.EndsWith("@example.com", order.Buyer.Customer.Email, StringComparison.Ordinal);
            Assert.False(string.IsNullOrEmpty(order.Buyer.Address.Address1));
            Assert.False(string.IsNullOrEmpty(order.Buyer.Address.Zip));
            Assert.InRange(order.Basket.Count, 1, 4);
            Assert.Equal(order.Basket.Count, order.Basket.Select(line => line.VariantId).Distinct().Count());
        });
        Assert.True(orders.Select(o => o.Buyer.Customer.Email).Distinct().Count() > 50);
        Assert.Contains(orders, order => !order.Paid);
        Assert.Contains(orders, order => order.Discount is not null);
    }

    [Fact]
    public void Decide_SoldOut_IsNeverSold()
    {
        ShelfItem[] shelf = [Item(1, 0), Item(2, 1), Item(3, 0), Item(4, 2)];
        foreach (var order in Actions<TrafficAction.Order>(View(SimRole.Destination, shelf), 400))
        {
            Assert.All(order.Basket, line => Assert.InRange(line.Units, 1, line.VariantId switch { 2 => 1, 4 => 2, _ => 0 }));
        }

        Assert.All(Enumerable.Range(0, 200), step => Assert.IsType<TrafficAction.Rest>(_plan.Decide(step, View(SimRole.Destination, [Item(1, 0, fromSource: true)]))));
    }

    [Fact]
    public void Decide_SourceRunsLow_IsRestockedAndOnlyThen()
    {
        var low = View(SimRole.Source, [Item(1, 0), Item(2, TrafficPlan.Low), Item(3, TrafficPlan.Low + 1)]);
        var deliveries = Actions<TrafficAction.Stock>(low, 300);
        Assert.Equal([1L, 2L], deliveries.Select(d => d.VariantId).Distinct().Order());
        Assert.All(deliveries, d => Assert.InRange(d.Difference, 12, 48));
    }

    [Fact]
    public void Decide_DestinationsSyncedGoods_AreTheAppsToStockAndPrice()
    {
        var view = View(SimRole.Destination, [Item(1, 0, fromSource: true), Item(2, 40, fromSource: true), Item(3, 1)]);
        var actions = Enumerable.Range(0, 600).Select(step => _plan.Decide(step, view)).ToList();
        Assert.All(actions.OfType<TrafficAction.Stock>(), stock => Assert.Equal(3, stock.VariantId));
        Assert.Empty(actions.OfType<TrafficAction.Price>());
    }

    [Fact]
    public void Decide_PriceChanges_AreSmall()
    {
        var prices = Actions<TrafficAction.Price>(View(SimRole.Source, [Item(1, 30)]), 1500);
        Assert.NotEmpty(prices);
        Assert.All(prices, price => Assert.InRange(price.Minor, 1880, 2120));
        Assert.All(prices, price => Assert.Equal(0, price.Minor % 5));
    }

    [Theory]
    [InlineData(1, 60, false)]
    [InlineData(1, 600, true)]
    [InlineData(50, 1, false)]
    [InlineData(50, 12, true)]
    public void Decide_PushedOrder_IsShippedSomeTimeAfterItArrived(double speed, int seconds, bool shipped)
    {
        var view = View(SimRole.Source, Shelf(3), Booked(1, TimeSpan.FromSeconds(seconds), pushed: true, Line(11, 2))) with { Speed = speed };
        var parcels = Actions<TrafficAction.Ship>(view, 60);
        Assert.Equal(shipped, parcels.Count > 0);
        Assert.All(parcels, parcel => Assert.InRange(parcel.Units[11], 1, 2));
    }

    [Fact]
    public void Decide_Shipping_IsSometimesPartial()
    {
        var view = View(SimRole.Source, Shelf(3), Booked(1, TimeSpan.FromHours(1), pushed: true, Line(11, 1), Line(12, 3)));
        var parcels = Actions<TrafficAction.Ship>(view, 300);
        Assert.Contains(parcels, parcel => parcel.Units.Count == 1);
        Assert.Contains(parcels, parcel => parcel.Units is { Count: 2 } units && units[12] == 3);
    }

    [Fact]
    public void Decide_DestinationShips_OnlyItsOwnGoods()
    {
        var view = View(SimRole.Destination, Shelf(3), Booked(1, TimeSpan.FromHours(1), pushed: false, Line(11, 1) with { FromSource = true }, Line(12, 1)));
        var parcels = Actions<TrafficAction.Ship>(view, 300);
        Assert.NotEmpty(parcels);
        Assert.All(parcels, parcel => Assert.Equal([12L], parcel.Units.Keys));
    }

    [Fact]
    public void Decide_AfterAnOrder_ItIsPaidEditedOrCancelledBeforeItShips()
    {
        var waiting = Booked(1, TimeSpan.FromMinutes(5), pushed: false, Line(11, 2) with { VariantId = 3 });
        var view = View(SimRole.Destination, Shelf(5), waiting, waiting with { Id = 2, Paid = false }, Booked(3, TimeSpan.FromDays(2), pushed: false, Shipped(13)));
        var actions = Enumerable.Range(0, 800).Select(step => _plan.Decide(step, view)).ToList();
        Assert.All(actions.OfType<TrafficAction.Pay>(), pay => Assert.Equal(2, pay.OrderId));
        Assert.NotEmpty(actions.OfType<TrafficAction.Pay>());
        Assert.NotEmpty(actions.OfType<TrafficAction.Cancel>());
        Assert.All(actions.OfType<TrafficAction.Cancel>(), cancel => Assert.InRange(cancel.OrderId, 1, 2));
        Assert.Contains(actions.OfType<TrafficAction.Edit>(), edit => edit.Units == 1);
        Assert.Contains(actions.OfType<TrafficAction.Edit>(), edit => edit.Units == 3);
        Assert.All(actions.OfType<TrafficAction.Refund>(), refund => Assert.Equal((3, 13), (refund.OrderId, refund.LineId)));
        Assert.Contains(actions.OfType<TrafficAction.Refund>(), refund => refund.Restock);
        Assert.Contains(actions.OfType<TrafficAction.Refund>(), refund => !refund.Restock);
    }

    [Fact]
    public void Rhythm_Day_IsQuietAtNightAndBusyInTheEveningOfTheShopsZone()
    {
        // Monday in Toronto: 03:30 and 20:30 there.
        var night = TrafficRhythm.At(Toronto, new DateTimeOffset(2026, 11, 23, 8, 30, 0, TimeSpan.Zero), SimRole.Destination);
        var evening = TrafficRhythm.At(Toronto, new DateTimeOffset(2026, 11, 24, 1, 30, 0, TimeSpan.Zero), SimRole.Destination);
        Assert.InRange(night, 0.3, 0.5);
        Assert.InRange(evening, 1.5, 2.2);

        // The same instant is another hour in Berlin.
        Assert.NotEqual(night, TrafficRhythm.At("Europe/Berlin", new DateTimeOffset(2026, 11, 23, 8, 30, 0, TimeSpan.Zero), SimRole.Destination));

        // Warehouses work in shifts: what is sold in one part of the world leaves another at night.
        Assert.InRange(TrafficRhythm.At("Europe/London", new DateTimeOffset(2026, 11, 24, 1, 30, 0, TimeSpan.Zero), SimRole.Source), 0.7, 1);
    }

    [Fact]
    public void Rhythm_Week_IsBusierAtTheWeekendAndOneOnAverage()
    {
        var hours = Enumerable.Range(0, 7 * 24).Select(hour => new DateTimeOffset(2026, 11, 23, 5, 30, 0, TimeSpan.Zero).AddHours(hour)).ToList();
        Assert.Equal(1, hours.Average(at => TrafficRhythm.At(Toronto, at, SimRole.Destination)), 0.01);
        double Day(int day) => hours.Skip(24 * day).Take(24).Average(at => TrafficRhythm.At(Toronto, at, SimRole.Destination));
        Assert.True(Day(5) > Day(1) * 1.2, "Saturday is busier than Tuesday");
        Assert.True(Day(6) > Day(2) * 1.2, "Sunday is busier than Wednesday");
    }

    [Theory]
    [InlineData("GB", "CA", "^(RN\\d{9}GB|\\d{10})$")]
    [InlineData("GB", "GB", "^(RN\\d{9}GB|1550\\d{10})$")]
    [InlineData("CA", "CA", "^40\\d{14}$")]
    [InlineData("DE", "FR", "^000340434\\d{11}$")]
    [InlineData("US", "US", "^1Z[0-9A-Z]{6}03\\d{8}$")]
    public void Carriers_Numbers_HaveTheCarriersForm(string from, string to, string form)
    {
        for (var i = 0; i < 200; i++)
        {
            var tracking = Carriers.Between(from, to, SeedRandom.For(i, "parcel"));
            var number = tracking.Number!;
            Assert.Matches(form, number);
            Assert.EndsWith(number, tracking.Url, StringComparison.Ordinal);
            var wrong = tracking.Company switch
            {
                "Royal Mail" => Carriers.S10CheckDigit(number[2..10]) != number[10] - '0',
                "DHL Express" => long.Parse(number[..9], System.Globalization.CultureInfo.InvariantCulture) % 7 != number[9] - '0',
                "DHL" => Carriers.Gs1CheckDigit(number[2..19]) != number[19] - '0',
                "UPS" => Carriers.UpsCheckDigit(number[2..17]) != number[17] - '0',
                _ => false,
            };
            Assert.False(wrong, $"{tracking.Company} {number}");
        }
    }

    [Theory]
    [InlineData("629104150021", 3)]
    [InlineData("1234567890123456", 0)]
    public void Carriers_Gs1CheckDigit_IsThePublishedOne(string digits, int expected) => Assert.Equal(expected, Carriers.Gs1CheckDigit(digits));

    [Fact]
    public void Carriers_UpsCheckDigit_IsThePublishedOne() => Assert.Equal(4, Carriers.UpsCheckDigit("999AA1012345678"));

    private List<T> Actions<T>(ShopView view, int steps)
        where T : TrafficAction => [.. Enumerable.Range(0, steps).Select(step => _plan.Decide(step, view)).OfType<T>()];

    private static string Told(TrafficAction action) => System.Text.Json.JsonSerializer.Serialize(action, action.GetType(), Json);

    private static ShopView View(SimRole role, IReadOnlyList<ShelfItem> shelf, params BookedOrder[] orders) =>
        new(Domain, role, role == SimRole.Source ? "GB" : "CA", Now, 1, shelf, orders);

    private static List<ShelfItem> Shelf(int count) => [.. Enumerable.Range(1, count).Select(n => Item(n, 10))];

    private static ShelfItem Item(long id, int available, bool fromSource = false) => new(id, 100 + id, available, 1, 2000, fromSource);

    private static BookedOrder Booked(long id, TimeSpan age, bool pushed, params BookedLine[] lines) =>
        new(id, Now - age, lines.Any(line => line.Shipped > 0) ? Now - age : null, lines.Any(line => line.Shipped > 0) ? 1 : 0, true, pushed, false, "CA", lines);

    private static BookedLine Line(long id, int units) => new(id, 1, units, units, 0, false);

    private static BookedLine Shipped(long id) => new(id, 1, 0, 2, 2, false);
}
