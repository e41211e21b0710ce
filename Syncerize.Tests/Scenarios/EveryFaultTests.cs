using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core.Intake;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

/// <summary>
/// One story of trade, told under each fault the console offers, at the source and at one of its destinations at once: stock, price and title change, orders come, a product is
/// synced, a parcel leaves. NeverOversells is looked at all the while; when the fault ends, the other invariants of the engine hold.
/// </summary>
public sealed class EveryFaultTests
{
    private static readonly string[] Faulty = [WorldShops.Source, WorldShops.First];
    private static readonly string[] Destinations = [WorldShops.First, WorldShops.Second];
    private static readonly string[] Skus = ["KET-1", "KET-2S", "KET-2L", "KET-3"];

    [Theory]
    [InlineData(FaultKind.Throttle, -1)]
    [InlineData(FaultKind.ServerErrors, -1)]
    [InlineData(FaultKind.LostAnswers, -1)]
    [InlineData(FaultKind.LostAnswers, 3)]
    [InlineData(FaultKind.Slow, 2003)]
    [InlineData(FaultKind.SearchLag, 30)]
    [InlineData(FaultKind.WebhooksDropped, 1)]
    [InlineData(FaultKind.WebhooksDoubled, 1)]
    [InlineData(FaultKind.WebhooksReordered, 1)]
    [InlineData(FaultKind.TokenRevoked, 1)]
    public async Task Invariants_TradeUnderTheFaultThenItEnds_AllHold(FaultKind fault, int value)
    {
        await using var world = await World.ConnectedAsync();
        await world.SyncAsync(world.FirstConnection, Trade.Kettle1, Trade.Kettle2);
        await world.SyncAsync(world.SecondConnection, Trade.Kettle1, Trade.Kettle2);
        var shipped = await world.OrderAsync(WorldShops.First, "KET-2L", 1, paid: true);
        await world.SettleAsync();

        foreach (var domain in Faulty)
        {
            await SetAsync(world, domain, fault, value);
        }

        await TradeAsync(world, shipped);
        Assert.True(world.Shop(WorldShops.Source).Faults.Met.GetValueOrDefault(fault)?.Count > 0, "Nothing met the fault: the story proves nothing.");
        foreach (var domain in Faulty)
        {
            await SetAsync(world, domain, fault, 0);
        }

        if (fault == FaultKind.TokenRevoked)
        {
            // Given back, the app is installed again by its merchant.
            await InstallAsync(world, WorldShops.Source, StoreRoles.Source);
            await InstallAsync(world, WorldShops.First, StoreRoles.Destination);
        }

        await CalmAsync(world);
        await AssertNothingForgottenAsync(world);
        AssertPushedAndCreatedOnce(world);
        await AssertConvergedAsync(world);
        await using var db = await world.ReadAsync();
        foreach (var store in new[] { world.Source, world.First, world.Second })
        {
            await KeptAndCounted.AssertEqualAsync(db, store, World.Ct);
        }
    }

    private static async Task TradeAsync(World world, SimOrder shipped)
    {
        await DoAsync(world, () => world.RecountAsync("KET-1", 4));
        await DoAsync(world, () => world.OrderAsync(WorldShops.First, "KET-1", 2, paid: true));
        await DoAsync(world, () => world.InShopAsync(WorldShops.Source, shop =>
        {
            var variant = shop.Variants.Values.Single(v => v.Sku == "KET-2S");
            variant.PriceMinor = 2345;
            shop.VariantChanged(variant);
        }));
        await DoAsync(world, () => world.OrderAsync(WorldShops.Second, "KET-1", 1, paid: true));
        await DoAsync(world, () => world.Get<SyncProducts>().StartAsync(Actor.Of(world.First), world.FirstConnection, [Trade.Kettle3], World.Ct));
        await DoAsync(world, () => world.InShopAsync(WorldShops.Source, shop =>
        {
            var product = shop.Products[Trade.Kettle2];
            product.Title = "Kettle for a windy day";
            shop.ProductChanged(product);
        }));
        await DoAsync(world, () => world.OrderAsync(WorldShops.First, "KET-2S", 1, paid: false));
        await DoAsync(world, () => world.InShopAsync(WorldShops.Source, shop =>
        {
            var order = PushesOf(shop, shipped.Id).Single();
            shop.ShipLines(order, order.ToShip().ToDictionary(part => part.Line.LineId, part => part.Line.RemainingQuantity), new SimTracking { Company = "Royal Mail", Number = "RN123456785GB" });
        }));
        await DoAsync(world, () => world.RecountAsync("KET-2L", 22));
        world.Time.Advance(TimeSpan.FromMinutes(2));
        await DoAsync(world, () => world.Get<PollSchedule>().PollAsync(World.Ct));
    }

    /// <summary>Something happens, the app hears of it and works, and no destination may be raised above what is really there.</summary>
    private static async Task DoAsync(World world, Func<Task> act)
    {
        await act();
        var before = Shown(world);
        await world.DeliverAsync();
        await world.DrainAsync();
        foreach (var ((domain, sku), units) in Shown(world).Where(now => before.TryGetValue(now.Key, out var was) && now.Value > was))
        {
            Assert.True(units <= ReallyThere(world, sku), $"{domain} was raised to {units} of {sku}; {ReallyThere(world, sku)} are there.");
        }
    }

    /// <summary>What is waited for comes, and what the schedule does in a quiet day is done: polls, the review of parts that wait, the nightly compare.</summary>
    private static async Task CalmAsync(World world)
    {
        await world.SettleAsync(TimeSpan.FromMinutes(10));
        world.Time.Advance(TimeSpan.FromMinutes(2));
        await world.Get<PushReview>().SweepAsync(World.Ct);
        await world.Get<PollSchedule>().PollAsync(World.Ct);
        await world.SettleAsync();
        await world.Get<PollSchedule>().CompareAsync(World.Ct);
        await world.SettleAsync(TimeSpan.FromMinutes(10));
    }

    private static async Task SetAsync(World world, string domain, FaultKind fault, int value)
    {
        var faults = world.Shop(domain).Faults;
        world.Time.JumpOver = fault == FaultKind.Slow && value > 0 ? TimeSpan.FromMilliseconds(value) : null;
        await world.InShopAsync(domain, shop => shop.Shop.Pace.SearchLagSeconds = fault == FaultKind.SearchLag ? value : 0);
        faults.Change(f => _ = fault switch
        {
            FaultKind.Throttle => f.Throttled = value,
            FaultKind.ServerErrors => f.ServerErrors = value,
            FaultKind.LostAnswers => f.LostAnswers = value,
            FaultKind.Slow => f.DelayMs = value,
            FaultKind.SearchLag => value,
            FaultKind.WebhooksDropped => (f.DropWebhooks = value != 0) ? 1 : 0,
            FaultKind.WebhooksDoubled => (f.DoubleWebhooks = value != 0) ? 1 : 0,
            FaultKind.WebhooksReordered => (f.ReorderWebhooks = value != 0) ? 1 : 0,
            FaultKind.TokenRevoked => (f.Dead = value != 0) ? 1 : 0,
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "The story does not know this fault."),
        });
    }

    private static Task InstallAsync(World world, string domain, StoreRoles role) =>
        world.Get<StoreInstall>().InstallAsync(new ShopToInstall(domain, world.Shop(domain).Shop.AccessToken, IsSimulated: true, role), World.Ct);

    /// <summary>NothingForgotten: no row of the inbox, no work and no part of an order is left but the one that waits for its payment.</summary>
    private static async Task AssertNothingForgottenAsync(World world)
    {
        Assert.Equal("", await world.DueAsync());
        await using var db = await world.ReadAsync();
        Assert.False(await db.Inbox.AnyAsync(m => m.State == InboxState.New || m.State == InboxState.Parked, World.Ct));
        Assert.All(await db.Stores.ToListAsync(World.Ct), store => Assert.Equal(StoreState.Active, store.State));
        var sold = Destinations.SelectMany(domain => world.Shop(domain).Orders.Keys).ToHashSet();
        Assert.Equal(sold, [.. await db.OrderPushes.Select(p => p.OrderId).ToListAsync(World.Ct)]);
        foreach (var order in Destinations.SelectMany(domain => world.Shop(domain).Orders.Values))
        {
            Assert.Equal(order.FinancialStatus == "PAID" ? 1 : 0, PushesOf(world.Shop(WorldShops.Source), order.Id).Count);
        }

        Assert.Equal("FULFILLED", world.Shop(WorldShops.First).Orders.Values.MinBy(o => o.Id)!.FulfillmentStatus);
    }

    /// <summary>PushedOnce, CreatedOnce and TouchesOnlyWhatIsSelected, as the shops really stand.</summary>
    private static void AssertPushedAndCreatedOnce(World world)
    {
        Assert.Distinct(world.Shop(WorldShops.Source).Orders.Values.Select(o => o.SourceIdentifier).Where(key => key is not null));
        Assert.Equal(3, world.Shop(WorldShops.First).Products.Count);
        Assert.Equal(2, world.Shop(WorldShops.Second).Products.Count);
        Assert.Single(world.Shop(WorldShops.First).Orders.Values.MinBy(o => o.Id)!.Fulfillments);
    }

    /// <summary>Converges: every linked title, price and quantity is its plan's.</summary>
    private static async Task AssertConvergedAsync(World world)
    {
        var source = world.Shop(WorldShops.Source);
        var links = await world.LinksAsync();
        Assert.Equal(7, links.Count);
        foreach (var link in links)
        {
            var destination = world.Shop(link.DestinationStoreId == world.First ? WorldShops.First : WorldShops.Second);
            Assert.Equal(source.Products[link.ProductLink!.SourceProductId].Title, destination.Products[link.ProductLink.DestinationProductId!.Value].Title);
            var variant = source.Variants[link.SourceVariantId];
            Assert.Equal((long)decimal.Round(variant.PriceMinor * 1.75m, 0, MidpointRounding.AwayFromZero), destination.Variants[link.DestinationVariantId].PriceMinor);
            Assert.Equal(ReallyThere(world, variant.Sku!), destination.LevelsOf(link.DestinationInventoryItemId).Sum(l => l.Available));
        }
    }

    private static Dictionary<(string Domain, string Sku), int> Shown(World world) => Destinations
        .SelectMany(domain => Skus.Where(sku => world.Shop(domain).Variants.Values.Any(v => v.Sku == sku)).Select(sku => (domain, sku)))
        .ToDictionary(at => at, at => world.Available(at.domain, at.sku));

    /// <summary>T of NeverOversells, from the true state of all shops: what the source has, less what was sold and is in no order of the source yet.</summary>
    private static int ReallyThere(World world, string sku)
    {
        var source = world.Shop(WorldShops.Source);
        var unsent = Destinations.SelectMany(domain => world.Shop(domain).Orders.Values).Where(order => PushesOf(source, order.Id).Count == 0)
            .SelectMany(order => order.Lines).Where(line => line.Sku == sku).Sum(line => line.CurrentQuantity);
        return Math.Max(0, world.Available(WorldShops.Source, sku) - unsent);
    }

    private static List<SimOrder> PushesOf(ShopState source, long order)
    {
        var id = order.ToString(CultureInfo.InvariantCulture);
        return [.. source.Orders.Values.Where(o => o.CustomAttributes.Exists(a => a.Key == "Destination Order ID" && a.Value == id))];
    }
}
