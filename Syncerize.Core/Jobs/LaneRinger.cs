using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Syncerize.Core.Work;

namespace Syncerize.Core.Jobs;

/// <summary>Turns a rung bell into one trigger of the lane's job.</summary>
public sealed class LaneRinger(LaneBell bell, ISchedulerFactory schedulers, ILogger<LaneRinger> log) : IHostedService
{
    private IScheduler? _scheduler;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _scheduler = await schedulers.GetScheduler(cancellationToken);
        bell.Rung += Ring;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        bell.Rung -= Ring;
        return Task.CompletedTask;
    }

    private void Ring(StoreId lane) => _ = TriggerAsync(lane);

    private async Task TriggerAsync(StoreId lane)
    {
        try
        {
            var key = LaneJob.KeyOf(lane);
            var scheduler = _scheduler ?? throw new InvalidOperationException("A lane was rung before the jobs were started.");
            if (!await scheduler.Exists(key))
            {
                await scheduler.AddJob(JobBuilder.Create<LaneJob>().WithIdentity(key).StoreDurably().Build(), new AddJobOptions { Replace = true });
            }

            await scheduler.TriggerJob(key);
        }
        catch (Exception e)
        {
            // The sweep rings the lane again; the flag must not stay up, or nobody would.
            bell.TakeDown(lane);
            log.LogError(e, "The lane of store {Store} could not be started", lane);
        }
    }
}
