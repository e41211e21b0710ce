using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Syncerize.Core.Data;

/// <summary>Registers this folder.</summary>
public static class DataServices
{
    /// <summary>Adds the context factory (no tracking unless a write asks for it), the write gate and the start order.</summary>
    public static IServiceCollection AddData(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DataOptions>().Bind(configuration.GetSection(DataOptions.Section));
        services.AddPooledDbContextFactory<SyncerizeDb>((provider, options) => Configure(options, provider.GetRequiredService<IOptions<DataOptions>>().Value.DatabaseFile));
        return services.AddSingleton<WriteGate>().AddSingleton<DatabaseStart>();
    }

    /// <summary>Options over a database file, as the app and the tests use them.</summary>
    public static void Configure(DbContextOptionsBuilder options, string file)
    {
        ArgumentNullException.ThrowIfNull(options);

        // Private cache: a shared one turns waiting for a lock into an error that busy_timeout does not cover.
        var connection = new SqliteConnectionStringBuilder { DataSource = file, Cache = SqliteCacheMode.Private, ForeignKeys = true, DefaultTimeout = 30 };
        options.UseSqlite(connection.ToString())
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(new PragmaInterceptor(), new TagFunction(), new SearchTerms());
    }
}
