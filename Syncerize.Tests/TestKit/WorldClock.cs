using Microsoft.Extensions.Time.Testing;

namespace Syncerize.Tests.TestKit;

/// <summary>A clock that only the test moves, but for waits it was told to jump over: those end as soon as they begin, and the time they take has passed.</summary>
internal sealed class WorldClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    /// <summary>The length of wait that is jumped over; null is none.</summary>
    public TimeSpan? JumpOver { get; set; }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == JumpOver)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => Advance(dueTime), null);
        }

        return timer;
    }
}
