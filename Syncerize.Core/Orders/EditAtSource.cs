using System.Globalization;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stock;
using Syncerize.Core.Work;

namespace Syncerize.Core.Orders;

/// <summary>Edits a source order until it has the units of its destination order: begin, stage, commit the recovery point, commit the edit, read the stock, end the reservation.
/// Staging changes nothing; an edit can be committed once only, so the same one goes again where no answer came.</summary>
public sealed class EditAtSource(OrderChangeGateway changes, InventoryGateway inventory, StockReadings readings, SourceChangeSteps steps, TimeProvider time)
{
    private const int MostSends = 3;
    private const string Note = "Changed by the destination store";

    internal async Task<WorkOutcome> WorkAsync(LaneLease lease, ChangeJob job, CancellationToken ct)
    {
        switch (job.Change.State)
        {
            case SourceChangeState.Written:
                return await RecordAsync(lease, job, ct);
            case SourceChangeState.Sending:
                return await CommitAsync(lease, job, ct);
        }

        var look = await steps.ReadAsync(lease, job, ct);
        if (look.Failed is { } failed)
        {
            return failed;
        }

        if (look.Order is not { CancelledAt: null } order)
        {
            return await steps.RefusedAsync(lease, job, "The source order is cancelled or gone; push the order again instead.", look.Trace, ct);
        }

        var begun = await changes.BeginEditAsync(lease.Store, order.OrderId, CallPriority.OrderPull, ct);
        if (begun is not Outcome<StagedEdit>.Done { Value: var staged })
        {
            return await FailedAsync(lease, job, begun, ct);
        }

        var plan = SourceChangePlan.Edit(job.Change.Lines, staged);
        if (plan.Count == 0)
        {
            return await WrittenAsync(lease, job, ct);
        }

        if (await StageAsync(lease, job, staged, plan, order.Currency, ct) is { } stopped)
        {
            return stopped;
        }

        return await steps.SendingAsync(lease, job, staged.Id, ct) ? await CommitAsync(lease, job, ct) : WorkOutcome.Finished;
    }

    /// <summary>Stages every step; nothing of the order has changed where one fails.</summary>
    private async Task<WorkOutcome?> StageAsync(LaneLease lease, ChangeJob job, StagedEdit staged, IReadOnlyList<EditStep> plan, string currency, CancellationToken ct)
    {
        foreach (var step in plan)
        {
            if (step.LineId is { } line)
            {
                var set = await changes.StageQuantityAsync(lease.Store, staged.Id, line, step.Units, CallPriority.OrderPull, ct);
                if (set is not Outcome<bool>.Done)
                {
                    return await FailedAsync(lease, job, set, ct);
                }

                continue;
            }

            var added = await changes.StageVariantAsync(lease.Store, staged.Id, step.VariantId, step.Units, CallPriority.OrderPull, ct);
            if (added is not Outcome<AddedLine>.Done { Value: var row })
            {
                return await FailedAsync(lease, job, added, ct);
            }

            // It comes at the catalogue price; a dearer one than that cannot be asked for.
            if (row.UnitMinor > step.UnitMinor)
            {
                var discounted = await changes.StageDiscountAsync(lease.Store, staged.Id, row.Id, new Money(row.UnitMinor - step.UnitMinor, currency), "Price agreed with the destination store", CallPriority.OrderPull, ct);
                if (discounted is not Outcome<bool>.Done)
                {
                    return await FailedAsync(lease, job, discounted, ct);
                }
            }
        }

        return null;
    }

    private async Task<WorkOutcome> CommitAsync(LaneLease lease, ChangeJob job, CancellationToken ct)
    {
        var answer = await changes.CommitEditAsync(lease.Store, job.Change.Sent!, Note, CallPriority.OrderPull, CancellationToken.None);
        switch (answer)
        {
            case Outcome<bool>.Done:
                return await WrittenAsync(lease, job, CancellationToken.None);
            case Outcome<bool>.Rejected or Outcome<bool>.NotFound:
                // Committed before, or the order changed meanwhile: what it has now says which.
                var look = await steps.ReadAsync(lease, job, ct);
                return look.Failed ?? (look.Order is { } order && Reached(job.Change.Lines, order) ? await WrittenAsync(lease, job, ct)
                    : job.Change.Attempts < MostSends ? await AgainAsync(lease, job, answer, ct)
                    : await steps.RefusedAsync(lease, job, $"The change was not taken by the source. {answer.Describe()}", answer.Trace, ct));
            case Outcome<bool>.Unknown or Outcome<bool>.Bug:
                return new WorkOutcome.Retry("The edit was sent without an answer; the same one is sent again.");
            default:
                return answer.ToWorkOutcome();
        }
    }

    private async Task<WorkOutcome> AgainAsync(LaneLease lease, ChangeJob job, Outcome<bool> answer, CancellationToken ct)
    {
        await steps.PlannedAgainAsync(lease, job, answer.Describe(), ct);
        return new WorkOutcome.Later(time.GetUtcNow().AddSeconds(1), "The source order changed meanwhile; the edit is planned again.");
    }

    private async Task<WorkOutcome> WrittenAsync(LaneLease lease, ChangeJob job, CancellationToken ct)
    {
        await steps.MoveAsync(
            lease, job,
            async (write, _, row) =>
            {
                (row.State, row.Sentence) = (SourceChangeState.Written, "The source order was changed; its stock is being read.");
                await write.EnqueueAsync(new Due(lease.Store, OrderWork.Pull, job.SourceOrderId.ToString(CultureInfo.InvariantCulture)), ct);
                return true;
            },
            ct);
        return await RecordAsync(lease, job, ct);
    }

    /// <summary>Added units count as reserved until a stock reading begun after the edit is stored.</summary>
    private async Task<WorkOutcome> RecordAsync(LaneLease lease, ChangeJob job, CancellationToken ct)
    {
        var items = job.Change.Lines.Select(l => l.SourceInventoryItemId).Distinct().ToList();
        var begunAt = time.GetUtcNow();
        var answer = await inventory.ReadAsync(lease.Store, items, CallPriority.OrderPull, ct);
        if (answer is not Outcome<IReadOnlyList<InventoryReading>>.Done done)
        {
            return answer.ToWorkOutcome();
        }

        return await steps.DoneAsync(
            lease, job, $"{job.Push.SourceOrderName} at the source has the changed units.", tell: true, answer.Trace, ct,
            async (write, _, push) =>
            {
                await readings.StoreAsync(write, lease.Store, done.Value, begunAt, ct);
                OrderSettlement.Replace(push, [.. job.Change.Lines.Where(l => l.Units > 0).Select(l => new OrderPushLine
                {
                    LineId = l.LineId,
                    SourceVariantId = l.SourceVariantId,
                    SourceInventoryItemId = l.SourceInventoryItemId,
                    Units = l.Units,
                    SourceNetMinor = l.NetMinor,
                })]);
            });
    }

    private async Task<WorkOutcome> FailedAsync<T>(LaneLease lease, ChangeJob job, Outcome<T> answer, CancellationToken ct) => answer switch
    {
        Outcome<T>.Rejected or Outcome<T>.NotFound => await steps.RefusedAsync(lease, job, $"The change was not taken by the source. {answer.Describe()}", answer.Trace, ct),
        Outcome<T>.Unknown or Outcome<T>.Bug => new WorkOutcome.Retry(answer.Describe()),
        _ => answer.ToWorkOutcome(),
    };

    private static bool Reached(IReadOnlyList<ChangedUnits> target, OrderReading order) => target.GroupBy(t => t.SourceVariantId)
        .All(v => order.Lines.Where(l => l.VariantId == v.Key).Sum(l => l.CurrentQuantity) == v.Sum(t => t.Units));
}
