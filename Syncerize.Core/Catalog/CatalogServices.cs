using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Syncerize.Core.Catalog;

/// <summary>Registers this folder.</summary>
public static class CatalogServices
{
    /// <summary>Adds the product mirror and the work that reads it.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services.AddBulkOptions().AddScoped<ProductReadings>().AddScoped<ProductPull>().AddScoped<CatalogReader>();

    private static IServiceCollection AddBulkOptions(this IServiceCollection services)
    {
        services.AddOptions<BulkOptions>().Configure<IConfiguration>((options, configuration) => configuration.GetSection(BulkOptions.Section).Bind(options)).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }
}
