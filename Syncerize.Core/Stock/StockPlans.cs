using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Stock;

/// <summary>Everything needed to decide one destination item, read from the mirror in one go.</summary>
/// <param name="Link">The variant link.</param>
/// <param name="Writable">False where nothing may be written: connection or store not active, product link ended.</param>
/// <param name="Closing">True where the one closing write is owed.</param>
/// <param name="Desire">What the destination should show; null while the source was never read.</param>
/// <param name="SourceReadAt">The oldest reading among the counted source levels; null while never read.</param>
/// <param name="SourceTracked">Whether the source tracks the item.</param>
/// <param name="DestinationTracked">Whether the destination tracks it.</param>
/// <param name="Levels">Active levels at the destination.</param>
internal sealed record StockPlan(
    VariantLink Link, bool Writable, bool Closing, StockDesire? Desire, DateTimeOffset? SourceReadAt, bool SourceTracked, bool DestinationTracked, IReadOnlyList<StockLevel> Levels);

/// <summary>Reads what stock planning needs from the mirror.</summary>
public static class StockPlans
{
    /// <summary>What a connection's destination shows for source items; null for an item never read at the source.</summary>
    public static async Task<IReadOnlyDictionary<long, StockDesire?>> DesiredForAsync(SyncerizeDb db, ConnectionId connectionId, IReadOnlyCollection<long> sourceInventoryItemIds, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var settings = await db.Connections.AsNoTracking().Where(c => c.Id == connectionId).Select(c => c.Settings).SingleAsync(ct);
        return await DesiredForAsync(db, connectionId, settings.Stock, sourceInventoryItemIds, ct);
    }

    /// <summary>What a connection's destination would show with other settings; null for an item never read at the source.</summary>
    public static async Task<IReadOnlyDictionary<long, StockDesire?>> DesiredForAsync(
        SyncerizeDb db, ConnectionId connectionId, StockSettings settings, IReadOnlyCollection<long> sourceInventoryItemIds, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var source = await db.Connections.Where(c => c.Id == connectionId).Select(c => c.SourceId).SingleAsync(ct);
        var facts = await SourceFacts.ReadAsync(db, source, sourceInventoryItemIds, ct);
        return sourceInventoryItemIds.Distinct().ToDictionary(i => i, i => facts.Inputs(i, settings) is { } inputs ? DesiredStock.Of(inputs) : null);
    }

    internal static async Task<Dictionary<long, StockPlan>> ForDestinationAsync(SyncerizeDb db, StoreId destination, IReadOnlyCollection<long> items, CancellationToken ct)
    {
        var links = await db.VariantLinks.AsNoTracking().Include(l => l.ProductLink)
            .Where(l => l.DestinationStoreId == destination && items.Contains(l.DestinationInventoryItemId) && (l.IsActive || l.ClosingQuantity != null)).ToListAsync(ct);
        var connectionIds = links.Select(l => l.ConnectionId).Distinct().ToList();
        var connections = await db.Connections.AsNoTracking().Where(c => connectionIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var levels = (await db.StockLevels.AsNoTracking().Where(l => l.StoreId == destination && items.Contains(l.InventoryItemId) && l.IsActive).ToListAsync(ct)).ToLookup(l => l.InventoryItemId);
        var tracked = await db.Variants.AsNoTracking().Where(v => v.StoreId == destination && items.Contains(v.InventoryItemId)).Select(v => new { v.InventoryItemId, v.Tracked }).ToListAsync(ct);
        var store = await db.Stores.AsNoTracking().Where(s => s.Id == destination).Select(s => new { Active = s.State == StoreState.Active, OrdersRead = s.FirstReadAt != null }).SingleAsync(ct);
        var facts = new Dictionary<StoreId, SourceFacts>();
        foreach (var source in links.GroupBy(l => l.SourceStoreId))
        {
            facts[source.Key] = await SourceFacts.ReadAsync(db, source.Key, [.. source.Select(l => l.SourceInventoryItemId)], ct);
        }

        // The shop has taken its own sales off by itself. Until its orders are read, one that is at the source already may look as if it were not: it must not count twice.
        var own = store.OrdersRead ? [] : await db.Reservations.Where(r => r.StoreId == destination && items.Contains(r.InventoryItemId))
            .GroupBy(r => r.InventoryItemId).Select(g => new { g.Key, Units = g.Sum(r => r.ReservedUnits) }).ToDictionaryAsync(g => g.Key, g => g.Units, ct);
        var plans = new Dictionary<long, StockPlan>();
        foreach (var link in links.OrderByDescending(l => l.IsActive))
        {
            var connection = connections[link.ConnectionId];
            var source = facts[link.SourceStoreId];
            var closing = link.ClosingQuantity is not null;
            var writable = store.Active && link.IsActive && link.StopReason is null && connection.State == ConnectionState.Connected && link.ProductLink!.State == LinkState.Active;
            var here = levels[link.DestinationInventoryItemId].ToList();
            var desire = closing ? new StockDesire(link.ClosingQuantity!.Value, link.StopReason is null ? "no longer offered" : "stopped: its code changed after it was mapped")
                : source.Inputs(link.SourceInventoryItemId, connection.Settings.Stock) is not { } inputs ? null
                : store.OrdersRead || here.Count != 1 ? DesiredStock.Of(inputs)
                : DesiredStock.BeforeOrdersAreRead(inputs with { Reserved = inputs.Reserved - own.GetValueOrDefault(link.DestinationInventoryItemId) }, here[0].Available);
            plans.TryAdd(link.DestinationInventoryItemId, new StockPlan(
                link, writable, closing, desire, source.ReadAt(link.SourceInventoryItemId, connection.Settings.Stock), source.IsTracked(link.SourceInventoryItemId),
                tracked.Find(t => t.InventoryItemId == link.DestinationInventoryItemId)?.Tracked ?? true, here));
        }

        return plans;
    }

    /// <summary>What the mirror knows of some items of one source.</summary>
    private sealed class SourceFacts
    {
        private ILookup<long, StockLevel> _levels = null!;
        private Dictionary<long, int> _reserved = null!;
        private Dictionary<long, int> _unexplained = null!;
        private HashSet<long> _untracked = null!;

        public static async Task<SourceFacts> ReadAsync(SyncerizeDb db, StoreId source, IReadOnlyCollection<long> items, CancellationToken ct)
        {
            var facts = new SourceFacts
            {
                _levels = (await db.StockLevels.AsNoTracking().Where(l => l.StoreId == source && items.Contains(l.InventoryItemId)).ToListAsync(ct)).ToLookup(l => l.InventoryItemId),
                _reserved = await db.Reservations.Where(r => r.SourceStoreId == source && items.Contains(r.SourceInventoryItemId!.Value))
                    .GroupBy(r => r.SourceInventoryItemId!.Value).Select(g => new { g.Key, Units = g.Sum(r => r.ReservedUnits) }).ToDictionaryAsync(g => g.Key, g => g.Units, ct),
                _untracked = [.. await db.Variants.Where(v => v.StoreId == source && items.Contains(v.InventoryItemId) && !v.Tracked).Select(v => v.InventoryItemId).ToListAsync(ct)],
            };

            // Unexplained units count at every destination that sells the item, blocked and paused connections included: the goods are gone there all the same.
            var unexplained = await (
                from link in db.VariantLinks
                join units in db.UnexplainedUnits on new { StoreId = link.DestinationStoreId, InventoryItemId = link.DestinationInventoryItemId } equals new { units.StoreId, units.InventoryItemId }
                where link.IsActive && link.SourceStoreId == source && items.Contains(link.SourceInventoryItemId)
                select new { link.SourceInventoryItemId, Units = units.Units - units.ManualUnits }).ToListAsync(ct);
            facts._unexplained = unexplained.GroupBy(u => u.SourceInventoryItemId).ToDictionary(g => g.Key, g => g.Sum(u => u.Units));
            return facts;
        }

        public bool IsTracked(long item) => !_untracked.Contains(item);

        public DateTimeOffset? ReadAt(long item, StockSettings settings) => Counted(item, settings) is { Count: > 0 } levels ? levels.Min(l => l.ReadAt) : null;

        public StockInputs? Inputs(long item, StockSettings settings) => _levels[item].Any()
            ? new StockInputs(
                Counted(item, settings).Where(l => l.IsActive).Sum(l => l.Available), _reserved.GetValueOrDefault(item), _unexplained.GetValueOrDefault(item), settings.Buffer, settings.Cap)
            : null;

        private List<StockLevel> Counted(long item, StockSettings settings) =>
            [.. _levels[item].Where(l => settings.SourceLocations.Count == 0 || settings.SourceLocations.Contains(l.LocationId))];
    }
}
