using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Work;

namespace Syncerize.Core.Orders;

/// <summary>What has to happen at the sources because of what happened to the destination order: decided from the order as it is, each cause once, in the write that stores the order.</summary>
internal static class SourceFollow
{
    /// <summary>Adds what is missing and makes it due.</summary>
    public static async Task AddAsync(Write write, OrderCase at, CancellationToken ct)
    {
        var order = at.Order;
        var pushed = at.Pushes.Where(p => p is { State: PushState.Created or PushState.Recorded, SourceOrderId: not null, SourceCancelledAt: null }).ToList();
        if (pushed.Count == 0 || (order.CancelledAt is null && order.Refunds.Count == 0))
        {
            return;
        }

        var ids = pushed.ConvertAll(p => p.Id);
        var known = (await write.Db.SourceChanges.AsNoTracking().Where(c => ids.Contains(c.OrderPushId)).Select(c => new { c.OrderPushId, c.Kind, c.Cause }).ToListAsync(ct))
            .Select(c => (c.OrderPushId, c.Kind, c.Cause)).ToHashSet();
        var added = pushed.SelectMany(push => Of(at, push, write.Now)).Where(c => !known.Contains((c.OrderPushId, c.Kind, c.Cause))).ToList();
        await StartAsync(write, at, added, ct);
    }

    /// <summary>Stores changes and makes them due in the lanes of their sources.</summary>
    public static async Task StartAsync(Write write, OrderCase at, IReadOnlyCollection<SourceChange> changes, CancellationToken ct)
    {
        if (changes.Count == 0)
        {
            return;
        }

        foreach (var change in changes)
        {
            write.Db.SourceChanges.Add(change);
        }

        await write.Db.SaveChangesAsync(ct);
        await write.EnqueueAsync([.. changes.Select(c => Due(at.Pushes.Single(p => p.Id == c.OrderPushId).SourceStoreId, c.Id))], ct);
    }

    /// <summary>A change as due work of its source's lane.</summary>
    public static Due Due(StoreId source, int change) => new(source, OrderWork.Change, change.ToString(CultureInfo.InvariantCulture));

    /// <summary>Units the destination order wants of a part now, with their money.</summary>
    public static async Task<IReadOnlyList<OrderPushLine>> WantedAsync(SyncerizeDb db, OrderCase at, ConnectionId connection, CancellationToken ct) =>
        OrderSettlement.LinesOf(at, connection, PushParts.ShippedItself(at.Order, at.Returned), await PartFacts.SourcePricesAsync(db, at, ct));

    /// <summary>What follows from the order for one push. What happened before we were here is not ours to repeat.</summary>
    private static IEnumerable<SourceChange> Of(OrderCase at, OrderPush push, DateTimeOffset now)
    {
        var (order, connection) = (at.Order, at.Partners.ByConnection[push.ConnectionId].Connection);
        if (at.Partners.Destination.FirstReadAt is not { } read)
        {
            yield break;
        }

        var since = read > connection.ConnectedAt ? read : connection.ConnectedAt;
        if (order.CancelledAt is { } cancelled)
        {
            if (connection.Settings.OrderPush.CancelAtSource && cancelled >= since)
            {
                yield return Change(push, SourceChangeKind.Cancel, 0, [], now);
            }

            yield break;
        }

        if (!connection.Settings.OrderPush.RefundAtSource)
        {
            yield break;
        }

        foreach (var refund in order.Refunds.Where(r => r.CreatedAt >= since))
        {
            var lines = Restocked(order, push, refund).ToList();
            if (lines.Count > 0)
            {
                yield return Change(push, SourceChangeKind.Refund, refund.Id, lines, now);
            }
        }
    }

    private static IEnumerable<ChangedUnits> Restocked(Order order, OrderPush push, Shopify.RefundReading refund) =>
        from refunded in refund.Lines
        where refunded is { RestockType: "CANCEL" or "RETURN", Quantity: > 0 }
        join line in order.Lines on refunded.LineId equals line.LineId
        where line.ConnectionId == push.ConnectionId && line.SourceVariantId is not null && line.SourceInventoryItemId is not null
        select new ChangedUnits(line.LineId, line.SourceVariantId!.Value, line.SourceInventoryItemId!.Value, refunded.Quantity, RestockType: refunded.RestockType);

    /// <summary>A new change of a push.</summary>
    public static SourceChange Change(OrderPush push, SourceChangeKind kind, long cause, IReadOnlyList<ChangedUnits> lines, DateTimeOffset now, string? askedBy = null) =>
        new() { OrderPushId = push.Id, Kind = kind, Cause = cause, Key = Guid.CreateVersion7(now).ToString("D"), Lines = lines, CreatedAt = now, AskedBy = askedBy };
}
