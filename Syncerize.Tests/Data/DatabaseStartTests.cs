using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Syncerize.Core.Data;
using Syncerize.Core.Work;
using Syncerize.Tests.Work;

namespace Syncerize.Tests.Data;

public sealed class DatabaseStartTests
{
    private static CancellationToken Ct => EngineUnderTest.Ct;

    [Fact]
    public async Task RunAsync_SecondInstanceOnTheSameData_RefusedWithASentence()
    {
        await using var engine = await EngineUnderTest.StartAsync();
        using var second = Start(engine);

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => second.RunAsync(Ct));

        Assert.Contains("Another instance of Syncerize already runs", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_FirstInstanceEnded_Starts()
    {
        await using var engine = await EngineUnderTest.StartAsync();
        engine.Get<DatabaseStart>().Dispose();
        using var second = Start(engine);

        await second.RunAsync(Ct);
    }

    [Fact]
    public async Task RunAsync_AfterAKill_LanesAreFree()
    {
        await using var engine = await EngineUnderTest.StartAsync();
        await engine.Get<LaneLeases>().TakeAsync(EngineUnderTest.First, Ct);
        engine.Get<DatabaseStart>().Dispose();
        using var next = Start(engine);

        await next.RunAsync(Ct);

        await using var db = await engine.ReadAsync();
        var lane = await db.Lanes.SingleAsync(Ct);
        Assert.Equal((null, null, 1), (lane.Owner, lane.LeaseUntil, lane.Fence));
    }

    [Fact]
    public async Task RunAsync_FileThatIsNoDatabase_RefusedWithASentence()
    {
        var folder = Directory.CreateTempSubdirectory("syncerize-data-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "syncerize.db"), new string('x', 5000), Ct);
            var options = Options.Create(new DataOptions { Directory = folder });
            using var start = new DatabaseStart(new Factory(options.Value.DatabaseFile), options, TimeProvider.System, NullLogger<DatabaseStart>.Instance);

            var refused = await Assert.ThrowsAsync<StartRefusedException>(() => start.RunAsync(Ct));

            Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task RunAsync_FolderIsAFile_RefusedWithASentence()
    {
        var file = Path.GetTempFileName();
        try
        {
            var options = Options.Create(new DataOptions { Directory = file });
            using var start = new DatabaseStart(new Factory(options.Value.DatabaseFile), options, TimeProvider.System, NullLogger<DatabaseStart>.Instance);

            var refused = await Assert.ThrowsAsync<StartRefusedException>(() => start.RunAsync(Ct));

            Assert.Contains("Set Data:Directory to another folder", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task BackUpAsync_RowsOnlyInTheLog_AreInTheBackUp()
    {
        await using var engine = await EngineUnderTest.StartAsync();

        var file = await engine.Get<DatabaseStart>().BackUpAsync(Ct);

        Assert.EndsWith("syncerize-20260302-090000.db", file, StringComparison.Ordinal);
        await using var copy = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await copy.OpenAsync(Ct);
        await using var command = copy.CreateCommand();
        command.CommandText = "SELECT count(*) FROM Stores";
        Assert.Equal(2L, await command.ExecuteScalarAsync(Ct));
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", 2L)]
    [InlineData("foreign_keys", 1L)]
    [InlineData("busy_timeout", 5000L)]
    [InlineData("temp_store", 2L)]
    public async Task Context_EveryConnection_HasThePragmas(string pragma, object expected)
    {
        await using var engine = await EngineUnderTest.StartAsync();
        await using var db = await engine.ReadAsync();
        await db.Database.OpenConnectionAsync(Ct);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";
        Assert.Equal(expected, await command.ExecuteScalarAsync(Ct));
    }

    private static DatabaseStart Start(EngineUnderTest engine) =>
        new(engine.Get<IDbContextFactory<SyncerizeDb>>(), engine.Get<IOptions<DataOptions>>(), engine.Time, NullLogger<DatabaseStart>.Instance);

    private sealed class Factory(string file) : IDbContextFactory<SyncerizeDb>
    {
        public SyncerizeDb CreateDbContext()
        {
            var options = new DbContextOptionsBuilder<SyncerizeDb>();
            DataServices.Configure(options, file);
            return new SyncerizeDb(options.Options);
        }
    }
}
