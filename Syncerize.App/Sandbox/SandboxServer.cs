using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Syncerize.App.Sandbox.Auth;
using Syncerize.App.Sandbox.Bulk;
using Syncerize.App.Sandbox.Graph;
using Syncerize.App.Sandbox.Http;
using Syncerize.App.Sandbox.Images;
using Syncerize.App.Sandbox.Traffic;
using Syncerize.App.Sandbox.Webhooks;

namespace Syncerize.App.Sandbox;

/// <summary>The simulator as an HTTP server on loopback, inside this process or alone.</summary>
internal sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private readonly WebhookSender _webhooks;

    private SandboxServer(WebApplication app, SandboxWorld world, AdminApi api, WebhookSender webhooks, TrafficLoop traffic, Uri address)
    {
        _app = app;
        _webhooks = webhooks;
        World = world;
        Api = api;
        Traffic = traffic;
        BaseAddress = address;
    }

    /// <summary>Where it listens; the Host header chooses the shop.</summary>
    public Uri BaseAddress { get; }

    public SandboxWorld World { get; }

    public AdminApi Api { get; }

    /// <summary>What happens in the shops by itself; it rests until it is started.</summary>
    public TrafficLoop Traffic { get; }

    /// <summary>Starts and listens. An address that is not loopback is refused.</summary>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, TimeProvider time, CancellationToken ct)
    {
        var url = new Uri(options.Url);
        if (!url.IsLoopback)
        {
            throw new ArgumentException($"The sandbox listens on loopback only, not on {options.Url}.", nameof(options));
        }

        var world = new SandboxWorld(Path.Combine(options.DataDirectory, "sandbox.db"), time);
        if (!world.Shops.Any())
        {
            options.Seed?.Invoke(world);
        }

        var api = new AdminApi(world);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(SandboxServer).Assembly.GetName().Name });
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, url.Port);
        });
        var app = builder.Build();
        var admin = new AdminEndpoint(world, api);
        app.MapPost("/admin/api/{version}/graphql.json", admin.HandleAsync);
        app.MapPost("/admin/api/graphql.json", admin.HandleAsync);
        app.MapOAuth(world);
        app.MapPictures();
        app.MapBulk(world);
        var webhooks = new WebhookSender(world, app.Services.GetRequiredService<ILogger<WebhookSender>>());
        var traffic = new TrafficLoop(world, options.TrafficSeed, options.Speed, app.Services.GetRequiredService<ILogger<TrafficLoop>>());
        app.MapControls(world, webhooks).MapTraffic(traffic);
        await app.StartAsync(ct);
        webhooks.Start();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new SandboxServer(app, world, api, webhooks, traffic, new Uri(address));
    }

    /// <summary>Ends when the server was asked to stop.</summary>
    public Task WaitAsync(CancellationToken ct) => _app.WaitForShutdownAsync(ct);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Traffic.DisposeAsync();
        await _app.StopAsync(CancellationToken.None);
        await _webhooks.DisposeAsync();
        await _app.DisposeAsync();
        World.Dispose();
    }
}
