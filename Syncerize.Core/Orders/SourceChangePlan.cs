using Syncerize.Core.Shopify;

namespace Syncerize.Core.Orders;

/// <summary>A step of an order edit.</summary>
/// <param name="LineId">The calculated line to set; null adds one.</param>
/// <param name="VariantId">What the line sells.</param>
/// <param name="Units">Units the line is to have.</param>
/// <param name="UnitMinor">What a unit of an added line should cost, minor units of the source's currency.</param>
internal sealed record EditStep(string? LineId, long VariantId, int Units, long UnitMinor);

/// <summary>A variant whose units at the source are not those of the destination order.</summary>
/// <param name="SourceVariantId">The source variant.</param>
/// <param name="AtSource">Units of the source order now.</param>
/// <param name="Wanted">Units it should have.</param>
public sealed record UnitDifference(long SourceVariantId, int AtSource, int Wanted);

/// <summary>What has to change in a source order, from what it holds now: always absolute, so that planning twice is planning once. Pure.</summary>
internal static class SourceChangePlan
{
    /// <summary>The units to give back: never more than asked for, than the source order has beyond what the destination order still wants, or than Shopify takes of that kind.</summary>
    /// <param name="asked">What was refunded with restock at the destination.</param>
    /// <param name="wanted">Units the destination order still wants, by source variant.</param>
    /// <param name="source">The source order, freshly read.</param>
    public static IReadOnlyList<RefundDraftLine> Refund(IReadOnlyList<ChangedUnits> asked, IReadOnlyDictionary<long, int> wanted, OrderReading source)
    {
        var lines = new Dictionary<(long Line, string Type), int>();
        foreach (var variant in asked.GroupBy(a => a.SourceVariantId))
        {
            var rows = source.Lines.Where(l => l.VariantId == variant.Key && l.CurrentQuantity > 0).OrderBy(l => l.LineId).ToList();
            var excess = rows.Sum(l => l.CurrentQuantity) - wanted.GetValueOrDefault(variant.Key);
            foreach (var kind in variant.GroupBy(a => a.RestockType!))
            {
                var left = Math.Min(excess, kind.Sum(k => k.Units));
                foreach (var row in rows)
                {
                    var open = Math.Min(row.UnfulfilledQuantity, row.CurrentQuantity);
                    var most = kind.Key == "CANCEL" ? open : row.CurrentQuantity - open;
                    var here = Math.Min(left, most);
                    if (here > 0)
                    {
                        lines[(row.LineId, kind.Key)] = lines.GetValueOrDefault((row.LineId, kind.Key)) + here;
                        left -= here;
                        excess -= here;
                    }
                }
            }
        }

        return [.. lines.OrderBy(l => l.Key.Line).ThenBy(l => l.Key.Type, StringComparer.Ordinal).Select(l => new RefundDraftLine(l.Key.Line, l.Value, l.Key.Type, Location(source, l.Key.Line)))];
    }

    /// <summary>The steps from what is staged to the target; empty where it is reached. Units that were shipped stay.</summary>
    public static IReadOnlyList<EditStep> Edit(IReadOnlyList<ChangedUnits> target, StagedEdit staged)
    {
        var steps = new List<EditStep>();
        foreach (var variant in target.GroupBy(t => t.SourceVariantId))
        {
            var rows = staged.Lines.Where(l => l.VariantId == variant.Key).ToList();
            var units = variant.Sum(v => v.Units);
            var difference = units - rows.Sum(l => l.Quantity);
            if (difference > 0)
            {
                steps.Add(rows.Find(l => l.Quantity > 0) is { } row
                    ? new EditStep(row.Id, variant.Key, row.Quantity + difference, 0)
                    : new EditStep(null, variant.Key, difference, units == 0 ? 0 : variant.Sum(v => v.NetMinor) / units));
            }

            foreach (var row in rows.AsEnumerable().Reverse())
            {
                var less = Math.Min(-difference, row.EditableQuantity);
                if (less > 0)
                {
                    steps.Add(new EditStep(row.Id, variant.Key, row.Quantity - less, 0));
                    difference += less;
                }
            }
        }

        return steps;
    }

    /// <summary>What the source order should have, by source variant and as far as it can still be changed there: shipped units stay.</summary>
    /// <param name="wanted">Lines the destination order wants now.</param>
    /// <param name="pushed">Lines of the push, so that what is wanted no more is seen.</param>
    /// <param name="source">The mirrored source order.</param>
    public static IReadOnlyList<UnitDifference> Differences(IReadOnlyList<OrderPushLine> wanted, IReadOnlyList<OrderPushLine> pushed, Order source)
    {
        var variants = wanted.Concat(pushed).Select(l => l.SourceVariantId).Distinct().Order();
        return
        [
            .. variants.Select(v =>
            {
                var rows = source.Lines.Where(l => l.VariantId == v).ToList();
                var shipped = rows.Sum(l => Math.Max(0, l.CurrentQuantity - l.UnfulfilledQuantity));
                return new UnitDifference(v, rows.Sum(l => l.CurrentQuantity), Math.Max(shipped, wanted.Where(w => w.SourceVariantId == v).Sum(w => w.Units)));
            }).Where(d => d.AtSource != d.Wanted),
        ];
    }

    private static long? Location(OrderReading source, long line) =>
        source.FulfillmentOrders.Where(f => f.Lines.Any(l => l.LineId == line)).OrderBy(f => f.Id).Select(f => f.LocationId).FirstOrDefault(l => l is not null);
}
