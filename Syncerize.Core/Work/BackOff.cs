namespace Syncerize.Core.Work;

/// <summary>The retry ladders. Pure: a step gives a wait.</summary>
public static class BackOff
{
    /// <summary>After this many refusals in a row an item is parked.</summary>
    public const int MostAttempts = 12;

    private static readonly TimeSpan[] Item =
    [
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
    ];

    private static readonly TimeSpan[] Lane =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15),
    ];

    /// <summary>How long a refused item waits; <paramref name="attempts"/> counts this refusal, from 1.</summary>
    public static TimeSpan OfItem(int attempts) => Item[Math.Clamp(attempts - 1, 0, Item.Length - 1)];

    /// <summary>How long a lane that cannot be called waits; <paramref name="steps"/> counts this failure, from 1.</summary>
    public static TimeSpan OfLane(int steps) => Lane[Math.Clamp(steps - 1, 0, Lane.Length - 1)];
}
