using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Seed;

namespace Syncerize.App.Sandbox.Traffic;

/// <summary>How busy a shop is now, by the hours and weekdays of its own time zone.</summary>
internal static class TrafficRhythm
{
    /// <summary>The share of trade that does not sleep: in the quietest hour a viewer still sees something happen.</summary>
    private const double Always = 0.3;

    /// <summary>The same for a source: warehouses work in shifts, also while their customers' customers buy in another part of the world.</summary>
    private const double Shifts = 0.75;

    /// <param name="zone">The shop's IANA time zone; an unknown one counts as UTC.</param>
    /// <param name="now">The clock.</param>
    /// <param name="role">Customers of a destination keep their hours more than the warehouses of a source.</param>
    /// <returns>1 for the middling hour of the week; at a destination about 0.4 at night and about 2 on a weekend evening.</returns>
    public static double At(string zone, DateTimeOffset now, SimRole role)
    {
        var local = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(now, found) : now.ToUniversalTime();
        var always = role == SimRole.Source ? Shifts : Always;
        return always + ((1 - always) * OrderTimes.Share(local.DateTime));
    }
}
