using Quartz;

namespace Syncerize.Core.Jobs;

/// <summary>Rings lanes with due rows.</summary>
[DisallowConcurrentExecution]
public sealed class SweepJob(LaneSweep sweep) : IJob
{
    /// <summary>The job's key.</summary>
    public static readonly JobKey Key = new("sweep");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await sweep.RunAsync(cancellationToken);
}
