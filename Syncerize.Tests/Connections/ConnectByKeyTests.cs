using Microsoft.EntityFrameworkCore;
using Syncerize.Core;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Intake;
using Syncerize.Core.Mapping;
using Syncerize.Core.Plans;
using Syncerize.Core.Stores;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Connections;

/// <summary>Entering a key, and what people do with the connection afterwards.</summary>
public sealed class ConnectByKeyTests : IAsyncLifetime
{
    private static readonly StoreId Source = new(1);
    private static readonly StoreId Destination = new(2);
    private static readonly StoreId OtherDestination = new(3);
    private static readonly StoreId DeadSource = new(4);
    private static readonly StoreId Both = new(5);
    private TestDatabase _database = null!;
    private ConnectByKey _connect = null!;
    private ConnectionCommands _commands = null!;

    private static CancellationToken Ct => TestDatabase.Ct;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        IConnectionFollower[] followers = [new ConnectionChanges()];
        _connect = new ConnectByKey(_database.Gate, followers, new Claims(PlansUnderTest.Unmetered), _database.Time);
        _commands = new ConnectionCommands(_database.Gate, followers, new Claims(PlansUnderTest.Unmetered));
        await _database.Gate.WriteAsync(
            (write, _) =>
            {
                Add(write, Source, StoreRoles.Source);
                Add(write, Destination, StoreRoles.Destination);
                Add(write, OtherDestination, StoreRoles.Destination);
                Add(write, DeadSource, StoreRoles.Source, StoreState.Unauthorized);
                Add(write, Both, StoreRoles.Source | StoreRoles.Destination);
                return Task.CompletedTask;
            },
            Ct);
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Connect_DestinationEntersTheSourcesKey_Connected()
    {
        var outcome = Assert.IsType<ConnectOutcome.Connected>(await ConnectAsync(Destination, " " + Key(Source).ToLowerInvariant().Replace('-', ' ')));

        await using var db = _database.CreateDbContext();
        var row = await db.Connections.SingleAsync(Ct);
        Assert.Equal((outcome.Connection, Destination, Source, ConnectionState.Connected), (row.Id, row.DestinationId, row.SourceId, row.State));
        Assert.Equal([Source, Destination], await db.Activity.OrderBy(a => a.StoreId).Select(a => a.StoreId).ToListAsync(Ct));
        Assert.Contains(await db.WorkItems.ToListAsync(Ct), w => w.Lane == Source && w.Kind == IntakeWork.PollProducts.Name);
    }

    [Fact]
    public async Task Connect_SourceEntersTheDestinationsKey_SameConnection()
    {
        Assert.IsType<ConnectOutcome.Connected>(await ConnectAsync(Source, Key(Destination)));

        await using var db = _database.CreateDbContext();
        var row = await db.Connections.SingleAsync(Ct);
        Assert.Equal((Destination, Source), (row.DestinationId, row.SourceId));
    }

    [Fact]
    public async Task Connect_KeysThatCannotConnect_EachItsOwnSentence()
    {
        Assert.IsType<ConnectOutcome.Connected>(await ConnectAsync(Destination, Key(Source)));
        ConnectOutcome[] outcomes =
        [
            await ConnectAsync(Destination, "nobody has this"),
            await ConnectAsync(Destination, ""),
            await ConnectAsync(Destination, Key(Destination)),
            await ConnectAsync(Destination, Key(Source)),
            await ConnectAsync(Destination, Key(OtherDestination)),
            await ConnectAsync(Destination, Key(DeadSource)),
        ];

        Assert.Equal(
            [
                typeof(ConnectOutcome.WrongKey), typeof(ConnectOutcome.WrongKey), typeof(ConnectOutcome.OwnKey), typeof(ConnectOutcome.AlreadyConnected),
                typeof(ConnectOutcome.IncompatibleRole), typeof(ConnectOutcome.StoreNotActive),
            ],
            outcomes.Select(o => o.GetType()));
        Assert.Equal(5, outcomes.Select(o => o.Sentence).Distinct().Count());
        await using var db = _database.CreateDbContext();
        Assert.Equal(1, await db.Connections.CountAsync(Ct));
    }

    [Fact]
    public async Task Connect_ElevenWrongKeysInAnHour_TheLastIsNotLookedAt()
    {
        for (var i = 0; i < ConnectByKey.AttemptsPerHour; i++)
        {
            Assert.IsType<ConnectOutcome.WrongKey>(await ConnectAsync(Destination, "wrong"));
        }

        Assert.IsType<ConnectOutcome.TooManyAttempts>(await ConnectAsync(Destination, Key(Source)));
        Assert.IsType<ConnectOutcome.Connected>(await ConnectAsync(OtherDestination, Key(Source)));
        _database.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.IsType<ConnectOutcome.Connected>(await ConnectAsync(Destination, Key(Source)));
    }

    [Fact]
    public async Task Connect_ReplacedKey_OldOneIsWrong()
    {
        await _database.Gate.WriteAsync(async (write, c) => (await write.Db.Stores.SingleAsync(s => s.Id == Source, c)).UniqueKey = UniqueKey.Create(), Ct);

        Assert.IsType<ConnectOutcome.WrongKey>(await ConnectAsync(Destination, Key(Source)));
    }

    [Fact]
    public async Task Connect_StoreOfBothRoles_ConnectsEitherWay()
    {
        Assert.IsType<ConnectOutcome.Connected>(await ConnectAsync(Both, Key(Source)));
        Assert.IsType<ConnectOutcome.Connected>(await ConnectAsync(Both, Key(Destination)));

        await using var db = _database.CreateDbContext();
        Assert.Equal([(Both, Source), (Destination, Both)], (await db.Connections.OrderBy(c => c.Id).ToListAsync(Ct)).Select(c => (c.DestinationId, c.SourceId)));
    }

    [Fact]
    public async Task Connect_ForAnotherStore_Refused() =>
        await Assert.ThrowsAsync<AccessRefusedException>(() => _connect.ConnectAsync(Actor.Of(OtherDestination), Destination, Key(Source), Ct));

    [Fact]
    public async Task Commands_EachSide_DoesOnlyWhatIsIts()
    {
        var id = Assert.IsType<ConnectOutcome.Connected>(await ConnectAsync(Destination, Key(Source))).Connection;

        Assert.False((await DoAsync(Destination, id, ConnectionAction.Block)).Done);
        Assert.False((await DoAsync(Source, id, ConnectionAction.Disconnect)).Done);
        Assert.False((await DoAsync(Destination, id, ConnectionAction.Resume)).Done);
        await Assert.ThrowsAsync<AccessRefusedException>(() => DoAsync(OtherDestination, id, ConnectionAction.Pause));
        Assert.True((await DoAsync(Destination, id, ConnectionAction.Pause)).Done);
        Assert.True((await DoAsync(Source, id, ConnectionAction.Block)).Done);
        Assert.False((await DoAsync(Destination, id, ConnectionAction.Unblock)).Done);
        Assert.True((await DoAsync(Source, id, ConnectionAction.Unblock)).Done);
        Assert.True((await DoAsync(Destination, id, ConnectionAction.Disconnect)).Done);
        Assert.IsType<ConnectOutcome.Connected>(await ConnectAsync(Destination, Key(Source)));
    }

    [Fact]
    public async Task Block_WithLinkedVariants_OweOneClosingWriteEach()
    {
        var id = Assert.IsType<ConnectOutcome.Connected>(await ConnectAsync(Destination, Key(Source))).Connection;
        await _database.Gate.WriteAsync(
            (write, _) =>
            {
                write.Db.ProductLinks.Add(new ProductLink
                {
                    ConnectionId = id,
                    SourceStoreId = Source,
                    DestinationStoreId = Destination,
                    SourceProductId = 1,
                    DestinationProductId = 2,
                    State = LinkState.Active,
                    Variants = [new VariantLink { ConnectionId = id, SourceStoreId = Source, DestinationStoreId = Destination, SourceVariantId = 11, SourceInventoryItemId = 111, DestinationVariantId = 22, DestinationInventoryItemId = 222 }],
                });
                return Task.CompletedTask;
            },
            Ct);

        await DoAsync(Source, id, ConnectionAction.Block);

        await using (var db = _database.CreateDbContext())
        {
            Assert.Equal(0, (await db.VariantLinks.SingleAsync(Ct)).ClosingQuantity);
            Assert.Contains(await db.WorkItems.ToListAsync(Ct), w => w.Lane == Destination && w.Kind == "stock.apply" && w.Subject == "222");
        }

        await DoAsync(Source, id, ConnectionAction.Unblock);

        await using var after = _database.CreateDbContext();
        Assert.Null((await after.VariantLinks.SingleAsync(Ct)).ClosingQuantity);
        Assert.Contains(await after.WorkItems.ToListAsync(Ct), w => w.Lane == Destination && w.Kind == "sync.apply");
    }

    [Fact]
    public void Next_EveryStateAndAction_NeverLeavesTheTable()
    {
        foreach (var state in Enum.GetValues<ConnectionState>())
        {
            foreach (var action in Enum.GetValues<ConnectionAction>())
            {
                var next = ConnectionStates.Next(state, action);
                Assert.NotEqual(state, next);
                Assert.True(next is not ConnectionState.Connected || action is ConnectionAction.Connect or ConnectionAction.Resume or ConnectionAction.Unblock or ConnectionAction.Approve);
            }
        }

        Assert.Null(ConnectionStates.Next(ConnectionState.Blocked, ConnectionAction.Connect));
        Assert.Null(ConnectionStates.Next(ConnectionState.Blocked, ConnectionAction.Resume));
    }

    private static string Key(StoreId store) => UniqueKey.Normalize(new string((char)('A' + store.Value), 25));

    private static void Add(Write write, StoreId id, StoreRoles roles, StoreState state = StoreState.Active) => write.Db.Stores.Add(new Store
    {
        Id = id,
        Domain = $"s{id}.myshopify.com",
        Name = $"Store {id}",
        UniqueKey = Key(id),
        Currency = "CAD",
        TimeZone = "UTC",
        Roles = roles,
        State = state,
        ShopifyShopId = 1000 + id.Value,
    });

    private Task<ConnectOutcome> ConnectAsync(StoreId store, string key) => _connect.ConnectAsync(Actor.Of(store), store, key, Ct);

    private Task<(bool Done, string Sentence)> DoAsync(StoreId store, ConnectionId id, ConnectionAction action) => _commands.DoAsync(Actor.Of(store), id, action, Ct);
}
