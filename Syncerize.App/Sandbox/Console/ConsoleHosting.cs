using Syncerize.App.Components.Layout;

namespace Syncerize.App.Sandbox.Console;

/// <summary>Registers the console.</summary>
internal static class ConsoleHosting
{
    /// <summary>Adds what the page needs. Its entry is in the menu only where the shops run in this process.</summary>
    public static IServiceCollection AddSandboxConsole(this IServiceCollection services, SandboxSwitch simulated)
    {
        services.AddSingleton<RunningSandbox>().AddSingleton<ConsoleQuery>().AddSingleton<ShopDesk>().AddSingleton<FaultDesk>();
        return simulated is { IsOn: true, Url: null } ? services.AddSingleton<IExtraNavigation, ConsoleNavigation>() : services;
    }
}
