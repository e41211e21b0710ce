using Quartz;

namespace Syncerize.Core.Jobs;

/// <summary>Makes the nightly full compare due.</summary>
[DisallowConcurrentExecution]
public sealed class CompareJob(Intake.PollSchedule polls) : IJob
{
    /// <summary>The job's key.</summary>
    public static readonly JobKey Key = new("compare");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await polls.CompareAsync(cancellationToken);
}
