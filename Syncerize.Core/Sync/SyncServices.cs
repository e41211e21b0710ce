using Microsoft.Extensions.DependencyInjection;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Sync;

/// <summary>Registers this folder.</summary>
public static class SyncServices
{
    /// <summary>Adds the sync of products: commands, preview, planner's apply, and what follows from readings, connections and rates.</summary>
    public static IServiceCollection AddSync(this IServiceCollection services) => services
        .AddSingleton<Adoption>()
        .AddSingleton<SyncProducts>()
        .AddSingleton<MapProducts>()
        .AddSingleton<MappingCheck>()
        .AddSingleton<MappingFiles>()
        .AddSingleton<SyncRuns>()
        .AddSingleton<SyncRunList>()
        .AddSingleton<SourceOffers>()
        .AddSingleton<ProductPreview>()
        .AddSingleton<OnlineStores>()
        .AddSingleton<DestinationCollections>()
        .AddSingleton<FieldChoices>()
        .AddSingleton<SyncSettingsCommands>()
        .AddSingleton<SettingsEffects>()
        .AddSingleton<OfferPreview>()
        .AddSingleton<UnsyncProducts>()
        .AddSingleton<SettingsChanges>()
        .AddSingleton<BulkChanges>()
        .AddSingleton<Rejoining>()
        .AddSingleton<OfferQuery>()
        .AddSingleton<IConnectionFollower, ConnectionSync>()
        .AddSingleton<IStoreFollower, StoreSync>()
        .AddScoped<ICatalogFollower, CatalogFollower>()
        .AddScoped<SyncRecords>()
        .AddScoped<ProductWriter>()
        .AddScoped<SyncReview>()
        .AddScoped<ConnectionStock>()
        .AddScoped<MapRun>()
        .AddScoped<ImportBatch>()
        .AddScoped<ImportLinks>()
        .AddScoped<ImportRun>()
        .AddScoped<ProductDeletes>()
        .AddScoped<OffersReview>()
        .AddScoped<ProductApply>();
}
