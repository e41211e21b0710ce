using Microsoft.Extensions.DependencyInjection;

namespace Syncerize.Core.Work;

/// <summary>Registers this folder.</summary>
public static class WorkServices
{
    /// <summary>Adds lanes and their drain.</summary>
    public static IServiceCollection AddWork(this IServiceCollection services) => services
        .AddSingleton<LaneBell>().AddSingleton<LaneLeases>().AddSingleton<LaneOutcomes>().AddSingleton<LaneDrain>().AddSingleton<ParkedWork>();
}
