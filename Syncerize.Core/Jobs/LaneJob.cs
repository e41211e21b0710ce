using System.Globalization;
using Quartz;
using Syncerize.Core.Work;

namespace Syncerize.Core.Jobs;

/// <summary>Drains one lane; the job's name is the store's number. Quartz never runs the same lane twice at once.</summary>
[DisallowConcurrentExecution]
public sealed class LaneJob(LaneDrain drain) : IJob
{
    /// <summary>The group of all lanes' jobs.</summary>
    public const string Group = "lane";

    /// <summary>The job of a lane.</summary>
    public static JobKey KeyOf(StoreId store) => new(store.ToString(), Group);

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var store = new StoreId(int.Parse(context.JobDetail.Key.Name, CultureInfo.InvariantCulture));
        await drain.DrainAsync(store, cancellationToken);
    }
}
