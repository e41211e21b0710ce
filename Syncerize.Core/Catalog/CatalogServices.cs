using Microsoft.Extensions.DependencyInjection;

namespace Syncerize.Core.Catalog;

/// <summary>Registers this folder.</summary>
public static class CatalogServices
{
    /// <summary>Adds the product mirror and the work that reads it.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services.AddScoped<ProductReadings>().AddScoped<ProductPull>();
}
