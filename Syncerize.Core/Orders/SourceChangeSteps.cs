using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Orders;

/// <summary>A change being worked on, with the push it belongs to.</summary>
/// <param name="Change">The change as it was loaded.</param>
/// <param name="Push">Its push.</param>
internal sealed record ChangeJob(SourceChange Change, OrderPush Push)
{
    public long SourceOrderId => Push.SourceOrderId!.Value;

    /// <summary>A word for the list of attempts.</summary>
    public string Step => Change.Kind switch { SourceChangeKind.Cancel => "cancel", SourceChangeKind.Refund => "refund", _ => "edit" };
}

/// <summary>The source order as it was just read; or why it could not be read.</summary>
internal sealed record SourceOrderLook(OrderReading? Order, WorkOutcome? Failed, CallTrace Trace);

/// <summary>The commits of a change at the source: each moves the row from one recovery point to the next, and only from where it really stands.</summary>
public sealed class SourceChangeSteps(WriteGate gate, OrderGateway orders, OrderStoring storing, OrderSettlement settlement, TimeProvider time)
{
    /// <summary>Reads the source order, stores it, and gives it. Before every write.</summary>
    internal async Task<SourceOrderLook> ReadAsync(LaneLease lease, ChangeJob job, CancellationToken ct)
    {
        var begunAt = time.GetUtcNow();
        var answer = await orders.ReadByIdsAsync(lease.Store, [job.SourceOrderId], CallPriority.OrderPull, ct);
        if (answer is not Outcome<IReadOnlyDictionary<long, OrderReading?>>.Done { Value: var read })
        {
            return new SourceOrderLook(null, answer.ToWorkOutcome() is WorkOutcome.LaneBlocked blocked ? blocked : new WorkOutcome.Retry(answer.Describe()), answer.Trace);
        }

        if (read.GetValueOrDefault(job.SourceOrderId) is { } reading)
        {
            await gate.WriteAsync(lease, (write, c) => storing.StoreAsync(write, lease.Store, [reading], begunAt, c), ct);
            return new SourceOrderLook(reading, null, answer.Trace);
        }

        return new SourceOrderLook(null, null, answer.Trace);
    }

    /// <summary>Commits that the change is about to leave, with the bytes that may be sent again.</summary>
    /// <returns>False where it is not to be sent any more.</returns>
    internal Task<bool> SendingAsync(LaneLease lease, ChangeJob job, string? sent, CancellationToken ct) => MoveAsync(
        lease, job,
        (write, _, row) =>
        {
            if (row.State is not (SourceChangeState.Planned or SourceChangeState.Sending))
            {
                return Task.FromResult(false);
            }

            (row.State, row.SendingAt, row.Sent) = (SourceChangeState.Sending, write.Now, sent ?? row.Sent);
            row.Attempts++;
            (job.Change.State, job.Change.Sent, job.Change.Attempts, job.Change.SendingAt) = (row.State, row.Sent, row.Attempts, row.SendingAt);
            return Task.FromResult(true);
        },
        ct);

    /// <summary>Nothing left this machine, or it has to be planned anew: back to where it was.</summary>
    internal Task PlannedAgainAsync(LaneLease lease, ChangeJob job, string sentence, CancellationToken ct) => MoveAsync(
        lease, job,
        (_, _, row) =>
        {
            if (row.State == SourceChangeState.Sending)
            {
                (row.State, row.SendingAt, row.Sent, row.Sentence) = (SourceChangeState.Planned, null, null, sentence);
            }

            return Task.FromResult(true);
        },
        ct);

    /// <summary>It is done, or there was nothing to do. Tells both shops where something was done.</summary>
    internal async Task<WorkOutcome> DoneAsync(LaneLease lease, ChangeJob job, string sentence, bool tell, CallTrace? trace, CancellationToken ct, Func<Write, OrderCase, OrderPush, Task>? also = null)
    {
        await MoveAsync(
            lease, job,
            async (write, at, row) =>
            {
                (row.State, row.DoneAt, row.Sentence) = (SourceChangeState.Done, write.Now, sentence);
                Note(write, job, "Done", sentence, trace);
                if (tell)
                {
                    write.Record(job.Push.DestinationStoreId, ActivityLevel.Success, "push", $"Order {at.Order.Name}: {sentence}", job.Push.ConnectionId, OrderSettlement.Subject(at.Order), trace?.RequestId);
                    write.Record(job.Push.SourceStoreId, ActivityLevel.Info, "push", $"{at.Partners.Destination.Name}, order {at.Order.Name}: {sentence}", job.Push.ConnectionId, job.SourceOrderId.ToString(System.Globalization.CultureInfo.InvariantCulture), trace?.RequestId);
                }

                if (also is not null)
                {
                    await also(write, at, at.Pushes.Single(p => p.Id == job.Push.Id));
                }

                await settlement.SettleAsync(write, at, ct);
                return true;
            },
            ct);
        return WorkOutcome.Finished;
    }

    /// <summary>It cannot be done there; a person decides.</summary>
    internal async Task<WorkOutcome> RefusedAsync(LaneLease lease, ChangeJob job, string sentence, CallTrace? trace, CancellationToken ct)
    {
        await MoveAsync(
            lease, job,
            (write, at, row) =>
            {
                (row.State, row.DoneAt, row.Sentence) = (SourceChangeState.Refused, write.Now, sentence);
                Note(write, job, "Rejected", sentence, trace);
                write.Record(job.Push.DestinationStoreId, ActivityLevel.Attention, "push", $"Order {at.Order.Name}: {sentence}", job.Push.ConnectionId, OrderSettlement.Subject(at.Order), trace?.RequestId);
                write.Changed(job.Push.DestinationStoreId, Live.LiveTopic.Orders);
                return Task.FromResult(true);
            },
            ct);
        return WorkOutcome.Finished;
    }

    /// <summary>Moves the row within one write of the lane.</summary>
    internal Task<T> MoveAsync<T>(LaneLease lease, ChangeJob job, Func<Write, OrderCase, SourceChange, Task<T>> move, CancellationToken ct) => gate.WriteAsync(
        lease,
        async (write, c) =>
        {
            var partners = await Partners.LoadAsync(write.Db, job.Push.DestinationStoreId, c);
            var at = await OrderCase.LoadAsync(write.Db, partners, job.Push.OrderId, c) ?? throw new InvalidOperationException($"Order {job.Push.OrderId} of push {job.Push.Id} is not mirrored.");
            return await move(write, at, await write.Db.SourceChanges.SingleAsync(x => x.Id == job.Change.Id, c));
        },
        ct,
        WriteUrgency.First);

    private static void Note(Write write, ChangeJob job, string outcome, string sentence, CallTrace? trace) => write.Db.PushAttempts.Add(new PushAttempt
    {
        OrderPushId = job.Push.Id,
        Step = job.Step,
        At = write.Now,
        Outcome = outcome,
        Sentence = sentence,
        RequestId = trace?.RequestId,
    });
}
