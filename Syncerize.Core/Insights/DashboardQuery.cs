using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Stores;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Insights;

/// <summary>Reads a store's dashboard (product.md, section 2) from kept totals.</summary>
public sealed class DashboardQuery(IDbContextFactory<SyncerizeDb> factory, ActivityQuery activity, PlanQuery plans, TimeProvider time)
{
    /// <summary>Colours of charts, as the theme has them.</summary>
    public const int Colours = 6;

    private const int ActivityRows = 8;

    /// <summary>Reads it all; null where the store is gone. A partner that is none of the store's narrows nothing.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<DashboardReading?> ReadAsync(Actor actor, StoreId storeId, DashboardAsked asked, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(asked);
        actor.Demand(storeId);
        await using var db = await factory.CreateDbContextAsync(ct);
        if (await db.Stores.SingleOrDefaultAsync(s => s.Id == storeId, ct) is not { } store)
        {
            return null;
        }

        // One moment for all of it: a write between two questions must not make figures disagree.
        await using var transaction = await BeginReadAsync(db, ct);
        var side = asked.Side;
        var partners = await PartnersAsync(db, storeId, side, ct);
        var narrowed = side == TotalSide.Source && asked.Partner is { } one ? partners.FirstOrDefault(p => p.Store == one) : null;
        var shown = narrowed is null ? partners : [narrowed];
        var connections = shown.Select(p => p.Connection.Id).ToList();
        var today = StoreDays.Today(store.TimeZone, time);
        var figures = new RangeFigures(db, storeId, side, narrowed?.Connection.Id);
        var range = asked.Range.Days(today) ?? await figures.EverythingAsync(today, ct);
        var before = asked.Range.Before(today);
        var buckets = Buckets.Of(range);
        var series = await figures.SeriesAsync(buckets, ct);
        var sum = series.Aggregate(default(Figures), (total, f) => total + f);
        Figures? sumBefore = before is null ? null : await figures.SumAsync(before, ct);
        var levels = await LevelHistory.ReadAsync(db, storeId, side, narrowed?.Connection.Id ?? Total.Together, before?.From ?? range.From, today, ct);
        var (byUnits, byRevenue) = await figures.ProductsAsync(range, ct);
        var products = await TopProducts.ReadAsync(db, storeId, side, partners, [.. byUnits, .. byRevenue], ct);
        var health = await StoreNeeds.HealthAsync(db, storeId, side, connections, time.GetUtcNow(), ct);
        var (attention, needs) = await StoreNeeds.AttentionAsync(db, storeId, side, connections, health, ct);
        return new DashboardReading(
            side, store.Currency, today, range, before, Buckets.UnitOf(range),
            Level(l => l.Connected), Level(l => l.Available), Level(l => l.Synced),
            new Counter(sum.Orders, sumBefore?.Orders, [.. series.Select(f => (long?)f.Orders)]),
            new Counter(sum.RevenueMinor, sumBefore?.RevenueMinor, [.. series.Select(f => (long?)f.RevenueMinor)]),
            [.. buckets.Zip(series, (b, f) => new SeriesPoint(b.From, b.To, f.Orders, f.Units, f.RevenueMinor))],
            [.. byUnits.Select(products.Of)], [.. byRevenue.Select(products.Of)],
            Tops(partners, await figures.ConnectionsAsync(range, ct)),
            new OrderStanding(sum.Open, sum.Partial, sum.Complete, sum.Cancelled),
            health, await StoreNeeds.GuideAsync(db, [.. partners.Select(p => p.Connection)], ct), attention, needs,
            (await activity.ReadAsync(actor, storeId, ActivityLevel.Info, olderThan: null, ActivityRows, ct)).Rows,
            side == TotalSide.Source ? [.. partners.Select(p => new PartnerChoice(p.Store, p.Name))] : [], narrowed?.Store,
            await db.TotalsRebuilds.AnyAsync(r => r.StoreId == storeId, ct),
            side == TotalSide.Destination ? await plans.SummaryAsync(db, storeId, store.TimeZone, ct) : null);

        Counter Level(Func<Levels, int> of) => new(
            levels.At(range.To) is { } at ? of(at) : null,
            before is not null && levels.At(before.To) is { } then ? of(then) : null,
            [.. buckets.Select(b => levels.At(b.To) is { } point ? (long?)of(point) : null)]);
    }

    private static async Task<Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction> BeginReadAsync(SyncerizeDb db, CancellationToken ct)
    {
        // Deferred: the default would take the write lock.
        await db.Database.OpenConnectionAsync(ct);
        var connection = (Microsoft.Data.Sqlite.SqliteConnection)db.Database.GetDbConnection();
        return (await db.Database.UseTransactionAsync(connection.BeginTransaction(deferred: true), ct))!;
    }

    private static async Task<IReadOnlyList<DashboardPartner>> PartnersAsync(SyncerizeDb db, StoreId store, TotalSide side, CancellationToken ct)
    {
        var connections = await db.Connections.Where(c => (side == TotalSide.Destination ? c.DestinationId : c.SourceId) == store).OrderBy(c => c.Id).ToListAsync(ct);
        var ids = connections.Select(c => side == TotalSide.Destination ? c.SourceId : c.DestinationId).ToList();
        var names = await db.Stores.Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        return [.. connections.Select((c, i) => new DashboardPartner(c, ids[i], names.GetValueOrDefault(ids[i], "A store that is gone"), (i % Colours) + 1))];
    }

    private static IReadOnlyList<TopPartner> Tops(IReadOnlyList<DashboardPartner> partners, IReadOnlyList<ConnectionSum> sums)
    {
        var known = partners.ToDictionary(p => p.Connection.Id.Value);
        return [.. sums.Where(s => known.ContainsKey(s.ConnectionId)).OrderByDescending(s => s.RevenueMinor).ThenBy(s => s.ConnectionId).Select(s =>
            new TopPartner(known[s.ConnectionId].Store, known[s.ConnectionId].Name, s.Orders, s.Units, s.RevenueMinor, known[s.ConnectionId].Colour))];
    }
}

/// <summary>A partner of the dashboard's store.</summary>
internal sealed record DashboardPartner(Connection Connection, StoreId Store, string Name, int Colour);
