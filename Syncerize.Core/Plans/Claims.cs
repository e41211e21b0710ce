using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;

namespace Syncerize.Core.Plans;

/// <summary>What claiming came to.</summary>
/// <param name="Granted">Units that may start: claimed now, or held already.</param>
/// <param name="Use">The meter afterwards.</param>
/// <param name="Tier">The store's plan.</param>
public sealed record ClaimResult(IReadOnlySet<MeterUnit> Granted, MeterUse Use, Tier Tier)
{
    /// <summary>The sentence for whoever did not get a unit: what happened, and what lets it go on.</summary>
    public string Sentence => MeterSentences.Full(Use.Meter, Tier);
}

/// <summary>
/// Units of a plan's meters (docs/architecture.md, Plans). A unit is claimed in the transaction that starts what it is for, once; it is given back on definite failure and when
/// what it was for ends, and kept where the outcome is unknown. The write gate makes check and claim one step, whoever else claims at the same time.
/// </summary>
public sealed class Claims(PlanBook plans)
{
    /// <summary>People are told when less than one part in so many is left.</summary>
    private const int NearlyFull = 5;

    /// <summary>Claims as many of these units of one meter as the plan allows, in the given order; units held already cost nothing.</summary>
    /// <param name="write">The write that starts what the units are for.</param>
    /// <param name="store">The destination.</param>
    /// <param name="units">Units of one meter, most wanted first.</param>
    /// <param name="timeZone">The store's zone; only pushes need it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ClaimResult> TryAsync(Write write, StoreId store, IReadOnlyCollection<MeterUnit> units, string timeZone, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(units);
        var meter = units.Select(u => u.Meter).Distinct().Single();
        var tier = await plans.OfAsync(write.Db, store, ct);
        var subjects = units.Select(u => u.Subject).Distinct(StringComparer.Ordinal).ToList();
        var held = (await write.Db.Claims.Where(c => c.StoreId == store && c.Meter == meter && subjects.Contains(c.Subject)).Select(c => c.Subject).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var used = await UsedAsync(write.Db, store, meter, StoreMonth.Of(write.Now, timeZone), ct);
        var left = new MeterUse(meter, used, tier.Limit(meter)).Left ?? int.MaxValue;
        var fresh = subjects.Where(s => !held.Contains(s)).Take(left).ToList();
        write.Db.Claims.AddRange(fresh.Select(s => new Claim { StoreId = store, Meter = meter, Subject = s, ClaimedAt = write.Now }));

        Tell(write, store, meter, tier, used, used + fresh.Count, StoreMonth.Of(write.Now, timeZone));

        // Whoever claims next in the same write must see these.
        await write.Db.SaveChangesAsync(ct);
        return new ClaimResult(held.Concat(fresh).Select(s => new MeterUnit(meter, s)).ToHashSet(), new MeterUse(meter, used + fresh.Count, tier.Limit(meter)), tier);
    }

    /// <summary>Claims a connection or a product; true where it may start.</summary>
    public async Task<bool> TryAsync(Write write, StoreId store, MeterUnit unit, CancellationToken ct) => (await TryAsync(write, store, [unit], "Etc/UTC", ct)).Granted.Count == 1;

    /// <summary>Counts what started without us, such as a push found at the source after a reinstall: over the limit as well, because it has happened.</summary>
    /// <param name="write">The write that learns of it.</param>
    /// <param name="store">The destination.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="at">When it started, UTC.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task CountAsync(Write write, StoreId store, MeterUnit unit, DateTimeOffset at, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (await write.Db.Claims.FindAsync([store, unit.Meter, unit.Subject], ct) is null)
        {
            write.Db.Claims.Add(new Claim { StoreId = store, Meter = unit.Meter, Subject = unit.Subject, ClaimedAt = at });
        }
    }

    /// <summary>Gives units back: what they were for failed for certain, or has ended.</summary>
    public static async Task ReleaseAsync(Write write, StoreId store, IReadOnlyCollection<MeterUnit> units, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(units);
        foreach (var group in units.GroupBy(u => u.Meter))
        {
            foreach (var part in group.Select(u => u.Subject).Chunk(500))
            {
                write.Db.Claims.RemoveRange(await write.Db.Claims.Where(c => c.StoreId == store && c.Meter == group.Key && part.Contains(c.Subject)).ToListAsync(ct));
            }
        }

        await write.Db.SaveChangesAsync(ct);
    }

    /// <summary>How full the meters of a store are.</summary>
    /// <param name="db">The database.</param>
    /// <param name="store">The destination.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="timeZone">The store's zone.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<MeterUse>> UsageAsync(SyncerizeDb db, StoreId store, DateTimeOffset now, string timeZone, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var (tier, uses) = (await plans.OfAsync(db, store, ct), new List<MeterUse>());
        foreach (var meter in Enum.GetValues<Meter>())
        {
            uses.Add(await UseAsync(db, store, tier, meter, now, timeZone, ct));
        }

        return uses;
    }

    /// <summary>How full one meter is under a tier.</summary>
    public static async Task<MeterUse> UseAsync(SyncerizeDb db, StoreId store, Tier tier, Meter meter, DateTimeOffset now, string timeZone, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(tier);
        return new MeterUse(meter, await UsedAsync(db, store, meter, StoreMonth.Of(now, timeZone), ct), tier.Limit(meter));
    }

    // Once when a meter reaches four fifths and once when it is full; those of pushes anew every month, those of another plan anew.
    private static void Tell(Write write, StoreId store, Meter meter, Tier tier, int before, int now, StoreMonth month)
    {
        if (tier.Limit(meter) is not (> 0 and var limit))
        {
            return;
        }

        var nearly = limit - (limit / NearlyFull);
        var period = meter == Meter.Pushes ? month.From.ToUnixTimeMilliseconds() : 0;
        if (before < limit && now >= limit)
        {
            write.Notify(store, NoticeKind.PlanMeter, ActivityLevel.Critical, FormattableString.Invariant($"plan-full/{meter}/{limit}/{period}"), MeterSentences.Full(meter, tier));
        }
        else if (before < nearly && now >= nearly)
        {
            write.Notify(
                store, NoticeKind.PlanMeter, ActivityLevel.Attention, FormattableString.Invariant($"plan-nearly/{meter}/{limit}/{period}"),
                FormattableString.Invariant($"{now:N0} of {limit:N0} {MeterSentences.Units(meter)} of the {tier.Name} plan are used. A larger plan has more."));
        }
    }

    private static Task<int> UsedAsync(SyncerizeDb db, StoreId store, Meter meter, StoreMonth month, CancellationToken ct) => db.Claims.CountAsync(
        c => c.StoreId == store && c.Meter == meter && (meter != Meter.Pushes || (c.ClaimedAt >= month.From && c.ClaimedAt < month.To)), ct);
}

/// <summary>What people read about plans. Pure.</summary>
public static class MeterSentences
{
    /// <summary>What a meter counts.</summary>
    public static string Units(Meter meter) => meter switch
    {
        Meter.Connections => "store connections",
        Meter.Products => "synced products",
        _ => "order pushes of this month",
    };

    /// <summary>A meter is full: what happened, and what lets it go on.</summary>
    public static string Full(Meter meter, Tier tier)
    {
        ArgumentNullException.ThrowIfNull(tier);
        var limit = (tier.Limit(meter) ?? 0).ToString("N0", CultureInfo.InvariantCulture);
        return meter switch
        {
            Meter.Connections => $"The {tier.Name} plan allows {Plural.Of(tier.Limit(meter) ?? 0, "connected store, and it is in use", "connected stores, and all are in use")}. Disconnect one, or move to a larger plan.",
            Meter.Products => $"The {tier.Name} plan allows {limit} synced products, and all are in use. Unsync some, or move to a larger plan.",
            _ => $"All {limit} order pushes of this month in the {tier.Name} plan are used. It waits for the plan and goes by itself when the month turns or the plan grows.",
        };
    }

    /// <summary>A feature is closed: which plan opens it.</summary>
    public static string Closed(Feature feature, Tier? opens)
    {
        var name = feature switch
        {
            Feature.AutomaticPush => "Automatic push",
            Feature.AutoMapping => "The product auto bulk mapper",
            _ => "Unlocking inventory",
        };
        return opens is null ? $"{name} is not part of your plan." : $"{name} is not part of your plan; the {opens.Name} plan has it.";
    }
}
