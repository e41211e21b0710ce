using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Orders;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Insights;

/// <summary>Whether a store's syncing keeps up, what needs a person, and how far its set-up is.</summary>
internal static class StoreNeeds
{
    private const int Rows = 5;

    public static async Task<SyncHealth> HealthAsync(SyncerizeDb db, StoreId store, TotalSide side, IReadOnlyList<ConnectionId> connections, DateTimeOffset now, CancellationToken ct)
    {
        var due = db.WorkItems.Where(w => w.Lane == store && w.ParkedAt == null && w.DueAt <= now);
        var variants = db.VariantLinks.Where(l => (side == TotalSide.Destination ? l.DestinationStoreId : l.SourceStoreId) == store && l.IsActive && connections.Contains(l.ConnectionId));
        var compared = await db.CompareRuns.Where(c => c.StoreId == store && c.EndedAt != null).OrderByDescending(c => c.Id).Select(c => new { c.Drifted, c.EndedAt }).FirstOrDefaultAsync(ct);
        var conflicts = await variants.CountAsync(l => l.StockConflict != null, ct);
        return new SyncHealth(
            await due.CountAsync(ct),
            await due.MinAsync(w => (DateTimeOffset?)w.DueAt, ct),
            await db.WorkItems.CountAsync(w => w.Lane == store && w.ParkedAt != null, ct),
            await db.OrderPushes.CountAsync(p => connections.Contains(p.ConnectionId) && p.State == PushState.Parked, ct),
            await variants.CountAsync(l => l.LastQuantityAt != null, ct) - await variants.CountAsync(l => l.LastQuantityAt != null && l.StockConflict != null, ct),
            conflicts,
            compared?.Drifted,
            compared?.EndedAt,
            await db.Lanes.Where(l => l.StoreId == store && l.BackOffUntil > now).Select(l => l.BackOffReason).FirstOrDefaultAsync(ct));
    }

    public static async Task<SetupGuide> GuideAsync(SyncerizeDb db, IReadOnlyList<Connection> connections, CancellationToken ct)
    {
        var ids = connections.Select(c => c.Id).ToList();
        return new SetupGuide(
            connections.Any(c => c.State != ConnectionState.Pending),
            await db.ProductLinks.AnyAsync(l => ids.Contains(l.ConnectionId) && l.DestinationProductId != null, ct),
            await db.OrderPushes.AnyAsync(p => ids.Contains(p.ConnectionId) && (p.State == PushState.Created || p.State == PushState.Recorded), ct));
    }

    /// <summary>What needs a look, most urgent first, and how many there are of them.</summary>
    public static async Task<(IReadOnlyList<AttentionItem> Items, int Count)> AttentionAsync(SyncerizeDb db, StoreId store, TotalSide side, IReadOnlyList<ConnectionId> connections, SyncHealth health, CancellationToken ct)
    {
        var destination = side == TotalSide.Destination;
        var items = new List<AttentionItem>();
        var pushes = await (
            from p in db.OrderPushes
            join o in db.Orders on new { StoreId = p.DestinationStoreId, p.OrderId } equals new { o.StoreId, o.OrderId }
            where connections.Contains(p.ConnectionId) && p.State == PushState.Parked
            orderby p.Id descending
            select new { o.Name, o.OrderId, p.Sentence }).Take(Rows).ToListAsync(ct);
        items.AddRange(pushes.Select(p => new AttentionItem(ActivityLevel.Critical, $"Order {p.Name}: {p.Sentence ?? "needs a person."}", destination ? AttentionAbout.Order : AttentionAbout.Nothing, destination ? p.OrderId : null)));

        var broken = db.ProductLinks.Where(l => connections.Contains(l.ConnectionId) && l.StateReason != null && l.State != LinkState.Ended);
        var links = await (
            from l in broken
            join p in db.Products on new { StoreId = l.SourceStoreId, ProductId = l.SourceProductId } equals new { p.StoreId, p.ProductId }
            orderby l.Id descending
            select new { p.Title, l.StateReason }).Take(Rows).ToListAsync(ct);
        items.AddRange(links.Select(l => new AttentionItem(ActivityLevel.Attention, $"{l.Title}: {l.StateReason}", AttentionAbout.Products)));

        var parked = await db.WorkItems.Where(w => w.Lane == store && w.ParkedAt != null).OrderByDescending(w => w.ParkedAt).Select(w => w.Sentence).Take(Rows).ToListAsync(ct);
        items.AddRange(parked.Where(s => s is not null).Select(s => new AttentionItem(ActivityLevel.Attention, s!, AttentionAbout.Nothing)));
        if (health.Conflicts > 0)
        {
            items.Add(new AttentionItem(ActivityLevel.Attention, $"Stock of {Plural.Of(health.Conflicts, "synced variant")} cannot be kept in step; the reason stands beside each.", AttentionAbout.Products));
        }

        var count = health.ParkedPushes + await broken.CountAsync(ct) + health.ParkedWork + (health.Conflicts > 0 ? 1 : 0);
        if (await WaitingAsync(db, store, destination, connections, ct) is { } waiting)
        {
            items.Add(waiting);
            count++;
        }

        return ([.. items.Take(Rows)], count);
    }

    private static async Task<AttentionItem?> WaitingAsync(SyncerizeDb db, StoreId store, bool destination, IReadOnlyList<ConnectionId> connections, CancellationToken ct)
    {
        if (destination)
        {
            var waiting = await db.OrderPushes.CountAsync(p => connections.Contains(p.ConnectionId) && p.State == PushState.Waiting && p.WaitingFor == PushWaits.Manual, ct);
            return waiting == 0 ? null : new AttentionItem(ActivityLevel.Info, $"{Plural.Of(waiting, "order part waits", "order parts wait")} for somebody to press Push.", AttentionAbout.Orders);
        }

        var open = await db.Totals.Where(t => t.StoreId == store && t.Side == TotalSide.Source && t.Unit == TotalUnit.Year && connections.Contains(t.ConnectionId)).SumAsync(t => t.Open + t.Partial, ct);
        return open == 0 ? null : new AttentionItem(ActivityLevel.Info, $"{Plural.Of(open, "order waits", "orders wait")} to be shipped.", AttentionAbout.Orders);
    }
}
