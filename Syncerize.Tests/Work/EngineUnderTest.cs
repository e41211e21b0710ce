using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Syncerize.Core;
using Syncerize.Core.Data;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.Tests.Work;

/// <summary>The real data and work folders over a file of their own, with kinds of work that the test writes itself.</summary>
internal sealed class EngineUnderTest : IAsyncDisposable, IWorkSwitch, IWorkHandler
{
    public static readonly WorkKind Push = new("test.push", WorkPriority.OrderPush, 1);
    public static readonly WorkKind Levels = new("test.levels", WorkPriority.Stock, 3);
    public static readonly WorkKind Import = new("test.import", WorkPriority.Import, 1);

    private readonly ServiceProvider _services;
    private readonly string _folder;

    private EngineUnderTest(string folder)
    {
        _folder = folder;
        var settings = new Dictionary<string, string?> { ["Data:Directory"] = Path.Combine(folder, "data"), ["Data:KeysDirectory"] = Path.Combine(folder, "keys"), ["Shopify:ApiVersion"] = "2026-10" };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(Time)
            .AddSyncerizeCore(configuration).AddSingleton<IWorkSwitch>(this).BuildServiceProvider();
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static StoreId First { get; } = new(1);

    public static StoreId Second { get; } = new(2);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    /// <summary>What the handler does with an item; finished unless the test says otherwise.</summary>
    public Func<LaneLease, WorkItem, Task<WorkOutcome>> Act { get; set; } = (_, _) => Task.FromResult(WorkOutcome.Finished);

    /// <summary>The batches handed over, as subjects.</summary>
    public List<string> Batches { get; } = [];

    public WriteGate Gate => Get<WriteGate>();

    public static async Task<EngineUnderTest> StartAsync()
    {
        var engine = new EngineUnderTest(Directory.CreateTempSubdirectory("syncerize-engine-").FullName);
        await engine.Get<DatabaseStart>().RunAsync(Ct);
        await engine.Gate.WriteAsync(
            (write, _) =>
            {
                foreach (var id in new[] { First, Second })
                {
                    write.Db.Stores.Add(new Store { Id = id, Domain = $"s{id}.myshopify.com", Name = $"S{id}", UniqueKey = $"k{id}", Currency = "CAD", TimeZone = "Etc/UTC" });
                }

                return Task.CompletedTask;
            },
            Ct);
        return engine;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<SyncerizeDb> ReadAsync() => await Get<IDbContextFactory<SyncerizeDb>>().CreateDbContextAsync(Ct);

    public Task EnqueueAsync(params Due[] due) => Gate.WriteAsync((write, ct) => write.EnqueueAsync(due, ct), Ct);

    public Task<int> DrainAsync(StoreId? lane = null) => Get<LaneDrain>().DrainAsync(lane ?? First, Ct);

    public async Task<IReadOnlyList<WorkItem>> ItemsAsync()
    {
        await using var db = await ReadAsync();
        return await db.WorkItems.OrderBy(w => w.Id).ToListAsync(Ct);
    }

    public WorkKind? Find(string name) => new[] { Push, Levels, Import }.SingleOrDefault(k => k.Name == name);

    public IWorkHandler HandlerOf(IServiceProvider services, string name) => this;

    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        Batches.Add(string.Join(',', batch.Select(w => w.Subject)));
        var outcomes = new List<WorkOutcome>();
        foreach (var item in batch)
        {
            outcomes.Add(await Act(lease, item));
        }

        return outcomes;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
