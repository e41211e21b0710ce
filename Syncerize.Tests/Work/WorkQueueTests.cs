using Syncerize.Core.Work;
using static Syncerize.Tests.Work.EngineUnderTest;

namespace Syncerize.Tests.Work;

public sealed class WorkQueueTests : IAsyncLifetime
{
    private EngineUnderTest _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await StartAsync();

    public async ValueTask DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task EnqueueAsync_SameSubjectAgain_EarlierTimeHigherPriorityNextGeneration()
    {
        var kind = new WorkKind(Levels.Name, WorkPriority.Compare, 1);
        await _engine.EnqueueAsync(new Due(First, kind, "a", TimeSpan.FromMinutes(5)));
        var before = Assert.Single(await _engine.ItemsAsync());

        await _engine.EnqueueAsync(new Due(First, Levels, "a", TimeSpan.FromMinutes(1)));
        await _engine.EnqueueAsync(new Due(First, kind, "a", TimeSpan.FromMinutes(9)));

        var after = Assert.Single(await _engine.ItemsAsync());
        Assert.Equal(before.Generation + 2, after.Generation);
        Assert.Equal(_engine.Time.GetUtcNow().AddMinutes(1), after.DueAt);
        Assert.Equal((int)WorkPriority.Stock, after.Priority);
    }

    [Fact]
    public async Task EnqueueAsync_SameSubjectTwiceAtOnce_OneRowWithEarliestTimeAndLatestWant()
    {
        var now = _engine.Time.GetUtcNow();
        await _engine.EnqueueAsync(new Due(First, Levels, "a", TimeSpan.FromMinutes(5), now), new Due(First, Levels, "a", TimeSpan.FromMinutes(1), now.AddMinutes(-1)), new Due(First, Levels, "a", TimeSpan.FromMinutes(3), now.AddMinutes(2)));

        var item = Assert.Single(await _engine.ItemsAsync());
        Assert.Equal((now.AddMinutes(1), now.AddMinutes(2)), (item.DueAt, item.WantedAt!.Value));
    }

    [Fact]
    public async Task EnqueueAsync_Parked_DueAgainWithoutAttempts()
    {
        await _engine.EnqueueAsync(new Due(First, Levels, "a"));
        _engine.Act = (_, _) => Task.FromResult<WorkOutcome>(new WorkOutcome.Parked("No."));
        await _engine.DrainAsync();

        await _engine.EnqueueAsync(new Due(First, Levels, "a"));

        var item = Assert.Single(await _engine.ItemsAsync());
        Assert.Equal((null, 0, null, _engine.Time.GetUtcNow()), (item.ParkedAt, item.Attempts, item.Sentence, item.DueAt));
    }

    [Fact]
    public async Task EnqueueAsync_BackedOff_DueNow()
    {
        await _engine.EnqueueAsync(new Due(First, Levels, "a"));
        _engine.Act = (_, _) => Task.FromResult<WorkOutcome>(new WorkOutcome.Retry("Not now."));
        await _engine.DrainAsync();

        await _engine.EnqueueAsync(new Due(First, Levels, "a"));

        var item = Assert.Single(await _engine.ItemsAsync());
        Assert.Equal((0, _engine.Time.GetUtcNow()), (item.Attempts, item.DueAt));
    }

    [Fact]
    public async Task EnqueueAsync_OtherLane_OwnRow()
    {
        await _engine.EnqueueAsync(new Due(First, Levels, "a"), new Due(Second, Levels, "a"));
        Assert.Equal([First, Second], (await _engine.ItemsAsync()).Select(i => i.Lane));
    }
}
