using Quartz;

namespace Syncerize.Core.Jobs;

/// <summary>Makes polls due: what webhooks missed is found.</summary>
[DisallowConcurrentExecution]
public sealed class PollJob(Intake.PollSchedule polls) : IJob
{
    /// <summary>The job's key.</summary>
    public static readonly JobKey Key = new("poll");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await polls.PollAsync(cancellationToken);
}
