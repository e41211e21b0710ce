using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core.Intake;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

/// <summary>Events may be lost, doubled, late and out of order: the end is the same.</summary>
public sealed class IntakeScenarioTests
{
    [Fact]
    public async Task Intake_LateAndReordered_SameEnd()
    {
        var inOrder = await EndAsync(waiting => waiting);
        var upsideDown = await EndAsync(waiting => waiting.Reverse().SelectMany(m => new[] { m, m }));

        Assert.Contains("Third name", inOrder, StringComparison.Ordinal);
        Assert.Contains("REFUNDED", inOrder, StringComparison.Ordinal);
        Assert.Equal(inOrder, upsideDown);
    }

    [Fact]
    public async Task Poll_WebhooksLost_FoundAndCounted()
    {
        await using var world = await World.ConnectedAsync();
        await world.InShopAsync(WorldShops.Source, shop => Rename(shop, "Nobody told us"));
        await world.DeliverAsync(_ => []);
        world.Time.Advance(TimeSpan.FromMinutes(2));

        await world.Get<PollSchedule>().PollAsync(World.Ct);
        await world.SettleAsync();

        await using var db = await world.ReadAsync();
        Assert.True(await db.Products.AnyAsync(p => p.StoreId == world.Source && p.Title == "Nobody told us", World.Ct));
        Assert.Equal(1, await db.PollCursors.Where(c => c.StoreId == world.Source && c.Feed == "products").Select(c => c.MissedByWebhooks).SingleAsync(World.Ct));
        Assert.Equal("", await world.DueAsync());
    }

    [Fact]
    public async Task Compare_DeletionNobodyReported_Found()
    {
        await using var world = await World.ConnectedAsync();
        var gone = await world.InShopAsync(WorldShops.Source, shop =>
        {
            var product = shop.Products.Values.OrderBy(p => p.Id).First();
            shop.DeleteProduct(product);
            return product.Id;
        });
        await world.DeliverAsync(_ => []);
        world.Time.Advance(TimeSpan.FromHours(1));

        await world.Get<PollSchedule>().PollAsync(World.Ct);
        await world.SettleAsync();
        Assert.Equal([], await DeletedAsync(world));
        await world.Get<PollSchedule>().CompareAsync(World.Ct);
        await world.SettleAsync();
        Assert.Equal([gone], await DeletedAsync(world));
    }

    [Fact]
    public async Task SetUp_AddressChanged_SubscriptionsMoveAndAreNotDoubled()
    {
        await using var world = await World.ConnectedAsync();
        var before = world.Shop(WorldShops.Source).Subscriptions.Count;

        for (var i = 0; i < 2; i++)
        {
            world.Get<WebhookAddress>().Value = new Uri("https://moved.example/webhooks/shopify");
            await world.Gate.WriteAsync((w, ct) => w.EnqueueAsync(new Due(world.Source, IntakeWork.SetUp, "shop"), ct), World.Ct);
            await world.SettleAsync();
        }

        Assert.Equal(before, world.Shop(WorldShops.Source).Subscriptions.Count);
        Assert.All(world.Shop(WorldShops.Source).Subscriptions.Values, s => Assert.Equal("https://moved.example/webhooks/shopify", s.Uri));
    }

    [Fact]
    public async Task DeadToken_OneShop_OthersGoOnAndNothingIsForgotten()
    {
        await using var world = await World.ConnectedAsync();
        world.Shop(WorldShops.First).Faults.Dead = true;
        await world.InShopAsync(WorldShops.First, shop => Order(shop, 1));
        await world.InShopAsync(WorldShops.Source, shop => Rename(shop, "Still moving"));
        await world.SettleAsync();

        await using (var db = await world.ReadAsync())
        {
            Assert.Equal([StoreState.Active, StoreState.Unauthorized, StoreState.Active], await db.Stores.OrderBy(s => s.Id).Select(s => s.State).ToListAsync(World.Ct));
            Assert.True(await db.Products.AnyAsync(p => p.StoreId == world.Source && p.Title == "Still moving", World.Ct));
            Assert.True(await db.WorkItems.AnyAsync(w => w.Lane == world.First && w.ParkedAt == null, World.Ct));
        }

        world.Shop(WorldShops.First).Faults.Dead = false;
        await world.Get<StoreInstall>().InstallAsync(new ShopToInstall(WorldShops.First, world.Shop(WorldShops.First).Shop.AccessToken, IsSimulated: true, StoreRoles.Destination), World.Ct);
        await world.SettleAsync();

        await using var after = await world.ReadAsync();
        Assert.Equal(1, await after.Orders.CountAsync(o => o.StoreId == world.First, World.Ct));
        Assert.Equal("", await world.DueAsync());
    }

    private static async Task<string> EndAsync(Func<IReadOnlyList<InboxMessage>, IEnumerable<InboxMessage>> arrange)
    {
        await using var world = await World.ConnectedAsync();
        foreach (var name in new[] { "First name", "Second name", "Third name" })
        {
            await world.InShopAsync(WorldShops.Source, shop => Rename(shop, name));
        }

        await world.InShopAsync(WorldShops.Source, shop => shop.SetAvailable(shop.LevelsOf(shop.Variants.Values.MinBy(v => v.Id)!.InventoryItemId).First(), 3));
        var order = await world.InShopAsync(WorldShops.Source, shop => Order(shop, 2));
        await world.InShopAsync(WorldShops.Source, shop => shop.Pay(order));
        await world.InShopAsync(WorldShops.Source, shop => shop.Cancel(order, "CUSTOMER", restock: true, refund: true, staffNote: null));
        await world.DeliverAsync(arrange);
        await world.SettleAsync();

        await using var db = await world.ReadAsync();
        Assert.Equal("", await world.DueAsync());
        Assert.False(await db.Inbox.AnyAsync(m => m.State == InboxState.New || m.State == InboxState.Parked, World.Ct));
        var products = await db.Products.OrderBy(p => p.ProductId).Select(p => p.Title).ToListAsync(World.Ct);
        var orders = await db.Orders.OrderBy(o => o.OrderId).ToListAsync(World.Ct);
        var levels = await db.StockLevels.OrderBy(l => l.InventoryItemId).ThenBy(l => l.LocationId).Select(l => $"{l.InventoryItemId}: {l.Available} {l.Committed}").ToListAsync(World.Ct);
        return string.Join('\n', [.. products, .. orders.Select(o => $"{o.Name} {o.FinancialStatus} {o.CancelledAt is not null}"), .. levels]);
    }

    private static void Rename(ShopState shop, string title)
    {
        var product = shop.Products.Values.MinBy(p => p.Id)!;
        product.Title = title;
        shop.ProductChanged(product);
    }

    private static SimOrder Order(ShopState shop, int units)
    {
        var variant = shop.Variants.Values.MinBy(v => v.Id);
        return shop.Place(
            new SimOrder
            {
                Name = "",
                Lines =
                [
                    new SimOrderLine
                    {
                        Title = "Kettle", ProductId = variant?.ProductId, VariantId = variant?.Id, InventoryItemId = variant?.InventoryItemId, Quantity = units, UnitMinor = 1000, RequiresShipping = true,
                    },
                ],
            },
            ClaimBehaviour.DecrementObeyingPolicy)!;
    }

    private static async Task<IReadOnlyList<long>> DeletedAsync(World world)
    {
        await using var db = await world.ReadAsync();
        return await db.Products.Where(p => p.StoreId == world.Source && p.DeletedAt != null).Select(p => p.ProductId).ToListAsync(World.Ct);
    }
}
