using System.Globalization;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Orders;

/// <summary>What an action on several orders came to.</summary>
/// <param name="Done">Orders it was done for.</param>
/// <param name="Skipped">Orders it was not done for.</param>
/// <param name="Why">The reason of the first that was skipped; null if none.</param>
public sealed record BulkOutcome(int Done, int Skipped, string? Why)
{
    /// <summary>For people.</summary>
    public string Sentence => Skipped == 0 ? $"Done for {Count(Done)}." : $"Done for {Count(Done)}; {Count(Skipped)} stayed as they were. {Why}";

    private static string Count(int orders) => string.Create(CultureInfo.InvariantCulture, $"{orders} {(orders == 1 ? "order" : "orders")}");
}

/// <summary>The actions of <see cref="PushOrders"/> on several orders: each decides and commits on its own, so that one that cannot go keeps none of the others back.</summary>
public sealed class BulkPushes(PushOrders pushes, OpenOrders open)
{
    /// <summary>Marks orders as handled.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<BulkOutcome> MarkHandledAsync(Actor actor, StoreId store, IReadOnlyCollection<long> orders, string reason, CancellationToken ct) =>
        EachAsync(orders, id => pushes.MarkHandledAsync(actor, store, id, null, reason, ct));

    /// <summary>Takes marks back.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<BulkOutcome> UndoHandledAsync(Actor actor, StoreId store, IReadOnlyCollection<long> orders, CancellationToken ct) =>
        EachAsync(orders, id => pushes.UndoHandledAsync(actor, store, id, null, ct));

    /// <summary>Pushes orders by hand.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public Task<BulkOutcome> PushAsync(Actor actor, StoreId store, IReadOnlyCollection<long> orders, CancellationToken ct) =>
        EachAsync(orders, id => pushes.PushAsync(actor, store, id, null, ct));

    /// <summary>Tries every parked part with the same cause again. Where nobody knows whether an order arrived, a person has to look at each.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<BulkOutcome> RetryAsync(Actor actor, StoreId store, ConnectionId connection, PushWaits reason, string cause, CancellationToken ct)
    {
        if (reason == PushWaits.Outcome)
        {
            return new BulkOutcome(0, 0, "Look in the source shop for each of them first.");
        }

        var group = (await open.ParkedAsync(actor, store, ct)).FirstOrDefault(g => g.Connection == connection && g.Reason == reason && g.Cause == cause);
        return await EachAsync([.. group?.Orders.Select(o => o.OrderId) ?? []], id => pushes.PushAsync(actor, store, id, connection, ct));
    }

    private static async Task<BulkOutcome> EachAsync(IReadOnlyCollection<long> orders, Func<long, Task<PushOutcome>> act)
    {
        var (done, skipped, why) = (0, 0, (string?)null);
        foreach (var order in orders.Distinct())
        {
            if (await act(order) is var outcome && outcome is PushOutcome.Queued or PushOutcome.Done)
            {
                done++;
            }
            else
            {
                skipped++;
                why ??= outcome.Sentence;
            }
        }

        return new BulkOutcome(done, skipped, why);
    }
}
