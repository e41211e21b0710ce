using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Syncerize.Core.Shopify;

/// <summary>Registers the door to Shopify.</summary>
public static class ShopifyServices
{
    /// <summary>Adds the gateways and what they need but <see cref="IShopCredentials"/>, which Stores gives.</summary>
    public static IServiceCollection AddShopify(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ShopifyOptions>().Bind(configuration.GetSection("Shopify")).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(HttpShopifyTransport.ClientName)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan) // the transport keeps the time
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false, // a redirect would carry the token elsewhere
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.All,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30), // shorter than servers keep them: a write on a closed one would end unknown
                PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that changed addresses are seen
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.TryAddSingleton<IShopifyTransport, HttpShopifyTransport>();
        services.TryAddSingleton<ShopThrottle>();
        services.TryAddTransient<ShopifyClient>();
        services.TryAddTransient<ShopGateway>();
        services.TryAddSingleton<IShopifyFiles, HttpShopifyFiles>();
        services.TryAddTransient<BulkGateway>();
        services.TryAddTransient<ProductGateway>();
        services.TryAddTransient<InventoryGateway>();
        services.TryAddTransient<OrderGateway>();
        services.TryAddTransient<OrderChangeGateway>();
        services.TryAddTransient<WebhookGateway>();
        return services;
    }
}
