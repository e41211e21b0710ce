using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Plans;

namespace Syncerize.Core.Orders;

/// <summary>What a destination's plan lets its pushes do now.</summary>
/// <param name="Automatic">Whether it has automatic push.</param>
/// <param name="Full">The sentence where no push is left this month; null where one is.</param>
/// <param name="Claimed">Keys of pushes that hold their unit already.</param>
internal sealed record PushRoom(bool Automatic, string? Full, IReadOnlySet<string> Claimed)
{
    /// <summary>The sentence that stops a push; null where it has its unit or one is left.</summary>
    public string? FullFor(string key) => Claimed.Contains(key) ? null : Full;
}

/// <summary>The plan's meter of order pushes, as orders are decided, sent, refused and found.</summary>
public sealed class PushMeter(PlanBook plans, Claims claims)
{
    /// <summary>What the plan of an order's destination lets its parts do.</summary>
    internal Task<PushRoom> OfAsync(Write write, OrderCase settled, CancellationToken ct) => OfAsync(write.Db, settled, write.Now, ct);

    /// <summary>The same for an explanation, outside a write.</summary>
    internal async Task<PushRoom> OfAsync(SyncerizeDb db, OrderCase settled, DateTimeOffset now, CancellationToken ct)
    {
        var store = settled.Partners.Destination;
        var tier = await plans.OfAsync(db, store.Id, ct);
        var keys = settled.Pushes.Select(p => p.Key).ToList();
        var held = keys.Count == 0 ? [] : await db.Claims.Where(c => c.StoreId == store.Id && c.Meter == Meter.Pushes && keys.Contains(c.Subject)).Select(c => c.Subject).ToListAsync(ct);
        var open = tier.PushesPerMonth is not null && settled.Parts.Any(p => p.State is PushState.Waiting or PushState.Planned);
        var full = open && (await Claims.UseAsync(db, store.Id, tier, Meter.Pushes, now, store.TimeZone, ct)).IsFull;
        return new PushRoom(tier.Has(Feature.AutomaticPush), full ? MeterSentences.Full(Meter.Pushes, tier) : null, held.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Brings the claims of an order in step with its pushes: what is at the source counts however it came there, what will never be sent counts no more.</summary>
    internal static async Task SettleAsync(Write write, OrderCase settled, PushRoom room, CancellationToken ct)
    {
        foreach (var push in settled.Pushes)
        {
            if (push.State is PushState.Created or PushState.Recorded && !room.Claimed.Contains(push.Key))
            {
                await Claims.CountAsync(write, push.DestinationStoreId, MeterUnit.Push(push.Key), push.CreatedAt ?? write.Now, ct);
            }
            else if (push.State is PushState.Handled or PushState.Cancelled && room.Claimed.Contains(push.Key))
            {
                await ReleaseAsync(write, push, ct);
            }
        }
    }

    /// <summary>Claims the unit of a push in the write that commits its sending.</summary>
    /// <returns>The sentence of a full plan; null where it may leave.</returns>
    internal async Task<string?> ClaimAsync(Write write, OrderCase at, OrderPush push, CancellationToken ct)
    {
        var claim = await claims.TryAsync(write, push.DestinationStoreId, [MeterUnit.Push(push.Key)], at.Partners.Destination.TimeZone, ct);
        return claim.Granted.Count == 1 ? null : claim.Sentence;
    }

    /// <summary>Gives the unit back: nothing was made at the source, for certain.</summary>
    internal static Task ReleaseAsync(Write write, OrderPush push, CancellationToken ct) => Claims.ReleaseAsync(write, push.DestinationStoreId, [MeterUnit.Push(push.Key)], ct);
}
