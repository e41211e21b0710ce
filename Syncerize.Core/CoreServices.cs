using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Insights;
using Syncerize.Core.Intake;
using Syncerize.Core.Jobs;
using Syncerize.Core.Live;
using Syncerize.Core.Operations;
using Syncerize.Core.Orders;
using Syncerize.Core.Plans;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stock;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;
using Syncerize.Core.Work;

namespace Syncerize.Core;

/// <summary>Registers Syncerize.Core, folder by folder in the order of docs/architecture.md.</summary>
public static class CoreServices
{
    /// <summary>Adds everything but the jobs, which run by themselves: tests and commands drain by hand.</summary>
    public static IServiceCollection AddSyncerizeCore(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<ChangeFeed>()
            .AddData(configuration)
            .AddWork()
            .AddPlans(configuration)
            .AddStores()
            .AddShopify(configuration)
            .AddStoreConnections()
            .AddCatalog()
            .AddStock()
            .AddSync()
            .AddOrders()
            .AddIntake()
            .AddInsights()
            .AddOperations()
            .AddSingleton<IWorkSwitch, WorkSwitch>();
    }
}
