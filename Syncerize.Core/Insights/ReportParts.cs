using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Insights;

/// <summary>One part of one order with all that reports say of it.</summary>
/// <param name="Order">The destination's order, its routed lines loaded.</param>
/// <param name="Connection">The connection.</param>
/// <param name="Partner">The store at the other end, seen from who asks.</param>
/// <param name="Pushes">Its pushes, every revision.</param>
/// <param name="Figures">What it adds to the asking store's totals: of the connection (no product) and of its products.</param>
/// <param name="Place">Where it stands in the report.</param>
internal sealed record ReportPart(Order Order, Connection Connection, string Partner, IReadOnlyList<OrderPush> Pushes, IReadOnlyList<TotalDelta> Figures, ReportCursor Place)
{
    /// <summary>The push that stands for the part: the newest that reached the source, otherwise the newest.</summary>
    public OrderPush? Push { get; } = Pushes.Where(IsCreated).MaxBy(p => p.Revision) ?? Pushes.MaxBy(p => p.Revision);

    public Figures Sum { get; } = Figures.Where(d => d.ProductId is null).Select(d => d.Figures).SingleOrDefault();

    /// <summary>Whether it counts in the totals.</summary>
    public bool Counts { get; } = Figures.Count > 0;

    public static bool IsCreated(OrderPush push) => push.State is PushState.Created or PushState.Recorded;
}

/// <summary>
/// Reads the parts a report is about, newest first, a few hundred orders at a time: every step is a short read of its own that begins behind the last row, so that a long
/// download keeps no snapshot of the database open and needs no more memory for a million rows than for a hundred.
/// </summary>
internal sealed class ReportParts(IDbContextFactory<SyncerizeDb> factory, Store store, ReportAsked asked, IReadOnlyList<ReportConnection> connections, DayRange? range)
{
    private const int Step = 500;

    /// <summary>Loads what the parts of a report need; null where the store is gone.</summary>
    public static async Task<ReportParts?> OpenAsync(IDbContextFactory<SyncerizeDb> factory, StoreId storeId, ReportAsked asked, TimeProvider time, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        return await db.Stores.SingleOrDefaultAsync(s => s.Id == storeId, ct) is { } store
            ? new ReportParts(factory, store, asked, await ReportConnection.LoadAsync(db, storeId, asked.Side, asked.Connection, ct), asked.Range.Days(StoreDays.Today(store.TimeZone, time)))
            : null;
    }

    public Store Store => store;

    public IReadOnlyList<ReportConnection> Connections => connections;

    /// <summary>All parts behind a place.</summary>
    public async IAsyncEnumerable<ReportPart> ReadAsync(ReportCursor? after, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var leg in Legs().Where(l => after is null || l.Key >= after.Leg))
        {
            var place = after?.Leg == leg.Key ? after : null;
            while (true)
            {
                var (parts, next) = await StepAsync(leg, place, ct);
                foreach (var part in parts)
                {
                    yield return part;
                }

                if (next is null)
                {
                    break;
                }

                place = next;
            }
        }
    }

    // A destination's own orders come by date; a source reads one destination after the other, and push dates stand on connections.
    private IEnumerable<(int Key, IReadOnlyList<ReportConnection> Of)> Legs() => asked is { Side: TotalSide.Destination, By: ReportDate.Order }
        ? connections.Count == 0 ? [] : [(0, connections)]
        : connections.Select(c => (c.Connection.Id.Value, (IReadOnlyList<ReportConnection>)[c]));

    private async Task<(IReadOnlyList<ReportPart> Parts, ReportCursor? Next)> StepAsync((int Key, IReadOnlyList<ReportConnection> Of) leg, ReportCursor? after, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var destination = leg.Of[0].Destination;
        var (from, before) = range is null
            ? ((DateTimeOffset?)null, (DateTimeOffset?)null)
            : (StoreDays.Start(range.From, store.TimeZone), StoreDays.Start(range.To.AddDays(1), store.TimeZone));
        return asked.By == ReportDate.Order
            ? await ByOrderDateAsync(db, leg, destination, (from, before), after, ct)
            : await ByPushDateAsync(db, leg, (from, before), after, ct);
    }

    private async Task<(IReadOnlyList<ReportPart> Parts, ReportCursor? Next)> ByOrderDateAsync(
        SyncerizeDb db, (int Key, IReadOnlyList<ReportConnection> Of) leg, Store destination, (DateTimeOffset? From, DateTimeOffset? Before) days, ReportCursor? after, CancellationToken ct)
    {
        var found = db.Orders.Where(o => o.StoreId == destination.Id && o.PushStatus != OrderPushStatus.None);
        if (days is { From: { } from, Before: { } before })
        {
            found = found.Where(o => o.ProcessedAt >= from && o.ProcessedAt < before);
        }

        if (after is { At: var at, Id: var id })
        {
            found = found.Where(o => o.ProcessedAt <= at && (o.ProcessedAt < at || o.OrderId < id));
        }

        var orders = await Bare(found.OrderByDescending(o => o.ProcessedAt).ThenByDescending(o => o.OrderId).Take(Step)).ToListAsync(ct);
        var pushes = await LoadAsync(db, destination.Id, orders, ct);
        var parts = orders.SelectMany(o => leg.Of.Select(c => Part(o, c, [.. pushes[o.OrderId].Where(p => p.ConnectionId == c.Connection.Id)], new ReportCursor(leg.Key, o.ProcessedAt, o.OrderId))).OfType<ReportPart>());
        return ([.. parts], orders.Count < Step ? null : new ReportCursor(leg.Key, orders[^1].ProcessedAt, orders[^1].OrderId));
    }

    private async Task<(IReadOnlyList<ReportPart> Parts, ReportCursor? Next)> ByPushDateAsync(
        SyncerizeDb db, (int Key, IReadOnlyList<ReportConnection> Of) leg, (DateTimeOffset? From, DateTimeOffset? Before) days, ReportCursor? after, CancellationToken ct)
    {
        var one = leg.Of[0];
        var connection = one.Connection.Id;
        var found = db.OrderPushes.Where(p => p.ConnectionId == connection && p.CreatedAt != null && (p.State == PushState.Created || p.State == PushState.Recorded));
        if (days is { From: { } from, Before: { } before })
        {
            found = found.Where(p => p.CreatedAt >= from && p.CreatedAt < before);
        }

        if (after is { At: var at, Id: var id })
        {
            found = found.Where(p => p.CreatedAt <= at && (p.CreatedAt < at || p.Id < id));
        }

        var pushed = await found.OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id).Take(Step).Select(p => new { p.Id, p.OrderId, At = p.CreatedAt!.Value }).ToListAsync(ct);
        var ids = pushed.Select(p => p.OrderId).Distinct().ToList();
        var orders = await Bare(db.Orders.Where(o => o.StoreId == one.Destination.Id && ids.Contains(o.OrderId))).ToDictionaryAsync(o => o.OrderId, ct);
        var pushes = await LoadAsync(db, one.Destination.Id, [.. orders.Values], ct);
        var parts = pushed.Where(p => orders.ContainsKey(p.OrderId))
            .Select(p => Part(orders[p.OrderId], one, [.. pushes[p.OrderId].Where(x => x.ConnectionId == connection)], new ReportCursor(leg.Key, p.At, p.Id)) is { } part && part.Push!.Id == p.Id ? part : null)
            .OfType<ReportPart>();
        return ([.. parts], pushed.Count < Step ? null : new ReportCursor(leg.Key, pushed[^1].At, pushed[^1].Id));
    }

    private ReportPart? Part(Order order, ReportConnection on, IReadOnlyList<OrderPush> pushes, ReportCursor place)
    {
        // A test order counts nothing in either set of totals, not even where its source took one.
        var shown = !order.Test && (asked.Side == TotalSide.Destination ? order.Lines.Exists(l => l.ConnectionId == on.Connection.Id) : pushes.Any(ReportPart.IsCreated));
        if (!shown)
        {
            return null;
        }

        // The function the totals are made of: what a report says is what the dashboard says.
        var figures = OrderFigures.Of(order, pushes, on.Destination, id => id == on.Source.Id ? on.Source : null)
            .Where(d => d.StoreId == store.Id && d.Side == asked.Side && d.ConnectionId == on.Connection.Id);
        return new ReportPart(order, on.Connection, on.Partner.Name, pushes, [.. figures], place);
    }

    private static IQueryable<Order> Bare(IQueryable<Order> orders) => orders.Select(o => new Order
    {
        StoreId = o.StoreId,
        OrderId = o.OrderId,
        Name = o.Name,
        FinancialStatus = o.FinancialStatus,
        FulfillmentStatus = o.FulfillmentStatus,
        Currency = o.Currency,
        ProcessedAt = o.ProcessedAt,
        CancelledAt = o.CancelledAt,
        Test = o.Test,
        PushStatus = o.PushStatus,
    });

    private static async Task<ILookup<long, OrderPush>> LoadAsync(SyncerizeDb db, StoreId destination, IReadOnlyCollection<Order> orders, CancellationToken ct)
    {
        var ids = orders.Select(o => o.OrderId).ToList();
        var lines = (await db.OrderLines.Where(l => l.StoreId == destination && ids.Contains(l.OrderId) && l.ConnectionId != null)
            .Select(l => new OrderLine
            {
                OrderId = l.OrderId,
                LineId = l.LineId,
                Title = "",
                CurrentQuantity = l.CurrentQuantity,
                NetMinor = l.NetMinor,
                ConnectionId = l.ConnectionId,
                SourceProductId = l.SourceProductId,
            }).ToListAsync(ct)).ToLookup(l => l.OrderId);
        foreach (var order in orders)
        {
            order.Lines = [.. lines[order.OrderId]];
        }

        return (await db.OrderPushes.Include(p => p.Lines).Where(p => p.DestinationStoreId == destination && ids.Contains(p.OrderId)).ToListAsync(ct)).ToLookup(p => p.OrderId);
    }
}

/// <summary>A connection with both its stores, seen from one of them.</summary>
internal sealed record ReportConnection(Connection Connection, Store Destination, Store Source, Store Partner)
{
    /// <summary>Those of a store in one role, oldest first; only one where it is asked for, none where that is not the store's.</summary>
    public static async Task<IReadOnlyList<ReportConnection>> LoadAsync(SyncerizeDb db, StoreId store, TotalSide side, ConnectionId? only, CancellationToken ct)
    {
        var rows = await (
            from c in db.Connections
            where (side == TotalSide.Destination ? c.DestinationId : c.SourceId) == store
            join d in db.Stores on c.DestinationId equals d.Id
            join s in db.Stores on c.SourceId equals s.Id
            orderby c.Id
            select new { Connection = c, Destination = d, Source = s }).ToListAsync(ct);
        return [.. rows.Where(r => only is null || r.Connection.Id == only).Select(r => new ReportConnection(r.Connection, r.Destination, r.Source, side == TotalSide.Destination ? r.Source : r.Destination))];
    }
}
