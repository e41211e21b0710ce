using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.Core.Intake;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Tests.Orders;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

/// <summary>Orders nobody likes: nothing is lost, nothing goes twice, and a sentence says what happened.</summary>
public sealed class DifficultOrderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task NothingForgotten_OrdersOfEveryShape_EachIsHandledOrWaitsWithItsRelease()
    {
        await using var world = await OrderWorld.StartAsync();

        // No synced line: custom line and gift card only.
        var own = await world.World.InShopAsync(WorldShops.First, shop => shop.Place(
            new SimOrder
            {
                Name = "",
                FinancialStatus = "PAID",
                Lines = [new SimOrderLine { Title = "Engraving", Quantity = 1, UnitMinor = 500, RequiresShipping = false }, new SimOrderLine { Title = "Gift card", Quantity = 1, UnitMinor = 5000, IsGiftCard = true, RequiresShipping = false }],
            },
            ClaimBehaviour.Bypass)!);

        // A synced line beside a custom line, worth nothing, without any address, name, e-mail or phone.
        var bare = await world.BuyAsync(discountMinor: 4000, lines: (1, 2));
        await world.InFirstAsync(bare, (_, o) =>
        {
            (o.Email, o.Phone, o.Customer, o.ShippingAddress) = (null, null, null, null);
            o.Lines.Add(new SimOrderLine { Id = 77_001, Title = "Wrapping", Quantity = 1, CurrentQuantity = 1, UnitMinor = 0, RequiresShipping = false });
        });
        var test = await world.BuyAsync(lines: (2, 1));
        await world.InFirstAsync(test, (_, o) => o.Test = true);
        await world.SettleAsync(Patience);

        await using var db = await world.World.ReadAsync();
        Assert.Equal(OrderPushStatus.None, await StatusAsync(world, own));
        Assert.Empty(await db.OrderPushes.Where(p => p.OrderId == own.Id).ToListAsync(World.Ct));
        var made = Assert.Single(await world.AtSourceAsync(bare));
        Assert.Equal((0L, 2, 1), (made.Lines.Sum(l => l.UnitMinor), made.Lines.Sum(l => l.Quantity), made.Lines.Count));
        Assert.Equal((null, null, null, null), (made.Email, made.Phone, made.Customer, made.ShippingAddress));
        Assert.Empty(await world.AtSourceAsync(test));
        Assert.Equal((PushWaits.NotPushable, 0), ((await world.PartAsync(test)).WaitingFor, (await world.StockAsync(2)).Reserved));
        await AssertNothingForgottenAsync(world);
    }

    [Fact]
    public async Task Order_FiveHundredLines_GoesWholeAndOnce()
    {
        await using var world = await OrderWorld.StartAsync();
        await world.World.InShopAsync(WorldShops.Source, shop =>
        {
            foreach (var level in shop.Levels.Values.ToList())
            {
                shop.SetAvailable(level, 400);
            }
        });

        // Shopify takes 250 lines in one order. Equal ones are joined; those that differ, here by what is engraved, cannot be.
        var order = await PlaceAsync(world, 500, n => []);
        var engraved = await PlaceAsync(world, 251, n => [new SimAttribute { Key = "Engraving", Value = n.ToString(CultureInfo.InvariantCulture) }]);
        await world.SettleAsync(Patience);

        var made = Assert.Single(await world.AtSourceAsync(order));
        Assert.Equal((500, (await world.PartAsync(order)).Lines.Sum(l => l.SourceNetMinor)), (made.Lines.Sum(l => l.Quantity), made.Lines.Sum(l => l.UnitMinor * l.Quantity)));
        Assert.Empty(await world.AtSourceAsync(engraved));
        var part = await world.PartAsync(engraved);
        Assert.Equal((PushState.Parked, PushWaits.Refused, 1), (part.State, part.WaitingFor, part.Attempts));
        Assert.Contains("at most 250 lines", part.Sentence, StringComparison.Ordinal);
        Assert.IsType<PushOutcome.Done>(await world.Push.MarkHandledAsync(Actor.Of(world.World.First), world.World.First, engraved.Id, null, "entered by hand", World.Ct));
        await AssertNothingForgottenAsync(world);
    }

    [Fact]
    public async Task Order_VariantDeletedHere_StillGoes()
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(paid: false, lines: [(1, 1), (2, 1)]);
        await world.SettleAsync();
        await world.World.InShopAsync(WorldShops.First, shop => shop.DeleteProduct(shop.Products[order.Lines[0].ProductId!.Value]));
        await world.InFirstAsync(order, (shop, o) => shop.Pay(o));
        await world.SettleAsync(Patience);

        // A product that is not synced any more needs a person, who sends it all the same.
        Assert.Equal(PushWaits.Product, (await world.PartAsync(order)).WaitingFor);
        Assert.IsType<PushOutcome.Queued>(await world.Push.PushAsync(Actor.Of(world.World.First), world.World.First, order.Id, null, World.Ct));
        await world.SettleAsync(Patience);
        Assert.Equal(2, Assert.Single(await world.AtSourceAsync(order)).Lines.Sum(l => l.Quantity));
    }

    [Fact]
    public async Task Order_ProductGoneAtTheSource_ParkedWithItsCauseAndRetriedTogether()
    {
        await using var world = await OrderWorld.StartAsync();
        await world.World.Get<PushSwitches>().SetAutomaticAsync(Actor.Of(world.World.First), world.World.First, on: false, withOlder: true, World.Ct);
        var orders = new[] { await world.BuyAsync(lines: (1, 1)), await world.BuyAsync(lines: (1, 2)) };
        await world.SettleAsync();
        var gone = await world.World.InShopAsync(WorldShops.Source, shop =>
        {
            var variant = shop.Variants.Values.OrderBy(v => v.Id).First();
            shop.Variants.Remove(variant.Id);
            return variant;
        });
        var bulk = world.World.Get<BulkPushes>();
        Assert.Equal(2, (await bulk.PushAsync(Actor.Of(world.World.First), world.World.First, [.. orders.Select(o => o.Id)], World.Ct)).Done);
        await world.SettleAsync(Patience);

        var open = world.World.Get<OpenOrders>();
        var group = Assert.Single(await open.ParkedAsync(Actor.Of(world.World.First), world.World.First, World.Ct));
        Assert.Equal((PushWaits.Refused, "INVALID order.lineItems.variantId", 2), (group.Reason, group.Cause, group.Orders.Count));
        await AssertNothingForgottenAsync(world);
        await Assert.ThrowsAsync<AccessRefusedException>(() => open.ParkedAsync(Actor.Of(world.World.Second), world.World.First, World.Ct));

        await world.World.InShopAsync(WorldShops.Source, shop => shop.Variants.Add(gone.Id, gone));
        Assert.Equal(2, (await bulk.RetryAsync(Actor.Of(world.World.First), world.World.First, group.Connection, group.Reason, group.Cause, World.Ct)).Done);
        await world.SettleAsync(Patience);
        foreach (var order in orders)
        {
            Assert.Single(await world.AtSourceAsync(order));
        }
    }

    [Fact]
    public async Task Oversold_ListedWithWhatIsShort_GoesWhenItIsBack()
    {
        await using var world = await OrderWorld.StartAsync();
        await world.World.InShopAsync(WorldShops.Source, shop =>
        {
            foreach (var level in shop.Levels.Values.OrderBy(l => l.Id).Take(2).ToList())
            {
                shop.SetAvailable(level, 0);
            }
        });
        var order = await world.BuyAsync(lines: (1, 2));
        await world.SettleAsync();
        var open = world.World.Get<OpenOrders>();
        var part = Assert.Single(await open.OversoldAsync(Actor.Of(world.World.First), world.World.First, World.Ct));
        Assert.Equal((false, 2, 0), (part.EnoughNow, part.Lines[0].Wanted, part.Lines[0].AtSource));
        Assert.Equal((1, 2, 1, 1), await open.CountAsync(Actor.Of(world.World.First), world.World.First, World.Ct) is var c ? (c.Held, c.HeldUnits, c.Parked, c.Oversold) : default);

        await world.World.InShopAsync(WorldShops.Source, shop => shop.SetAvailable(shop.Levels.Values.OrderBy(l => l.Id).First(), 5));
        await world.SettleAsync();
        Assert.True(Assert.Single(await open.OversoldAsync(Actor.Of(world.World.First), world.World.First, World.Ct)).EnoughNow);
        Assert.Equal(1, (await world.World.Get<BulkPushes>().PushAsync(Actor.Of(world.World.First), world.World.First, [order.Id], World.Ct)).Done);
        await world.SettleAsync(Patience);
        Assert.Single(await world.AtSourceAsync(order));
        Assert.Equal(0, (await open.CountAsync(Actor.Of(world.World.First), world.World.First, World.Ct)).Held);
    }

    [Fact]
    public async Task UnitsKeptBack_ByOrderAndAge_HandledTogetherAndTakenBack()
    {
        await using var world = await OrderWorld.StartAsync();
        var older = await world.BuyAsync(paid: false, lines: [(1, 2), (2, 1)]);
        world.World.Time.Advance(TimeSpan.FromHours(3));
        var newer = await world.BuyAsync(paid: false, lines: (1, 1));
        await world.SettleAsync();
        var open = world.World.Get<OpenOrders>();
        var held = await open.HeldAsync(Actor.Of(world.World.First), world.World.First, World.Ct);
        Assert.Equal([(older.Name, 3), (newer.Name, 1)], held.Select(h => (h.Name, h.Units)));
        Assert.All(held, h => Assert.Contains("not paid", h.Why, StringComparison.Ordinal));

        var bulk = world.World.Get<BulkPushes>();
        Assert.Equal(new BulkOutcome(2, 0, null), await bulk.MarkHandledAsync(Actor.Of(world.World.First), world.World.First, [older.Id, newer.Id], "shipped from our shelf", World.Ct));
        Assert.Empty(await open.HeldAsync(Actor.Of(world.World.First), world.World.First, World.Ct));
        Assert.All(await open.HandledAsync(Actor.Of(world.World.First), world.World.First, World.Ct), h => Assert.Contains("shipped from our shelf", h.Sentence, StringComparison.Ordinal));
        Assert.Equal(0, (await world.StockAsync(1)).Reserved);

        Assert.Equal(2, (await bulk.UndoHandledAsync(Actor.Of(world.World.First), world.World.First, [older.Id, newer.Id], World.Ct)).Done);
        Assert.Equal(3, (await world.StockAsync(1)).Reserved);
        Assert.Equal(1, (await bulk.UndoHandledAsync(Actor.Of(world.World.First), world.World.First, [older.Id], World.Ct)).Skipped);
    }

    [Theory]
    [InlineData("edited")]
    [InlineData("cancelled")]
    [InlineData("refunded")]
    public async Task Order_ChangedWhileItIsPushed_OneOrderAndTheChangeFollows(string what)
    {
        await using var world = await OrderWorld.StartAsync();
        var faults = world.World.Shop(WorldShops.Source).Faults;
        (faults.Operation, faults.LostAnswers) = ("orderCreate", 1);
        var order = await world.BuyAsync(lines: (1, 3));
        await world.World.DeliverAsync();
        await world.World.DrainAsync();
        Assert.Equal(PushState.Sending, (await world.PartAsync(order)).State);
        await world.InFirstAsync(order, (shop, o) =>
        {
            switch (what)
            {
                case "edited":
                    Assert.True(shop.SetQuantity(o, o.Lines[0], 2));
                    break;
                case "cancelled":
                    shop.Cancel(o, "CUSTOMER", restock: true, refund: true, null);
                    break;
                default:
                    shop.Refund(o, [(o.Lines[0].Id, 1, "CANCEL", null)], 0, null, null);
                    break;
            }
        });
        await world.SettleAsync(Patience);

        var made = Assert.Single(await world.AtSourceAsync(order));
        Assert.Equal(what == "cancelled", made.CancelledAt is not null);
        Assert.Equal(what switch { "edited" => 3, "cancelled" => 0, _ => 2 }, made.Lines.Sum(l => l.CurrentQuantity));
        var view = (await world.World.Get<OrderDetail>().ReadAsync(Actor.Of(world.World.First), world.World.First, order.Id, World.Ct))!;
        Assert.Equal(what == "edited" ? 1 : 0, view.Parts[0].Differences.Count);
        await AssertNothingForgottenAsync(world);
    }

    [Fact]
    public async Task Order_AddressRefusedByTheSource_ParkedWithShopifysWordsAndGoesOnceItIsCorrected()
    {
        await using var world = await OrderWorld.StartAsync();
        var order = await world.BuyAsync(lines: (1, 1));
        await world.InFirstAsync(order, (_, o) => o.ShippingAddress!.Zip = "12345");
        await world.SettleAsync(Patience);

        Assert.Empty(await world.AtSourceAsync(order));
        var part = await world.PartAsync(order);
        Assert.Equal((PushState.Parked, PushWaits.Refused, "INVALID order.shippingAddress.zip", 1), (part.State, part.WaitingFor, part.Cause, part.Attempts));
        Assert.Contains("Zip is not valid for Canada", part.Sentence, StringComparison.Ordinal);
        Assert.Equal(1, (await world.StockAsync(1)).Reserved);
        await AssertNothingForgottenAsync(world);

        // Corrected in the destination's shop: nothing goes by itself, and what a person sends then is the address as it is now.
        await world.InFirstAsync(order, (shop, o) =>
        {
            o.ShippingAddress!.Zip = "M5V 2K1";
            shop.OrderChanged(o);
        });
        await world.SettleAsync(Patience);
        Assert.Empty(await world.AtSourceAsync(order));
        Assert.IsType<PushOutcome.Queued>(await world.Push.PushAsync(Actor.Of(world.World.First), world.World.First, order.Id, null, World.Ct));
        await world.SettleAsync(Patience);
        Assert.Equal("M5V 2K1", Assert.Single(await world.AtSourceAsync(order)).ShippingAddress!.Zip);
    }

    [Fact]
    public async Task SourceFrozen_PushWaitsAndGoesWhenItOpens()
    {
        await using var world = await OrderWorld.StartAsync();
        var shop = world.World.Shop(WorldShops.Source).Shop;
        var token = shop.AccessToken;
        await world.World.InShopAsync(WorldShops.Source, s => s.Shop.AccessToken = "shpat_frozen");
        var order = await world.BuyAsync(lines: (1, 1));
        await world.SettleAsync(Patience);
        Assert.Empty(await world.AtSourceAsync(order));
        Assert.Equal(1, (await world.StockAsync(1)).Reserved);
        await AssertNothingForgottenAsync(world);

        await world.World.InShopAsync(WorldShops.Source, s => s.Shop.AccessToken = token);
        await world.World.Gate.WriteAsync(
            async (w, ct) =>
            {
                var store = await w.Db.Stores.SingleAsync(s => s.Id == world.World.Source, ct);
                (store.State, store.StateReason) = (StoreState.Active, null);
                (await w.Db.Lanes.SingleAsync(l => l.StoreId == world.World.Source, ct)).BackOffUntil = null;
            },
            World.Ct);
        await world.World.Get<PushReview>().SweepAsync(World.Ct);
        await world.SettleAsync(Patience);
        Assert.Single(await world.AtSourceAsync(order));
    }

    private static Task<SimOrder> PlaceAsync(OrderWorld world, int lines, Func<int, List<SimAttribute>> properties) => world.World.InShopAsync(WorldShops.First, shop =>
    {
        var placed = new SimOrder { Name = "", FinancialStatus = "PAID", ShippingAddress = new SimAddress { FirstName = "Robin", Address1 = "1 Garden Street", City = "Toronto", CountryCode = "CA" } };
        var goods = shop.Variants.Values.Where(v => v.Sku!.StartsWith("HERE-", StringComparison.Ordinal)).OrderBy(v => v.Id).ToList();
        for (var n = 0; n < lines; n++)
        {
            var good = goods[n % goods.Count];
            placed.Lines.Add(new SimOrderLine
            {
                ProductId = good.ProductId,
                VariantId = good.Id,
                InventoryItemId = good.InventoryItemId,
                Title = "Line " + n.ToString(CultureInfo.InvariantCulture),
                Sku = good.Sku,
                Quantity = 1,
                UnitMinor = good.PriceMinor,
                Properties = properties(n),
            });
        }

        return shop.Place(placed, ClaimBehaviour.Bypass)!;
    });

    /// <summary>Invariant NothingForgotten: every part is pushed, handled, cancelled, due, parked, or waits with a release a person can read.</summary>
    private static async Task AssertNothingForgottenAsync(OrderWorld world)
    {
        await using var db = await world.World.ReadAsync();
        var due = (await db.WorkItems.Where(w => w.Kind == OrderWork.Push.Name).Select(w => w.Subject).ToListAsync(World.Ct)).ToHashSet(StringComparer.Ordinal);
        foreach (var push in await db.OrderPushes.ToListAsync(World.Ct))
        {
            var isDue = due.Contains(push.Id.ToString(CultureInfo.InvariantCulture));
            var explained = push.State switch
            {
                PushState.Planned or PushState.Sending or PushState.Created => isDue,
                PushState.Waiting or PushState.Parked => push.WaitingFor != PushWaits.Nothing && push.Sentence is { Length: > 0 },
                _ => true,
            };
            Assert.True(explained, $"Push {push.Id}: {push.State}, {push.WaitingFor}, {push.Sentence}");
        }

        var open = await db.SourceChanges.Where(c => c.State == SourceChangeState.Planned || c.State == SourceChangeState.Sending || c.State == SourceChangeState.Written).Select(c => c.Id).ToListAsync(World.Ct);
        var changes = (await db.WorkItems.Where(w => w.Kind == OrderWork.Change.Name).Select(w => w.Subject).ToListAsync(World.Ct)).ToHashSet(StringComparer.Ordinal);
        Assert.All(open, id => Assert.Contains(id.ToString(CultureInfo.InvariantCulture), changes));
        Assert.False(await db.Inbox.AnyAsync(m => m.State == InboxState.New, World.Ct));
    }

    private static async Task<OrderPushStatus> StatusAsync(OrderWorld world, SimOrder order)
    {
        await using var db = await world.World.ReadAsync();
        return await db.Orders.Where(o => o.StoreId == world.World.First && o.OrderId == order.Id).Select(o => o.PushStatus).SingleAsync(World.Ct);
    }
}
