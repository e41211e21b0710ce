using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stock;
using Syncerize.Core.Work;

namespace Syncerize.Core.Orders;

/// <summary>The commits of a push: each moves the row from one recovery point to the next, and only from where it really stands.</summary>
public sealed class PushSteps(WriteGate gate, InventoryGateway inventory, StockReadings readings, OrderSettlement settlement, PushMeter meter, TimeProvider time)
{
    /// <summary>Decides once more with what is known now and commits <see cref="PushState.Sending"/>.</summary>
    /// <returns>What to send, or null where it is not to be sent any more.</returns>
    public Task<OrderDraft?> BeginAsync(LaneLease lease, OrderPush push, CancellationToken ct) => ChangeAsync<OrderDraft?>(
        lease,
        push,
        async (write, at, row) =>
        {
            await settlement.SettleAsync(write, at, ct);
            if (row.State != PushState.Planned || row.Lines.Count == 0)
            {
                return null;
            }

            if (await meter.ClaimAsync(write, at, row, ct) is { } full)
            {
                (row.State, row.WaitingFor, row.Sentence) = (PushState.Waiting, PushWaits.Plan, full);
                return null;
            }

            row.State = PushState.Sending;
            row.Attempts++;
            row.SendingAt = write.Now;
            row.Sentence = "It is being sent to the source.";
            return PushDraft.Of(at, row);
        },
        ct);

    /// <summary>The create was answered.</summary>
    public Task CreatedAsync(LaneLease lease, OrderPush push, CreatedOrder created, CallTrace trace, CancellationToken ct) => ChangeAsync(
        lease,
        push,
        async (write, at, row) =>
        {
            Note(write, row, "create", "Done", $"Created as {created.Name}.", trace);
            await KnownAsync(write, at, row, created, ct);
            return true;
        },
        ct);

    /// <summary>A witness knows the source order. More than one is critical.</summary>
    public async Task<WorkOutcome> FoundAsync(LaneLease lease, OrderPush push, PushLook look, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(look);
        await ChangeAsync(
            lease,
            push,
            async (write, at, row) =>
            {
                Note(write, row, "look-up", "Found", $"It is there as {look.Found[0].Name}; nothing was sent again.", look.Trace);
                await KnownAsync(write, at, row, look.Found[0], ct);
                foreach (var second in look.Found.Skip(1))
                {
                    OrderStoring.Twice(write, at, row, second.Name);
                }

                return true;
            },
            ct);
        return new WorkOutcome.Later(time.GetUtcNow(), "Found at the source; its stock is read next.");
    }

    /// <summary>Reads the stock of its items, begun after the order was known, and ends the reservation in the write that stores the reading.</summary>
    public async Task<WorkOutcome> RecordAsync(LaneLease lease, OrderPush push, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(push);
        var items = await gate.WriteAsync(
            lease, (write, c) => write.Db.OrderPushLines.Where(l => l.OrderPushId == push.Id).Select(l => l.SourceInventoryItemId).Distinct().ToListAsync(c), ct);
        var begunAt = time.GetUtcNow();
        var answer = await inventory.ReadAsync(lease.Store, items, CallPriority.OrderPush, ct);
        if (answer is not Outcome<IReadOnlyList<InventoryReading>>.Done done)
        {
            return answer.ToWorkOutcome();
        }

        await ChangeAsync(
            lease,
            push,
            async (write, at, row) =>
            {
                if (row.State == PushState.Created)
                {
                    row.State = PushState.Recorded;
                    row.RecordedAt = write.Now;
                    row.Sentence = $"It is order {row.SourceOrderName} at the source.";
                    await readings.StoreAsync(write, lease.Store, done.Value, begunAt, ct);
                    await settlement.SettleAsync(write, at, ct);
                }

                return true;
            },
            ct);
        return WorkOutcome.Finished;
    }

    /// <summary>Nothing left this machine: back to where it was, and not counted as an attempt.</summary>
    public Task NothingSentAsync(LaneLease lease, OrderPush push, Outcome<CreatedOrder> answer, CancellationToken ct) => SentAsync(
        lease,
        push,
        async (write, row) =>
        {
            await PushMeter.ReleaseAsync(write, row, ct);
            Note(write, row, "create", answer.GetType().Name, answer.Describe(), answer.Trace);
            row.State = PushState.Planned;
            row.Attempts--;
            row.SendingAt = null;
            row.Sentence = $"Nothing was sent: {answer.Describe()} It goes when the source answers again.";
        },
        ct);

    /// <summary>It was sent and nobody knows what became of it: the row stays in Sending.</summary>
    public Task NoAnswerAsync(LaneLease lease, OrderPush push, Outcome<CreatedOrder> answer, CancellationToken ct) => SentAsync(
        lease,
        push,
        (write, row) =>
        {
            Note(write, row, "create", answer.GetType().Name, answer.Describe(), answer.Trace);
            row.Sentence = "It was sent and no answer came; Syncerize looks for it at the source before anything else.";
            return Task.CompletedTask;
        },
        ct);

    /// <summary>Shopify refused it: nothing was made there, a person decides.</summary>
    public Task RefusedAsync(LaneLease lease, OrderPush push, Outcome<CreatedOrder>.Rejected answer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var soldOut = answer.Errors.Any(e => e.Code == "INVENTORY_CLAIM_FAILED");
        return ChangeAsync(
            lease,
            push,
            async (write, at, row) =>
            {
                if (row.State == PushState.Sending)
                {
                    Note(write, row, "create", "Rejected", answer.Describe(), answer.Trace);
                    await PushMeter.ReleaseAsync(write, row, ct);
                    row.State = PushState.Parked;
                    row.SendingAt = null;
                    row.WaitingFor = soldOut ? PushWaits.SoldOut : PushWaits.Refused;
                    row.Cause = CauseOf(answer.Errors);
                    row.Sentence = soldOut ? "Sold out at the source: it could not claim the stock. Push again when it is back, refund the customer, or mark it as handled."
                        : answer.Errors.Any(e => e.Code == Classifier.TooLarge)
                            ? $"Shopify takes at most {OrderDraftBuilder.MostLines} lines in one order, and this one has more even with equal lines joined. Enter it in the source shop by hand and mark it as handled here."
                        : $"{answer.Describe()} Correct the order and push it again, or mark it as handled.";
                    Tell(write, at, row, ActivityLevel.Attention, $"Order {at.Order.Name} was not pushed. {row.Sentence}", answer.Trace);
                    NotifyParked(write, at, row);
                    await settlement.SettleAsync(write, at, ct);
                }

                return true;
            },
            ct);
    }

    /// <summary>All witnesses are empty after the waiting time: it may be sent once more, or a person has to look.</summary>
    public Task NotThereAsync(LaneLease lease, OrderPush push, PushLook look, CancellationToken ct) => ChangeAsync(
        lease,
        push,
        async (write, at, row) =>
        {
            if (row.State != PushState.Sending)
            {
                return false;
            }

            Note(write, row, "look-up", "NotFound", "Not at the source: by its key, by search and among the orders read.", look.Trace);
            if (row.Attempts >= OrderPusher.MostUnknown)
            {
                row.State = PushState.Parked;
                row.WaitingFor = PushWaits.Outcome;
                row.Sentence = "Check the source shop: it was sent twice without an answer and is not found. Say which order it is, or send it again.";
                Tell(write, at, row, ActivityLevel.Critical, $"Order {at.Order.Name}: {row.Sentence}", look.Trace);
                NotifyParked(write, at, row);
            }
            else
            {
                row.State = PushState.Planned;
                row.Sentence = "The source does not have it; it is sent again.";
            }

            await settlement.SettleAsync(write, at, ct);
            return true;
        },
        ct);

    /// <summary>Shopify's code and the field it speaks of, without the numbers of lines: what refusals of several orders have in common.</summary>
    private static string CauseOf(IReadOnlyList<UserError> errors) =>
        errors.Count == 0 ? "" : $"{errors[0].Code} {string.Join('.', errors[0].Field.Where(f => !f.All(char.IsAsciiDigit)))}".Trim();

    private async Task KnownAsync(Write write, OrderCase at, OrderPush row, CreatedOrder created, CancellationToken ct)
    {
        if (row.State is PushState.Created or PushState.Recorded)
        {
            return;
        }

        if (await write.Db.Orders.Include(o => o.Lines).SingleOrDefaultAsync(o => o.StoreId == row.SourceStoreId && o.OrderId == created.OrderId, ct) is { } mirrored)
        {
            OrderSettlement.Found(write, at, row, mirrored);
        }
        else
        {
            OrderSettlement.Found(write, at, row, created);
        }

        Tell(write, at, row, ActivityLevel.Success, $"Order {at.Order.Name} of {at.Partners.Destination.Name} is {created.Name} at {at.Partners.ByConnection[row.ConnectionId].Source.Name}.", null);
        write.Record(row.SourceStoreId, ActivityLevel.Success, "push", $"{created.Name} came from {at.Partners.Destination.Name}, order {at.Order.Name}.", row.ConnectionId, created.OrderId.ToString(CultureInfo.InvariantCulture));

        // Its own webhook tells of it as well; the mirror must not depend on that.
        await write.EnqueueAsync(new Due(row.SourceStoreId, OrderWork.Pull, created.OrderId.ToString(CultureInfo.InvariantCulture)), ct);
        await settlement.SettleAsync(write, at, ct);
    }

    private Task SentAsync(LaneLease lease, OrderPush push, Func<Write, OrderPush, Task> change, CancellationToken ct) => ChangeAsync(
        lease,
        push,
        async (write, at, row) =>
        {
            if (row.State == PushState.Sending)
            {
                await change(write, row);
                write.Changed(row.DestinationStoreId, Live.LiveTopic.Orders);
            }

            return true;
        },
        ct);

    private Task<T> ChangeAsync<T>(LaneLease lease, OrderPush push, Func<Write, OrderCase, OrderPush, Task<T>> change, CancellationToken ct) => gate.WriteAsync(
        lease,
        async (write, c) =>
        {
            var partners = await Partners.LoadAsync(write.Db, push.DestinationStoreId, c);
            var at = await OrderCase.LoadAsync(write.Db, partners, push.OrderId, c) ?? throw new InvalidOperationException($"Order {push.OrderId} of push {push.Id} is not mirrored.");
            return await change(write, at, at.Pushes.Single(p => p.Id == push.Id));
        },
        ct,
        WriteUrgency.First);

    private static void Tell(Write write, OrderCase at, OrderPush row, ActivityLevel level, string sentence, CallTrace? trace) =>
        write.Record(row.DestinationStoreId, level, "push", sentence, row.ConnectionId, OrderSettlement.Subject(at.Order), trace?.RequestId);

    // Every parking is an occasion of its own: after as many attempts as it took.
    private static void NotifyParked(Write write, OrderCase at, OrderPush row) => write.Notify(
        row.DestinationStoreId, row.WaitingFor == PushWaits.SoldOut ? NoticeKind.Oversold : NoticeKind.PushParked, ActivityLevel.Critical,
        string.Create(CultureInfo.InvariantCulture, $"parked/{row.Id}/{row.WaitingFor}/{row.Attempts}"), $"Order {at.Order.Name}: {row.Sentence}", row.ConnectionId, at.Order.OrderId);

    private static void Note(Write write, OrderPush row, string step, string outcome, string sentence, CallTrace? trace) => write.Db.PushAttempts.Add(new PushAttempt
    {
        OrderPushId = row.Id,
        Step = step,
        At = write.Now,
        Outcome = outcome,
        Sentence = sentence,
        RequestId = trace?.RequestId,
    });
}
