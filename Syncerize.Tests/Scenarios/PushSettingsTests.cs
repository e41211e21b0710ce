using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.Core.Connections;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Tests.Orders;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

/// <summary>Order push settings: exactly what is ticked is on the source order, and orders go when the settings say.</summary>
public sealed class PushSettingsTests
{
    private static readonly OrderPushSettings Nothing = new()
    {
        CustomerDetail = false,
        ShippingAddress = false,
        BillingAddress = false,
        Tags = false,
        Note = false,
        LineProperties = false,
        ShippingCost = false,
    };

    private static readonly string[] Block = ["App", "Destination Store Name", "Destination Order #", "Destination Order ID", "Customer Phone #", "Shipping Method", "Order Push Mode"];

    private static readonly string LongTag = new('x', 60);

    [Fact]
    public async Task Push_EachSwitchAlone_ExactlyThatIsOnTheSourceOrder()
    {
        await using var world = await OrderWorld.StartAsync();
        await world.World.Gate.WriteAsync(async (w, ct) => (await w.Db.Stores.SingleAsync(s => s.Id == world.World.First, ct)).ContactEmail = "hello@first.example", World.Ct);
        var cases = new (string Name, OrderPushSettings Settings)[]
        {
            ("nothing", Nothing),
            ("customer", Nothing with { CustomerDetail = true }),
            ("ship-to", Nothing with { ShippingAddress = true }),
            ("bill-to", Nothing with { BillingAddress = true }),
            ("tags", Nothing with { Tags = true }),
            ("note", Nothing with { Note = true }),
            ("properties", Nothing with { LineProperties = true }),
            ("shipping", Nothing with { ShippingCost = true }),
            ("rules", Nothing with { ShippingCost = true, ShippingRules = [new ShippingRule(0, 999), new ShippingRule(2_000, 495), new ShippingRule(900_000, 0)] }),
            ("own", Nothing with { ContactEmail = ContactEmail.Own }),
            ("other", Nothing with { ContactEmail = ContactEmail.Other, OtherEmail = "desk@partner.example" }),
            ("prices", Nothing with { Prices = PushPrices.SourceOwn }),
            ("all", new OrderPushSettings { BillingAddress = true }),
        };
        await RestockAsync(world);
        foreach (var (name, settings) in cases)
        {
            await world.SetAsync(_ => settings);
            var order = await BuyAsync(world);
            await world.SettleAsync();

            Check(name, settings, order, Assert.Single(await world.AtSourceAsync(order)));
        }
    }

    [Fact]
    public async Task Preview_BeforePushing_IsWhatTheSourceGets()
    {
        await using var world = await OrderWorld.StartAsync();
        await world.SetAsync(s => s with { Shadow = true, BillingAddress = true });
        var order = await BuyAsync(world);
        await world.SettleAsync();
        Assert.Empty(await world.AtSourceAsync(order));
        Assert.Equal(0, (await world.StockAsync(1)).Reserved);

        var draft = (await world.World.Get<PushPreview>().ReadAsync(Actor.Of(world.World.First), world.World.First, order.Id, world.World.FirstConnection, World.Ct))!.Draft!;
        await Assert.ThrowsAsync<AccessRefusedException>(() => world.World.Get<PushPreview>().ReadAsync(Actor.Of(world.World.Second), world.World.First, order.Id, world.World.FirstConnection, World.Ct));
        await world.SetAsync(s => s with { Shadow = false });

        var made = Assert.Single(await world.AtSourceAsync(order));
        Assert.Equal(draft.Lines.Select(l => (l.VariantId, l.Quantity, l.UnitMinor)), made.Lines.Select(l => (l.VariantId!.Value, l.Quantity, l.UnitMinor)));
        Assert.Equal((draft.Email, draft.Note, draft.Phone), (made.Email, made.Note, made.Phone));
        Assert.Equal(draft.Tags, made.Tags);
        Assert.Equal(draft.Attributes.Select(a => (a.Key, a.Value)), made.CustomAttributes.Select(a => (a.Key, a.Value)));
        Assert.Equal(draft.ShippingLines.Select(s => s.PriceMinor), made.ShippingLines.Select(s => s.PriceMinor));
        Assert.Equal((draft.ShippingAddress!.Address1, draft.BillingAddress!.City), (made.ShippingAddress!.Address1, made.BillingAddress!.City));
    }

    [Fact]
    public async Task ShadowToLive_OlderLeftOut_GoByHandOnly()
    {
        await using var world = await OrderWorld.StartAsync();
        await world.SetAsync(s => s with { Shadow = true });
        var older = await world.BuyAsync(lines: (1, 1));
        await world.SettleAsync();
        Assert.Equal(PushWaits.Shadow, (await world.PartAsync(older)).WaitingFor);

        await world.SetAsync(s => s with { Shadow = false }, withOlder: false);
        var newer = await world.BuyAsync(lines: (1, 1));
        await world.SettleAsync();

        Assert.Empty(await world.AtSourceAsync(older));
        Assert.Equal(PushWaits.Manual, (await world.PartAsync(older)).WaitingFor);
        Assert.Single(await world.AtSourceAsync(newer));
        Assert.IsType<PushOutcome.Queued>(await world.Push.PushAsync(Actor.Of(world.World.First), world.World.First, older.Id, null, World.Ct));
        await world.SettleAsync();
        Assert.Single(await world.AtSourceAsync(older));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AutomaticPush_SwitchedOn_OlderOrdersAsAnswered(bool withOlder)
    {
        await using var world = await OrderWorld.StartAsync();
        var switches = world.World.Get<PushSwitches>();
        await switches.SetAutomaticAsync(Actor.Of(world.World.First), world.World.First, on: false, withOlder: true, World.Ct);
        var order = await world.BuyAsync(lines: (1, 1));
        await world.SettleAsync();
        Assert.Equal(PushWaits.Manual, (await world.PartAsync(order)).WaitingFor);
        world.World.Time.Advance(TimeSpan.FromMinutes(1));

        await switches.SetAutomaticAsync(Actor.Of(world.World.First), world.World.First, on: true, withOlder, World.Ct);
        await world.SettleAsync();

        Assert.Equal(withOlder ? 1 : 0, (await world.AtSourceAsync(order)).Count);
        var newer = await world.BuyAsync(lines: (1, 1));
        await world.SettleAsync();
        Assert.Single(await world.AtSourceAsync(newer));
    }

    [Fact]
    public async Task Wait_MinutesAfterOrdering_GoesWhenTheyAreOver()
    {
        await using var world = await OrderWorld.StartAsync();
        await world.SetAsync(s => s with { WaitMinutes = 30 });
        var order = await world.BuyAsync(lines: (1, 1));
        await world.SettleAsync();
        var push = await world.PartAsync(order);
        Assert.Equal((PushWaits.Wait, order.CreatedAt.AddMinutes(30)), (push.WaitingFor, push.WaitsUntil));
        Assert.Equal(1, (await world.StockAsync(1)).Reserved);

        await world.World.Get<PushReview>().SweepAsync(World.Ct);
        await world.SettleAsync();
        Assert.Empty(await world.AtSourceAsync(order));
        world.World.Time.Advance(TimeSpan.FromMinutes(31));
        await world.World.Get<PushReview>().SweepAsync(World.Ct);
        await world.SettleAsync();

        Assert.Single(await world.AtSourceAsync(order));
    }

    [Fact]
    public async Task HeldAndLeftOut_TillPickupRisk_WaitAndGoByHand()
    {
        await using var world = await OrderWorld.StartAsync();
        await world.SetAsync(s => s with { LeaveOutPointOfSale = true, LeaveOutPickup = true, HoldHighRisk = true });
        var till = await world.BuyAsync(lines: (1, 1));
        var pickup = await world.BuyAsync(lines: (2, 1));
        var risky = await world.BuyAsync(lines: (3, 1));
        await world.InFirstAsync(till, (shop, o) => o.SourceName = "pos");
        await world.InFirstAsync(pickup, (shop, o) => o.FulfillmentOrders.ForEach(f => f.DeliveryMethod = "PICK_UP"));
        await world.InFirstAsync(risky, (shop, o) => o.RiskRecommendation = "CANCEL");
        await world.SettleAsync();

        Assert.Equal((PushWaits.LeftOut, PushWaits.LeftOut, PushWaits.Risk), ((await world.PartAsync(till)).WaitingFor, (await world.PartAsync(pickup)).WaitingFor, (await world.PartAsync(risky)).WaitingFor));
        Assert.Equal((0, 0, 1), ((await world.StockAsync(1)).Reserved, (await world.StockAsync(2)).Reserved, (await world.StockAsync(3)).Reserved));
        foreach (var order in new[] { till, pickup, risky })
        {
            Assert.IsType<PushOutcome.Queued>(await world.Push.PushAsync(Actor.Of(world.World.First), world.World.First, order.Id, null, World.Ct));
            await world.SettleAsync();
            Assert.Single(await world.AtSourceAsync(order));
        }
    }

    [Fact]
    public async Task Defaults_NewConnection_BeginsWithThem()
    {
        await using var world = await OrderWorld.StartAsync();
        var set = world.World.Get<SetOrderPush>();
        Assert.NotEmpty(await set.SaveDefaultsAsync(Actor.Of(world.World.Second), world.World.Second, new OrderPushSettings { ContactEmail = ContactEmail.Other, OtherEmail = "nobody" }, World.Ct));
        Assert.Empty(await set.SaveDefaultsAsync(Actor.Of(world.World.Second), world.World.Second, new OrderPushSettings { Note = false, WaitMinutes = 7 }, World.Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => set.SaveAsync(Actor.Of(world.World.Second), world.World.FirstConnection, new OrderPushSettings(), true, World.Ct));
        await world.World.Gate.WriteAsync((w, ct) => w.Db.Connections.Where(c => c.Id == world.World.SecondConnection).ExecuteDeleteAsync(ct), World.Ct);

        await using var db = await world.World.ReadAsync();
        var key = await db.Stores.Where(s => s.Id == world.World.Source).Select(s => s.UniqueKey).SingleAsync(World.Ct);
        var connected = Assert.IsType<ConnectOutcome.Connected>(await world.World.Get<ConnectByKey>().ConnectAsync(Actor.Of(world.World.Second), world.World.Second, key, World.Ct));

        var settings = (await db.Connections.SingleAsync(c => c.Id == connected.Connection, World.Ct)).Settings.OrderPush;
        Assert.Equal((false, 7), (settings.Note, settings.WaitMinutes));
    }

    // Enough for an order per case: what sells out says nothing about settings.
    private static async Task RestockAsync(OrderWorld world)
    {
        await world.World.InShopAsync(WorldShops.Source, shop =>
        {
            foreach (var level in shop.Levels.Values.ToList())
            {
                shop.SetAvailable(level, 400);
            }
        });
        await world.SettleAsync();
    }

    private static async Task<SimOrder> BuyAsync(OrderWorld world)
    {
        var order = await world.BuyAsync(paid: true, lines: [(1, 2), (2, 1)]);
        await world.InFirstAsync(order, (shop, o) =>
        {
            o.Note = "Ring twice";
            o.Tags = ["gift", LongTag];
            o.BillingAddress = new SimAddress { FirstName = "Pat", LastName = "Payer", Address1 = "9 Bank Road", City = "Billtown", Zip = "M4V 1A1", CountryCode = "CA" };
            o.Lines[0].Properties.Add(new SimAttribute { Key = "Engraving", Value = "For Ada" });
            App.Sandbox.Actions.OrderActions.OrderChanged(shop, o);
        });
        return order;
    }

    private static void Check(string name, OrderPushSettings s, SimOrder order, SimOrder made)
    {
        Assert.True(Block.SequenceEqual(made.CustomAttributes.Select(a => a.Key)), name);
        Assert.Equal("Syncerize|First|" + order.Name + "|" + order.Id.ToString(CultureInfo.InvariantCulture) + "|+15550109999|Standard Shipping|Automatic", string.Join('|', made.CustomAttributes.Select(a => a.Value)));
        var email = s.ContactEmail switch { ContactEmail.Own => "hello@first.example", ContactEmail.Other => "desk@partner.example", _ => s.CustomerDetail ? "robin@example.com" : null };
        Assert.Equal((name, email, s.CustomerDetail ? "+15550109999" : null), (name, made.Email, made.Phone));
        Assert.Equal((name, s.CustomerDetail ? "Robin Buyer" : null), (name, made.Customer is null ? null : $"{made.Customer.FirstName} {made.Customer.LastName}"));
        Assert.Equal((name, s.ShippingAddress ? "1 Garden Street" : null), (name, made.ShippingAddress?.Address1));
        Assert.Equal((name, s.BillingAddress ? "9 Bank Road" : null), (name, made.BillingAddress?.Address1));
        Assert.Equal(s.Tags ? ["gift", LongTag[..40]] : [], made.Tags);
        Assert.Equal((name, s.Note ? "Ring twice" : null), (name, made.Note));
        Assert.Equal((name, s.LineProperties ? 1 : 0), (name, made.Lines.Sum(l => l.Properties.Count)));
        Assert.Equal((name, !s.ShippingCost ? (long?)null : s.ShippingRules.Count > 0 ? 495 : 1000), (name, made.ShippingLines.Select(l => (long?)l.PriceMinor).SingleOrDefault()));

        // CAD 20 and 40 at 1.75, or the source's own GBP 10 and 20.
        Assert.Equal(s.Prices == PushPrices.SourceOwn ? 4000L : 2286 + 2286, made.Lines.Sum(l => l.Quantity * l.UnitMinor));
        Assert.Equal((name, "PENDING", 0), (name, made.FinancialStatus, made.Transactions.Count));
        Assert.All(made.Lines, l => Assert.True(l.RequiresShipping));
    }
}
