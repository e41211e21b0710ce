using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;
using static Syncerize.Tests.Work.EngineUnderTest;

namespace Syncerize.Tests.Work;

public sealed class LaneDrainTests : IAsyncLifetime
{
    private EngineUnderTest _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await StartAsync();

    public async ValueTask DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task DrainAsync_SeveralKinds_ByPriorityInBatches()
    {
        await _engine.EnqueueAsync(new Due(First, Import, "i"), new Due(First, Levels, "a"), new Due(First, Levels, "b"), new Due(First, Levels, "c"), new Due(First, Levels, "d"), new Due(First, Push, "p"));

        Assert.Equal(6, await _engine.DrainAsync());

        Assert.Equal(["p", "a,b,c", "d", "i"], _engine.Batches);
        Assert.Empty(await _engine.ItemsAsync());
    }

    [Fact]
    public async Task DrainAsync_ImportWaitedLong_GoesBeforeFreshStock()
    {
        await _engine.EnqueueAsync(new Due(First, Import, "i"));
        _engine.Time.Advance(LaneDrain.AgeingStep * 4);
        await _engine.EnqueueAsync(new Due(First, Levels, "a"));

        await _engine.DrainAsync();

        Assert.Equal(["i", "a"], _engine.Batches);
    }

    [Fact]
    public async Task DrainAsync_NotYetDue_Waits()
    {
        await _engine.EnqueueAsync(new Due(First, Levels, "a", TimeSpan.FromSeconds(10)));
        Assert.Equal(0, await _engine.DrainAsync());
        _engine.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, await _engine.DrainAsync());
    }

    [Fact]
    public async Task DrainAsync_EnqueuedWhileWorked_WorkedAgain()
    {
        await _engine.EnqueueAsync(new Due(First, Levels, "a"));
        var times = 0;
        _engine.Act = async (_, _) =>
        {
            if (times++ == 0)
            {
                await _engine.EnqueueAsync(new Due(First, Levels, "a"));
            }

            return WorkOutcome.Finished;
        };

        await _engine.DrainAsync();

        Assert.Equal(2, times);
        Assert.Empty(await _engine.ItemsAsync());
    }

    [Fact]
    public async Task DrainAsync_ParkedWhileEnqueuedAgain_StaysDue()
    {
        await _engine.EnqueueAsync(new Due(First, Levels, "a"));
        var times = 0;
        _engine.Act = async (_, _) =>
        {
            if (times++ > 0)
            {
                return WorkOutcome.Finished;
            }

            await _engine.EnqueueAsync(new Due(First, Levels, "a"));
            return new WorkOutcome.Parked("No.");
        };

        await _engine.DrainAsync();

        Assert.Equal(2, times);
    }

    [Fact]
    public async Task DrainAsync_RefusedAgainAndAgain_ClimbsTheLadderAndParks()
    {
        await _engine.EnqueueAsync(new Due(First, Levels, "a"));
        _engine.Act = (_, _) => Task.FromResult<WorkOutcome>(new WorkOutcome.Retry("Not now."));
        for (var attempt = 1; attempt < BackOff.MostAttempts; attempt++)
        {
            Assert.Equal(1, await _engine.DrainAsync());
            var item = Assert.Single(await _engine.ItemsAsync());
            Assert.Equal((attempt, _engine.Time.GetUtcNow() + BackOff.OfItem(attempt), null), (item.Attempts, item.DueAt, item.ParkedAt));
            _engine.Time.Advance(BackOff.OfItem(attempt));
        }

        await _engine.DrainAsync();

        var parked = Assert.Single(await _engine.ItemsAsync());
        Assert.NotNull(parked.ParkedAt);
        Assert.Equal("Not now.", parked.Sentence);
        await using var db = await _engine.ReadAsync();
        Assert.Equal(ActivityLevel.Attention, Assert.Single(await db.Activity.ToListAsync(Ct)).Level);
    }

    [Fact]
    public async Task DrainAsync_HandlerThrows_RecordedRetry()
    {
        await _engine.EnqueueAsync(new Due(First, Levels, "a"));
        _engine.Act = (_, _) => throw new InvalidOperationException("Broken.");

        await _engine.DrainAsync();

        var item = Assert.Single(await _engine.ItemsAsync());
        Assert.Equal(1, item.Attempts);
        Assert.Contains("Broken.", item.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DrainAsync_LaneBlocked_ItemsStayDueUntilItsTime()
    {
        await _engine.EnqueueAsync(new Due(First, Push, "p"), new Due(First, Levels, "a"));
        var until = _engine.Time.GetUtcNow().AddSeconds(20);
        _engine.Act = (_, _) => Task.FromResult<WorkOutcome>(new WorkOutcome.LaneBlocked(until, "Too many calls."));

        await _engine.DrainAsync();
        Assert.Equal(["p"], _engine.Batches);
        Assert.All(await _engine.ItemsAsync(), i => Assert.Equal(0, i.Attempts));

        _engine.Act = (_, _) => Task.FromResult(WorkOutcome.Finished);
        Assert.Equal(0, await _engine.DrainAsync());
        _engine.Time.SetUtcNow(until);
        Assert.Equal(2, await _engine.DrainAsync());
    }

    [Fact]
    public async Task DrainAsync_TokenRefused_ThatStoreStopsOthersGoOn()
    {
        await _engine.EnqueueAsync(new Due(First, Levels, "a"), new Due(Second, Levels, "b"));
        _engine.Act = (lease, _) => Task.FromResult(lease.Store == First ? new WorkOutcome.LaneBlocked(null, "The token is refused.", Unauthorized: true) : WorkOutcome.Finished);

        await _engine.DrainAsync(First);
        _engine.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await _engine.DrainAsync(First));
        Assert.Equal(1, await _engine.DrainAsync(Second));

        Assert.Equal("a", Assert.Single(await _engine.ItemsAsync()).Subject);
        await using var db = await _engine.ReadAsync();
        Assert.Equal([StoreState.Unauthorized, StoreState.Active], await db.Stores.OrderBy(s => s.Id).Select(s => s.State).ToListAsync(Ct));
        Assert.Equal(ActivityLevel.Critical, Assert.Single(await db.Activity.ToListAsync(Ct)).Level);
    }

    [Fact]
    public async Task DrainAsync_LaneHeldByAnotherProcess_OnlyAfterItsLease()
    {
        await _engine.EnqueueAsync(new Due(First, Levels, "a"));
        await TakeOverAsync();

        Assert.Equal(0, await _engine.DrainAsync());
        _engine.Time.Advance(LaneLeases.Term);
        Assert.Equal(1, await _engine.DrainAsync());
    }

    [Fact]
    public async Task DrainAsync_LaneTakenOverWhileWorking_NothingOfItIsCommitted()
    {
        await _engine.EnqueueAsync(new Due(First, Levels, "a"));
        _engine.Act = async (lease, _) =>
        {
            await TakeOverAsync();
            await _engine.Gate.WriteAsync(
                lease,
                (write, _) =>
                {
                    write.Record(lease.Store, ActivityLevel.Info, "test", "Must not be seen.");
                    return Task.CompletedTask;
                },
                Ct);
            return WorkOutcome.Finished;
        };

        await _engine.DrainAsync();

        Assert.Single(await _engine.ItemsAsync());
        await using var db = await _engine.ReadAsync();
        Assert.Empty(await db.Activity.ToListAsync(Ct));
        Assert.Equal("another", (await db.Lanes.SingleAsync(Ct)).Owner);
    }

    [Fact]
    public async Task DrainAsync_StoppedWhileWorking_ItemStaysDueAndTheLaneIsFree()
    {
        await _engine.EnqueueAsync(new Due(First, Push, "p"), new Due(First, Levels, "a"));
        using var stop = new CancellationTokenSource();
        _engine.Act = async (_, _) =>
        {
            await stop.CancelAsync();
            stop.Token.ThrowIfCancellationRequested();
            return WorkOutcome.Finished;
        };

        await _engine.Get<LaneDrain>().DrainAsync(First, stop.Token);

        Assert.Equal(["p"], _engine.Batches);
        Assert.All(await _engine.ItemsAsync(), i => Assert.Equal((0, null), (i.Attempts, i.Sentence)));
        await using var db = await _engine.ReadAsync();
        Assert.Null((await db.Lanes.SingleAsync(Ct)).Owner);
    }

    [Fact]
    public async Task DrainAsync_StoppedAfterTheEffect_OutcomeIsKept()
    {
        await _engine.EnqueueAsync(new Due(First, Push, "p"));
        using var stop = new CancellationTokenSource();
        _engine.Act = async (_, _) =>
        {
            await stop.CancelAsync();
            return WorkOutcome.Finished;
        };

        await _engine.Get<LaneDrain>().DrainAsync(First, stop.Token);

        Assert.Empty(await _engine.ItemsAsync());
    }

    [Fact]
    public async Task DrainAsync_LongAtIt_YieldsAndRings()
    {
        await _engine.EnqueueAsync(new Due(First, Push, "p"), new Due(First, Push, "q"));
        _engine.Act = (_, _) =>
        {
            _engine.Time.Advance(LaneDrain.LongestDrain + TimeSpan.FromSeconds(1));
            return Task.FromResult(WorkOutcome.Finished);
        };

        Assert.Equal(1, await _engine.DrainAsync());

        Assert.True(_engine.Get<LaneBell>().TakeDown(First));
        Assert.Single(await _engine.ItemsAsync());
    }

    [Fact]
    public async Task DrainAsync_KindNobodyKnows_ParkedAndReplayable()
    {
        await _engine.EnqueueAsync(new Due(First, new WorkKind("test.gone", WorkPriority.Product, 1), "a"));
        await _engine.DrainAsync();
        var parked = Assert.Single(await _engine.Get<ParkedWork>().ListAsync(First, 10, Ct));

        Assert.False(await _engine.Get<ParkedWork>().ReplayAsync(Second, parked.Id, Ct));
        Assert.True(await _engine.Get<ParkedWork>().ReplayAsync(First, parked.Id, Ct));

        var lag = await _engine.Get<ParkedWork>().LagAsync(First, Ct);
        Assert.Equal((1, 0), (lag.Due, lag.Parked));
    }

    private Task TakeOverAsync() => _engine.Gate.WriteAsync(
        async (write, ct) =>
        {
            var lane = await write.Db.Lanes.FindAsync([First], ct) ?? write.Db.Lanes.Add(new Lane { StoreId = First }).Entity;
            lane.Owner = "another";
            lane.Fence++;
            lane.LeaseUntil = write.Now + LaneLeases.Term;
        },
        Ct);
}
