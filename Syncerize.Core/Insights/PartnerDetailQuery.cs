using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Catalog;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Orders;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Insights;

/// <summary>Something about a connection that needs a look.</summary>
/// <param name="Level">How urgent.</param>
/// <param name="Sentence">What, and what to do.</param>
/// <param name="OrderId">The order it is about, if any.</param>
public sealed record PartnerProblem(ActivityLevel Level, string Sentence, long? OrderId);

/// <summary>One connected (blocked, disconnected) store, as the other side sees it.</summary>
/// <param name="Partner">Its row in the list.</param>
/// <param name="ConnectedAt">Since when it is connected, UTC.</param>
/// <param name="Currency">The partner's currency.</param>
/// <param name="MarginBasisPoints">Added to its prices; 1,000 is 10 %.</param>
/// <param name="RateMissing">True where the currencies differ and no rate is set.</param>
/// <param name="Rate">The exchange rate; null where none is needed or set.</param>
/// <param name="AvailableProducts">What the source of the connection offers.</param>
/// <param name="MappedProducts">Synced products the destination had before.</param>
/// <param name="Fulfilled">Pushed orders that the source has shipped whole.</param>
/// <param name="PartiallyFulfilled">Shipped in part.</param>
/// <param name="Unfulfilled">Nothing shipped.</param>
/// <param name="ByTab">Orders of the destination with a part on this connection, by their tab.</param>
/// <param name="Problems">Links and pushes that need a look, most urgent first.</param>
/// <param name="Activity">The newest activity of this connection.</param>
public sealed record PartnerDetail(
    PartnerRow Partner, DateTimeOffset ConnectedAt, string Currency, int MarginBasisPoints, bool RateMissing, decimal? Rate, int AvailableProducts, int MappedProducts,
    int Fulfilled, int PartiallyFulfilled, int Unfulfilled, IReadOnlyDictionary<OrderTab, int> ByTab, IReadOnlyList<PartnerProblem> Problems, IReadOnlyList<ActivityRow> Activity);

/// <summary>Reads the page of one connected store.</summary>
public sealed class PartnerDetailQuery(IDbContextFactory<SyncerizeDb> factory, PartnerQuery partners)
{
    private const int Rows = 8;

    /// <summary>The store behind a connection; null where the asking store has no such connection.</summary>
    /// <exception cref="AccessRefusedException">The actor may not act for the store.</exception>
    public async Task<PartnerDetail?> ReadAsync(Actor actor, StoreId storeId, ConnectionId connectionId, CancellationToken ct)
    {
        if ((await partners.ReadAsync(actor, storeId, ct)).FirstOrDefault(p => p.Connection == connectionId) is not { } partner)
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(ct);
        var connection = await db.Connections.SingleAsync(c => c.Id == connectionId, ct);
        var currencies = await db.Stores.Where(s => s.Id == connection.SourceId || s.Id == connection.DestinationId).ToDictionaryAsync(s => s.Id, s => s.Currency, ct);
        var rate = await ExchangeRates.FindAsync(db, connection.DestinationId, currencies[connection.SourceId], currencies[connection.DestinationId], ct);
        var differ = currencies[connection.SourceId] != currencies[connection.DestinationId];
        var shipped = await (
            from p in db.OrderPushes
            where p.ConnectionId == connectionId && (p.State == PushState.Created || p.State == PushState.Recorded)
            join o in db.Orders on new { StoreId = p.SourceStoreId, OrderId = p.SourceOrderId!.Value } equals new { o.StoreId, o.OrderId }
            group o by o.FulfillmentStatus into g
            select new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var orders = await db.Orders
            .Where(o => o.StoreId == connection.DestinationId && db.OrderPushes.Any(p => p.ConnectionId == connectionId && p.DestinationStoreId == o.StoreId && p.OrderId == o.OrderId))
            .GroupBy(o => o.PushStatus).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var rule = await db.AvailabilityRules.SingleOrDefaultAsync(r => r.StoreId == connection.SourceId, ct);
        var activity = await db.Activity.Where(a => a.StoreId == storeId && a.ConnectionId == connectionId).OrderByDescending(a => a.Id).Take(Rows).ToListAsync(ct);
        return new PartnerDetail(
            partner, connection.ConnectedAt, currencies[partner.Store], connection.Settings.Price.MarginBasisPoints, rate is null, differ && rate is { } millionths ? millionths / 1_000_000m : null,
            await db.Products.Offered(connection.SourceId, rule).CountAsync(ct),
            await db.ProductLinks.CountAsync(l => l.ConnectionId == connectionId && l.State == LinkState.Active && l.Origin == LinkOrigin.Mapped, ct),
            shipped.GetValueOrDefault("FULFILLED"), shipped.GetValueOrDefault("PARTIALLY_FULFILLED"), shipped.Where(s => s.Key is not ("FULFILLED" or "PARTIALLY_FULFILLED")).Sum(s => s.Value),
            new Dictionary<OrderTab, int>
            {
                [OrderTab.Pushed] = orders.GetValueOrDefault(OrderPushStatus.Pushed),
                [OrderTab.NotPushed] = orders.GetValueOrDefault(OrderPushStatus.NotPushed),
                [OrderTab.PartiallyPushed] = orders.GetValueOrDefault(OrderPushStatus.PartiallyPushed),
                [OrderTab.Cancelled] = orders.GetValueOrDefault(OrderPushStatus.Cancelled),
            },
            await ProblemsAsync(db, connectionId, partner.PartnerIsSource, ct),
            [.. activity.Select(a => new ActivityRow(a.Id, a.At, a.Level, a.Kind, a.Sentence, a.Subject, a.RequestId, null))]);
    }

    private static async Task<IReadOnlyList<PartnerProblem>> ProblemsAsync(SyncerizeDb db, ConnectionId connection, bool atDestination, CancellationToken ct)
    {
        if (!atDestination)
        {
            // Its own links and pushes are the destination's to look after.
            return [];
        }

        var pushes = await (
            from p in db.OrderPushes
            join o in db.Orders on new { StoreId = p.DestinationStoreId, p.OrderId } equals new { o.StoreId, o.OrderId }
            where p.ConnectionId == connection && p.State == PushState.Parked
            orderby p.Id descending
            select new { o.Name, o.OrderId, p.Sentence }).Take(Rows).ToListAsync(ct);
        var links = await (
            from l in db.ProductLinks
            join p in db.Products on new { StoreId = l.SourceStoreId, ProductId = l.SourceProductId } equals new { p.StoreId, p.ProductId }
            where l.ConnectionId == connection && l.StateReason != null && l.State != LinkState.Ended
            orderby l.Id descending
            select new { p.Title, l.StateReason }).Take(Rows).ToListAsync(ct);
        return
        [
            .. pushes.Select(p => new PartnerProblem(ActivityLevel.Critical, $"Order {p.Name}: {p.Sentence ?? "needs a person."}", p.OrderId)),
            .. links.Select(l => new PartnerProblem(ActivityLevel.Attention, $"{l.Title}: {l.StateReason}", null)),
        ];
    }
}
