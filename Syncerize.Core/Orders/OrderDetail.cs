using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Orders;

/// <summary>A line of an order for people.</summary>
public sealed record OrderDetailLine(string Title, string? VariantTitle, string? Sku, int Quantity, int CurrentQuantity, int UnfulfilledQuantity, Money Net);

/// <summary>A shipment for people.</summary>
public sealed record OrderShipment(int Units, string? Company, string? Number, string? Url, DateTimeOffset? At);

/// <summary>One step that was tried.</summary>
public sealed record OrderStep(DateTimeOffset At, string Step, string Outcome, string Sentence, string? RequestId);

/// <summary>Something that happened to an order, for people.</summary>
public sealed record OrderEvent(DateTimeOffset At, ActivityLevel Level, string Sentence, string? RequestId);

/// <summary>The part of an order that one source fulfils.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="SourceName">The source.</param>
/// <param name="PushId">The push; null while none was planned.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Waits">What stops it while it waits.</param>
/// <param name="Explanation">Pushed (when, how), or the rule that stops it and what would let it through.</param>
/// <param name="CanPush">Whether Push would do something.</param>
/// <param name="Doubtful">True where a person has to look whether the order is in the source shop.</param>
/// <param name="SourceOrderName">The source order; null before.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Shipments">What came back.</param>
/// <param name="Steps">What was tried, oldest first.</param>
public sealed record OrderPart(
    ConnectionId Connection, string SourceName, int? PushId, PushState State, PushWaits Waits, string Explanation, bool CanPush, bool Doubtful, string? SourceOrderName,
    IReadOnlyList<OrderDetailLine> Lines, IReadOnlyList<OrderShipment> Shipments, IReadOnlyList<OrderStep> Steps);

/// <summary>An order for people.</summary>
/// <param name="OrderId">Shopify's number.</param>
/// <param name="Name">Its name.</param>
/// <param name="ProcessedAt">Order date, UTC.</param>
/// <param name="CancelledAt">When it was cancelled, UTC.</param>
/// <param name="Test">A test order.</param>
/// <param name="FinancialStatus">Shopify's word.</param>
/// <param name="FulfillmentStatus">Shopify's word.</param>
/// <param name="Customer">Customer's name.</param>
/// <param name="Email">Contact e-mail.</param>
/// <param name="Address">Shipping address.</param>
/// <param name="Shipping">Shipment method.</param>
/// <param name="ShippingCost">What the customer paid for it.</param>
/// <param name="Total">With tax and shipping.</param>
/// <param name="Note">Note.</param>
/// <param name="Tags">Tags.</param>
/// <param name="Parts">A destination's order: one per source.</param>
/// <param name="OwnLines">Lines of no source: the shop's own goods, or all lines of a source's order.</param>
/// <param name="Shipments">Shipments of the order itself.</param>
/// <param name="DestinationName">A source's order: the store that sold it.</param>
/// <param name="DestinationOrder">A source's order: the number there.</param>
/// <param name="Timeline">What happened to it, newest first.</param>
public sealed record OrderView(
    long OrderId, string Name, DateTimeOffset ProcessedAt, DateTimeOffset? CancelledAt, bool Test, string FinancialStatus, string FulfillmentStatus, string? Customer, string? Email, Address? Address,
    string? Shipping, Money ShippingCost, Money Total, string? Note, IReadOnlyList<string> Tags, IReadOnlyList<OrderPart> Parts, IReadOnlyList<OrderDetailLine> OwnLines,
    IReadOnlyList<OrderShipment> Shipments, string? DestinationName, string? DestinationOrder, IReadOnlyList<OrderEvent> Timeline);

/// <summary>Reads one order of a store.</summary>
public sealed class OrderDetail(IDbContextFactory<SyncerizeDb> factory)
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

        var parts = await PartsAsync(db, order, ct);
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
            [.. order.Fulfillments.Where(f => f.Status != "CANCELLED").SelectMany(Shipments)], from?.Store, from?.Name, await TimelineAsync(db, order, ct));
    }

    private static async Task<IReadOnlyList<OrderEvent>> TimelineAsync(SyncerizeDb db, Order order, CancellationToken ct)
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

        return [.. events.OrderByDescending(e => e.At)];
    }

    private static string Shipped(FulfillmentReading f)
    {
        var units = f.Lines.Sum(l => l.Quantity);
        var tracked = f.Tracking.FirstOrDefault(t => t.Number is not null);
        return string.Create(CultureInfo.InvariantCulture, $"{units} {(units == 1 ? "item was" : "items were")} shipped") + (tracked is null ? "." : $"{(tracked.Company is null ? "" : $" with {tracked.Company}")}, tracking {tracked.Number}.");
    }

    private static async Task<IReadOnlyList<OrderPart>> PartsAsync(SyncerizeDb db, Order order, CancellationToken ct)
    {
        var pushes = await db.OrderPushes.Where(p => p.DestinationStoreId == order.StoreId && p.OrderId == order.OrderId).OrderBy(p => p.Id).ToListAsync(ct);
        var routed = order.Lines.Where(l => l.ConnectionId is not null).ToLookup(l => l.ConnectionId!.Value);
        var ids = routed.Select(g => g.Key).Union(pushes.Select(p => p.ConnectionId)).ToList();
        var sources = await (from c in db.Connections join s in db.Stores on c.SourceId equals s.Id where ids.Contains(c.Id) select new { c.Id, c.State, s.Name }).ToListAsync(ct);
        var pushIds = pushes.Select(p => p.Id).ToList();
        var attempts = (await db.PushAttempts.Where(a => pushIds.Contains(a.OrderPushId)).OrderBy(a => a.Id).ToListAsync(ct)).ToLookup(a => a.OrderPushId);
        var returned = (await db.ReturnedFulfillments.Where(r => pushIds.Contains(r.OrderPushId)).OrderBy(r => r.Id).ToListAsync(ct)).ToLookup(r => r.OrderPushId);
        return [.. sources.Select(s =>
        {
            var push = pushes.Where(p => p.ConnectionId == s.Id).MaxBy(p => p.Revision);
            return new OrderPart(
                s.Id, s.Name, push?.Id, push?.State ?? PushState.Waiting, push?.WaitingFor ?? PushWaits.Nothing, Explain(push), order.CancelledAt is null && s.State == ConnectionState.Connected && CanPush(push),
                push is { State: PushState.Parked, WaitingFor: PushWaits.Outcome },
                push?.SourceOrderName, [.. routed[s.Id].Select(l => Line(l, order.Currency))],
                push is null ? [] : [.. returned[push.Id].Select(r => new OrderShipment(r.Lines.Sum(l => l.Units), r.Company, r.Numbers, r.Url, r.WrittenAt))],
                push is null ? [] : [.. attempts[push.Id].Select(a => new OrderStep(a.At, a.Step, a.Outcome, a.Sentence, a.RequestId))]);
        })];
    }

    private static bool CanPush(OrderPush? push) => push is { State: PushState.Waiting, WaitingFor: not (PushWaits.NotPushable or PushWaits.Connection) }
        or { State: PushState.Parked, WaitingFor: not PushWaits.Outcome }
        or { State: PushState.Created or PushState.Recorded, SourceCancelledAt: not null };

    private static string Explain(OrderPush? push) => push switch
    {
        null => "Not looked at yet.",
        { State: PushState.Recorded or PushState.Created } => $"In the source shop as {push.SourceOrderName ?? "an order"}, pushed {(push.Mode == PushMode.Automatic ? "by itself" : "by hand")}." + (push.SourceCancelledAt is null ? "" : " The source has cancelled it."),
        { Sentence: { Length: > 0 } sentence } => sentence,
        { State: PushState.Planned } => "Goes to the source next.",
        { State: PushState.Sending } => "On its way: waiting for the source shop's answer.",
        { State: PushState.Handled } => "Marked as handled: it is not pushed.",
        { State: PushState.Cancelled } => "The order was cancelled before it was pushed.",
        { WaitingFor: PushWaits.Manual } => "Automatic push is off. Press Push to send it.",
        { WaitingFor: PushWaits.Payment } => "The order is not paid yet. It goes once it is.",
        { WaitingFor: PushWaits.Connection } => "The connection is not active. It goes once it is connected again.",
        { WaitingFor: PushWaits.ExchangeRate } => "No exchange rate is set between the two currencies.",
        { WaitingFor: PushWaits.OtherParts } => "Another part of this order cannot go yet, and partial push is off.",
        { WaitingFor: PushWaits.Shadow } => "Shadow mode: computed and shown, not sent.",
        { WaitingFor: PushWaits.SourceStore } => "The source shop cannot be reached with its token. It goes once the shop is connected again.",
        { WaitingFor: PushWaits.NotPushable } => "There is nothing to push.",
        { WaitingFor: PushWaits.Outcome } => "Check the source shop: whether the order arrived there could not be found out.",
        _ => "Waiting.",
    };

    private static OrderDetailLine Line(OrderLine l, string currency) => new(l.Title, l.VariantTitle, l.Sku, l.Quantity, l.CurrentQuantity, l.UnfulfilledQuantity, new Money(l.NetMinor, currency));

    private static IEnumerable<OrderShipment> Shipments(FulfillmentReading f)
    {
        var units = f.Lines.Sum(l => l.Quantity);
        return f.Tracking.Count == 0 ? [new OrderShipment(units, null, null, null, f.CreatedAt)] : f.Tracking.Select(t => new OrderShipment(units, t.Company, t.Number, t.Url, f.CreatedAt));
    }
}
