using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Orders;

/// <summary>
/// Pushes one part to the lane's (source) shop, once (docs/architecture.md, Order push): look, commit <see cref="PushState.Sending"/>, create, commit
/// <see cref="PushState.Created"/>, read stock, commit <see cref="PushState.Recorded"/>. A row found in Sending is only looked up.
/// </summary>
public sealed class OrderPusher(
    IDbContextFactory<SyncerizeDb> factory, OrderGateway orders, PushLookUp lookUp, PushSteps steps, IOptions<OrderOptions> options, IOptions<ShopifyOptions> shopify, TimeProvider time)
    : IWorkHandler
{
    /// <summary>Creates without an answer and without a trace after which a person has to look.</summary>
    public const int MostUnknown = 2;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        var outcomes = new List<WorkOutcome>();
        foreach (var work in batch)
        {
            outcomes.Add(await PushAsync(lease, int.Parse(work.Subject, CultureInfo.InvariantCulture), ct));
        }

        return outcomes;
    }

    private async Task<WorkOutcome> PushAsync(LaneLease lease, int id, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var push = await db.OrderPushes.SingleOrDefaultAsync(p => p.Id == id && p.SourceStoreId == lease.Store, ct);
        return push?.State switch
        {
            PushState.Planned => await SendAsync(lease, push, ct),
            PushState.Sending => await FindOutAsync(lease, push, ct),
            PushState.Created => await steps.RecordAsync(lease, push, ct),
            _ => WorkOutcome.Finished,
        };
    }

    private async Task<WorkOutcome> SendAsync(LaneLease lease, OrderPush push, CancellationToken ct)
    {
        // Before every create, the first included: another database, an earlier installation or a restored backup may have sent it.
        var look = await lookUp.LookAsync(push, search: push.Attempts > 0, ct);
        if (look.Failed is { } failed)
        {
            return failed;
        }

        if (look.Found.Count > 0)
        {
            return await steps.FoundAsync(lease, push, look, ct);
        }

        if (await steps.BeginAsync(lease, push, ct) is not { } draft)
        {
            // Decided otherwise a moment ago; the row says why.
            return WorkOutcome.Finished;
        }

        // From here on nobody may give up by himself: an answer that comes is taken.
        var answer = await orders.CreateAsync(lease.Store, draft, CallPriority.OrderPush, CancellationToken.None);
        switch (answer)
        {
            case Outcome<CreatedOrder>.Done done:
                await steps.CreatedAsync(lease, push, done.Value, answer.Trace, CancellationToken.None);
                return await PushAsync(lease, push.Id, ct);
            case Outcome<CreatedOrder>.Throttled or Outcome<CreatedOrder>.Unreachable or Outcome<CreatedOrder>.Unauthorized:
                await steps.NothingSentAsync(lease, push, answer, CancellationToken.None);
                return answer.ToWorkOutcome();
            case Outcome<CreatedOrder>.Rejected rejected when rejected.Errors.All(e => e.Code != "TAKEN"):
                await steps.RefusedAsync(lease, push, rejected, CancellationToken.None);
                return WorkOutcome.Finished;
            default:
                // No answer, one that cannot be read, or "this key is taken": it may be there.
                await steps.NoAnswerAsync(lease, push, answer, CancellationToken.None);
                return new WorkOutcome.Later(time.GetUtcNow().AddSeconds(1), "Sent without an answer; looking for it at the source.");
        }
    }

    private async Task<WorkOutcome> FindOutAsync(LaneLease lease, OrderPush push, CancellationToken ct)
    {
        var begunAt = time.GetUtcNow();
        var look = await lookUp.LookAsync(push, search: true, ct);
        if (look.Failed is { } failed)
        {
            return failed;
        }

        if (look.Found.Count > 0)
        {
            return await steps.FoundAsync(lease, push, look, ct);
        }

        var sendingAt = push.SendingAt ?? begunAt;
        var believable = options.Value.BelievableAt(sendingAt, shopify.Value.RequestTimeout);
        if (begunAt < believable)
        {
            var pause = TimeSpan.FromSeconds(Math.Clamp((begunAt - sendingAt).TotalSeconds / 2, 1, 15));
            var next = begunAt + pause;
            return new WorkOutcome.Later(next < believable ? next : believable, "Sent without an answer and not found yet; looking again.");
        }

        await steps.NotThereAsync(lease, push, look, ct);
        return new WorkOutcome.Later(time.GetUtcNow(), "Not at the source.");
    }
}
