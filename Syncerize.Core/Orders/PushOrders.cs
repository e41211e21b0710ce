using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.Core.Orders;

/// <summary>What pressing Push, or one of its companions, came to. A closed set; each says it in a sentence.</summary>
/// <param name="Sentence">For people.</param>
public abstract record PushOutcome(string Sentence)
{
    /// <summary>It goes next.</summary>
    public sealed record Queued(int Parts) : PushOutcome(Parts == 1 ? "It goes to the source next." : string.Create(CultureInfo.InvariantCulture, $"{Parts} parts go to their sources next."));

    /// <summary>Somebody or something was faster: it is being sent.</summary>
    public sealed record OnItsWay() : PushOutcome("It is on its way already.");

    /// <summary>It is at the source.</summary>
    public sealed record AlreadyPushed(string SourceOrderName) : PushOutcome($"It was pushed already: {SourceOrderName} at the source.");

    /// <summary>A rule stops it.</summary>
    public sealed record Refused(PushWaits Reason, string Why) : PushOutcome(Why);

    /// <summary>The order has no line of a connected source.</summary>
    public sealed record NothingToPush() : PushOutcome("No line of this order belongs to a connected source.");

    /// <summary>No such order, or no such order at the source.</summary>
    public sealed record NotFound(string Why) : PushOutcome(Why);

    /// <summary>It was done.</summary>
    public sealed record Done(string What) : PushOutcome(What);
}

/// <summary>What people do with an order's pushes. Each decides and commits in one write, so that two who press at once make one order.</summary>
public sealed class PushOrders(IServiceScopeFactory scopes, WriteGate gate)
{
    /// <summary>Pushes a whole order, or the part of one connection, by hand. Switches and older-than-the-connection are overridden; the other rules of <see cref="PushDecision"/> are not.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<PushOutcome> PushAsync(Actor actor, StoreId store, long orderId, ConnectionId? part, CancellationToken ct) => DoAsync(
        actor,
        store,
        orderId,
        async (write, at, settlement) =>
        {
            // Where parts are not sent on their own, pressing one presses all.
            var asked = at.Parts.Where(p => part is null || !at.Partners.Destination.PartialPush || p.ConnectionId == part).ToList();
            if (asked.Count == 0)
            {
                return new PushOutcome.NothingToPush();
            }

            var pressed = new List<(OrderPush Push, PushMode Before)>();
            PushOutcome? other = null;
            foreach (var push in asked)
            {
                switch (Refusal(push))
                {
                    case { } refusal:
                        other ??= refusal;
                        break;
                    default:
                        var open = Reopened(write, at, push);
                        pressed.Add((open, push.Mode));
                        open.Mode = PushMode.Manual;
                        break;
                }
            }

            if (pressed.Count == 0)
            {
                return other!;
            }

            await settlement.SettleAsync(write, at, ct);
            var stopped = pressed.Where(p => p.Push.State != PushState.Planned).ToList();
            foreach (var (push, before) in stopped)
            {
                push.Mode = before;
            }

            return stopped.Count < pressed.Count ? new PushOutcome.Queued(pressed.Count - stopped.Count) : new PushOutcome.Refused(stopped[0].Push.WaitingFor, stopped[0].Push.Sentence!);
        },
        ct);

    /// <summary>Marks parts as handled: they are not pushed and reserve no stock any more.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<PushOutcome> MarkHandledAsync(Actor actor, StoreId store, long orderId, ConnectionId? part, string reason, CancellationToken ct) => DoAsync(
        actor,
        store,
        orderId,
        async (write, at, settlement) =>
        {
            var open = at.Parts.Where(p => (part is null || p.ConnectionId == part) && (p.State is PushState.Waiting or PushState.Planned || (p.State == PushState.Parked && p.WaitingFor != PushWaits.Outcome))).ToList();
            if (open.Count == 0)
            {
                return new PushOutcome.Refused(PushWaits.Nothing, "Nothing of this order is open: it is pushed, on its way, or handled already.");
            }

            foreach (var push in open)
            {
                (push.State, push.WaitingFor, push.Sentence) = (PushState.Handled, PushWaits.Nothing, string.IsNullOrWhiteSpace(reason) ? "Marked as handled." : $"Marked as handled: {reason.Trim()}");
            }

            await settlement.SettleAsync(write, at, ct);
            write.Record(store, ActivityLevel.Info, "push", $"Order {at.Order.Name} was marked as handled by {actor.Name}.", part, OrderSettlement.Subject(at.Order));
            return new PushOutcome.Done("Marked as handled; its stock is free again.");
        },
        ct);

    /// <summary>Takes a mark back: the part is decided about anew.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<PushOutcome> UndoHandledAsync(Actor actor, StoreId store, long orderId, ConnectionId? part, CancellationToken ct) => DoAsync(
        actor,
        store,
        orderId,
        async (write, at, settlement) =>
        {
            var handled = at.Parts.Where(p => p.State == PushState.Handled && (part is null || p.ConnectionId == part)).ToList();
            foreach (var push in handled)
            {
                (push.State, push.Mode) = (PushState.Waiting, PushMode.Automatic);
            }

            await settlement.SettleAsync(write, at, ct);
            return handled.Count == 0 ? new PushOutcome.Refused(PushWaits.Nothing, "Nothing of this order is marked as handled.") : new PushOutcome.Done("The mark was taken back.");
        },
        ct);

    /// <summary>"It is there": a person found the order of a parked push in the source shop and names it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="store">The destination.</param>
    /// <param name="orderId">Its order.</param>
    /// <param name="part">The part.</param>
    /// <param name="sourceOrder">The source order's name, such as <c>#2001</c>, or Shopify's number.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<PushOutcome> ItIsThereAsync(Actor actor, StoreId store, long orderId, ConnectionId part, string sourceOrder, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sourceOrder);
        return DoAsync(
            actor,
            store,
            orderId,
            async (write, at, settlement) =>
            {
                if (Doubtful(at, part) is not { } push)
                {
                    return new PushOutcome.Refused(PushWaits.Nothing, "This part is not waiting for somebody to look.");
                }

                var name = sourceOrder.Trim();
                var named = name.StartsWith('#') ? name : "#" + name;
                var number = long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : -1;
                var found = await write.Db.Orders.Include(o => o.Lines)
                    .FirstOrDefaultAsync(o => o.StoreId == push.SourceStoreId && (o.OrderId == number || o.Name == named || o.Name == name), ct);
                if (found is null || (found.PushKey is not null && found.PushKey != push.Key))
                {
                    return new PushOutcome.NotFound($"The source has no order {name} that can be this one.");
                }

                if (await write.Db.OrderPushes.AnyAsync(p => p.SourceStoreId == push.SourceStoreId && p.SourceOrderId == found.OrderId, ct))
                {
                    return new PushOutcome.NotFound($"{found.Name} belongs to another push already.");
                }

                OrderSettlement.Found(write, at, push, found);
                await settlement.SettleAsync(write, at, ct);
                await write.EnqueueAsync(OrderSettlement.PushDue(push), ct);
                return new PushOutcome.Done($"Linked to {found.Name}.");
            },
            ct);
    }

    /// <summary>"Send again": a person has looked and it is not in the source shop. It is looked up once more before it leaves.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<PushOutcome> SendAgainAsync(Actor actor, StoreId store, long orderId, ConnectionId part, CancellationToken ct) => DoAsync(
        actor,
        store,
        orderId,
        async (write, at, settlement) =>
        {
            if (Doubtful(at, part) is not { } push)
            {
                return new PushOutcome.Refused(PushWaits.Nothing, "This part is not waiting for somebody to look.");
            }

            (push.State, push.Mode) = (PushState.Waiting, PushMode.Manual);
            await settlement.SettleAsync(write, at, ct);
            return push.State == PushState.Planned ? new PushOutcome.Queued(1) : new PushOutcome.Refused(push.WaitingFor, push.Sentence!);
        },
        ct);

    private static OrderPush? Doubtful(OrderCase at, ConnectionId part) => at.Parts.SingleOrDefault(p => p.ConnectionId == part && p is { State: PushState.Parked, WaitingFor: PushWaits.Outcome });

    private static PushOutcome? Refusal(OrderPush push) => push.State switch
    {
        PushState.Planned when push.Mode == PushMode.Manual => new PushOutcome.OnItsWay(),
        PushState.Sending => new PushOutcome.OnItsWay(),
        PushState.Created or PushState.Recorded when push.SourceCancelledAt is null => new PushOutcome.AlreadyPushed(push.SourceOrderName ?? "an order"),
        PushState.Parked when push.WaitingFor == PushWaits.Outcome => new PushOutcome.Refused(PushWaits.Outcome, push.Sentence!),
        PushState.Handled => new PushOutcome.Refused(PushWaits.Nothing, "It is marked as handled; take the mark back to push it."),
        PushState.Cancelled => new PushOutcome.Refused(PushWaits.Nothing, "The order is cancelled."),
        _ => null,
    };

    /// <summary>The row to send: the same one, or after a cancel at the source the next revision with a key of its own.</summary>
    private static OrderPush Reopened(Write write, OrderCase at, OrderPush push)
    {
        if (push.State is PushState.Created or PushState.Recorded)
        {
            var next = new OrderPush
            {
                Key = ShopifyKeys.PushKey(at.Partners.Destination.ShopifyShopId, push.OrderId, at.Partners.ByConnection[push.ConnectionId].Source.ShopifyShopId, push.Revision + 1),
                ConnectionId = push.ConnectionId,
                DestinationStoreId = push.DestinationStoreId,
                SourceStoreId = push.SourceStoreId,
                OrderId = push.OrderId,
                Revision = push.Revision + 1,
            };
            at.Pushes.Add(next);
            write.Db.OrderPushes.Add(next);
            return next;
        }

        if (push.State == PushState.Parked)
        {
            push.State = PushState.Waiting;
        }

        return push;
    }

    private async Task<PushOutcome> DoAsync(Actor actor, StoreId store, long orderId, Func<Write, OrderCase, OrderSettlement, Task<PushOutcome>> act, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(store);
        await using var scope = scopes.CreateAsyncScope();
        var settlement = scope.ServiceProvider.GetRequiredService<OrderSettlement>();
        return await gate.WriteAsync(
            async (write, c) => await OrderCase.LoadAsync(write.Db, await Partners.LoadAsync(write.Db, store, c), orderId, c) is { } at
                ? await act(write, at, settlement)
                : new PushOutcome.NotFound("This store has no such order."),
            ct,
            WriteUrgency.First);
    }
}
