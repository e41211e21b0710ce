using Quartz;
using Syncerize.Core.Insights;

namespace Syncerize.Core.Jobs;

/// <summary>Keeps the day's levels.</summary>
[DisallowConcurrentExecution]
public sealed class LevelsJob(DailyLevels levels) : IJob
{
    /// <summary>The job's key.</summary>
    public static readonly JobKey Key = new("levels");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await levels.KeepAsync(cancellationToken);
}
