using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Work;

namespace Syncerize.Core.Orders;

/// <summary>Changes source orders in the lane's (source) shop: cancels, refunds, edits. A stopped connection is not written to; connecting again makes its changes due.</summary>
public sealed class SourceChanger(IDbContextFactory<SyncerizeDb> factory, CancelAtSource cancels, RefundAtSource refunds, EditAtSource edits) : IWorkHandler
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        var outcomes = new List<WorkOutcome>();
        foreach (var work in batch)
        {
            outcomes.Add(await ChangeAsync(lease, int.Parse(work.Subject, CultureInfo.InvariantCulture), ct));
        }

        return outcomes;
    }

    private async Task<WorkOutcome> ChangeAsync(LaneLease lease, int id, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var change = await db.SourceChanges.SingleOrDefaultAsync(c => c.Id == id, ct);
        var push = change is null ? null : await db.OrderPushes.Include(p => p.Lines).SingleOrDefaultAsync(p => p.Id == change.OrderPushId && p.SourceStoreId == lease.Store, ct);
        if (change is null || push?.SourceOrderId is null || !await db.Connections.AnyAsync(c => c.Id == push.ConnectionId && c.State == ConnectionState.Connected, ct))
        {
            return WorkOutcome.Finished;
        }

        var job = new ChangeJob(change, push);
        return change switch
        {
            { State: SourceChangeState.Done or SourceChangeState.Refused or SourceChangeState.Dismissed } => WorkOutcome.Finished,
            { Kind: SourceChangeKind.Cancel } => await cancels.WorkAsync(lease, job, ct),
            { Kind: SourceChangeKind.Refund } => await refunds.WorkAsync(lease, job, ct),
            _ => await edits.WorkAsync(lease, job, ct),
        };
    }
}
