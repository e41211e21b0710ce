using Syncerize.App.Sandbox.Actions;
using Syncerize.Core.Insights;
using Syncerize.Core.Stores;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Scenarios;

/// <summary>What the app makes of trouble with a shop, as the console shows it.</summary>
public sealed class FaultOutcomeTests
{
    [Fact]
    public async Task Contact_ShopThrottlesOrFails_LaneWaitsWithAReasonAndGoesOn()
    {
        await using var world = await World.ConnectedAsync();
        var shop = world.Shop(WorldShops.Source);
        foreach (var set in new Action<int>[] { n => shop.Faults.Throttled = n, n => shop.Faults.ServerErrors = n })
        {
            set(-1);
            await ChangeAsync(world);
            await world.DeliverAsync();
            await world.DrainAsync();
            var waiting = await ContactAsync(world);
            Assert.True(waiting.BackOffUntil > world.Time.GetUtcNow());
            Assert.False(string.IsNullOrEmpty(waiting.BackOffReason));
            Assert.Equal(StoreState.Active, waiting.State);

            set(0);
            await world.SettleAsync();
            var well = await ContactAsync(world);
            Assert.Null(well.BackOffReason);
            Assert.Equal((0, 0), (well.Lag.Due, well.Lag.Parked));
        }
    }

    [Fact]
    public async Task Contact_TokenRevoked_StoreWaitsOthersDoNot()
    {
        await using var world = await World.ConnectedAsync();
        world.Shop(WorldShops.Source).Faults.Dead = true;
        await ChangeAsync(world);
        await world.SettleAsync();
        var contacts = await world.Get<ShopContactQuery>().ReadAsync(Actor.Operator, 3, World.Ct);
        var refused = contacts.Single(c => c.Store == world.Source);
        Assert.Equal(StoreState.Unauthorized, refused.State);
        Assert.False(string.IsNullOrEmpty(refused.StateReason));
        Assert.Contains(refused.Newest, row => row.Sentence.StartsWith("Everything of this store waits", StringComparison.Ordinal));
        Assert.All(contacts.Where(c => c.Store != world.Source), c => Assert.Equal(StoreState.Active, c.State));
    }

    [Fact]
    public async Task Contact_WebhookDoubled_StandsInTheInboxOnce()
    {
        await using var world = await World.ConnectedAsync();
        var shop = world.Shop(WorldShops.Source);
        shop.Faults.DoubleWebhooks = true;
        await ChangeAsync(world);
        var met = shop.Faults.Met[Syncerize.App.Sandbox.Store.FaultKind.WebhooksDoubled];
        var query = world.Get<ShopContactQuery>();
        Assert.Equal(0, await query.StoredAsync(Actor.Operator, world.Source, met.LastWhat, met.WebhookId!, World.Ct));
        await world.DeliverAsync();
        Assert.Equal(1, await query.StoredAsync(Actor.Operator, world.Source, met.LastWhat, met.WebhookId!, World.Ct));
    }

    [Fact]
    public async Task Contact_ActorOfOneStore_IsRefused()
    {
        await using var world = await World.ConnectedAsync();
        var query = world.Get<ShopContactQuery>();
        await Assert.ThrowsAsync<AccessRefusedException>(() => query.ReadAsync(Actor.Of(world.First), 1, World.Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => query.StoredAsync(Actor.Of(world.First), world.Source, "x", "y", World.Ct));
    }

    private static Task ChangeAsync(World world) => world.InShopAsync(WorldShops.Source, shop =>
    {
        var variant = shop.Variants.Values.First();
        variant.PriceMinor += 5;
        shop.VariantChanged(variant);
    });

    private static async Task<ShopContact> ContactAsync(World world) => (await world.Get<ShopContactQuery>().ReadAsync(Actor.Operator, 3, World.Ct)).Single(c => c.Store == world.Source);
}
