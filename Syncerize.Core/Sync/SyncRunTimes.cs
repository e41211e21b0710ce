namespace Syncerize.Core.Sync;

/// <summary>How quickly a run gets on. Pure.</summary>
public static class SyncRunTimes
{
    /// <summary>How long a run has worked, pauses left out.</summary>
    public static TimeSpan Worked(SyncRun run, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.WorkedBefore + (run.WorkingSince is { } since && (run.EndedAt ?? now) > since ? (run.EndedAt ?? now) - since : TimeSpan.Zero);
    }

    /// <summary>Products a minute so far; null before anything ended.</summary>
    public static double? PerMinute(int ended, TimeSpan worked) => ended > 0 && worked > TimeSpan.FromSeconds(1) ? ended / worked.TotalMinutes : null;

    /// <summary>The time left at the pace so far; null where it cannot be told.</summary>
    public static TimeSpan? Left(int ended, int open, TimeSpan worked) =>
        open == 0 ? TimeSpan.Zero : ended > 0 && worked > TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(Math.Min(worked.TotalSeconds / ended * open, TimeSpan.FromDays(365).TotalSeconds)) : null;
}
