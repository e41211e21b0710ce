using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Stock;

/// <summary>What a round of writing left behind.</summary>
/// <param name="Blocked">Set where the shop cannot be called now.</param>
/// <param name="Outcomes">Items that did not simply finish.</param>
/// <param name="Stale">Items whose quantity was another one at Shopify.</param>
internal sealed record StockWritten(WorkOutcome? Blocked, IReadOnlyDictionary<long, WorkOutcome> Outcomes, IReadOnlyCollection<long> Stale);

/// <summary>Carries planned quantities to Shopify: activates where not stocked, follows tracking, sets in batches of 250 with a compare.</summary>
public sealed class StockWriter(WriteGate gate, InventoryGateway inventory, TimeProvider time)
{
    /// <summary>Shopify's limit for one <c>inventorySetQuantities</c>.</summary>
    private const int BatchSize = 250;

    internal async Task<StockWritten> WriteAsync(LaneLease lease, IReadOnlyList<StockPlan> plans, CancellationToken ct)
    {
        var outcomes = new Dictionary<long, WorkOutcome>();
        var rows = new List<(StockPlan Plan, QuantityRow Row)>();
        var equal = new List<StockPlan>();
        foreach (var plan in plans)
        {
            var item = plan.Link.DestinationInventoryItemId;
            if (plan.SourceTracked != plan.DestinationTracked && !plan.Closing
                && await FollowTrackingAsync(lease, plan, ct) is { } trackingFailed)
            {
                return new StockWritten(trackingFailed, outcomes, []);
            }

            if (!plan.SourceTracked && !plan.Closing)
            {
                continue;
            }

            if (plan.Levels.Count > 1)
            {
                await ConflictAsync(lease, plan, "Stocked at several locations of this shop; choose one there, and stock goes on.", ct);
                continue;
            }

            if (plan.Levels.Count == 0)
            {
                var activated = await ActivateAsync(lease, plan, ct);
                if (activated is WorkOutcome.LaneBlocked)
                {
                    return new StockWritten(activated, outcomes, []);
                }

                outcomes[item] = activated;
                continue;
            }

            var level = plan.Levels[0];
            if (level.Available == plan.Desire!.Quantity)
            {
                equal.Add(plan);
                continue;
            }

            rows.Add((plan, new QuantityRow(item, level.LocationId, plan.Desire.Quantity, level.Available)));
        }

        await RecordEqualAsync(lease, equal, ct);
        var stale = new List<long>();
        foreach (var chunk in rows.Chunk(BatchSize))
        {
            if (await SetAsync(lease, [.. chunk], outcomes, stale, ct) is { } blocked)
            {
                return new StockWritten(blocked, outcomes, stale);
            }
        }

        return new StockWritten(null, outcomes, stale);
    }

    private async Task<WorkOutcome?> SetAsync(LaneLease lease, List<(StockPlan Plan, QuantityRow Row)> rows, Dictionary<long, WorkOutcome> outcomes, List<long> stale, CancellationToken ct)
    {
        while (rows.Count > 0)
        {
            // A new key for every set of rows: a key stands for exactly one request.
            var key = Guid.CreateVersion7(time.GetUtcNow()).ToString();
            var sent = rows.Select(r => r.Row).ToList();
            var answer = await inventory.SetAsync(lease.Store, sent, key, $"gid://syncerize/Stock/{key}", CallPriority.Stock, ct);
            switch (answer)
            {
                case Outcome<bool>.Done done:
                    await WrittenAsync(lease, rows, done.Trace, ct);
                    return null;
                case Outcome<bool>.Conflict conflict when conflict.Rows.Count > 0:
                    // The named rows leave; the rest goes at once.
                    stale.AddRange(conflict.Rows.Select(i => rows[i].Row.InventoryItemId));
                    rows = [.. rows.Where((_, i) => !conflict.Rows.Contains(i))];
                    continue;
                case Outcome<bool>.Conflict:
                    stale.AddRange(rows.Select(r => r.Row.InventoryItemId));
                    return null;
                case Outcome<bool>.Unknown unknown:
                    // It may have happened. Nothing is repeated: the rows are read and planned again.
                    await ForgetAsync(lease, [.. rows.Select(r => r.Row.InventoryItemId)], ct);
                    foreach (var (_, row) in rows)
                    {
                        outcomes[row.InventoryItemId] = new WorkOutcome.Later(time.GetUtcNow().AddSeconds(2), unknown.Sentence);
                    }

                    return null;
                case Outcome<bool>.Rejected rejected:
                    rows = Refused(rows, rejected, outcomes);
                    continue;
                default:
                    return answer.ToWorkOutcome();
            }
        }

        return null;
    }

    /// <summary>Parks the rows a refusal names (all of them where it names none) and gives back the rest.</summary>
    private static List<(StockPlan Plan, QuantityRow Row)> Refused(List<(StockPlan Plan, QuantityRow Row)> rows, Outcome<bool>.Rejected rejected, Dictionary<long, WorkOutcome> outcomes)
    {
        var named = rejected.Errors.Select(e => e.Field.Select(f => int.TryParse(f, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1).FirstOrDefault(i => i >= 0, -1)).Where(i => i >= 0 && i < rows.Count).ToHashSet();
        foreach (var (row, index) in rows.Select((r, i) => (r, i)).Where(r => named.Count == 0 || named.Contains(r.i)))
        {
            outcomes[row.Row.InventoryItemId] = new WorkOutcome.Parked(rejected.Describe());
        }

        return named.Count == 0 ? [] : [.. rows.Where((_, i) => !named.Contains(i))];
    }

    private Task WrittenAsync(LaneLease lease, List<(StockPlan Plan, QuantityRow Row)> rows, CallTrace trace, CancellationToken ct) => gate.WriteAsync(
        lease,
        async (write, c) =>
        {
            var items = rows.Select(r => r.Row.InventoryItemId).ToList();
            var levels = await write.Db.StockLevels.Where(l => l.StoreId == lease.Store && items.Contains(l.InventoryItemId)).ToDictionaryAsync(l => (l.InventoryItemId, l.LocationId), c);
            var links = await LinksAsync(write, rows.Select(r => r.Plan), c);
            var titles = await write.Db.Variants.Where(v => v.StoreId == lease.Store && items.Contains(v.InventoryItemId))
                .Join(write.Db.Products, v => new { v.StoreId, v.ProductId }, p => new { p.StoreId, p.ProductId }, (v, p) => new { v.InventoryItemId, p.Title, Variant = v.Title })
                .GroupBy(v => v.InventoryItemId).Select(g => g.First()).ToDictionaryAsync(v => v.InventoryItemId, c);
            foreach (var (plan, row) in rows)
            {
                var level = levels[(row.InventoryItemId, row.LocationId)];

                // What a webhook told while the write was under way is newer than the write's own number.
                if (level.Available == row.Expected)
                {
                    level.OnHand += row.Quantity - level.Available;
                    level.Available = row.Quantity;
                }

                Settle(links[plan.Link.Id], plan, write.Now);
                var title = titles.GetValueOrDefault(row.InventoryItemId);
                var name = title is null ? $"item {row.InventoryItemId}" : title.Variant is "Default Title" ? title.Title : $"{title.Title} – {title.Variant}";
                write.Record(
                    lease.Store, ActivityLevel.Info, "stock", $"Stock of {name}: {row.Expected} → {row.Quantity} ({plan.Desire!.Reason}).", plan.Link.ConnectionId,
                    StockFollowers.Subject(plan.Link.DestinationVariantId), trace.RequestId);
            }

            write.Changed(lease.Store, LiveTopic.Stock | LiveTopic.Products);
        },
        ct);

    private Task RecordEqualAsync(LaneLease lease, List<StockPlan> plans, CancellationToken ct)
    {
        var unsettled = plans.Where(p => p.Closing || p.Link.LastQuantity != p.Desire!.Quantity || p.Link.LastQuantityReason != p.Desire.Reason || p.Link.StockConflict is not null).ToList();
        return unsettled.Count == 0 ? Task.CompletedTask : gate.WriteAsync(
            lease,
            async (write, c) =>
            {
                var links = await LinksAsync(write, unsettled, c);
                foreach (var plan in unsettled)
                {
                    Settle(links[plan.Link.Id], plan, write.Now);
                }

                write.Changed(lease.Store, LiveTopic.Stock);
            },
            ct);
    }

    private static void Settle(VariantLink link, StockPlan plan, DateTimeOffset now)
    {
        link.LastQuantity = plan.Desire!.Quantity;
        link.LastQuantityAt = now;
        link.LastQuantityReason = plan.Desire.Reason;
        link.StockConflict = null;
        if (plan.Closing)
        {
            link.ClosingQuantity = null;
        }
    }

    /// <summary>What the mirror holds of these items of the lane's shop is not to be relied on: they are read before anything is written.</summary>
    internal Task ForgetAsync(LaneLease lease, IReadOnlyCollection<long> items, CancellationToken ct) => gate.WriteAsync(
        lease,
        async (write, c) =>
        {
            await write.Db.StockLevels.Where(l => l.StoreId == lease.Store && items.Contains(l.InventoryItemId)).ExecuteUpdateAsync(s => s.SetProperty(l => l.ReadAt, DateTimeOffset.UnixEpoch), c);
        },
        ct);

    private async Task<WorkOutcome?> FollowTrackingAsync(LaneLease lease, StockPlan plan, CancellationToken ct)
    {
        var answer = await inventory.SetTrackedAsync(lease.Store, plan.Link.DestinationInventoryItemId, plan.SourceTracked, CallPriority.Stock, ct);
        if (answer is not Outcome<bool>.Done)
        {
            return answer is Outcome<bool>.Unknown unknown ? new WorkOutcome.LaneBlocked(null, unknown.Sentence) : answer.ToWorkOutcome() as WorkOutcome.LaneBlocked;
        }

        await gate.WriteAsync(
            lease,
            async (write, c) =>
            {
                var variant = await write.Db.Variants.SingleOrDefaultAsync(v => v.StoreId == lease.Store && v.VariantId == plan.Link.DestinationVariantId, c);
                if (variant is not null)
                {
                    variant.Tracked = plan.SourceTracked;
                }

                var link = await write.Db.VariantLinks.SingleAsync(l => l.Id == plan.Link.Id, c);
                link.LastQuantityReason = plan.SourceTracked ? link.LastQuantityReason : "not tracked at the source";
                write.Changed(lease.Store, LiveTopic.Stock);
            },
            ct);
        return null;
    }

    private async Task<WorkOutcome> ActivateAsync(LaneLease lease, StockPlan plan, CancellationToken ct)
    {
        if (plan.Closing)
        {
            return WorkOutcome.Finished;
        }

        var (location, chosen) = await gate.WriteAsync(
            lease,
            async (write, c) =>
            {
                var settings = await write.Db.Connections.Where(x => x.Id == plan.Link.ConnectionId).Select(x => x.Settings).SingleAsync(c);
                return (await ReceivingLocation.FindAsync(write.Db, lease.Store, settings.Stock, c), settings.Stock.ReceivingLocation is not null);
            },
            ct);
        if (location is not { } receiving)
        {
            await ConflictAsync(
                lease, plan, chosen ? "The location chosen to receive stock is not active any more: choose another one in the connection's stock settings." : "This shop has no active location to receive stock.", ct);
            return WorkOutcome.Finished;
        }

        var key = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        var answer = await inventory.ActivateAsync(lease.Store, plan.Link.DestinationInventoryItemId, receiving, plan.Desire!.Quantity, key, CallPriority.Stock, ct);

        // Whatever became of it, the next pass reads the item first.
        return answer switch
        {
            Outcome<bool>.Done or Outcome<bool>.Unknown => new WorkOutcome.Later(time.GetUtcNow(), "Stocked at the receiving location; checking."),
            _ => answer.ToWorkOutcome(),
        };
    }

    private Task ConflictAsync(LaneLease lease, StockPlan plan, string sentence, CancellationToken ct) => plan.Link.StockConflict == sentence ? Task.CompletedTask : gate.WriteAsync(
        lease,
        async (write, c) =>
        {
            var link = await write.Db.VariantLinks.SingleAsync(l => l.Id == plan.Link.Id, c);
            link.StockConflict = sentence;
            write.Record(lease.Store, ActivityLevel.Attention, "stock", sentence, link.ConnectionId, StockFollowers.Subject(link.DestinationVariantId));
            write.Notify(lease.Store, NoticeKind.Drift, ActivityLevel.Attention, FormattableString.Invariant($"stock-conflict/{link.Id}/{write.Now.ToUnixTimeMilliseconds()}"), sentence, link.ConnectionId);
            write.Changed(lease.Store, LiveTopic.Stock);
        },
        ct);

    private static Task<Dictionary<int, VariantLink>> LinksAsync(Write write, IEnumerable<StockPlan> plans, CancellationToken ct)
    {
        var ids = plans.Select(p => p.Link.Id).ToList();
        return write.Db.VariantLinks.Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, ct);
    }
}
