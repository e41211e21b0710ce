using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Orders;

/// <summary>Reads one order of a store.</summary>
public sealed class OrderDetail(IDbContextFactory<SyncerizeDb> factory, PushMeter meter, TimeProvider time)
{
    /// <summary>The order; null where the store has none of that number.</summary>
    public async Task<OrderView?> ReadAsync(Actor actor, StoreId storeId, long orderId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        await using var db = await factory.CreateDbContextAsync(ct);
        if (await db.Orders.Include(o => o.Lines).SingleOrDefaultAsync(o => o.StoreId == storeId && o.OrderId == orderId, ct) is not { } order)
        {
            return null;
        }

        var parts = await PartsAsync(db, order, time.GetUtcNow(), ct);
        var from = await (
            from p in db.OrderPushes
            join s in db.Stores on p.DestinationStoreId equals s.Id
            join o in db.Orders on new { StoreId = p.DestinationStoreId, p.OrderId } equals new { o.StoreId, o.OrderId }
            where p.SourceStoreId == storeId && p.SourceOrderId == orderId
            select new { Store = s.Name, o.Name }).FirstOrDefaultAsync(ct);
        return new OrderView(
            order.OrderId, order.Name, order.ProcessedAt, order.CancelledAt, order.Test, order.FinancialStatus, order.FulfillmentStatus, order.CustomerName ?? order.ShippingAddress?.Name, order.Email,
            order.ShippingAddress, order.ShippingLines.Select(l => l.Title).FirstOrDefault(), new Money(order.ShippingMinor, order.Currency), new Money(order.TotalMinor, order.Currency), order.Note, order.Tags,
            parts, [.. order.Lines.Where(l => l.ConnectionId is null).Select(l => Line(l, order.Currency))],
            [.. order.Fulfillments.Where(f => f.Status != "CANCELLED").SelectMany(Shipments)], from?.Store, from?.Name, await TimelineAsync(db, order, parts, ct), More(order));
    }

    private static OrderMore More(Order order)
    {
        var subtotal = order.Lines.Sum(l => l.NetMinor);
        return new OrderMore(
            order.Phone, order.BillingAddress, new Money(subtotal, order.Currency), new Money(Math.Max(0, order.TotalMinor - subtotal - order.ShippingMinor), order.Currency),
            new Money(order.Refunds.Sum(r => r.TotalMinor), order.Currency), order.HighRisk, order.AtTill, order.Pickup, order.Attributes);
    }

    private static async Task<IReadOnlyList<OrderEvent>> TimelineAsync(SyncerizeDb db, Order order, IReadOnlyList<OrderPart> parts, CancellationToken ct)
    {
        string[] kinds = ["order", "push", "fulfillment"];
        var subject = OrderSettlement.Subject(order);
        var noted = await db.Activity.Where(a => a.StoreId == order.StoreId && kinds.Contains(a.Kind) && a.Subject == subject).OrderBy(a => a.Id).ToListAsync(ct);
        List<OrderEvent> events = [new(order.ProcessedAt, ActivityLevel.Info, "The order was placed.", null), .. noted.Select(a => new OrderEvent(a.At, a.Level, a.Sentence, a.RequestId))];
        if (order.CancelledAt is { } cancelled)
        {
            events.Add(new OrderEvent(cancelled, ActivityLevel.Attention, "The order was cancelled.", null));
        }

        if (noted.TrueForAll(a => a.Kind != "fulfillment"))
        {
            // Shipments we wrote ourselves are noted already.
            events.AddRange(order.Fulfillments.Where(f => f.Status != "CANCELLED").Select(f => new OrderEvent(f.CreatedAt, ActivityLevel.Success, Shipped(f), null)));
        }

        events.AddRange(order.Refunds.Select(r => new OrderEvent(r.CreatedAt, ActivityLevel.Info, Refunded(r, order.Currency), null)));

        // Every attempt, unless the same thing was told in the same words.
        events.AddRange(parts.SelectMany(p => p.Steps, (p, s) => new OrderEvent(s.At, s.Outcome is "Done" or "Found" ? ActivityLevel.Info : ActivityLevel.Attention, $"{p.SourceName}, {s.Step}: {s.Sentence}", s.RequestId))
            .Where(e => !noted.Exists(a => a.RequestId is not null && a.RequestId == e.RequestId && e.Sentence.EndsWith(a.Sentence, StringComparison.Ordinal))));
        return [.. events.OrderByDescending(e => e.At)];
    }

    private static string Refunded(RefundReading refund, string currency)
    {
        var units = refund.Lines.Sum(l => l.Quantity);
        var back = refund.Lines.Where(l => l.RestockType != "NO_RESTOCK").Sum(l => l.Quantity);
        return string.Create(CultureInfo.InvariantCulture, $"Refunded {new Money(refund.TotalMinor, currency)}") + (units == 0 ? "." : string.Create(CultureInfo.InvariantCulture, $" for {Plural.Of(units, "item")}, {(back == 0 ? "without restock" : back == units ? "with restock" : $"{back} of them with restock")}."));
    }

    private static string Shipped(FulfillmentReading f)
    {
        var units = f.Lines.Sum(l => l.Quantity);
        var tracked = f.Tracking.FirstOrDefault(t => t.Number is not null);
        return string.Create(CultureInfo.InvariantCulture, $"{Plural.Of(units, "item was", "items were")} shipped") + (tracked is null ? "." : $"{(tracked.Company is null ? "" : $" with {tracked.Company}")}, tracking {tracked.Number}.");
    }

    private async Task<IReadOnlyList<OrderPart>> PartsAsync(SyncerizeDb db, Order order, DateTimeOffset now, CancellationToken ct)
    {
        var at = await OrderCase.LoadAsync(db, await Partners.LoadAsync(db, order.StoreId, ct), order, ct);
        var routed = order.Lines.Where(l => l.ConnectionId is not null).ToLookup(l => l.ConnectionId!.Value);
        var facts = await PartFacts.LoadAsync(db, at, await meter.OfAsync(db, at, now, ct), now, ct);
        var pushIds = at.Pushes.ConvertAll(p => p.Id);
        var attempts = (await db.PushAttempts.Where(a => pushIds.Contains(a.OrderPushId)).OrderBy(a => a.Id).ToListAsync(ct)).ToLookup(a => a.OrderPushId);
        var changes = (await db.SourceChanges.Where(c => pushIds.Contains(c.OrderPushId)).OrderByDescending(c => c.Id).ToListAsync(ct)).ToLookup(c => c.OrderPushId);
        var parts = new List<OrderPart>();
        foreach (var connection in routed.Select(g => g.Key).Union(at.Pushes.Select(p => p.ConnectionId)).OrderBy(c => c.Value))
        {
            var partner = at.Partners.ByConnection[connection];
            var push = at.Parts.SingleOrDefault(p => p.ConnectionId == connection);
            var revisions = at.Pushes.Where(p => p.ConnectionId == connection).Select(p => p.Id).Order().ToList();
            var explained = PushExplainer.Of(push, push is not null && facts.TryGetValue(push, out var known) ? known : null, at.Partners.Destination.TimeZone);
            var open = push is { State: PushState.Created or PushState.Recorded, SourceCancelledAt: null };
            parts.Add(new OrderPart(
                connection, partner.Source.Name, push?.Id, push?.State ?? PushState.Waiting, push?.WaitingFor ?? PushWaits.Nothing,
                explained with { CanPush = explained.CanPush && order.CancelledAt is null && partner.Connection.State == ConnectionState.Connected },
                push is { State: PushState.Parked, WaitingFor: PushWaits.Outcome }, push?.SourceOrderName,
                [.. routed[connection].Select(l => Line(l, order.Currency))],
                push is null ? [] : [.. at.Returned.Where(r => r.OrderPushId == push.Id && r.TakenBackAt is null).OrderBy(r => r.Id).Select(r => new OrderShipment(r.Lines.Sum(l => l.Units), r.Company, r.Numbers, r.Url, r.WrittenAt))],
                [.. revisions.SelectMany(id => attempts[id]).Select(a => new OrderStep(a.At, a.Step, a.Outcome, a.Sentence, a.RequestId))],
                new Money(push?.Lines.Sum(l => l.SourceNetMinor) ?? 0, partner.Source.Currency),
                push is null ? [] : [.. changes[push.Id].Select(c => new OrderChange(c.Id, c.Kind, c.State, c.CreatedAt, c.Sentence, c.AskedBy))],
                open ? await DifferencesAsync(db, at, push!, changes[push!.Id], ct) : [], open && partner.Connection.State == ConnectionState.Connected));
        }

        return parts;
    }

    private static async Task<IReadOnlyList<LineDifference>> DifferencesAsync(SyncerizeDb db, OrderCase at, OrderPush push, IEnumerable<SourceChange> changes, CancellationToken ct)
    {
        // What follows by itself, or is on its way, is not offered as well.
        var onItsWay = changes.Any(c => c.State is SourceChangeState.Planned or SourceChangeState.Sending or SourceChangeState.Written);
        if (onItsWay || at.Order.CancelledAt is not null || !at.Partners.ByConnection[push.ConnectionId].Connection.Settings.OrderPush.OfferEdits
            || await db.Orders.Include(o => o.Lines).SingleOrDefaultAsync(o => o.StoreId == push.SourceStoreId && o.OrderId == push.SourceOrderId, ct) is not { } source)
        {
            return [];
        }

        var titles = at.Order.Lines.Where(l => l.SourceVariantId is not null).GroupBy(l => l.SourceVariantId!.Value)
            .ToDictionary(g => g.Key, g => g.First() is var line && line.VariantTitle is { } variant and not "Default Title" ? $"{line.Title} · {variant}" : line.Title);
        return [.. SourceChangePlan.Differences(await SourceFollow.WantedAsync(db, at, push.ConnectionId, ct), push.Lines, source).Select(d => new LineDifference(titles.GetValueOrDefault(d.SourceVariantId, "A product"), d.AtSource, d.Wanted))];
    }

    private static OrderDetailLine Line(OrderLine l, string currency) => new(l.Title, l.VariantTitle, l.Sku, l.Quantity, l.CurrentQuantity, l.UnfulfilledQuantity, new Money(l.NetMinor, currency));

    private static IEnumerable<OrderShipment> Shipments(FulfillmentReading f)
    {
        var units = f.Lines.Sum(l => l.Quantity);
        return f.Tracking.Count == 0 ? [new OrderShipment(units, null, null, null, f.CreatedAt)] : f.Tracking.Select(t => new OrderShipment(units, t.Company, t.Number, t.Url, f.CreatedAt));
    }
}
