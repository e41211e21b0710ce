using Syncerize.Core.Shopify;

namespace Syncerize.Core.Orders;

/// <summary>Which fulfilment order lines a shipment is entered on.</summary>
/// <param name="Parts">Per fulfilment order, all at one location: Shopify takes no others together.</param>
/// <param name="Units">The units entered, by order line.</param>
/// <param name="Complete">Whether all units asked for are in.</param>
internal sealed record FulfillmentPlan(IReadOnlyList<FulfillmentDraftPart> Parts, IReadOnlyList<FulfilledUnits> Units, bool Complete)
{
    /// <summary>Plans units on what is open, at the one location that holds most of them. Never more than remains. Pure.</summary>
    public static FulfillmentPlan Of(OrderReading order, IReadOnlyList<FulfilledUnits> units)
    {
        var plans = order.FulfillmentOrders.Where(f => f.CanFulfill && f.Status is "OPEN" or "IN_PROGRESS")
            .GroupBy(f => f.LocationId).Select(g => At([.. g.OrderBy(f => f.Id)], units)).ToList();
        return plans.MaxBy(p => p.Units.Sum(u => u.Units)) ?? new FulfillmentPlan([], [], units.Count == 0);
    }

    private static FulfillmentPlan At(IReadOnlyList<FulfillmentOrderReading> open, IReadOnlyList<FulfilledUnits> units)
    {
        var left = units.ToDictionary(u => u.LineId, u => u.Units);
        var parts = new List<FulfillmentDraftPart>();
        foreach (var order in open)
        {
            var lines = new List<(long, int)>();
            foreach (var line in order.Lines)
            {
                var here = Math.Min(left.GetValueOrDefault(line.LineId), line.RemainingQuantity);
                if (here > 0)
                {
                    left[line.LineId] -= here;
                    lines.Add((line.Id, here));
                }
            }

            if (lines.Count > 0)
            {
                parts.Add(new FulfillmentDraftPart(order.Id, lines));
            }
        }

        var entered = units.Select(u => new FulfilledUnits(u.LineId, u.Units - left[u.LineId])).Where(u => u.Units > 0).ToList();
        return new FulfillmentPlan(parts, entered, left.Values.All(v => v == 0));
    }
}
