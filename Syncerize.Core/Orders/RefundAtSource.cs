using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stock;
using Syncerize.Core.Work;

namespace Syncerize.Core.Orders;

/// <summary>Gives units back at the source that the destination refunded with restock. Key and exact bytes are committed before they leave; after an answer that did not come the same bytes go again.</summary>
public sealed class RefundAtSource(IDbContextFactory<SyncerizeDb> factory, OrderChangeGateway changes, SourceChangeSteps steps)
{
    internal async Task<WorkOutcome> WorkAsync(LaneLease lease, ChangeJob job, CancellationToken ct)
    {
        if (job.Change.State == SourceChangeState.Planned && await PlanAsync(lease, job, ct) is { } ended)
        {
            return ended;
        }

        var answer = await changes.RefundAsync(lease.Store, job.Change.Sent!, CallPriority.OrderPull, CancellationToken.None);
        switch (answer)
        {
            case Outcome<long>.Done:
                var units = job.Change.Lines.Sum(l => l.Units);
                return await steps.DoneAsync(
                    lease, job, string.Create(CultureInfo.InvariantCulture, $"{units} refunded {(units == 1 ? "unit was" : "units were")} given back at the source ({job.Push.SourceOrderName}), with restock."),
                    tell: true, answer.Trace, CancellationToken.None, (write, _, push) => ReadAgainAsync(write, job, push));
            case Outcome<long>.Rejected:
                return await steps.RefusedAsync(lease, job, $"The refunded units were not given back at the source. {answer.Describe()}", answer.Trace, CancellationToken.None);
            case Outcome<long>.Unknown or Outcome<long>.Bug:
                return new WorkOutcome.Retry("The refund was sent without an answer; the same one is sent again.");
            default:
                return answer.ToWorkOutcome();
        }
    }

    /// <summary>Looks at the source order and commits what is about to leave.</summary>
    /// <returns>How it ended where nothing is to be sent; null where it is.</returns>
    private async Task<WorkOutcome?> PlanAsync(LaneLease lease, ChangeJob job, CancellationToken ct)
    {
        var look = await steps.ReadAsync(lease, job, ct);
        if (look.Failed is { } failed)
        {
            return failed;
        }

        if (look.Order is not { CancelledAt: null } order)
        {
            return await steps.DoneAsync(lease, job, "Nothing had to be given back: the source order is cancelled or gone.", tell: false, look.Trace, ct);
        }

        var (wanted, cancelled) = await WantedAsync(job, ct);
        if (cancelled)
        {
            return await steps.DoneAsync(lease, job, "The whole order was cancelled; its source order is cancelled with it.", tell: false, look.Trace, ct);
        }

        var lines = SourceChangePlan.Refund(job.Change.Lines, wanted, order);
        if (lines.Count == 0)
        {
            return await steps.DoneAsync(lease, job, "Nothing had to be given back: the source order has no more units than this order.", tell: false, look.Trace, ct);
        }

        var prepared = OrderChangeGateway.PrepareRefund(order.OrderId, lines, "Refunded by the destination store", job.Change.Key);
        return await steps.SendingAsync(lease, job, prepared, ct) ? null : WorkOutcome.Finished;
    }

    private async Task<(IReadOnlyDictionary<long, int> Wanted, bool Cancelled)> WantedAsync(ChangeJob job, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var at = await OrderCase.LoadAsync(db, await Partners.LoadAsync(db, job.Push.DestinationStoreId, ct), job.Push.OrderId, ct) ?? throw new InvalidOperationException($"Order {job.Push.OrderId} is not mirrored.");
        var wanted = await SourceFollow.WantedAsync(db, at, job.Push.ConnectionId, ct);
        return (wanted.GroupBy(l => l.SourceVariantId).ToDictionary(g => g.Key, g => g.Sum(l => l.Units)), at.Order.CancelledAt is not null);
    }

    private static Task ReadAgainAsync(Write write, ChangeJob job, OrderPush push) => write.EnqueueAsync(
        [
            new Due(push.SourceStoreId, OrderWork.Pull, job.SourceOrderId.ToString(CultureInfo.InvariantCulture)),
            .. job.Change.Lines.Select(l => l.SourceInventoryItemId).Distinct().Select(i => new Due(push.SourceStoreId, StockWork.Pull, i.ToString(CultureInfo.InvariantCulture))),
        ],
        CancellationToken.None);
}
