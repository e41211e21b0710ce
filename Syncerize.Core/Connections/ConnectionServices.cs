using Microsoft.Extensions.DependencyInjection;

namespace Syncerize.Core.Connections;

/// <summary>Registers this folder.</summary>
public static class ConnectionServices
{
    /// <summary>Adds connecting by key and the commands on a connection.</summary>
    public static IServiceCollection AddStoreConnections(this IServiceCollection services) => services.AddSingleton<ConnectByKey>().AddSingleton<ConnectionCommands>();
}
