using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;

namespace Syncerize.Core.Orders;

/// <summary>Gathers what <see cref="PushDecision"/> decides on: for the engine before it sends, for the order page when it explains.</summary>
internal static class PartFacts
{
    /// <summary>The facts of every part that was not sent yet.</summary>
    public static async Task<IReadOnlyDictionary<OrderPush, PushFacts>> LoadAsync(SyncerizeDb db, OrderCase at, PushRoom plan, DateTimeOffset now, CancellationToken ct)
    {
        var open = at.Parts.Where(p => p.State is PushState.Waiting or PushState.Planned).ToList();
        if (open.Count == 0)
        {
            return new Dictionary<OrderPush, PushFacts>();
        }

        var linked = await LinkedAsync(db, at.Order, open, ct);
        var prices = await SourcePricesAsync(db, at, ct);
        var facts = open.ToDictionary(p => p, p => Of(at, p, linked.Contains(p.ConnectionId), now) with { SourcePricesKnown = PricesKnown(at, p, prices), PlanPushes = plan.Automatic, PlanFull = plan.FullFor(p.Key) });
        return facts.ToDictionary(f => f.Key, f => f.Value with { OtherPartsReady = OthersReady(at, f.Key, facts) });
    }

    /// <summary>The source's own price by source store and variant, for the parts that are sent with it; minor units of the source's currency.</summary>
    public static async Task<IReadOnlyDictionary<(StoreId Source, long Variant), long>> SourcePricesAsync(SyncerizeDb db, OrderCase at, CancellationToken ct)
    {
        var prices = new Dictionary<(StoreId, long), long>();
        foreach (var part in at.Order.Lines.Where(l => l.ConnectionId is not null && l.SourceVariantId is not null).GroupBy(l => l.ConnectionId!.Value))
        {
            var partner = at.Partners.ByConnection[part.Key];
            if (partner.Connection.Settings.OrderPush.Prices == PushPrices.SourceOwn)
            {
                var variants = part.Select(l => l.SourceVariantId!.Value).Distinct().ToList();
                foreach (var variant in await db.Variants.AsNoTracking().Where(v => v.StoreId == partner.Source.Id && variants.Contains(v.VariantId)).Select(v => new { v.VariantId, v.PriceMinor }).ToListAsync(ct))
                {
                    prices[(partner.Source.Id, variant.VariantId)] = variant.PriceMinor;
                }
            }
        }

        return prices;
    }

    /// <summary>The facts of one part, other parts aside.</summary>
    private static PushFacts Of(OrderCase at, OrderPush push, bool productsLinked, DateTimeOffset now)
    {
        var (order, destination, partner) = (at.Order, at.Partners.Destination, at.Partners.ByConnection[push.ConnectionId]);
        var settings = partner.Connection.Settings.OrderPush;
        return new PushFacts(
            order.CancelledAt is not null, order.Test, push.Lines.Sum(l => l.Units), order.FinancialStatus, partner.Source.Name, partner.Source.State, partner.Connection.State, settings,
            destination.AutomaticPush, destination.PartialPush, partner.RateMillionths is not null, partner.Source.Currency, destination.Currency, productsLinked,
            order.CreatedAt < partner.Connection.ConnectedAt, push.Mode == PushMode.Manual)
        {
            AtTill = order.AtTill,
            Pickup = order.Pickup,
            HighRisk = order.HighRisk,
            WaitsUntil = settings.WaitMinutes > 0 && order.CreatedAt.AddMinutes(settings.WaitMinutes) is var until && until > now ? until : null,
            BeforeAutomatic = order.CreatedAt < destination.AutomaticPushFrom || order.CreatedAt < settings.AutomaticFrom,
        };
    }

    private static bool OthersReady(OrderCase at, OrderPush push, Dictionary<OrderPush, PushFacts> facts) => at.Parts.Where(p => p != push && p.State != PushState.Handled)
        .All(p => p.State is PushState.Created or PushState.Recorded || (facts.TryGetValue(p, out var other) && PushDecision.StoppedBySelf(other) is null));

    private static bool PricesKnown(OrderCase at, OrderPush push, IReadOnlyDictionary<(StoreId, long), long> prices) =>
        at.Partners.ByConnection[push.ConnectionId].Connection.Settings.OrderPush.Prices != PushPrices.SourceOwn || push.Lines.TrueForAll(l => prices.ContainsKey((push.SourceStoreId, l.SourceVariantId)));

    /// <summary>Whether every variant of each open part still has its active link to an available product.</summary>
    private static async Task<HashSet<ConnectionId>> LinkedAsync(SyncerizeDb db, Order order, IEnumerable<OrderPush> parts, CancellationToken ct)
    {
        var variants = order.Lines.Where(l => l.ConnectionId is not null && l.VariantId is not null).Select(l => l.VariantId!.Value).ToList();
        var active = await db.VariantLinks.AsNoTracking()
            .Where(l => l.DestinationStoreId == order.StoreId && variants.Contains(l.DestinationVariantId) && l.IsActive && l.ProductLink!.State == LinkState.Active)
            .Select(l => new { l.ConnectionId, l.SourceVariantId }).ToListAsync(ct);
        var linked = active.Select(l => (l.ConnectionId, l.SourceVariantId)).ToHashSet();
        return [.. parts.Where(p => p.Lines.TrueForAll(l => linked.Contains((p.ConnectionId, l.SourceVariantId)))).Select(p => p.ConnectionId)];
    }
}
