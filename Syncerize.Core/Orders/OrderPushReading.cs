using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Orders;

/// <summary>A connection whose order push settings can be chosen.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Source">The source's name.</param>
/// <param name="Currency">The source's currency; shipping rules are in it.</param>
/// <param name="State">Where the connection stands.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="InShadow">Parts that shadow mode holds now.</param>
public sealed record PushSettingsOf(ConnectionId Connection, string Source, string Currency, ConnectionState State, OrderPushSettings Settings, int InShadow);

/// <summary>Order push settings of a destination.</summary>
/// <param name="Defaults">What new connections begin with.</param>
/// <param name="Connections">Its connections to sources, those that ended aside.</param>
/// <param name="OwnEmail">The store's own contact address; null where it is not known.</param>
public sealed record OrderPushReading(OrderPushSettings Defaults, IReadOnlyList<PushSettingsOf> Connections, string? OwnEmail);

/// <summary>Reads order push settings.</summary>
public sealed class OrderPushQuery(IDbContextFactory<SyncerizeDb> factory)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<OrderPushReading> ReadAsync(Actor actor, StoreId store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(store);
        await using var db = await factory.CreateDbContextAsync(ct);
        var defaults = await db.OrderPushDefaults.Where(d => d.StoreId == store).Select(d => d.Settings).SingleOrDefaultAsync(ct);
        var rows = await (
            from c in db.Connections
            join s in db.Stores on c.SourceId equals s.Id
            where c.DestinationId == store && c.State != ConnectionState.Disconnected
            orderby s.Name
            select new { c.Id, s.Name, s.Currency, c.State, c.Settings }).ToListAsync(ct);
        var shadow = await db.OrderPushes.Where(p => p.DestinationStoreId == store && p.State == PushState.Waiting && p.WaitingFor == PushWaits.Shadow)
            .GroupBy(p => p.ConnectionId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new OrderPushReading(
            defaults ?? new OrderPushSettings(),
            [.. rows.Select(r => new PushSettingsOf(r.Id, r.Name, r.Currency, r.State, r.Settings.OrderPush, shadow.GetValueOrDefault(r.Id)))],
            await db.Stores.Where(s => s.Id == store).Select(s => s.ContactEmail).SingleAsync(ct));
    }
}
