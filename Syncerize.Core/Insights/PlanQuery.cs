using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Orders;
using Syncerize.Core.Plans;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Insights;

/// <summary>What the Plan page of a store shows.</summary>
/// <param name="Current">The plan it is on.</param>
/// <param name="Tiers">All plans, the smallest first.</param>
/// <param name="Uses">How full its meters are, as a destination.</param>
/// <param name="MonthTurns">The first day of the next month at the store: pushes count anew from then.</param>
/// <param name="WaitingOrders">Order parts that wait for the plan.</param>
public sealed record PlanReading(Tier Current, IReadOnlyList<Tier> Tiers, IReadOnlyList<MeterUse> Uses, DateOnly MonthTurns, int WaitingOrders);

/// <summary>A store's plan, for the operator's list.</summary>
/// <param name="Name">The plan.</param>
/// <param name="Uses">How full its meters are.</param>
public sealed record PlanSummary(string Name, IReadOnlyList<MeterUse> Uses);

/// <summary>Reads plans and their meters.</summary>
public sealed class PlanQuery(IDbContextFactory<SyncerizeDb> factory, PlanBook plans, Claims claims, TimeProvider time)
{
    /// <summary>The names of all plans, the smallest first.</summary>
    public IReadOnlyList<string> Names => [.. plans.Tiers.Select(t => t.Name)];

    /// <summary>A store's plan by name and how full its meters are, read with <paramref name="db"/> so that it belongs to the caller's moment.</summary>
    internal async Task<PlanSummary> SummaryAsync(SyncerizeDb db, StoreId store, string timeZone, CancellationToken ct) =>
        new((await plans.OfAsync(db, store, ct)).Name, await claims.UsageAsync(db, store, time.GetUtcNow(), timeZone, ct));

    /// <summary>The plan of one store.</summary>
    /// <exception cref="AccessRefusedException">The actor may not act for the store.</exception>
    public async Task<PlanReading> ReadAsync(Actor actor, StoreId storeId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        await using var db = await factory.CreateDbContextAsync(ct);
        var zone = await db.Stores.Where(s => s.Id == storeId).Select(s => s.TimeZone).SingleAsync(ct);
        var now = time.GetUtcNow();
        return new PlanReading(
            await plans.OfAsync(db, storeId, ct), plans.Tiers, await claims.UsageAsync(db, storeId, now, zone, ct), StoreMonth.Of(now, zone).FirstDay.AddMonths(1),
            await db.OrderPushes.CountAsync(p => p.DestinationStoreId == storeId && p.State == PushState.Waiting && p.WaitingFor == PushWaits.Plan, ct));
    }

    /// <summary>The plans of all stores.</summary>
    /// <exception cref="AccessRefusedException">The actor is not the operator.</exception>
    public async Task<IReadOnlyDictionary<StoreId, PlanSummary>> AllAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await factory.CreateDbContextAsync(ct);
        var all = new Dictionary<StoreId, PlanSummary>();
        foreach (var store in await db.Stores.Select(s => new { s.Id, s.TimeZone }).ToListAsync(ct))
        {
            actor.Demand(store.Id);
            all[store.Id] = await SummaryAsync(db, store.Id, store.TimeZone, ct);
        }

        return all;
    }
}
