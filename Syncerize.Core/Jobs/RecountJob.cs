using Quartz;
using Syncerize.Core.Orders;

namespace Syncerize.Core.Jobs;

/// <summary>Takes the turns of stores whose totals are being counted anew.</summary>
[DisallowConcurrentExecution]
public sealed class RecountJob(Recount recount) : IJob
{
    /// <summary>The job's key.</summary>
    public static readonly JobKey Key = new("recount");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await recount.RunAsync(cancellationToken);
}
