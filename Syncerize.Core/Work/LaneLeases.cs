using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;

namespace Syncerize.Core.Work;

/// <summary>Takes, renews and gives back lanes. The lease is a database row, so a second node could not drain the same shop.</summary>
public sealed class LaneLeases(WriteGate gate, TimeProvider time)
{
    /// <summary>How long a lane is held without renewal: a crashed process blocks its lanes no longer.</summary>
    public static readonly TimeSpan Term = TimeSpan.FromSeconds(60);

    private readonly string _owner = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    /// <summary>Takes the lane with the next fencing number, or null while another process holds it.</summary>
    public Task<LaneLease?> TakeAsync(StoreId store, CancellationToken ct) => gate.WriteAsync(
        async (write, c) =>
        {
            var lane = await write.Db.Lanes.FindAsync([store], c);
            if (lane is null)
            {
                lane = new Lane { StoreId = store };
                write.Db.Lanes.Add(lane);
            }
            else if (lane.Owner is { } owner && owner != _owner && lane.LeaseUntil > write.Now)
            {
                return null;
            }

            lane.Owner = _owner;
            lane.LeaseUntil = write.Now + Term;
            lane.Fence++;
            return new LaneLease(store, _owner, lane.Fence);
        },
        ct);

    /// <summary>Holds the lane for another term.</summary>
    /// <exception cref="LeaseLostException">Another drain took it.</exception>
    public Task RenewAsync(LaneLease lease, CancellationToken ct) => gate.WriteAsync(
        lease,
        (write, c) => write.Db.Lanes.Where(l => l.StoreId == lease.Store).ExecuteUpdateAsync(s => s.SetProperty(l => l.LeaseUntil, write.Now + Term), c),
        ct);

    /// <summary>Gives the lane back, if it still is ours.</summary>
    public Task ReleaseAsync(LaneLease lease) => gate.WriteAsync(
        (write, c) => write.Db.Lanes.Where(l => l.StoreId == lease.Store && l.Owner == lease.Owner && l.Fence == lease.Fence)
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.Owner, (string?)null).SetProperty(l => l.LeaseUntil, (DateTimeOffset?)null), c),
        CancellationToken.None);
}
