using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Insights;

/// <summary>A connected store as the other side sees it.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Store">The partner.</param>
/// <param name="Name">The partner's name.</param>
/// <param name="PartnerIsSource">True where the partner owns the goods.</param>
/// <param name="State">Where the connection stands.</param>
/// <param name="StateChangedAt">Since when, UTC.</param>
/// <param name="PartnerState">Whether the partner's shop can be reached.</param>
/// <param name="SyncType">What the source offers: Individual, All or Tags.</param>
/// <param name="AutomaticPush">Whether orders go by themselves on this connection.</param>
/// <param name="SyncedProducts">Active links.</param>
/// <param name="CreatedProducts">Of the links not ended, those whose destination product Syncerize created.</param>
/// <param name="Orders">Order parts on this connection, ever.</param>
/// <param name="LastActivityAt">The newest activity entry of this connection, UTC; null if none.</param>
public sealed record PartnerRow(
    ConnectionId Connection, StoreId Store, string Name, bool PartnerIsSource, ConnectionState State, DateTimeOffset StateChangedAt, StoreState PartnerState,
    Availability SyncType, bool AutomaticPush, int SyncedProducts, int CreatedProducts, int Orders, DateTimeOffset? LastActivityAt);

/// <summary>A connected store to filter by.</summary>
public sealed record PartnerName(ConnectionId Connection, string Name);

/// <summary>The stores connected to a store.</summary>
public sealed class PartnerQuery(IDbContextFactory<SyncerizeDb> factory)
{
    /// <summary>Names of the sources (or destinations) a store is or was connected to, for filters.</summary>
    public async Task<IReadOnlyList<PartnerName>> NamesAsync(Actor actor, StoreId storeId, bool sources, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        await using var db = await factory.CreateDbContextAsync(ct);
        return await (
            from c in db.Connections
            where sources ? c.DestinationId == storeId : c.SourceId == storeId
            join s in db.Stores on sources ? c.SourceId : c.DestinationId equals s.Id
            orderby s.Name
            select new PartnerName(c.Id, s.Name)).ToListAsync(ct);
    }

    /// <summary>All of them, whatever their state, oldest connection first.</summary>
    public async Task<IReadOnlyList<PartnerRow>> ReadAsync(Actor actor, StoreId storeId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        await using var db = await factory.CreateDbContextAsync(ct);
        var connections = await db.Connections.Where(c => c.DestinationId == storeId || c.SourceId == storeId).OrderBy(c => c.Id).ToListAsync(ct);
        var ids = connections.Select(c => c.Id).ToList();
        var partnerIds = connections.Select(c => c.SourceId == storeId ? c.DestinationId : c.SourceId).Distinct().ToList();
        var partners = await db.Stores.Where(s => partnerIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        var sourceIds = connections.Select(c => c.SourceId).Distinct().ToList();
        var rules = await db.AvailabilityRules.Where(r => sourceIds.Contains(r.StoreId)).ToDictionaryAsync(r => r.StoreId, ct);
        var links = await db.ProductLinks.Where(l => ids.Contains(l.ConnectionId)).GroupBy(l => l.ConnectionId)
            .Select(g => new
            {
                g.Key,
                Active = g.Count(l => l.State == LinkState.Active),
                Created = g.Count(l => l.State != LinkState.Ended && l.Origin == LinkOrigin.Created && l.DestinationProductId != null),
            })
            .ToDictionaryAsync(g => g.Key, ct);
        var orders = await db.OrderPushes.Where(p => ids.Contains(p.ConnectionId)).GroupBy(p => p.ConnectionId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var last = await db.Activity.Where(a => a.StoreId == storeId && a.ConnectionId != null && ids.Contains(a.ConnectionId.Value))
            .GroupBy(a => a.ConnectionId!.Value).Select(g => new { g.Key, At = g.Max(a => a.At) }).ToDictionaryAsync(g => g.Key, g => g.At, ct);
        return [.. connections.Select(c =>
        {
            var partner = partners[c.SourceId == storeId ? c.DestinationId : c.SourceId];
            var counted = links.GetValueOrDefault(c.Id);
            return new PartnerRow(
                c.Id, partner.Id, partner.Name, c.SourceId == partner.Id, c.State, c.StateChangedAt, partner.State,
                rules.GetValueOrDefault(c.SourceId)?.Mode ?? Availability.Individual, !c.Settings.OrderPush.DisableAutomaticPush,
                counted?.Active ?? 0, counted?.Created ?? 0, orders.GetValueOrDefault(c.Id), last.TryGetValue(c.Id, out var at) ? at : null);
        })];
    }
}
