using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Syncerize.Core;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Stores;

/// <summary>Installing stores, their tokens, and what a dead token stops.</summary>
public sealed class StoreTests : IAsyncLifetime
{
    private const string Token = "shpat_in_clear_nowhere";
    private readonly SimulatorAddress _simulator = new();
    private readonly TokenProtection _protection = new(new EphemeralDataProtectionProvider());
    private TestDatabase _database = null!;
    private StoreCredentials _credentials = null!;
    private StoreInstall _install = null!;

    private static CancellationToken Ct => TestDatabase.Ct;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _credentials = new StoreCredentials(_database, _protection, _simulator, NullLogger<StoreCredentials>.Instance);
        _install = new StoreInstall(_database.Gate, _protection, _credentials, PlansUnderTest.Unmetered);
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Install_Twice_SameStoreSameKey()
    {
        var first = await InstallAsync("One.myshopify.com");
        var key = (await StoreAsync(first)).UniqueKey;

        Assert.Equal(first, await InstallAsync("one.myshopify.com"));
        Assert.Equal(key, (await StoreAsync(first)).UniqueKey);
    }

    [Fact]
    public async Task Install_Token_NowhereInClearAndGivenToTheGateway()
    {
        var id = await InstallAsync("one.myshopify.com");

        Assert.Equal(Token, (await _credentials.FindAsync(id, Ct))?.AccessToken);
        foreach (var file in Directory.GetFiles(_database.Folder))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Ct);
            Assert.Equal(-1, bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(Token)));
        }
    }

    [Fact]
    public async Task Install_NewToken_CacheForgetsTheOldOne()
    {
        var id = await InstallAsync("one.myshopify.com");
        await _credentials.FindAsync(id, Ct);
        await InstallAsync("one.myshopify.com", "shpat_new");

        Assert.Equal("shpat_new", (await _credentials.FindAsync(id, Ct))?.AccessToken);
    }

    [Fact]
    public async Task Find_KeysAreGone_NoAccessInsteadOfACrash()
    {
        var id = await InstallAsync("one.myshopify.com");
        var stranger = new StoreCredentials(_database, new TokenProtection(new EphemeralDataProtectionProvider()), _simulator, NullLogger<StoreCredentials>.Instance);

        Assert.Null(await stranger.FindAsync(id, Ct));
    }

    [Fact]
    public async Task RegenerateKey_OfAnotherStore_Refused()
    {
        var one = await InstallAsync("one.myshopify.com");
        var two = await InstallAsync("two.myshopify.com");
        var before = (await StoreAsync(two)).UniqueKey;

        await Assert.ThrowsAsync<AccessRefusedException>(() => _install.RegenerateKeyAsync(Actor.Of(one), two, Ct));
        Assert.Equal(before, (await StoreAsync(two)).UniqueKey);
        Assert.NotEqual(before, await _install.RegenerateKeyAsync(Actor.Of(two), two, Ct));
    }

    [Fact]
    public async Task SetRate_OfAnotherStore_Refused()
    {
        var one = await InstallAsync("one.myshopify.com");
        var two = await InstallAsync("two.myshopify.com");
        var rates = new ExchangeRates(_database.Gate, []);

        await Assert.ThrowsAsync<AccessRefusedException>(() => rates.SetAsync(Actor.Of(one), two, "GBP", "CAD", 1.75m, Ct));
        await rates.SetAsync(Actor.Of(two), two, "GBP", "CAD", 1.75m, Ct);
        await using var db = _database.CreateDbContext();
        Assert.Equal(1_750_000, await ExchangeRates.FindAsync(db, two, "GBP", "CAD", Ct));
        Assert.Null(await ExchangeRates.FindAsync(db, two, "EUR", "CAD", Ct));
        Assert.Equal(1_000_000, await ExchangeRates.FindAsync(db, two, "CAD", "CAD", Ct));
    }

    [Fact]
    public async Task Drain_DeadToken_PausesOneStoreUntilAFreshTokenWhileOthersGoOn()
    {
        var dead = await InstallAsync("dead.myshopify.com");
        var alive = await InstallAsync("alive.myshopify.com");
        var work = new OneKind(store => store == dead ? new WorkOutcome.LaneBlocked(null, "Shopify refuses the token.", Unauthorized: true) : WorkOutcome.Finished);
        var drain = Drain(work);
        await EnqueueAsync(dead);
        await EnqueueAsync(alive);

        await drain.DrainAsync(dead, Ct);
        await drain.DrainAsync(alive, Ct);

        Assert.Equal((StoreState.Unauthorized, "Shopify refuses the token."), ((await StoreAsync(dead)).State, (await StoreAsync(dead)).StateReason));
        Assert.Equal(StoreState.Active, (await StoreAsync(alive)).State);
        Assert.Equal([dead], await LanesWithWorkAsync());

        // Neither time nor events call it again.
        _database.Time.Advance(TimeSpan.FromHours(1));
        await EnqueueAsync(dead);
        Assert.Equal(0, await drain.DrainAsync(dead, Ct));

        work.Answer = _ => WorkOutcome.Finished;
        await InstallAsync("dead.myshopify.com", "shpat_fresh");
        await drain.DrainAsync(dead, Ct);
        Assert.Equal(StoreState.Active, (await StoreAsync(dead)).State);
        Assert.Empty(await LanesWithWorkAsync());
    }

    [Fact]
    public async Task Drain_SandboxNotThereYet_SimulatedStoreWaitsAndIsNotRefused()
    {
        var id = await _install.InstallAsync(new ShopToInstall("sim.myshopify.com", Token, IsSimulated: true, StoreRoles.Source), Ct);
        var drain = Drain(new OneKind(_ => WorkOutcome.Finished));
        await EnqueueAsync(id);

        Assert.Equal(0, await drain.DrainAsync(id, Ct));
        _simulator.Value = new Uri("http://127.0.0.1:5090");
        Assert.Equal(1, await drain.DrainAsync(id, Ct));
    }

    [Fact]
    public void Create_Keys_DifferAndSurviveTyping()
    {
        var keys = Enumerable.Range(0, 100).Select(_ => UniqueKey.Create()).ToList();

        Assert.Equal(100, keys.Distinct().Count());
        Assert.All(keys, k => Assert.Equal(k, UniqueKey.Normalize($"  {k.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)} ")));
    }

    private Task<StoreId> InstallAsync(string domain, string token = Token) => _install.InstallAsync(new ShopToInstall(domain, token, IsSimulated: false, StoreRoles.Source), Ct);

    private async Task<Store> StoreAsync(StoreId id)
    {
        await using var db = _database.CreateDbContext();
        return await db.Stores.SingleAsync(s => s.Id == id, Ct);
    }

    private async Task<List<StoreId>> LanesWithWorkAsync()
    {
        await using var db = _database.CreateDbContext();
        return await db.WorkItems.Select(w => w.Lane).ToListAsync(Ct);
    }

    private Task EnqueueAsync(StoreId store) => _database.Gate.WriteAsync((write, c) => write.EnqueueAsync(new Due(store, OneKind.Kind, "1"), c), Ct);

    private LaneDrain Drain(OneKind work)
    {
        var gate = new StoreLaneGate(_simulator);
        return new LaneDrain(
            _database, new LaneLeases(_database.Gate, _database.Time), new LaneOutcomes(_database.Gate, gate), _database.Bell, gate, work,
            new ServiceCollection().BuildServiceProvider().GetRequiredService<IServiceScopeFactory>(), _database.Time, NullLogger<LaneDrain>.Instance);
    }

    /// <summary>One kind of work that ends as the test says.</summary>
    private sealed class OneKind(Func<StoreId, WorkOutcome> answer) : IWorkSwitch, IWorkHandler
    {
        public static readonly WorkKind Kind = new("test", WorkPriority.Product, 10);

        public Func<StoreId, WorkOutcome> Answer { get; set; } = answer;

        public WorkKind? Find(string name) => name == Kind.Name ? Kind : null;

        public IWorkHandler HandlerOf(IServiceProvider services, string name) => this;

        public Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<WorkOutcome>>([.. batch.Select(_ => Answer(lease.Store))]);
    }
}
