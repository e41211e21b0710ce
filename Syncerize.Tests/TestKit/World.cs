using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Syncerize.App.Sandbox;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Seed;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Intake;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.Tests.TestKit;

/// <summary>
/// The whole engine against the simulated shops over real HTTP, on a clock that only the test moves. Nothing runs by itself:
/// webhooks wait at the shops until the test delivers them, lanes are drained by hand.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _folder;

    private World(string folder, SandboxServer sandbox, WorldClock time, ServiceProvider services)
    {
        _folder = folder;
        Sandbox = sandbox;
        Time = time;
        _services = services;
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public SandboxServer Sandbox { get; }

    public WorldClock Time { get; }

    public IServiceProvider Services => _services;

    public WriteGate Gate => Get<WriteGate>();

    /// <summary>Stores by role in the story.</summary>
    public StoreId Source { get; private set; }

    public StoreId First { get; private set; }

    public StoreId Second { get; private set; }

    /// <summary>The connections of the two destinations to the source.</summary>
    public ConnectionId FirstConnection { get; private set; }

    public ConnectionId SecondConnection { get; private set; }

    /// <summary>A world whose stores are installed, read and connected: every source product is offered, nothing is synced.</summary>
    public static async Task<World> ConnectedAsync(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var world = await StartAsync(settings: settings);
        world.Source = await world.InstallAsync(WorldShops.Source, StoreRoles.Source);
        world.First = await world.InstallAsync(WorldShops.First, StoreRoles.Destination);
        world.Second = await world.InstallAsync(WorldShops.Second, StoreRoles.Destination);
        await world.SettleAsync();
        await world.Gate.WriteAsync(
            (w, _) =>
            {
                w.Db.AvailabilityRules.Add(new AvailabilityRule { StoreId = world.Source, Mode = Availability.All });
                return Task.CompletedTask;
            },
            Ct);
        foreach (var destination in new[] { world.First, world.Second })
        {
            await world.Get<ExchangeRates>().SetAsync(Actor.Operator, destination, "GBP", "CAD", 1.75m, Ct);
        }

        world.FirstConnection = await world.ConnectAsync(world.First);
        world.SecondConnection = await world.ConnectAsync(world.Second);
        await world.SettleAsync();
        return world;
    }

    /// <summary>The simulated shops as a first start makes them, read and connected: what is synced there is adopted, source 2 stays alone.</summary>
    public static Task<World> SeededAsync(long seed) => SeededAsync(seed, null);

    /// <summary>The same with source 2 stocked from a product file and connected, and source 1 left out.</summary>
    public static Task<World> StockedAsync(string catalog) => SeededAsync(20261, catalog);

    private static async Task<World> SeededAsync(long seed, string? catalog)
    {
        var world = await StartAsync(shops => Assert.Null(SandboxSeed.Fill(shops, new SeedOptions(seed, catalog))));
        var destination = world.Sandbox.World.Shops.Single(s => s.Shop.ConnectTo is not null).Shop;
        var source = catalog is null ? destination.ConnectTo! : world.Sandbox.World.Shops.Single(s => s.Shop.Role == SimRole.Source && s.Domain != destination.ConnectTo).Domain;
        world.Source = await world.InstallAsync(source, StoreRoles.Source);
        world.First = await world.InstallAsync(destination.Domain, StoreRoles.Destination);
        await world.Gate.WriteAsync(
            async (w, ct) =>
            {
                w.Db.AvailabilityRules.Add(new AvailabilityRule { StoreId = world.Source, Mode = Availability.All });
                foreach (var store in await w.Db.Stores.ToListAsync(ct))
                {
                    var shop = world.Shop(store.Domain).Shop;
                    (store.ShopifyShopId, store.Name, store.Currency, store.TimeZone) = (shop.ShopId, shop.Name, shop.Currency, shop.TimeZone);
                }
            },
            Ct);
        var currency = world.Shop(source).Shop.Currency;
        var rate = source == destination.ConnectTo ? destination.ExchangeRate!.Value : destination.OtherRates[currency];
        await world.Get<ExchangeRates>().SetAsync(Actor.Operator, world.First, currency, destination.Currency, rate, Ct);
        world.FirstConnection = await world.ConnectAsync(world.First);
        await world.SettleAsync();
        return world;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ShopState Shop(string domain) => Sandbox.World[domain];

    public async Task<SyncerizeDb> ReadAsync() => await Get<IDbContextFactory<SyncerizeDb>>().CreateDbContextAsync(Ct);

    /// <summary>Something a person or Shopify does in a shop. A second passes first, so that its stamps are newer.</summary>
    public Task<T> InShopAsync<T>(string domain, Func<ShopState, T> act)
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        return Sandbox.World.ChangeAsync(Shop(domain), act);
    }

    /// <inheritdoc cref="InShopAsync{T}"/>
    public Task InShopAsync(string domain, Action<ShopState> act) => InShopAsync(domain, shop =>
    {
        act(shop);
        return true;
    });

    /// <summary>Delivers what waits at the shops, in the order it is due unless <paramref name="arrange"/> says otherwise (drop, double, reorder).</summary>
    /// <returns>How many were stored as new.</returns>
    public async Task<int> DeliverAsync(Func<IReadOnlyList<InboxMessage>, IEnumerable<InboxMessage>>? arrange = null)
    {
        var waiting = new List<InboxMessage>();
        foreach (var shop in Sandbox.World.Shops)
        {
            waiting.AddRange(await Sandbox.World.ChangeAsync(shop, state =>
            {
                var deliveries = state.Deliveries.Values.OrderBy(d => d.DueAt).ThenBy(d => d.Id).ToList();
                deliveries.ForEach(state.Remove);
                return deliveries.ConvertAll(d => new InboxMessage
                {
                    ShopDomain = state.Domain,
                    Topic = d.Topic,
                    WebhookId = d.WebhookId,
                    EventId = d.EventId,
                    ApiVersion = d.ApiVersion,
                    TriggeredAt = d.TriggeredAt,
                    ReceivedAt = Time.GetUtcNow(),
                    Body = Encoding.UTF8.GetBytes(d.Body),
                });
            }));
        }

        var stored = 0;
        foreach (var message in arrange?.Invoke(waiting) ?? waiting)
        {
            stored += (await Get<InboxWriter>().StoreGroupAsync([Copy(message)], Ct))[0] ? 1 : 0;
        }

        while (await Get<InboxTranslator>().RunAsync(Ct) > 0)
        {
        }

        return stored;
    }

    /// <summary>Works everything that is due now, in every lane.</summary>
    public async Task DrainAsync()
    {
        for (var round = 0; round < 50; round++)
        {
            await using var db = await ReadAsync();
            var now = Time.GetUtcNow();
            var lanes = await db.WorkItems.Where(w => w.ParkedAt == null && w.DueAt <= now).Select(w => w.Lane).Distinct().ToListAsync(Ct);
            var worked = 0;
            foreach (var lane in lanes)
            {
                worked += await Get<LaneDrain>().DrainAsync(lane, Ct);
            }

            if (worked == 0)
            {
                return;
            }
        }

        throw new InvalidOperationException("Work makes itself due for ever:\n" + await DueAsync());
    }

    /// <summary>Delivers and works until nothing is due within <paramref name="horizon"/>; the clock moves to what waits for its time.</summary>
    public async Task SettleAsync(TimeSpan? horizon = null)
    {
        var until = Time.GetUtcNow() + (horizon ?? TimeSpan.FromMinutes(1));
        for (var round = 0; round < 200; round++)
        {
            await DeliverAsync();
            await DrainAsync();
            if (Sandbox.World.Shops.Any(s => s.Deliveries.Count > 0))
            {
                continue;
            }

            await using var db = await ReadAsync();
            var lanes = await db.Lanes.ToDictionaryAsync(l => l.StoreId, l => l.BackOffUntil, Ct);
            var active = await db.Stores.Where(s => s.State == StoreState.Active).Select(s => s.Id).ToListAsync(Ct);
            var next = (await db.WorkItems.Where(w => w.ParkedAt == null).Select(w => new { w.Lane, w.DueAt }).ToListAsync(Ct))
                .Where(w => active.Contains(w.Lane))
                .Select(w => lanes.GetValueOrDefault(w.Lane) is { } backOff && backOff > w.DueAt ? backOff : w.DueAt).Order().Cast<DateTimeOffset?>().FirstOrDefault();
            if (next is null || next > until)
            {
                return;
            }

            if (next > Time.GetUtcNow())
            {
                Time.SetUtcNow(next.Value);
            }
        }

        throw new InvalidOperationException("It does not settle:\n" + await DueAsync());
    }

    /// <summary>What is due or parked, for failing tests.</summary>
    public async Task<string> DueAsync()
    {
        await using var db = await ReadAsync();
        var rows = await db.WorkItems.OrderBy(w => w.Lane).ThenBy(w => w.Kind).ToListAsync(Ct);
        return string.Join('\n', rows.Select(w => $"{w.Lane} {w.Kind} {w.Subject} due {w.DueAt:HH:mm:ss} tries {w.Attempts} {(w.ParkedAt is null ? "" : "PARKED ")}{w.Sentence}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Sandbox.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<World> StartAsync(Action<SandboxWorld>? seed = null, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var folder = Directory.CreateTempSubdirectory("syncerize-world-").FullName;
        var time = new WorldClock(WorldShops.Start);
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions { DataDirectory = folder, Seed = seed ?? WorldShops.Fill }, time, Ct);
        foreach (var shop in sandbox.World.Shops)
        {
            shop.Faults.HoldWebhooks = true;
        }

        // A wait for budget in place would wait for a clock that only this test moves: the lane waits instead, and SettleAsync moves the clock to it.
        var all = new Dictionary<string, string?>(settings ?? [])
        {
            ["Data:Directory"] = Path.Combine(folder, "data"),
            ["Data:KeysDirectory"] = Path.Combine(folder, "keys"),
            ["Shopify:ApiVersion"] = "2026-10",
            ["Shopify:LongestWaitInPlace"] = "00:00:00",
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(time).AddSyncerizeCore(configuration).BuildServiceProvider();
        services.GetRequiredService<SimulatorAddress>().Value = sandbox.BaseAddress;
        services.GetRequiredService<WebhookAddress>().Value = new Uri("https://world.example/webhooks/shopify");
        Directory.CreateDirectory(all["Data:Directory"]!);
        await using (var db = await services.GetRequiredService<IDbContextFactory<SyncerizeDb>>().CreateDbContextAsync(Ct))
        {
            await db.Database.EnsureCreatedAsync(Ct);
        }

        return new World(folder, sandbox, time, services);
    }

    private async Task<StoreId> InstallAsync(string domain, StoreRoles role)
    {
        var id = await Get<StoreInstall>().InstallAsync(new ShopToInstall(domain, Shop(domain).Shop.AccessToken, IsSimulated: true, role), Ct);
        await Gate.WriteAsync((w, ct) => w.EnqueueAsync(new Due(id, IntakeWork.SetUp, "shop"), ct), Ct);
        return id;
    }

    private async Task<ConnectionId> ConnectAsync(StoreId destination)
    {
        await using var db = await ReadAsync();
        var key = await db.Stores.Where(s => s.Id == Source).Select(s => s.UniqueKey).SingleAsync(Ct);
        return Assert.IsType<ConnectOutcome.Connected>(await Get<ConnectByKey>().ConnectAsync(Actor.Of(destination), destination, key, Ct)).Connection;
    }

    private static InboxMessage Copy(InboxMessage m) => new()
    {
        ShopDomain = m.ShopDomain,
        Topic = m.Topic,
        WebhookId = m.WebhookId,
        EventId = m.EventId,
        ApiVersion = m.ApiVersion,
        TriggeredAt = m.TriggeredAt,
        ReceivedAt = m.ReceivedAt,
        Body = m.Body,
    };
}
