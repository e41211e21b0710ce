using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stock;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Sync;

/// <summary>What a change of settings would write.</summary>
/// <param name="Products">Synced products looked at.</param>
/// <param name="Written">Products of which something would be written.</param>
/// <param name="ByField">How often each field would be written.</param>
/// <param name="Dearer">Prices that would rise.</param>
/// <param name="Cheaper">Prices that would fall.</param>
/// <param name="StockChanged">Quantities that would be another number.</param>
/// <param name="ToZero">Of these, quantities that would drop to zero.</param>
/// <param name="Examples">The first changes, as a person reads them.</param>
/// <param name="Sentences">What would wait or stand against something, each once.</param>
public sealed record SettingsEffect(
    int Products, int Written, IReadOnlyDictionary<string, int> ByField, int Dearer, int Cheaper, int StockChanged, int ToZero, IReadOnlyList<PlannedChange> Examples,
    IReadOnlyList<string> Sentences);

/// <summary>The planner's own answer to other settings: what would be written if they were saved. Nothing is.</summary>
public sealed class SettingsEffects(IDbContextFactory<SyncerizeDb> factory)
{
    private const int LinksInATurn = 200;
    private const int MostExamples = 50;

    /// <summary>What saving settings of a connection would do to the products that are synced now.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the destination.</exception>
    public async Task<SettingsEffect> OfAsync(Actor actor, ConnectionId connectionId, SyncSettings wanted, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(wanted);
        await using var db = await factory.CreateDbContextAsync(ct);
        var connection = await db.Connections.AsNoTracking().SingleAsync(c => c.Id == connectionId, ct);
        actor.Demand(connection.DestinationId);
        var count = new Count();
        for (int? after = 0; after is { } from;)
        {
            var ids = await db.ProductLinks.Where(l => l.ConnectionId == connectionId && l.Id > from && l.State == LinkState.Active).OrderBy(l => l.Id).Take(LinksInATurn).Select(l => l.Id).ToListAsync(ct);
            foreach (var state in (await SyncStates.ReadAsync(db, ids, ct)).Values.Where(s => s.Inputs?.Destination is not null))
            {
                count.Take(state, wanted.In(connection.Settings));
            }

            await StockAsync(db, connection, wanted.Stock, ids, count, ct);
            after = ids.Count == LinksInATurn ? ids[^1] : null;
        }

        return count.Done();
    }

    private static async Task StockAsync(SyncerizeDb db, Connection connection, StockSettings wanted, List<int> linkIds, Count count, CancellationToken ct)
    {
        var links = await db.VariantLinks.AsNoTracking().Where(l => linkIds.Contains(l.ProductLinkId) && l.IsActive && l.StopReason == null && l.LastQuantity != null).ToListAsync(ct);
        var desired = await StockPlans.DesiredForAsync(db, connection.Id, wanted, [.. links.Select(l => l.SourceInventoryItemId)], ct);
        foreach (var (last, next) in links.Select(l => (l.LastQuantity!.Value, desired[l.SourceInventoryItemId]?.Quantity)).Where(p => p.Quantity is { } q && q != p.Value))
        {
            count.StockChanged++;
            count.ToZero += next == 0 && last > 0 ? 1 : 0;
        }
    }

    private sealed class Count
    {
        private readonly Dictionary<string, int> _byField = new(StringComparer.Ordinal);
        private readonly List<PlannedChange> _examples = [];
        private readonly HashSet<string> _sentences = new(StringComparer.Ordinal);
        private int _products;
        private int _written;
        private int _dearer;
        private int _cheaper;

        public int StockChanged { get; set; }

        public int ToZero { get; set; }

        public void Take(SyncState state, ConnectionSettings settings)
        {
            _products++;
            var plan = ProductPlanner.Plan(state.Inputs! with { Settings = settings });
            _sentences.UnionWith(plan.Sentences);
            if (!plan.Writes)
            {
                return;
            }

            _written++;
            _examples.AddRange(plan.Changes.Take(MostExamples - _examples.Count));
            foreach (var field in plan.Fields.Where(f => f.Verdict == FieldVerdict.Write))
            {
                _byField[field.Field] = _byField.GetValueOrDefault(field.Field) + 1;
                if (field.Field == SyncFields.Price)
                {
                    var rises = Money.Parse(field.Planned!, state.DestinationStore.Currency).Minor > Money.Parse(field.Seen, state.DestinationStore.Currency).Minor;
                    (_dearer, _cheaper) = rises ? (_dearer + 1, _cheaper) : (_dearer, _cheaper + 1);
                }
            }
        }

        public SettingsEffect Done() => new(_products, _written, _byField, _dearer, _cheaper, StockChanged, ToZero, _examples, [.. _sentences.Take(MostExamples)]);
    }
}
