using Syncerize.Core.Data;
using Syncerize.Core.Shopify;

namespace Syncerize.Core.Orders;

/// <summary>What of a source order's shipments the destination has, and what it does not have yet. Pure, but for adding rows.</summary>
internal static class ReturnedShipments
{
    /// <summary>A shipment of the destination that already is this shipment of the source: not claimed by another, and sharing a tracking number.</summary>
    public static FulfillmentReading? Match(IEnumerable<FulfillmentReading> atDestination, IEnumerable<ReturnedFulfillment> returned, FulfillmentReading atSource)
    {
        var claimed = returned.Select(r => r.DestinationFulfillmentId).OfType<long>().ToHashSet();
        var numbers = Numbers(atSource).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return atDestination.FirstOrDefault(f => PushParts.IsShipped(f.Status) && !claimed.Contains(f.Id) && Numbers(f).Any(numbers.Contains));
    }

    /// <summary>The same for a shipment without tracking numbers whose write may have been done: exactly these units, not claimed by another.</summary>
    public static FulfillmentReading? MatchUnits(IEnumerable<FulfillmentReading> atDestination, IEnumerable<ReturnedFulfillment> returned, IReadOnlyList<FulfilledUnits> units, DateTimeOffset since)
    {
        var claimed = returned.Select(r => r.DestinationFulfillmentId).OfType<long>().ToHashSet();
        var wanted = units.Select(u => (u.LineId, u.Units)).ToHashSet();
        return atDestination.FirstOrDefault(f => PushParts.IsShipped(f.Status) && !claimed.Contains(f.Id) && f.CreatedAt >= since && wanted.SetEquals(f.Lines.Select(l => (l.LineId, l.Quantity))));
    }

    /// <summary>Tracking numbers of a shipment.</summary>
    public static IEnumerable<string> Numbers(FulfillmentReading fulfillment) => fulfillment.Tracking.Select(t => t.Number).Where(n => !string.IsNullOrWhiteSpace(n)).Select(n => n!.Trim());

    /// <summary>The source's shipments that no row tells of yet, oldest first.</summary>
    public static IEnumerable<FulfillmentReading> Missing(Order sourceOrder, OrderPush push, IEnumerable<ReturnedFulfillment> returned)
    {
        var known = returned.Where(r => r.OrderPushId == push.Id && r.WrittenAt is not null).Select(r => r.SourceFulfillmentId).ToHashSet();
        return sourceOrder.Fulfillments.Where(f => PushParts.IsShipped(f.Status) && !known.Contains(f.Id)).OrderBy(f => f.CreatedAt).ThenBy(f => f.Id);
    }

    /// <summary>Rows whose tracking is not what the source has now.</summary>
    public static IEnumerable<(ReturnedFulfillment Row, FulfillmentReading Source)> Retracked(Order sourceOrder, OrderPush push, IEnumerable<ReturnedFulfillment> returned) =>
        from row in returned
        where row.OrderPushId == push.Id && row.WrittenAt is not null && row.DestinationFulfillmentId is not null
        join f in sourceOrder.Fulfillments on row.SourceFulfillmentId equals f.Id
        where PushParts.IsShipped(f.Status) && f.Tracking.Count > 0 && Tracking(f) != (row.Company, row.Numbers, row.Url)
        select (row, f);

    /// <summary>Rows whose shipment the source took back and the destination still has.</summary>
    public static IEnumerable<ReturnedFulfillment> Withdrawn(Order sourceOrder, OrderPush push, IEnumerable<ReturnedFulfillment> returned) =>
        from row in returned
        where row.OrderPushId == push.Id && row.DestinationFulfillmentId is not null && row.TakenBackAt is null
        join f in sourceOrder.Fulfillments on row.SourceFulfillmentId equals f.Id
        where !PushParts.IsShipped(f.Status)
        select row;

    /// <summary>Says that a shipment was taken back: its units wait again.</summary>
    public static void TakeBack(ReturnedFulfillment row, DateTimeOffset now) => (row.TakenBackAt, row.Lines, row.SendingAt) = (now, [], null);

    /// <summary>Carrier, numbers and link as a row keeps them.</summary>
    public static (string? Company, string? Numbers, string? Url) Tracking(FulfillmentReading fulfillment) => (
        fulfillment.Tracking.Select(t => t.Company).FirstOrDefault(c => !string.IsNullOrWhiteSpace(c)),
        string.Join(", ", Numbers(fulfillment)) is { Length: > 0 } numbers ? numbers : null,
        fulfillment.Tracking.Select(t => t.Url).FirstOrDefault(u => !string.IsNullOrWhiteSpace(u)));

    /// <summary>Units of destination lines that a shipment of the source stands for: by source variant, less what earlier shipments took.</summary>
    public static IReadOnlyList<FulfilledUnits> Units(Order sourceOrder, OrderPush push, FulfillmentReading shipment, IEnumerable<ReturnedFulfillment> returned)
    {
        var taken = returned.Where(r => r.OrderPushId == push.Id && r.SourceFulfillmentId != shipment.Id && r.WrittenAt is not null).SelectMany(r => r.Lines).GroupBy(l => l.LineId).ToDictionary(g => g.Key, g => g.Sum(l => l.Units));
        var variants = sourceOrder.Lines.Where(l => l.VariantId is not null).ToDictionary(l => l.LineId, l => l.VariantId!.Value);
        var shipped = shipment.Lines.Where(l => variants.ContainsKey(l.LineId)).GroupBy(l => variants[l.LineId]).ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity));
        var units = new List<FulfilledUnits>();
        foreach (var line in push.Lines.OrderBy(l => l.LineId))
        {
            var here = Math.Min(shipped.GetValueOrDefault(line.SourceVariantId), line.Units - taken.GetValueOrDefault(line.LineId));
            if (here > 0)
            {
                shipped[line.SourceVariantId] -= here;
                units.Add(new FulfilledUnits(line.LineId, here));
            }
        }

        return units;
    }

    /// <summary>Joins shipments that both mirrors already show, without a write to Shopify.</summary>
    /// <returns>Whether something is left to bring back.</returns>
    public static bool TakeOver(Write write, OrderCase at, OrderPush push, Order sourceOrder)
    {
        var left = false;
        foreach (var shipment in Missing(sourceOrder, push, at.Returned).ToList())
        {
            if (Match(at.Order.Fulfillments, at.Returned, shipment) is not { } match)
            {
                left = true;
                continue;
            }

            var row = at.Returned.SingleOrDefault(r => r.OrderPushId == push.Id && r.SourceFulfillmentId == shipment.Id);
            if (row is null)
            {
                row = new ReturnedFulfillment { OrderPushId = push.Id, SourceFulfillmentId = shipment.Id };
                at.Returned.Add(row);
                write.Db.ReturnedFulfillments.Add(row);
            }

            Take(row, match, shipment, write.Now);
        }

        foreach (var row in Withdrawn(sourceOrder, push, at.Returned).ToList())
        {
            if (at.Order.Fulfillments.Any(f => f.Id == row.DestinationFulfillmentId && !PushParts.IsShipped(f.Status)))
            {
                TakeBack(row, write.Now);
            }
        }

        return left || Retracked(sourceOrder, push, at.Returned).Any() || Withdrawn(sourceOrder, push, at.Returned).Any();
    }

    /// <summary>Says which shipment of the destination a row is.</summary>
    public static void Take(ReturnedFulfillment row, FulfillmentReading match, FulfillmentReading shipment, DateTimeOffset now)
    {
        row.DestinationFulfillmentId = match.Id;
        row.Lines = [.. match.Lines.Select(l => new FulfilledUnits(l.LineId, l.Quantity))];
        (row.Company, row.Numbers, row.Url) = Tracking(shipment);
        row.WrittenAt = now;
        row.SendingAt = null;
    }
}
