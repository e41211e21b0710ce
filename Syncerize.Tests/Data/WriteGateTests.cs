using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Work;
using Syncerize.Tests.Work;

namespace Syncerize.Tests.Data;

public sealed class WriteGateTests : IAsyncLifetime
{
    private EngineUnderTest _engine = null!;

    private static CancellationToken Ct => EngineUnderTest.Ct;

    public async ValueTask InitializeAsync() => _engine = await EngineUnderTest.StartAsync();

    public async ValueTask DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task WriteAsync_UrgentAndNormalWait_UrgentGoesFirst()
    {
        var open = new TaskCompletionSource();
        var order = new List<string>();
        var held = _engine.Gate.WriteAsync((_, _) => open.Task, Ct);
        var normal = WriteAsync("normal", WriteUrgency.Normal);
        var urgent = WriteAsync("urgent", WriteUrgency.First);
        open.SetResult();
        await Task.WhenAll(held, normal, urgent);
        Assert.Equal(["urgent", "normal"], order);

        Task WriteAsync(string name, WriteUrgency urgency) => _engine.Gate.WriteAsync(
            (_, _) =>
            {
                order.Add(name);
                return Task.CompletedTask;
            },
            Ct,
            urgency);
    }

    [Fact]
    public async Task WriteAsync_WaiterGivesUp_TheNextOneGoesOn()
    {
        var open = new TaskCompletionSource();
        var held = _engine.Gate.WriteAsync((_, _) => open.Task, Ct);
        using var stop = new CancellationTokenSource();
        var waiting = _engine.Gate.WriteAsync((_, _) => Task.CompletedTask, stop.Token);
        var next = _engine.Gate.WriteAsync((_, _) => Task.CompletedTask, Ct);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        open.SetResult();

        await Task.WhenAll(held, next);
    }

    [Fact]
    public async Task WriteAsync_Throws_NothingWrittenNothingToldGateFree()
    {
        var rung = 0;
        _engine.Get<LaneBell>().Rung += _ => rung++;
        await Assert.ThrowsAsync<InvalidOperationException>(() => _engine.Gate.WriteAsync(
            async (write, ct) =>
            {
                write.Record(EngineUnderTest.First, ActivityLevel.Info, "test", "Must not be seen.");
                await write.EnqueueAsync(new Due(EngineUnderTest.First, EngineUnderTest.Levels, "a"), ct);
                await write.Db.SaveChangesAsync(ct);
                throw new InvalidOperationException();
            },
            Ct));

        await using var db = await _engine.ReadAsync();
        Assert.Empty(await db.Activity.ToListAsync(Ct));
        Assert.Empty(await _engine.ItemsAsync());
        Assert.Equal(0, rung);
        await _engine.Gate.WriteAsync((_, _) => Task.CompletedTask, Ct);
    }

    [Fact]
    public async Task WriteAsync_FromItsFirstInstant_HoldsTheWriteLock() => await _engine.Gate.WriteAsync(
        async (write, ct) =>
        {
            // A lock taken only with the first change would let another writer in between reading and writing.
            await using var other = new SqliteConnection(write.Db.Database.GetConnectionString());
            await other.OpenAsync(ct);
            await using var command = other.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.CommandTimeout = 1;
            Assert.Equal(5, (await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync(ct))).SqliteErrorCode);
        },
        Ct);

    [Fact]
    public async Task WriteAsync_LaneTakenAnew_OldLeaseIsRefused()
    {
        var old = (await _engine.Get<LaneLeases>().TakeAsync(EngineUnderTest.First, Ct))!;
        await _engine.Get<LaneLeases>().TakeAsync(EngineUnderTest.First, Ct);

        await Assert.ThrowsAsync<LeaseLostException>(() => _engine.Gate.WriteAsync(old, (_, _) => Task.CompletedTask, Ct));
    }

    [Fact]
    public async Task WriteAsync_AfterAWrite_ContextsOfThePoolDoNotTrack()
    {
        await _engine.Gate.WriteAsync((write, ct) => write.Db.Stores.ToListAsync(ct), Ct);
        await using var db = await _engine.ReadAsync();
        _ = await db.Stores.ToListAsync(Ct);
        Assert.Empty(db.ChangeTracker.Entries());
    }

    [Fact]
    public async Task WriteAsync_Committed_TellsTheFeedOnce()
    {
        var told = new TaskCompletionSource();
        using var subscription = _engine.Get<ChangeFeed>().Subscribe(
            EngineUnderTest.First, LiveTopic.Activity, TimeSpan.FromMilliseconds(100), () => { told.TrySetResult(); return Task.CompletedTask; }, e => told.TrySetException(e));

        await _engine.Gate.WriteAsync(
            (write, _) =>
            {
                write.Record(EngineUnderTest.First, ActivityLevel.Info, "test", "Seen.");
                return Task.CompletedTask;
            },
            Ct);

        await told.Task.WaitAsync(TimeSpan.FromSeconds(10), Ct);
    }
}
