using Microsoft.Extensions.Options;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Orders;

/// <summary>Cancels a source order, with restock. It looks at <c>cancelledAt</c> before every send; Shopify takes no second cancel, so sending again can do no harm.</summary>
public sealed class CancelAtSource(OrderGateway orders, SourceChangeSteps steps, IOptions<ShopifyOptions> shopify, TimeProvider time)
{
    private const int MostSends = 5;

    internal async Task<WorkOutcome> WorkAsync(LaneLease lease, ChangeJob job, CancellationToken ct)
    {
        var look = await steps.ReadAsync(lease, job, ct);
        if (look.Failed is { } failed)
        {
            return failed;
        }

        var name = job.Push.SourceOrderName ?? "The source order";
        if (look.Order is not { } order)
        {
            return await steps.RefusedAsync(lease, job, $"{name} is not in the source shop any more, so it was not cancelled there.", look.Trace, ct);
        }

        if (order.CancelledAt is not null)
        {
            return await steps.DoneAsync(lease, job, $"{name} is cancelled at the source; its units are back on sale there.", tell: true, look.Trace, ct);
        }

        if (order.Fulfillments.Any(f => PushParts.IsShipped(f.Status)))
        {
            return await steps.RefusedAsync(lease, job, $"{name} was shipped already, so it was not cancelled at the source. Agree on a return with the supplier.", look.Trace, ct);
        }

        var now = time.GetUtcNow();
        if (job.Change.State == SourceChangeState.Sending && now < job.Change.SendingAt + shopify.Value.RequestTimeout)
        {
            // Shopify cancels in a job of its own.
            return new WorkOutcome.Later(now.AddSeconds(2), "The cancel was sent; looking whether it is done.");
        }

        if (job.Change.Attempts >= MostSends)
        {
            return await steps.RefusedAsync(lease, job, $"{name} was asked to be cancelled {MostSends} times and still is not. Cancel it in the source shop.", look.Trace, ct);
        }

        return await steps.SendingAsync(lease, job, null, ct) ? await SendAsync(lease, job, name, ct) : WorkOutcome.Finished;
    }

    private async Task<WorkOutcome> SendAsync(LaneLease lease, ChangeJob job, string name, CancellationToken ct)
    {
        var answer = await orders.CancelAsync(lease.Store, job.SourceOrderId, "OTHER", restock: true, CallPriority.OrderPull, CancellationToken.None);
        switch (answer)
        {
            case Outcome<bool>.Done or Outcome<bool>.Unknown or Outcome<bool>.Bug:
                return new WorkOutcome.Later(time.GetUtcNow().AddSeconds(1), "The cancel was sent; looking whether it is done.");
            case Outcome<bool>.Throttled or Outcome<bool>.Unreachable or Outcome<bool>.Unauthorized:
                await steps.PlannedAgainAsync(lease, job, answer.Describe(), CancellationToken.None);
                return answer.ToWorkOutcome();
            default:
                // Perhaps because somebody else has cancelled it a moment ago.
                var look = await steps.ReadAsync(lease, job, ct);
                return look.Failed ?? (look.Order?.CancelledAt is not null
                    ? await steps.DoneAsync(lease, job, $"{name} is cancelled at the source; its units are back on sale there.", tell: true, look.Trace, ct)
                    : await steps.RefusedAsync(lease, job, $"{name} was not cancelled at the source. {answer.Describe()}", answer.Trace, ct));
        }
    }
}
