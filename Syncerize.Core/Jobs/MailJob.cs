using Quartz;
using Syncerize.Core.Operations;

namespace Syncerize.Core.Jobs;

/// <summary>Sends the mail of notices.</summary>
[DisallowConcurrentExecution]
public sealed class MailJob(NoticeMail mail) : IJob
{
    /// <summary>The job's key.</summary>
    public static readonly JobKey Key = new("mail");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await mail.RunAsync(cancellationToken);
}
