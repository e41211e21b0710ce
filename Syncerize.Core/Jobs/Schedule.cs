using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Syncerize.Core.Jobs;

/// <summary>Everything that runs by itself, in one place.</summary>
public static class Schedule
{
    /// <summary>More than there are lanes and scheduled jobs on one machine: a waiting lane must never keep another from running.</summary>
    private const int Threads = 64;

    /// <summary>Adds Quartz (in memory: what is due stands in our own tables), the jobs and their times.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<LaneSweep>();
        services.AddQuartz(quartz =>
        {
            // A stopping app tells its lanes to end after the item at hand, and waits for that.
            quartz.ConfigureScheduler(o => o.ShutdownJobInterruption = ShutdownJobInterruption.Always);
            quartz.UseDefaultThreadPool(Threads);
            Every<SweepJob>(quartz, SweepJob.Key, TimeSpan.FromSeconds(1));
            Every<PollJob>(quartz, PollJob.Key, TimeSpan.FromMinutes(1));
            Every<ReviewJob>(quartz, ReviewJob.Key, TimeSpan.FromSeconds(15));
            Every<RecountJob>(quartz, RecountJob.Key, TimeSpan.FromSeconds(1));
            Every<MailJob>(quartz, MailJob.Key, TimeSpan.FromSeconds(15));
            Every<SourceWatchJob>(quartz, SourceWatchJob.Key, TimeSpan.FromMinutes(10));
            Every<LevelsJob>(quartz, LevelsJob.Key, TimeSpan.FromMinutes(10));
            quartz.AddJob<CompareJob>(job => job.WithIdentity(CompareJob.Key));
            quartz.AddTrigger(trigger => trigger.ForJob(CompareJob.Key).WithIdentity(CompareJob.Key.Name).WithCronSchedule("0 30 3 * * ?", cron => cron.InTimeZone(TimeZoneInfo.Utc)));
        });
        services.AddHostedService<LaneRinger>();
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        return services;
    }

    private static void Every<T>(IQuartzBuilder quartz, JobKey key, TimeSpan interval)
        where T : IJob
    {
        quartz.AddJob<T>(job => job.WithIdentity(key));
        quartz.AddTrigger(trigger => trigger.ForJob(key).WithIdentity(key.Name).StartNow().WithSimpleSchedule(s => s.WithInterval(interval).RepeatForever()));
    }
}
