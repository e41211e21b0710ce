using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Orders;

/// <summary>The order a part would make at its source, from the same builder that sends it.</summary>
internal static class PushDraft
{
    /// <summary>Builds it as the part and its settings are now.</summary>
    public static OrderDraft Of(OrderCase at, OrderPush push)
    {
        var partner = at.Partners.ByConnection[push.ConnectionId];
        return OrderDraftBuilder.Build(new DraftParts(
            push.Key, at.Order, push.Lines, Share(at, push), push.Mode, partner.Connection.Settings.OrderPush, at.Partners.Destination.Name, partner.Source.Currency, partner.RateMillionths,
            at.Partners.Destination.ContactEmail));
    }

    private static ShippingShare Share(OrderCase at, OrderPush push)
    {
        var parts = at.Parts.Where(p => p.State != PushState.Handled).ToList();
        return ShippingShare.Among([.. parts.Select(p => at.Order.Lines.Where(l => l.ConnectionId == p.ConnectionId).Sum(l => l.NetMinor))], parts.IndexOf(push));
    }
}

/// <summary>What the supplier will see.</summary>
/// <param name="SourceName">The supplier.</param>
/// <param name="Draft">The exact order; null where it cannot be computed.</param>
/// <param name="Problem">Why it cannot be computed, and what to do; null where it can.</param>
public sealed record PushPreviewReading(string SourceName, OrderDraft? Draft, string? Problem);

/// <summary>"See what the supplier will see", before anything is pushed.</summary>
public sealed class PushPreview(IDbContextFactory<SyncerizeDb> factory, PushMeter meter, TimeProvider time)
{
    /// <summary>Computes it; null where the order has no such part.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<PushPreviewReading?> ReadAsync(Actor actor, StoreId store, long orderId, ConnectionId connection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(store);
        await using var db = await factory.CreateDbContextAsync(ct);
        var partners = await Partners.LoadAsync(db, store, ct);
        if (await OrderCase.LoadAsync(db, partners, orderId, ct) is not { } at || at.Parts.SingleOrDefault(p => p.ConnectionId == connection) is not { } push)
        {
            return null;
        }

        var name = partners.ByConnection[connection].Source.Name;
        var facts = await PartFacts.LoadAsync(db, at, await meter.OfAsync(db, at, time.GetUtcNow(), ct), time.GetUtcNow(), ct);
        var blocked = facts.TryGetValue(push, out var known) ? PushDecision.Explain(known).Select(r => r.Stop).FirstOrDefault(s => s?.Reason is PushWaits.ExchangeRate) : null;
        return push.Lines.Count == 0 ? new PushPreviewReading(name, null, "Nothing of this order is left to send: the units were refunded, removed or shipped from here.")
            : blocked is not null ? new PushPreviewReading(name, null, $"{blocked.Why} {blocked.Release}")
            : new PushPreviewReading(name, PushDraft.Of(at, push), null);
    }
}
