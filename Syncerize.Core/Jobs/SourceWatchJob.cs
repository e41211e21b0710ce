using Quartz;
using Syncerize.Core.Operations;

namespace Syncerize.Core.Jobs;

/// <summary>Looks for sources that fell silent.</summary>
[DisallowConcurrentExecution]
public sealed class SourceWatchJob(SourceWatch watch) : IJob
{
    /// <summary>The job's key.</summary>
    public static readonly JobKey Key = new("source-watch");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await watch.RunAsync(cancellationToken);
}
