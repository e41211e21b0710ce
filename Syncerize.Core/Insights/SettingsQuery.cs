using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Orders;
using Syncerize.Core.Plans;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Insights;

/// <summary>Automatic push of one connection.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Source">The source's name.</param>
/// <param name="State">Where the connection stands.</param>
/// <param name="Automatic">Whether its orders go by themselves while the store's own switch is on.</param>
/// <param name="Waiting">Parts that wait for somebody to press Push.</param>
public sealed record PushSwitch(ConnectionId Connection, string Source, ConnectionState State, bool Automatic, int Waiting);

/// <summary>An exchange rate that is set, or missing.</summary>
/// <param name="From">The source's currency.</param>
/// <param name="Rate">Units of the store's currency per unit of <paramref name="From"/>; null where none is set.</param>
/// <param name="UpdatedAt">When it was last set, UTC.</param>
/// <param name="Sources">Connected stores that need it.</param>
/// <param name="Products">Synced products whose price is made with it.</param>
/// <param name="WaitingOrders">Order parts that wait for it.</param>
public sealed record RateRow(string From, decimal? Rate, DateTimeOffset? UpdatedAt, IReadOnlyList<string> Sources, int Products, int WaitingOrders);

/// <summary>What the settings page of a store shows.</summary>
/// <param name="AutomaticPush">The store's own switch.</param>
/// <param name="PartialPush">Whether parts of an order go on their own.</param>
/// <param name="Pushes">Its connections as a destination.</param>
/// <param name="Rates">Rates set and missing, missing ones first.</param>
/// <param name="Plan">Whether the store's plan has automatic push.</param>
/// <param name="ApprovesConnections">A source's: new connections wait for its approval.</param>
/// <param name="RateWarningDays">After so many days without change a rate is warned about.</param>
public sealed record SettingsReading(
    bool AutomaticPush, bool PartialPush, IReadOnlyList<PushSwitch> Pushes, IReadOnlyList<RateRow> Rates, FeatureLabel Plan, bool ApprovesConnections, int RateWarningDays = ExchangeRate.WarningDays);

/// <summary>Reads a store's settings with what a change of them would touch.</summary>
public sealed class SettingsQuery(IDbContextFactory<SyncerizeDb> factory, PlanBook plans)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="AccessRefusedException">The actor may not act for the store.</exception>
    public async Task<SettingsReading> ReadAsync(Actor actor, StoreId storeId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        await using var db = await factory.CreateDbContextAsync(ct);
        var store = await db.Stores.SingleAsync(s => s.Id == storeId, ct);
        var connections = await db.Connections.Where(c => c.DestinationId == storeId && c.State != ConnectionState.Disconnected).OrderBy(c => c.Id).ToListAsync(ct);
        var sourceIds = connections.ConvertAll(c => c.SourceId);
        var sources = await db.Stores.Where(s => sourceIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        var waiting = (await db.OrderPushes.Where(p => p.DestinationStoreId == storeId && p.State == PushState.Waiting && (p.WaitingFor == PushWaits.Manual || p.WaitingFor == PushWaits.ExchangeRate))
            .GroupBy(p => new { p.ConnectionId, p.WaitingFor }).Select(g => new { g.Key.ConnectionId, g.Key.WaitingFor, Parts = g.Count() }).ToListAsync(ct))
            .ToDictionary(g => (g.ConnectionId, g.WaitingFor), g => g.Parts);
        var products = await db.ProductLinks.Where(l => l.DestinationStoreId == storeId && l.State == LinkState.Active)
            .GroupBy(l => l.ConnectionId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var set = await db.ExchangeRates.Where(r => r.StoreId == storeId && r.ToCurrency == store.Currency).ToDictionaryAsync(r => r.FromCurrency, ct);
        var needed = connections.Where(c => sources[c.SourceId].Currency is { Length: > 0 } currency && currency != store.Currency).ToLookup(c => sources[c.SourceId].Currency);
        return new SettingsReading(
            store.AutomaticPush, store.PartialPush,
            [.. connections.Select(c => new PushSwitch(c.Id, sources[c.SourceId].Name, c.State, !c.Settings.OrderPush.DisableAutomaticPush, waiting.GetValueOrDefault((c.Id, PushWaits.Manual))))],
            [.. needed.Select(n => n.Key).Union(set.Keys).Select(from => new RateRow(
                from, set.TryGetValue(from, out var rate) ? rate.RateMillionths / 1_000_000m : null, set.GetValueOrDefault(from)?.UpdatedAt, [.. needed[from].Select(c => sources[c.SourceId].Name)],
                needed[from].Where(c => c.Settings.Products.Price == AttributeSync.KeepInSync).Sum(c => products.GetValueOrDefault(c.Id)),
                needed[from].Sum(c => waiting.GetValueOrDefault((c.Id, PushWaits.ExchangeRate)))))
                .OrderBy(r => r.Rate is not null).ThenBy(r => r.From, StringComparer.Ordinal)],
            plans.LabelOf(await plans.OfAsync(db, storeId, ct), Feature.AutomaticPush),
            store.ApprovesConnections,
            store.RateWarningDays ?? ExchangeRate.WarningDays);
    }
}
