using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Plans;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.Core.Orders;

/// <summary>Makes orders due whose decision may have changed for a reason that is not in the order: their next reading decides again.</summary>
public sealed class PushReview(WriteGate gate, PlanBook plans) : IConnectionFollower, IStoreFollower
{
    private const int RoomInATurn = 500;

    /// <inheritdoc/>
    public async Task ConnectedAsync(Write write, Connection connection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await ReviewAsync(write, OpenOf(write.Db).Where(p => p.ConnectionId == connection.Id), ct);

        // Shipments that came while the connection was stopped.
        var outstanding = await write.Db.OrderPushes.AsNoTracking()
            .Where(p => p.ConnectionId == connection.Id && (p.State == PushState.Created || p.State == PushState.Recorded))
            .Where(p => write.Db.Orders.Any(o => o.StoreId == p.SourceStoreId && o.OrderId == p.SourceOrderId && o.FulfillmentStatus != "UNFULFILLED"))
            .Where(p => write.Db.Orders.Any(o => o.StoreId == p.DestinationStoreId && o.OrderId == p.OrderId && o.FulfillmentStatus != "FULFILLED" && o.CancelledAt == null))
            .ToListAsync(ct);
        await write.EnqueueAsync([.. outstanding.Select(OrderSettlement.ReturnDue)], ct);
        await ChangesAsync(write, connection, ct);
    }

    /// <summary>Changes of source orders that waited for the connection.</summary>
    private static async Task ChangesAsync(Write write, Connection connection, CancellationToken ct)
    {
        var open = await (
            from c in write.Db.SourceChanges.AsNoTracking()
            join p in write.Db.OrderPushes on c.OrderPushId equals p.Id
            where p.ConnectionId == connection.Id && (c.State == SourceChangeState.Planned || c.State == SourceChangeState.Sending || c.State == SourceChangeState.Written)
            select c.Id).ToListAsync(ct);
        await write.EnqueueAsync([.. open.Select(id => SourceFollow.Due(connection.SourceId, id))], ct);
    }

    /// <inheritdoc/>
    public Task StoppedAsync(Write write, Connection connection, Stopping stopping, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return ReviewAsync(write, OpenOf(write.Db).Where(p => p.ConnectionId == connection.Id), ct);
    }

    /// <inheritdoc/>
    public Task StoreChangedAsync(Write write, StoreId store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        return ReviewAsync(write, OpenOf(write.Db).Where(p => p.DestinationStoreId == store || p.SourceStoreId == store), ct);
    }

    /// <inheritdoc/>
    public Task SettingsChangedAsync(Write write, Connection connection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return SettingsChangedAsync(write, connection.Id, ct);
    }

    /// <summary>Settings of a connection were changed.</summary>
    public Task SettingsChangedAsync(Write write, ConnectionId connection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        return ReviewAsync(write, write.Db.OrderPushes.AsNoTracking().Where(p => p.ConnectionId == connection && (p.State == PushState.Waiting || p.State == PushState.Planned || p.State == PushState.Parked)), ct);
    }

    /// <summary>Finds waiting parts whose stated reason holds no more, so that each has a bounded release whatever notice was lost.</summary>
    public Task SweepAsync(CancellationToken ct) => gate.WriteAsync(
        async (write, c) =>
        {
            var (db, now) = (write.Db, write.Now);
            await RoomAsync(write, c);
            await ReviewAsync(
                write,
                OpenOf(db).Where(p => p.State == PushState.Waiting && (
                    (p.WaitingFor == PushWaits.Connection && db.Connections.Any(x => x.Id == p.ConnectionId && x.State == ConnectionState.Connected))
                    || (p.WaitingFor == PushWaits.Wait && p.WaitsUntil <= now)
                    || (p.WaitingFor == PushWaits.SourceStore && db.Stores.Any(s => s.Id == p.SourceStoreId && s.State == StoreState.Active))
                    || (p.WaitingFor == PushWaits.ExchangeRate && db.Stores.Any(d => d.Id == p.DestinationStoreId
                        && db.Stores.Any(s => s.Id == p.SourceStoreId && db.ExchangeRates.Any(r => r.StoreId == d.Id && r.FromCurrency == s.Currency && r.ToCurrency == d.Currency)))))),
                c);
        },
        ct);

    /// <summary>Parts that waited for the plan: the month has turned, or the plan has room again. The oldest first, as many as there is room for.</summary>
    private async Task RoomAsync(Write write, CancellationToken ct)
    {
        var db = write.Db;
        var waiting = OpenOf(db).Where(p => p.State == PushState.Waiting && p.WaitingFor == PushWaits.Plan);
        foreach (var id in await waiting.Select(p => p.DestinationStoreId).Distinct().ToListAsync(ct))
        {
            var zone = await db.Stores.Where(s => s.Id == id).Select(s => s.TimeZone).SingleAsync(ct);
            var use = await Claims.UseAsync(db, id, await plans.OfAsync(db, id, ct), Meter.Pushes, write.Now, zone, ct);
            if (!use.IsFull)
            {
                await ReviewAsync(write, waiting.Where(p => p.DestinationStoreId == id).OrderBy(p => p.OrderId).Take(Math.Min(use.Left ?? RoomInATurn, RoomInATurn)), ct);
            }
        }
    }

    private static IQueryable<OrderPush> OpenOf(SyncerizeDb db) => db.OrderPushes.AsNoTracking().Where(p => p.State == PushState.Waiting || p.State == PushState.Planned);

    private static async Task ReviewAsync(Write write, IQueryable<OrderPush> pushes, CancellationToken ct)
    {
        var orders = await pushes.Select(p => new { p.DestinationStoreId, p.OrderId }).Distinct().ToListAsync(ct);
        await write.EnqueueAsync([.. orders.Select(o => new Due(o.DestinationStoreId, OrderWork.Pull, o.OrderId.ToString(CultureInfo.InvariantCulture)))], ct);
    }
}
