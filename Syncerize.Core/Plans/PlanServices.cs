using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Syncerize.Core.Plans;

/// <summary>Registers this folder.</summary>
public static class PlanServices
{
    /// <summary>Adds the operator's tiers and the claims on their meters.</summary>
    public static IServiceCollection AddPlans(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PlanOptions>().Bind(configuration.GetSection(PlanOptions.Section)).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<PlanOptions>, PlanOptionsValidation>().AddSingleton<PlanBook>().AddSingleton<Claims>();
    }
}
