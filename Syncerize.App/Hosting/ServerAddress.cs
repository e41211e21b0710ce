using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Syncerize.App.Hosting;

/// <summary>Where this app listens.</summary>
internal static partial class ServerAddress
{
    /// <summary>An address by which this machine reaches it; null before it listens, or under a test server without one.</summary>
    public static Uri? Own(IServiceProvider services)
    {
        var addresses = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return addresses.OrderBy(a => a.StartsWith("https", StringComparison.Ordinal)).Select(Reachable).FirstOrDefault();
    }

    /// <summary>Says where to look, once.</summary>
    public static void Announce(WebApplication app)
    {
        var sandbox = app.Services.GetRequiredService<SimulatedShops>().IsOn;
        Listening(app.Logger, Own(app.Services), sandbox ? "The sandbox is on: three simulated shops, no real one is called." : "The sandbox is off.");
    }

    // 0.0.0.0, [::], * and + are where one listens, not where one calls.
    private static Uri Reachable(string address)
    {
        var uri = new Uri(address.Replace("*", "0.0.0.0", StringComparison.Ordinal).Replace("+", "0.0.0.0", StringComparison.Ordinal));
        return uri.Host is "0.0.0.0" or "[::]" ? new UriBuilder(uri) { Host = "localhost" }.Uri : uri;
    }

    [LoggerMessage(LogLevel.Information, "Syncerize listens on {Address}. {Sandbox}")]
    private static partial void Listening(ILogger logger, Uri? address, string sandbox);
}
