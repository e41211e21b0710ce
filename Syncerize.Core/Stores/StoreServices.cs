using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Stores;

/// <summary>Registers this folder.</summary>
public static class StoreServices
{
    /// <summary>Adds stores, their credentials and the key ring that protects them.</summary>
    public static IServiceCollection AddStores(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Syncerize");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = new FileSystemXmlRepository(
                Directory.CreateDirectory(provider.GetRequiredService<IOptions<DataOptions>>().Value.FullKeysDirectory), provider.GetRequiredService<ILoggerFactory>())));
        return services
            .AddSingleton<SimulatorAddress>()
            .AddSingleton<TokenProtection>()
            .AddSingleton<StoreCredentials>()
            .AddSingleton<IShopCredentials>(provider => provider.GetRequiredService<StoreCredentials>())
            .AddSingleton<ILaneGate, StoreLaneGate>()
            .AddSingleton<StoreInstall>()
            .AddSingleton<ChoosePlan>()
            .AddSingleton<ConnectionApproval>()
            .AddSingleton<ExchangeRates>();
    }
}
