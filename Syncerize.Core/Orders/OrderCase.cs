using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Stores;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Orders;

/// <summary>A source behind a destination, with what decides about its parts.</summary>
internal sealed record Partner(Connection Connection, Store Source, long? RateMillionths);

/// <summary>A destination and its sources, loaded once per write.</summary>
internal sealed record Partners(Store Destination, IReadOnlyDictionary<ConnectionId, Partner> ByConnection)
{
    public Store? Source(StoreId store) => ByConnection.Values.FirstOrDefault(p => p.Source.Id == store)?.Source;

    public static async Task<Partners> LoadAsync(SyncerizeDb db, StoreId destination, CancellationToken ct)
    {
        var store = await db.Stores.AsNoTracking().SingleAsync(s => s.Id == destination, ct);
        var connections = await db.Connections.AsNoTracking().Where(c => c.DestinationId == destination).ToListAsync(ct);
        var ids = connections.Select(c => c.SourceId).ToList();
        var sources = await db.Stores.AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        var rates = await db.ExchangeRates.AsNoTracking().Where(r => r.StoreId == destination && r.ToCurrency == store.Currency).ToDictionaryAsync(r => r.FromCurrency, r => r.RateMillionths, ct);
        return new Partners(store, connections.ToDictionary(c => c.Id, c => new Partner(c, sources[c.SourceId], RateOf(sources[c.SourceId]))));

        long? RateOf(Store source) =>
            source.Currency == store.Currency ? PushMoney.RateOfOne : rates.TryGetValue(source.Currency, out var rate) && rate > 0 ? rate : null;
    }
}

/// <summary>One destination order with everything that hangs on it, loaded for a change within one write.</summary>
internal sealed class OrderCase(Partners partners, Order order, List<OrderPush> pushes, List<ReturnedFulfillment> returned)
{
    public Partners Partners => partners;

    public Order Order => order;

    public List<OrderPush> Pushes => pushes;

    public List<ReturnedFulfillment> Returned => returned;

    /// <summary>The figures as the totals have them: those before the change, after settling those of now.</summary>
    public IReadOnlyList<TotalDelta> Counted { get; set; } = OrderFigures.Of(order, pushes, partners.Destination, partners.Source);

    /// <summary>The newest revision of each part.</summary>
    public IReadOnlyList<OrderPush> Parts => [.. pushes.GroupBy(p => p.ConnectionId).Select(g => g.MaxBy(p => p.Revision)!).OrderBy(p => p.ConnectionId.Value)];

    public IReadOnlyList<TotalDelta> Figures() => OrderFigures.Of(order, pushes, partners.Destination, partners.Source);

    /// <summary>Loads a mirrored order; null where it is not mirrored.</summary>
    public static async Task<OrderCase?> LoadAsync(SyncerizeDb db, Partners partners, long orderId, CancellationToken ct)
    {
        var store = partners.Destination.Id;
        return await db.Orders.Include(o => o.Lines).SingleOrDefaultAsync(o => o.StoreId == store && o.OrderId == orderId, ct) is { } order
            ? await LoadAsync(db, partners, order, ct)
            : null;
    }

    /// <summary>Loads what hangs on an order.</summary>
    public static async Task<OrderCase> LoadAsync(SyncerizeDb db, Partners partners, Order order, CancellationToken ct)
    {
        var pushes = await db.OrderPushes.Include(p => p.Lines).Where(p => p.DestinationStoreId == order.StoreId && p.OrderId == order.OrderId).ToListAsync(ct);
        var ids = pushes.Select(p => p.Id).ToList();
        var returned = ids.Count == 0 ? [] : await db.ReturnedFulfillments.Where(r => ids.Contains(r.OrderPushId)).ToListAsync(ct);
        return new OrderCase(partners, order, pushes, returned);
    }
}
