using Microsoft.Extensions.DependencyInjection;
using Syncerize.Core.Connections;
using Syncerize.Core.Stock;

namespace Syncerize.Core.Intake;

/// <summary>Registers this folder.</summary>
public static class IntakeServices
{
    /// <summary>Adds the inbox, the translator, pollers and what follows connections. The loops are added by <see cref="AddIntakeLoops"/>.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton<InboxBell>().AddSingleton<InboxWriter>().AddSingleton<InboxTranslator>().AddSingleton<WebhookAddress>().AddSingleton<WebhookSecrets>().AddSingleton<PollSchedule>()
        .AddScoped<Poller>().AddScoped<PollProducts>().AddScoped<PollOrders>().AddScoped<OrdersRead>().AddScoped<StoreSetUp>()
        .AddSingleton<IUnexplainedFollower, UnexplainedPoll>().AddSingleton<IConnectionFollower, ConnectionChanges>();

    /// <summary>Adds what runs by itself: group commits of the inbox and the translator.</summary>
    public static IServiceCollection AddIntakeLoops(this IServiceCollection services) =>
        services.AddHostedService(provider => provider.GetRequiredService<InboxWriter>()).AddHostedService<TranslatorLoop>();
}
