using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;

namespace Syncerize.Core.Work;

/// <summary>Carries outcomes into the rows, in one fenced write.</summary>
public sealed class LaneOutcomes(WriteGate gate, ILaneGate laneGate)
{
    internal Task ApplyAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, IReadOnlyList<WorkOutcome> outcomes, CancellationToken ct) => gate.WriteAsync(
        lease,
        async (write, c) =>
        {
            var ids = batch.Select(w => w.Id).ToList();
            var rows = await write.Db.WorkItems.Where(w => ids.Contains(w.Id)).ToDictionaryAsync(w => w.Id, c);
            var lane = await write.Db.Lanes.SingleAsync(l => l.StoreId == lease.Store, c);
            foreach (var (worked, outcome) in batch.Zip(outcomes))
            {
                if (rows.TryGetValue(worked.Id, out var row))
                {
                    Apply(write, lease.Store, row, worked, outcome);
                }
            }

            if (outcomes.OfType<WorkOutcome.LaneBlocked>().FirstOrDefault() is { } blocked)
            {
                await BlockAsync(write, lane, blocked, c);
            }
            else
            {
                lane.BackOffSteps = 0;
                lane.BackOffUntil = null;
                lane.BackOffReason = null;
            }

            write.Changed(lease.Store, LiveTopic.Work);
        },
        ct);

    private static void Apply(Write write, StoreId store, WorkItem row, WorkItem worked, WorkOutcome outcome)
    {
        var again = row.Generation != worked.Generation;
        switch (outcome)
        {
            case WorkOutcome.Done when !again:
                write.Db.WorkItems.Remove(row);
                break;
            case WorkOutcome.Done:
                row.Attempts = 0;
                break;
            case WorkOutcome.LaneBlocked blocked:
                row.Sentence = blocked.Sentence;
                break;
            case not null when again:
                // Something new came in while it was worked: that is due as it was enqueued.
                break;
            case WorkOutcome.Later later:
                row.DueAt = later.At;
                row.Sentence = later.Sentence;
                break;
            case WorkOutcome.Retry retry when row.Attempts + 1 < BackOff.MostAttempts:
                row.Attempts++;
                row.DueAt = write.Now + BackOff.OfItem(row.Attempts);
                row.Sentence = retry.Sentence;
                break;
            case WorkOutcome.Retry retry:
                Park(write, store, row, retry.Sentence);
                break;
            case WorkOutcome.Parked parked:
                Park(write, store, row, parked.Sentence);
                break;
        }
    }

    private static void Park(Write write, StoreId store, WorkItem row, string sentence)
    {
        row.ParkedAt = write.Now;
        row.Attempts++;
        row.Sentence = sentence;
        write.Record(store, ActivityLevel.Attention, "work", $"Stopped and waiting for a look: {sentence}", subject: row.Subject);
    }

    private async Task BlockAsync(Write write, Lane lane, WorkOutcome.LaneBlocked blocked, CancellationToken ct)
    {
        lane.BackOffSteps++;
        lane.BackOffUntil = blocked.Until > write.Now ? blocked.Until : write.Now + BackOff.OfLane(lane.BackOffSteps);
        lane.BackOffReason = blocked.Sentence;
        if (blocked.Unauthorized)
        {
            await laneGate.UnauthorizedAsync(write, lane.StoreId, blocked.Sentence, ct);
        }
    }
}
