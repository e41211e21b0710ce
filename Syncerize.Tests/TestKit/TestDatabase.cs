using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Work;

namespace Syncerize.Tests.TestKit;

/// <summary>A real SQLite file in a folder of its own, with the gate, feed and bell over it, and a clock that stands still.</summary>
internal sealed class TestDatabase : IDbContextFactory<SyncerizeDb>, IAsyncDisposable
{
    private readonly DbContextOptions<SyncerizeDb> _options;

    private TestDatabase(string folder)
    {
        Folder = folder;
        _options = new DbContextOptionsBuilder<SyncerizeDb>()
            .UseSqlite($"Data Source={Path.Combine(folder, "syncerize.db")};Pooling=False")
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(new TagFunction(), new SearchTerms())
            .Options;
        Feed = new ChangeFeed(Time);
        Gate = new WriteGate(this, Feed, Bell, Time);
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public string Folder { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public ChangeFeed Feed { get; }

    public LaneBell Bell { get; } = new();

    public WriteGate Gate { get; }

    public static async Task<TestDatabase> CreateAsync()
    {
        var database = new TestDatabase(Directory.CreateTempSubdirectory("syncerize-test-").FullName);
        await using var db = database.CreateDbContext();
        await db.Database.EnsureCreatedAsync(Ct);
        return database;
    }

    public SyncerizeDb CreateDbContext() => new(_options);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
