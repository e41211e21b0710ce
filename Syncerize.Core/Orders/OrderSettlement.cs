using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stock;
using Syncerize.Core.Totals;
using Syncerize.Core.Work;

namespace Syncerize.Core.Orders;

/// <summary>Brings everything that follows from an order and its pushes in step, in the write that changed either: parts, decisions, tab, reservations, figures, due work.</summary>
public sealed class OrderSettlement(Reservations reservations, PushMeter meter)
{
    /// <summary>A stock reading begun this long after a source order was made is surely newer than it, whatever the two clocks say.</summary>
    private static readonly TimeSpan ClockDoubt = TimeSpan.FromMinutes(5);

    /// <summary>Settles one order.</summary>
    internal async Task SettleAsync(Write write, OrderCase settled, CancellationToken ct)
    {
        await AddPartsAsync(write, settled, ct);
        var plan = await meter.OfAsync(write, settled, ct);
        var planned = await DecideAsync(write, settled, plan, ct);
        await PushMeter.SettleAsync(write, settled, plan, ct);
        settled.Order.PushStatus = PushParts.Status(settled.Order, settled.Parts);
        await write.Db.SaveChangesAsync(ct);
        await write.EnqueueAsync([.. planned.Select(PushDue)], ct);
        await SourceFollow.AddAsync(write, settled, ct);
        await ReserveAsync(write, settled, ct);
        var figures = settled.Figures();
        await KeptTotals.AddAsync(write, settled.Order.StoreId, settled.Order.OrderId, [.. settled.Counted.Select(d => d.Negated()), .. figures], ct);
        settled.Counted = figures;
        write.Changed(settled.Order.StoreId, LiveTopic.Orders);
        foreach (var push in settled.Pushes)
        {
            write.Changed(push.SourceStoreId, LiveTopic.Orders);
        }
    }

    /// <summary>The push as due work of its source's lane.</summary>
    internal static Due PushDue(OrderPush push) => new(push.SourceStoreId, OrderWork.Push, push.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Its shipments as due work of the destination's lane.</summary>
    internal static Due ReturnDue(OrderPush push) => new(push.DestinationStoreId, OrderWork.Return, push.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Says that the source order of a push is known, wherever the push stood. The caller settles.</summary>
    internal static void Found(Write write, OrderCase found, OrderPush push, Order sourceOrder)
    {
        if (push.State is PushState.Created or PushState.Recorded)
        {
            return;
        }

        if (push.SendingAt is null || push.Lines.Count == 0)
        {
            Replace(push, PushParts.LinesFound(found.Order, push.ConnectionId, sourceOrder));
        }

        push.SourceCancelledAt = sourceOrder.CancelledAt;
        push.SourceFulfillmentStatus = sourceOrder.FulfillmentStatus;
        Found(write, found, push, new CreatedOrder(sourceOrder.OrderId, sourceOrder.Name));
    }

    /// <summary>The same where only its number and name are known yet.</summary>
    internal static void Found(Write write, OrderCase found, OrderPush push, CreatedOrder sourceOrder)
    {
        if (push.State is PushState.Handled or PushState.Cancelled)
        {
            write.Record(
                push.DestinationStoreId, ActivityLevel.Attention, "push",
                $"Order {found.Order.Name} is at the source as {sourceOrder.Name} although it was {(push.State == PushState.Handled ? "marked as handled" : "cancelled")} here.",
                push.ConnectionId, Subject(found.Order));
        }

        push.State = PushState.Created;
        push.WaitingFor = PushWaits.Nothing;
        push.SourceOrderId = sourceOrder.OrderId;
        push.SourceOrderName = sourceOrder.Name;
        push.CreatedAt ??= write.Now;
        push.Sentence = $"It is order {sourceOrder.Name} at the source; its stock is being read.";
    }

    internal static string Subject(Order order) => order.OrderId.ToString(CultureInfo.InvariantCulture);

    private static async Task AddPartsAsync(Write write, OrderCase settled, CancellationToken ct)
    {
        foreach (var connection in settled.Order.Lines.Select(l => l.ConnectionId).OfType<ConnectionId>().Distinct().Where(c => settled.Pushes.TrueForAll(p => p.ConnectionId != c)).ToList())
        {
            var source = settled.Partners.ByConnection[connection].Source;
            var push = new OrderPush
            {
                Key = ShopifyKeys.PushKey(settled.Partners.Destination.ShopifyShopId, settled.Order.OrderId, source.ShopifyShopId, 1),
                ConnectionId = connection,
                DestinationStoreId = settled.Order.StoreId,
                SourceStoreId = source.Id,
                OrderId = settled.Order.OrderId,
            };
            settled.Pushes.Add(push);
            write.Db.OrderPushes.Add(push);
            if (await write.Db.Orders.Include(o => o.Lines).FirstOrDefaultAsync(o => o.StoreId == source.Id && o.PushKey == push.Key, ct) is { } sourceOrder)
            {
                Found(write, settled, push, sourceOrder);
                await write.Db.SaveChangesAsync(ct);
                ReturnedShipments.TakeOver(write, settled, push, sourceOrder);
                await FinishAsync(write, push, sourceOrder, ct);
            }
        }
    }

    /// <summary>A push found in the mirror is recorded at once where its stock was surely read after it; otherwise the lane reads it.</summary>
    internal static async Task FinishAsync(Write write, OrderPush push, Order sourceOrder, CancellationToken ct)
    {
        var items = push.Lines.Select(l => l.SourceInventoryItemId).Distinct().ToList();
        var readSince = sourceOrder.CreatedAt + ClockDoubt;
        var read = await write.Db.StockLevels.Where(l => l.StoreId == push.SourceStoreId && items.Contains(l.InventoryItemId) && l.ReadAt >= readSince)
            .Select(l => l.InventoryItemId).Distinct().CountAsync(ct);
        if (read == items.Count)
        {
            push.State = PushState.Recorded;
            push.RecordedAt = write.Now;
            push.Sentence = $"It is order {push.SourceOrderName} at the source.";
            push.CreatedAt = sourceOrder.CreatedAt;
        }
        else
        {
            await write.EnqueueAsync(PushDue(push), ct);
        }
    }

    private static async Task<List<OrderPush>> DecideAsync(Write write, OrderCase settled, PushRoom plan, CancellationToken ct)
    {
        var itself = PushParts.ShippedItself(settled.Order, settled.Returned);
        var prices = await PartFacts.SourcePricesAsync(write.Db, settled, ct);
        foreach (var push in settled.Parts.Where(p => p.State is PushState.Waiting or PushState.Planned or PushState.Handled))
        {
            Replace(push, LinesOf(settled, push.ConnectionId, itself, prices));
        }

        var planned = new List<OrderPush>();
        foreach (var (push, facts) in await PartFacts.LoadAsync(write.Db, settled, plan, write.Now, ct))
        {
            var verdict = PushDecision.Of(facts);
            if (verdict.State == PushState.Planned && push.State != PushState.Planned)
            {
                planned.Add(push);
            }

            (push.State, push.WaitingFor, push.Sentence) = (verdict.State, verdict.WaitingFor, verdict.Sentence);
            push.WaitsUntil = verdict.WaitingFor == PushWaits.Wait ? facts.WaitsUntil : null;
        }

        foreach (var push in settled.Parts.Where(p => p.State == PushState.Parked && p.SendingAt is null && settled.Order.CancelledAt is not null))
        {
            (push.State, push.WaitingFor, push.Sentence) = (PushState.Cancelled, PushWaits.Nothing, "Cancelled here before it was pushed; the source has no such order.");
        }

        return planned;
    }

    /// <summary>The lines of a part as they would be sent now, with the prices its settings choose.</summary>
    internal static IReadOnlyList<OrderPushLine> LinesOf(
        OrderCase at, ConnectionId connection, IReadOnlyDictionary<long, int> shippedItself, IReadOnlyDictionary<(StoreId Source, long Variant), long> sourcePrices)
    {
        var partner = at.Partners.ByConnection[connection];
        var lines = PushParts.Lines(at.Order, connection, shippedItself, partner.Source.Currency, partner.RateMillionths);
        if (partner.Connection.Settings.OrderPush.Prices == Connections.PushPrices.SourceOwn)
        {
            foreach (var line in lines)
            {
                line.SourceNetMinor = line.Units * sourcePrices.GetValueOrDefault((partner.Source.Id, line.SourceVariantId));
            }
        }

        return lines;
    }

    internal static void Replace(OrderPush push, IReadOnlyList<OrderPushLine> lines)
    {
        var rows = push.Lines.ToDictionary(l => l.LineId);
        foreach (var line in lines)
        {
            if (rows.Remove(line.LineId, out var row))
            {
                (row.Units, row.SourceNetMinor, row.SourceVariantId, row.SourceInventoryItemId) = (line.Units, line.SourceNetMinor, line.SourceVariantId, line.SourceInventoryItemId);
            }
            else
            {
                push.Lines.Add(line);
            }
        }

        foreach (var gone in rows.Values)
        {
            push.Lines.Remove(gone);
        }
    }

    private async Task ReserveAsync(Write write, OrderCase settled, CancellationToken ct)
    {
        var order = settled.Order;
        var itself = PushParts.ShippedItself(order, settled.Returned);
        var variants = order.Lines.Select(l => l.VariantId).OfType<long>().Distinct().ToList();
        var items = await write.Db.Variants.AsNoTracking().Where(v => v.StoreId == order.StoreId && variants.Contains(v.VariantId)).ToDictionaryAsync(v => v.VariantId, v => v.InventoryItemId, ct);
        var parts = settled.Parts.ToDictionary(p => p.ConnectionId);
        var lines = new List<LineReservation>();
        foreach (var line in order.Lines)
        {
            if (line.VariantId is not { } variant || !items.TryGetValue(variant, out var item))
            {
                continue;
            }

            var partner = line.ConnectionId is { } connection ? settled.Partners.ByConnection[connection] : null;
            var leftOut = partner is null || partner.Connection.Settings.OrderPush.Shadow
                || (parts.TryGetValue(partner.Connection.Id, out var part) && part is { State: PushState.Handled } or { State: PushState.Waiting, WaitingFor: PushWaits.LeftOut });
            lines.Add(new LineReservation(
                line.LineId, item, order.CancelledAt is null ? line.UnfulfilledQuantity : 0, partner?.Source.Id, line.SourceInventoryItemId,
                leftOut ? 0 : PushParts.Reserved(order, line, settled.Pushes, itself)));
        }

        await reservations.SetAsync(write, order.StoreId, order.OrderId, lines, ct);
    }
}
