using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Orders;

/// <summary>What the witnesses of a push say.</summary>
/// <param name="Found">Orders of the source that carry its key, lowest number first.</param>
/// <param name="Failed">Set where a witness could not be asked: nothing may be concluded.</param>
/// <param name="Trace">The look-up's call.</param>
public sealed record PushLook(IReadOnlyList<CreatedOrder> Found, WorkOutcome? Failed, CallTrace? Trace);

/// <summary>Asks the witnesses of a push: the mirrored source orders, the look-up by key and, where a create may be on its way, the search.</summary>
public sealed class PushLookUp(IDbContextFactory<SyncerizeDb> factory, OrderGateway orders)
{
    /// <summary>Looks. Empty means: no witness saw it now, which is not yet "it is not there".</summary>
    public async Task<PushLook> LookAsync(OrderPush push, bool search, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(push);
        var answer = await orders.FindByPushKeyAsync(push.SourceStoreId, push.Key, CallPriority.OrderPush, ct);
        if (answer is not Outcome<CreatedOrder?>.Done done)
        {
            return new PushLook([], Failed(answer), answer.Trace);
        }

        var found = new List<CreatedOrder>();
        if (done.Value is { } known)
        {
            found.Add(known);
        }

        if (search)
        {
            var searched = await orders.SearchBySourceIdentifierAsync(push.SourceStoreId, push.Key, CallPriority.OrderPush, ct);
            if (searched is not Outcome<IReadOnlyList<CreatedOrder>>.Done hits)
            {
                return new PushLook([], Failed(searched), searched.Trace);
            }

            found.AddRange(hits.Value);
        }

        await using var db = await factory.CreateDbContextAsync(ct);
        found.AddRange(await db.Orders.Where(o => o.StoreId == push.SourceStoreId && o.PushKey == push.Key).Select(o => new CreatedOrder(o.OrderId, o.Name)).ToListAsync(ct));
        return new PushLook([.. found.DistinctBy(f => f.OrderId).OrderBy(f => f.OrderId)], null, answer.Trace);
    }

    /// <summary>A refused look-up is no answer: it is asked again, and nothing is sent meanwhile.</summary>
    private static WorkOutcome Failed<T>(Outcome<T> outcome) =>
        outcome.ToWorkOutcome() is WorkOutcome.LaneBlocked blocked ? blocked : new WorkOutcome.Retry(outcome.Describe());
}
