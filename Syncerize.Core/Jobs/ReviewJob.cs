using Quartz;
using Syncerize.Core.Orders;

namespace Syncerize.Core.Jobs;

/// <summary>Makes waiting order parts due whose stated reason holds no more.</summary>
[DisallowConcurrentExecution]
public sealed class ReviewJob(PushReview review) : IJob
{
    /// <summary>The job's key.</summary>
    public static readonly JobKey Key = new("push-review");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await review.SweepAsync(cancellationToken);
}
