using System.Globalization;
using Syncerize.App.Components.Shared;
using Syncerize.Core.Insights;

namespace Syncerize.App.Components.Pages.Dashboard;

/// <summary>Sync health in words, the same at the head of the page and in its card.</summary>
internal static class HealthWords
{
    public static Tone Of(SyncHealth health) => health switch
    {
        { BackOffReason: not null } => new Tone("Shop not answering", "chip-attention"),
        { ParkedWork: 0, ParkedPushes: 0, DueWork: 0, Conflicts: 0 } => new Tone("In step", "chip-success"),
        { DueWork: > 0 } => new Tone("Catching up", "chip-info"),
        _ => new Tone("Needs a person", "chip-attention"),
    };

    /// <summary>For how long the oldest due step waits.</summary>
    public static string Lag(SyncHealth health, DateTimeOffset now)
    {
        var lag = health.OldestDueAt is { } at && at < now ? now - at : TimeSpan.Zero;
        return lag switch
        {
            { TotalSeconds: < 1 } => "None",
            { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)lag.TotalSeconds} s"),
            { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)lag.TotalMinutes} min"),
            { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)lag.TotalHours} h"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(int)lag.TotalDays} d"),
        };
    }

    /// <summary>One sentence: is it running, what needs me.</summary>
    public static string Sentence(DashboardReading m) =>
        (m.Health switch
        {
            { BackOffReason: not null } => "The shop is not answering; syncing goes on when it does.",
            { DueWork: > 0 } => $"Catching up: {Words.Count(m.Health.DueWork, "step")} due.",
            _ => "Running, everything due is done.",
        }) + (m.NeedsPerson switch
        {
            0 => " Nothing needs you.",
            1 => " 1 thing needs you.",
            _ => $" {Words.Number(m.NeedsPerson)} things need you.",
        });
}
