using Microsoft.EntityFrameworkCore;
using Syncerize.App.Sandbox.Actions;
using Syncerize.Core.Connections;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Sync;

/// <summary>What a source offers: said before it changes, followed when it does, undone without second products; and approval of new connections.</summary>
public sealed class AvailabilityTests
{
    private const long Kettle = 1_000_101;
    private const long SizedKettle = 1_000_102;

    [Fact]
    public async Task Mode_AllTagsIndividual_PreviewSaysWhatThenHappens()
    {
        await using var world = await World.ConnectedAsync();
        var (actor, previews, offers) = (Actor.Of(world.Source), world.Get<OfferPreview>(), world.Get<SourceOffers>());
        foreach (var (store, connection) in new[] { (world.First, world.FirstConnection), (world.Second, world.SecondConnection) })
        {
            await world.Get<SyncProducts>().StartAsync(Actor.Of(store), connection, store == world.First ? [Kettle, SizedKettle] : [Kettle], World.Ct);
        }

        await TagAsync(world, SizedKettle, "Export");
        var before = Products(world);

        // Tags: one product of the first store, the only one of the second.
        var change = await previews.OfModeAsync(actor, world.Source, Availability.Tags, [" export ", "EXPORT", ""], World.Ct);
        Assert.Equal([("First", 1, 0), ("Second", 1, 0)], change.Stores.Select(s => (s.Name, s.Stops, s.Resumes)));
        Assert.Equal((1, 3), (change.Offered, change.OfferedNow));
        Assert.All(change.Preview.Rows, r => Assert.Equal((Kettle, PreviewAct.Stop), (r.SourceProductId, r.Act)));
        await offers.SetModeAsync(actor, world.Source, Availability.Tags, [" export ", "EXPORT", ""], World.Ct);
        await world.SettleAsync();
        Assert.Equal((0, 15, 0), (Stock(world, WorldShops.First, "Kettle 1"), Stock(world, WorldShops.First, "Kettle 2"), Stock(world, WorldShops.Second, "Kettle 1")));
        Assert.Empty((await previews.OfModeAsync(actor, world.Source, Availability.Tags, ["export"], World.Ct)).Stores);

        // Undone: everything comes back into the same products.
        var last = (await world.Get<BulkChanges>().LastAsync(actor, world.Source, null, World.Ct))!;
        Assert.True((await world.Get<BulkChanges>().UndoAsync(actor, last.Id, World.Ct)).Done);
        await world.SettleAsync();
        Assert.Equal((15, 15), (Stock(world, WorldShops.First, "Kettle 1"), Stock(world, WorldShops.Second, "Kettle 1")));

        // Individual with one picked, then the other.
        await offers.PickAsync(actor, world.Source, [Kettle], picked: true, World.Ct);
        await offers.SetModeAsync(actor, world.Source, Availability.Individual, [], World.Ct);
        await world.SettleAsync();
        Assert.Equal((15, 0), (Stock(world, WorldShops.First, "Kettle 1"), Stock(world, WorldShops.First, "Kettle 2")));
        var picks = await previews.OfPickAsync(actor, world.Source, [Kettle, SizedKettle], picked: false, World.Ct);
        Assert.Equal([("First", 1), ("Second", 1)], picks.Stores.Select(s => (s.Name, s.Stops)));
        var more = await previews.OfPickAsync(actor, world.Source, [SizedKettle], picked: true, World.Ct);
        Assert.Equal([("First", 0, 1)], more.Stores.Select(s => (s.Name, s.Stops, s.Resumes)));
        await offers.PickAsync(actor, world.Source, [SizedKettle], picked: true, World.Ct);
        await world.SettleAsync();
        Assert.Equal(15, Stock(world, WorldShops.First, "Kettle 2"));
        Assert.Equal(before, Products(world));
        Assert.Equal("", await world.DueAsync());
        await Assert.ThrowsAsync<AccessRefusedException>(() => previews.OfModeAsync(Actor.Of(world.First), world.Source, Availability.All, [], World.Ct));
        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Get<OfferQuery>().ReadAsync(Actor.Of(world.First), world.Source, null, PickFilter.All, 1, World.Ct));
    }

    [Fact]
    public async Task Pick_Undone_PicksAsBefore()
    {
        await using var world = await World.ConnectedAsync();
        var (actor, offers) = (Actor.Of(world.Source), world.Get<SourceOffers>());
        await offers.SetModeAsync(actor, world.Source, Availability.Individual, [], World.Ct);
        await offers.PickAsync(actor, world.Source, [Kettle], picked: true, World.Ct);
        await offers.PickAsync(actor, world.Source, [Kettle, SizedKettle], picked: true, World.Ct);
        var last = (await world.Get<BulkChanges>().LastAsync(actor, world.Source, null, World.Ct))!;
        Assert.Equal("1 product was made available to connected stores.", last.Sentence);
        await world.Get<BulkChanges>().UndoAsync(actor, last.Id, World.Ct);
        var reading = await world.Get<OfferQuery>().ReadAsync(actor, world.Source, null, PickFilter.Picked, 1, World.Ct);
        Assert.Equal([Kettle], reading.Rows.Select(r => r.ProductId));
        Assert.Equal(["Kettle 2"], (await world.Get<OfferQuery>().ReadAsync(actor, world.Source, "ket-2", PickFilter.All, 1, World.Ct)).Rows.Select(r => r.Title));
        Assert.Empty((await world.Get<OfferQuery>().ReadAsync(actor, world.Source, "100%_", PickFilter.All, 1, World.Ct)).Rows);
    }

    [Fact]
    public async Task Connect_SourceApproves_PendingUntilItDoesAndNobodyGetsPast()
    {
        await using var world = await World.ConnectedAsync();
        var (commands, connect, destination, source) = (world.Get<ConnectionCommands>(), world.Get<ConnectByKey>(), Actor.Of(world.First), Actor.Of(world.Source));
        await commands.DoAsync(destination, world.FirstConnection, ConnectionAction.Disconnect, World.Ct);
        await world.Get<ConnectionApproval>().SetAsync(source, world.Source, on: true, World.Ct);
        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Get<ConnectionApproval>().SetAsync(destination, world.Source, on: false, World.Ct));
        var key = await KeyAsync(world, world.Source);

        Assert.IsType<ConnectOutcome.Requested>(await connect.ConnectAsync(destination, world.First, key, World.Ct));
        Assert.IsType<ConnectOutcome.AlreadyConnected>(await connect.ConnectAsync(destination, world.First, key, World.Ct));
        foreach (var action in new[] { ConnectionAction.Approve, ConnectionAction.Connect, ConnectionAction.Decline, ConnectionAction.Resume })
        {
            Assert.False((await commands.DoAsync(destination, world.FirstConnection, action, World.Ct)).Done);
        }

        Assert.Equal(ConnectionState.Pending, await StateAsync(world));
        Assert.NotEmpty((await world.Get<SyncProducts>().StartAsync(destination, world.FirstConnection, [Kettle], World.Ct)).Sentence);
        await world.SettleAsync();
        Assert.Empty(world.Shop(WorldShops.First).Products);

        Assert.True((await commands.DoAsync(source, world.FirstConnection, ConnectionAction.Decline, World.Ct)).Done);
        Assert.Equal(ConnectionState.Disconnected, await StateAsync(world));
        Assert.True((await commands.DoAsync(destination, world.FirstConnection, ConnectionAction.Connect, World.Ct)).Done);
        Assert.Equal(ConnectionState.Pending, await StateAsync(world));

        // The source that enters the key of whoever waits approves.
        Assert.IsType<ConnectOutcome.Connected>(await connect.ConnectAsync(source, world.Source, await KeyAsync(world, world.First), World.Ct));
        Assert.Equal(ConnectionState.Connected, await StateAsync(world));
        Assert.Equal(1, (await world.Get<SyncProducts>().StartAsync(destination, world.FirstConnection, [Kettle], World.Ct)).Started);
        await world.SettleAsync();
        Assert.Single(world.Shop(WorldShops.First).Products);
    }

    private static async Task<ConnectionState> StateAsync(World world)
    {
        await using var db = await world.ReadAsync();
        return await db.Connections.Where(c => c.Id == world.FirstConnection).Select(c => c.State).SingleAsync(World.Ct);
    }

    private static async Task<string> KeyAsync(World world, Syncerize.Core.StoreId store)
    {
        await using var db = await world.ReadAsync();
        return await db.Stores.Where(s => s.Id == store).Select(s => s.UniqueKey).SingleAsync(World.Ct);
    }

    private static async Task TagAsync(World world, long product, params string[] tags)
    {
        await world.InShopAsync(WorldShops.Source, shop =>
        {
            shop.Products[product].Tags = [.. tags];
            shop.ProductChanged(shop.Products[product]);
        });
        await world.SettleAsync();
    }

    private static List<long> Products(World world) => [.. new[] { WorldShops.First, WorldShops.Second }.SelectMany(d => world.Shop(d).Products.Keys).Order()];

    private static int Stock(World world, string domain, string title)
    {
        var shop = world.Shop(domain);
        var variants = shop.VariantsOf(shop.Products.Values.Single(p => p.Title == title).Id);
        return variants.Select(v => shop.LevelsOf(v.InventoryItemId).Sum(l => l.Available)).Distinct().Single();
    }
}
