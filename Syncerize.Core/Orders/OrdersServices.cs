using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Syncerize.Core.Connections;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Orders;

/// <summary>Registers this folder.</summary>
public static class OrdersServices
{
    /// <summary>Adds the order mirror, pushes, what comes back of them, and the queries of the Orders pages.</summary>
    public static IServiceCollection AddOrders(this IServiceCollection services)
    {
        services.AddOptions<OrderOptions>().Configure<IConfiguration>((options, configuration) => configuration.GetSection("Orders").Bind(options)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<PushMeter>()
            .AddScoped<OrderSettlement>()
            .AddScoped<OrderStoring>()
            .AddScoped<OrderPull>()
            .AddScoped<PushLookUp>()
            .AddScoped<PushSteps>()
            .AddScoped<OrderPusher>()
            .AddScoped<FulfillmentReturn>()
            .AddScoped<SourceChangeSteps>()
            .AddScoped<CancelAtSource>()
            .AddScoped<RefundAtSource>()
            .AddScoped<EditAtSource>()
            .AddScoped<SourceChanger>()
            .AddSingleton<SourceChanges>()
            .AddSingleton<OpenOrders>()
            .AddSingleton<BulkPushes>()
            .AddSingleton<PushOrders>()
            .AddSingleton<PushPreview>()
            .AddSingleton<SetOrderPush>()
            .AddSingleton<OrderPushQuery>()
            .AddSingleton<OrderPayments>()
            .AddSingleton<InvoiceQuery>()
            .AddSingleton<PushSwitches>()
            .AddSingleton<Recount>()
            .AddSingleton<PushReview>()
            .AddSingleton<IConnectionFollower>(p => p.GetRequiredService<PushReview>())
            .AddSingleton<IStoreFollower>(p => p.GetRequiredService<PushReview>());
    }
}
