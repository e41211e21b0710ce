using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Orders;

/// <summary>What people do with changes of source orders: send a difference, cancel at the source, try a refused one again, put one aside.</summary>
public sealed class SourceChanges(WriteGate gate)
{
    /// <summary>Sends the difference between a pushed part and what its order wants now, as an edit of the same source order.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<PushOutcome> SendEditAsync(Actor actor, StoreId store, long orderId, ConnectionId part, CancellationToken ct) => DoAsync(
        actor, store, orderId, part,
        async (write, at, push) =>
        {
            if (at.Order.CancelledAt is not null)
            {
                return new PushOutcome.Refused(PushWaits.Nothing, "The order is cancelled; cancel it at the source instead.");
            }

            if (!at.Partners.ByConnection[part].Connection.Settings.OrderPush.OfferEdits)
            {
                return new PushOutcome.Refused(PushWaits.Nothing, "Edits are switched off in this connection's settings.");
            }

            if (await OpenAsync(write, push, SourceChangeKind.Edit, ct))
            {
                return new PushOutcome.OnItsWay();
            }

            var wanted = await SourceFollow.WantedAsync(write.Db, at, part, ct);
            if (await write.Db.Orders.Include(o => o.Lines).AsNoTracking().SingleOrDefaultAsync(o => o.StoreId == push.SourceStoreId && o.OrderId == push.SourceOrderId, ct) is not { } source
                || SourceChangePlan.Differences(wanted, push.Lines, source) is not { Count: > 0 } differences)
            {
                return new PushOutcome.Refused(PushWaits.Nothing, "The source order has these units already.");
            }

            await SourceFollow.StartAsync(write, at, [SourceFollow.Change(push, SourceChangeKind.Edit, await NextAsync(write, push, ct), Target(wanted, push, differences), write.Now, actor.Name)], ct);
            write.Record(store, ActivityLevel.Info, "push", $"{actor.Name} sent the change of order {at.Order.Name} to {push.SourceOrderName} at the source.", part, OrderSettlement.Subject(at.Order));
            return new PushOutcome.Queued(1);
        },
        ct);

    /// <summary>Cancels the source order of a part, with restock, whether or not the order is cancelled here.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<PushOutcome> CancelAtSourceAsync(Actor actor, StoreId store, long orderId, ConnectionId part, CancellationToken ct) => DoAsync(
        actor, store, orderId, part,
        async (write, at, push) =>
        {
            if (await write.Db.SourceChanges.SingleOrDefaultAsync(c => c.OrderPushId == push.Id && c.Kind == SourceChangeKind.Cancel, ct) is { } known)
            {
                return known.State is SourceChangeState.Refused or SourceChangeState.Dismissed ? await AgainAsync(write, push, known, actor, ct) : new PushOutcome.OnItsWay();
            }

            await SourceFollow.StartAsync(write, at, [SourceFollow.Change(push, SourceChangeKind.Cancel, 0, [], write.Now, actor.Name)], ct);
            write.Record(store, ActivityLevel.Info, "push", $"{actor.Name} asked to cancel {push.SourceOrderName} at the source, for order {at.Order.Name}.", part, OrderSettlement.Subject(at.Order));
            return new PushOutcome.Done($"{push.SourceOrderName} is being cancelled at the source.");
        },
        ct);

    /// <summary>Tries a refused change again, with a key of its own and planned anew.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<PushOutcome> RetryAsync(Actor actor, StoreId store, long orderId, ConnectionId part, int change, CancellationToken ct) => DoAsync(
        actor, store, orderId, part,
        async (write, _, push) => await write.Db.SourceChanges.SingleOrDefaultAsync(c => c.Id == change && c.OrderPushId == push.Id && c.State == SourceChangeState.Refused, ct) is { } row
            ? await AgainAsync(write, push, row, actor, ct)
            : new PushOutcome.Refused(PushWaits.Nothing, "It was tried again or put aside already."),
        ct);

    /// <summary>Puts a refused change aside: it is settled between the shops.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<PushOutcome> DismissAsync(Actor actor, StoreId store, long orderId, ConnectionId part, int change, CancellationToken ct) => DoAsync(
        actor, store, orderId, part,
        async (write, at, push) =>
        {
            if (await write.Db.SourceChanges.SingleOrDefaultAsync(c => c.Id == change && c.OrderPushId == push.Id && c.State == SourceChangeState.Refused, ct) is not { } row)
            {
                return new PushOutcome.Refused(PushWaits.Nothing, "It was tried again or put aside already.");
            }

            (row.State, row.DoneAt) = (SourceChangeState.Dismissed, write.Now);
            write.Record(store, ActivityLevel.Info, "push", $"{actor.Name} put aside a change for {push.SourceOrderName}, order {at.Order.Name}.", part, OrderSettlement.Subject(at.Order));
            return new PushOutcome.Done("Put aside.");
        },
        ct);

    /// <summary>What the source order is to have: absolute units by line, those it should have no more included.</summary>
    private static List<ChangedUnits> Target(IReadOnlyList<OrderPushLine> wanted, OrderPush push, IReadOnlyList<UnitDifference> differences)
    {
        var target = wanted.Select(l => new ChangedUnits(l.LineId, l.SourceVariantId, l.SourceInventoryItemId, l.Units, l.SourceNetMinor)).ToList();
        target.AddRange(push.Lines.Where(l => wanted.All(w => w.LineId != l.LineId)).Select(l => new ChangedUnits(l.LineId, l.SourceVariantId, l.SourceInventoryItemId, 0)));

        // Shipped units stay: where they exceed what is wanted, that is what the source order keeps.
        foreach (var kept in differences.Where(d => d.Wanted > target.Where(t => t.SourceVariantId == d.SourceVariantId).Sum(t => t.Units)))
        {
            var at = target.FindIndex(t => t.SourceVariantId == kept.SourceVariantId);
            target[at] = target[at] with { Units = target[at].Units + kept.Wanted - target.Where(t => t.SourceVariantId == kept.SourceVariantId).Sum(t => t.Units) };
        }

        return target;
    }

    private static async Task<PushOutcome> AgainAsync(Write write, OrderPush push, SourceChange row, Actor actor, CancellationToken ct)
    {
        (row.State, row.Key, row.Sent, row.SendingAt, row.Attempts, row.Sentence, row.AskedBy, row.DoneAt) = (SourceChangeState.Planned, Guid.CreateVersion7(write.Now).ToString("D"), null, null, 0, null, actor.Name, null);
        await write.Db.SaveChangesAsync(ct);
        await Work.WorkQueue.EnqueueAsync(write, SourceFollow.Due(push.SourceStoreId, row.Id), ct);
        return new PushOutcome.Done("It is tried again.");
    }

    private static Task<bool> OpenAsync(Write write, OrderPush push, SourceChangeKind kind, CancellationToken ct) => write.Db.SourceChanges
        .AnyAsync(c => c.OrderPushId == push.Id && c.Kind == kind && (c.State == SourceChangeState.Planned || c.State == SourceChangeState.Sending || c.State == SourceChangeState.Written), ct);

    private static async Task<long> NextAsync(Write write, OrderPush push, CancellationToken ct) =>
        1 + (await write.Db.SourceChanges.Where(c => c.OrderPushId == push.Id && c.Kind == SourceChangeKind.Edit).MaxAsync(c => (long?)c.Cause, ct) ?? 0);

    private Task<PushOutcome> DoAsync(Actor actor, StoreId store, long orderId, ConnectionId part, Func<Write, OrderCase, OrderPush, Task<PushOutcome>> act, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(store);
        return gate.WriteAsync<PushOutcome>(
            async (write, c) =>
            {
                if (await OrderCase.LoadAsync(write.Db, await Partners.LoadAsync(write.Db, store, c), orderId, c) is not { } at)
                {
                    return new PushOutcome.NotFound("This store has no such order.");
                }

                if (at.Parts.SingleOrDefault(p => p.ConnectionId == part) is not { State: PushState.Created or PushState.Recorded, SourceCancelledAt: null } push)
                {
                    return new PushOutcome.Refused(PushWaits.Nothing, "This part has no open order at its source.");
                }

                write.Changed(store, LiveTopic.Orders);
                return await act(write, at, push);
            },
            ct,
            WriteUrgency.First);
    }
}
