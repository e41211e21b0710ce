using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Insights;

/// <summary>Figures of one day of the store's own zone.</summary>
public sealed record DayFigures(DateOnly Day, int Orders, long RevenueMinor);

/// <summary>One thing a person should look at.</summary>
/// <param name="Level">How urgent.</param>
/// <param name="Sentence">What and what to do.</param>
/// <param name="OrderId">The order it is about, if any.</param>
public sealed record AttentionItem(ActivityLevel Level, string Sentence, long? OrderId);

/// <summary>What a store's dashboard shows.</summary>
/// <param name="StoresConnected">Partners whose connection is connected.</param>
/// <param name="AvailableProducts">Products on offer: by connected sources, or by this source.</param>
/// <param name="SyncedProducts">Active product links.</param>
/// <param name="Orders">Orders with at least one synced line, ever.</param>
/// <param name="Revenue">Their synced lines, net of refunds, in the store's currency.</param>
/// <param name="Days">The last 30 days in the store's zone, oldest first, days without orders included.</param>
/// <param name="Today">Today in the store's zone.</param>
/// <param name="DueWork">Items due in the store's lane.</param>
/// <param name="ParkedWork">Items that need a person.</param>
/// <param name="BackOffReason">Why the shop is not called now; null if it is.</param>
/// <param name="Attention">What needs a look, most urgent first.</param>
/// <param name="Activity">The newest activity.</param>
public sealed record DashboardReading(
    int StoresConnected, int AvailableProducts, int SyncedProducts, int Orders, Money Revenue, IReadOnlyList<DayFigures> Days, DateOnly Today,
    int DueWork, int ParkedWork, string? BackOffReason, IReadOnlyList<AttentionItem> Attention, IReadOnlyList<ActivityRow> Activity);

/// <summary>Reads a store's dashboard.</summary>
public sealed class DashboardQuery(IDbContextFactory<SyncerizeDb> factory, ActivityQuery activity, TimeProvider time)
{
    private const int ChartDays = 30;
    private const int AttentionRows = 8;

    /// <summary>Reads it all; null where the store is gone.</summary>
    public async Task<DashboardReading?> ReadAsync(Actor actor, StoreId storeId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        await using var db = await factory.CreateDbContextAsync(ct);
        if (await db.Stores.SingleOrDefaultAsync(s => s.Id == storeId, ct) is not { } store)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var destination = store.Roles.HasFlag(StoreRoles.Destination);
        var connections = await db.Connections.Where(c => c.DestinationId == store.Id || c.SourceId == store.Id).ToListAsync(ct);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(store.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        var today = DayOf(now, zone);
        var twice = await CountedTwiceAsync(db, store.Id, zone, ct);
        var lane = db.WorkItems.Where(w => w.Lane == store.Id);
        var recent = await activity.ReadAsync(actor, storeId, ActivityLevel.Info, olderThan: null, most: 12, ct);
        var parked = await lane.CountAsync(w => w.ParkedAt != null, ct);
        return new DashboardReading(
            connections.Count(c => c.State == ConnectionState.Connected),
            await AvailableAsync(db, store, destination, connections, ct),
            await db.ProductLinks.CountAsync(l => (destination ? l.DestinationStoreId == store.Id : l.SourceStoreId == store.Id) && l.State == LinkState.Active, ct),
            await db.DailyTotals.Where(t => t.StoreId == store.Id).SumAsync(t => t.Orders, ct) - twice.Values.Sum(),
            new Money(await db.DailyTotals.Where(t => t.StoreId == store.Id).SumAsync(t => t.RevenueMinor, ct), store.Currency),
            await DaysAsync(db, store.Id, today, twice, ct),
            today,
            await lane.CountAsync(w => w.ParkedAt == null && w.DueAt <= now, ct),
            parked,
            await db.Lanes.Where(l => l.StoreId == store.Id && l.BackOffUntil > now).Select(l => l.BackOffReason).FirstOrDefaultAsync(ct),
            await AttentionAsync(db, store, destination, ct),
            recent.Rows);
    }

    private static async Task<int> AvailableAsync(SyncerizeDb db, Store store, bool destination, List<Connection> connections, CancellationToken ct)
    {
        var sources = destination
            ? connections.Where(c => c.DestinationId == store.Id && c.State == ConnectionState.Connected).Select(c => c.SourceId).Distinct().ToList()
            : [store.Id];
        var total = 0;
        foreach (var source in sources)
        {
            var rule = await db.AvailabilityRules.SingleOrDefaultAsync(r => r.StoreId == source, ct);
            total += await db.Products.Offered(source, rule).CountAsync(ct);
        }

        return total;
    }

    // A day's row per connection counts an order with two sources twice; these are the days of those orders and how often too often.
    private static async Task<Dictionary<int, int>> CountedTwiceAsync(SyncerizeDb db, StoreId store, TimeZoneInfo zone, CancellationToken ct)
    {
        var several = db.OrderPushes.Where(p => p.DestinationStoreId == store)
            .Select(p => new { p.OrderId, p.ConnectionId }).Distinct()
            .GroupBy(p => p.OrderId).Where(g => g.Count() > 1).Select(g => new { OrderId = g.Key, Extra = g.Count() - 1 });
        var orders = await (
            from s in several
            join o in db.Orders on s.OrderId equals o.OrderId
            where o.StoreId == store && !o.Test
            select new { o.ProcessedAt, s.Extra }).ToListAsync(ct);
        return orders.GroupBy(o => DayOf(o.ProcessedAt, zone).DayNumber).ToDictionary(g => g.Key, g => g.Sum(o => o.Extra));
    }

    private static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private static async Task<IReadOnlyList<DayFigures>> DaysAsync(SyncerizeDb db, StoreId store, DateOnly today, Dictionary<int, int> twice, CancellationToken ct)
    {
        var first = today.DayNumber - (ChartDays - 1);
        var totals = await db.DailyTotals.Where(t => t.StoreId == store && t.Day >= first && t.Day <= today.DayNumber)
            .GroupBy(t => t.Day).Select(g => new { Day = g.Key, Orders = g.Sum(t => t.Orders), Revenue = g.Sum(t => t.RevenueMinor) })
            .ToDictionaryAsync(t => t.Day, ct);
        return [.. Enumerable.Range(first, ChartDays).Select(day =>
            totals.TryGetValue(day, out var t)
                ? new DayFigures(DateOnly.FromDayNumber(day), t.Orders - twice.GetValueOrDefault(day), t.Revenue)
                : new DayFigures(DateOnly.FromDayNumber(day), 0, 0))];
    }

    private static async Task<IReadOnlyList<AttentionItem>> AttentionAsync(SyncerizeDb db, Store store, bool destination, CancellationToken ct)
    {
        var items = new List<AttentionItem>();
        var pushes = await (
            from p in db.OrderPushes
            join o in db.Orders on new { StoreId = p.DestinationStoreId, p.OrderId } equals new { o.StoreId, o.OrderId }
            where (destination ? p.DestinationStoreId == store.Id : p.SourceStoreId == store.Id) && p.State == PushState.Parked
            orderby p.Id descending
            select new { o.Name, o.OrderId, p.Sentence }).Take(AttentionRows).ToListAsync(ct);
        items.AddRange(pushes.Select(p => new AttentionItem(ActivityLevel.Critical, $"Order {p.Name}: {p.Sentence ?? "needs a person."}", destination ? p.OrderId : null)));

        var links = await (
            from l in db.ProductLinks
            join p in db.Products on new { StoreId = l.SourceStoreId, ProductId = l.SourceProductId } equals new { p.StoreId, p.ProductId }
            where (destination ? l.DestinationStoreId == store.Id : l.SourceStoreId == store.Id) && l.StateReason != null && l.State != LinkState.Ended
            orderby l.Id descending
            select new { p.Title, l.StateReason }).Take(AttentionRows).ToListAsync(ct);
        items.AddRange(links.Select(l => new AttentionItem(ActivityLevel.Attention, $"{l.Title}: {l.StateReason}", null)));

        var parked = await db.WorkItems.Where(w => w.Lane == store.Id && w.ParkedAt != null).OrderByDescending(w => w.ParkedAt).Select(w => w.Sentence).Take(AttentionRows).ToListAsync(ct);
        items.AddRange(parked.Where(s => s is not null).Select(s => new AttentionItem(ActivityLevel.Attention, s!, null)));

        if (destination)
        {
            var waiting = await db.OrderPushes.CountAsync(p => p.DestinationStoreId == store.Id && p.State == PushState.Waiting && p.WaitingFor == PushWaits.Manual, ct);
            if (waiting > 0)
            {
                items.Add(new AttentionItem(ActivityLevel.Info, waiting == 1 ? "1 order part waits for somebody to press Push." : $"{waiting} order parts wait for somebody to press Push.", null));
            }
        }

        return [.. items.Take(AttentionRows)];
    }
}
