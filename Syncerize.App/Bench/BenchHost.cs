using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Syncerize.App.Hosting;
using Syncerize.App.Sandbox;
using Syncerize.App.Sandbox.Seed;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;

namespace Syncerize.App.Bench;

/// <summary>The whole app and the seeded simulated shops in this process, in a folder that goes with it, everything read and nothing due.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    private const long Seed = 20261;

    private readonly SandboxServer _sandbox;
    private readonly WebApplication _app;

    private BenchHost(string folder, SandboxServer sandbox, WebApplication app, CallLog calls)
    {
        (Folder, _sandbox, _app, Calls) = (folder, sandbox, app, calls);
        Address = ServerAddress.Own(app.Services)!;
        Destination = _sandbox.World.Shops.Single(s => s.Shop.ConnectTo is not null);
        Source = _sandbox.World[Destination.Shop.ConnectTo!];
    }

    /// <summary>The data folder of both.</summary>
    public string Folder { get; }

    /// <summary>Where the app listens.</summary>
    public Uri Address { get; }

    public SandboxWorld Shops => _sandbox.World;

    /// <summary>The connected source shop.</summary>
    public ShopState Source { get; }

    public ShopState Destination { get; }

    /// <summary>What the app asked the shops.</summary>
    public CallLog Calls { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<BenchHost> StartAsync(CancellationToken ct, Action<SandboxWorld>? seed = null)
    {
        var folder = Directory.CreateTempSubdirectory("syncerize-bench-").FullName;
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions { DataDirectory = folder, Seed = seed ?? (world => SandboxSeed.Fill(world, new SeedOptions(Seed, null))) }, TimeProvider.System, ct);
        foreach (var shop in sandbox.World.Shops)
        {
            // What is measured is the app, not the waiting for points.
            (shop.Shop.BucketSize, shop.Shop.RestoreRate) = (1_000_000, 100_000);
        }

        var calls = new CallLog();
        var app = await AppHost.StartAsync(
            [
                "--urls", "http://127.0.0.1:0", "--Data:Directory", Path.Combine(folder, "data"), "--Sandbox:Enabled", "true", "--Sandbox:Url", sandbox.BaseAddress.ToString(),
                "--Logging:LogLevel:Default", "Error", "--Logging:LogLevel:Microsoft.AspNetCore", "Error",
            ],
            SandboxHosting.Add,
            ct,
            builder => builder.Services.AddSingleton(calls).AddSingleton<HttpShopifyTransport>().AddSingleton<IShopifyTransport, CountingTransport>());
        await app.Services.GetRequiredService<StartProgress>().Ready.WaitAsync(ct);
        var host = new BenchHost(folder, sandbox, app, calls);
        await host.QuietAsync(ct);
        return host;
    }

    public async Task<SyncerizeDb> ReadAsync(CancellationToken ct) => await Services.GetRequiredService<IDbContextFactory<SyncerizeDb>>().CreateDbContextAsync(ct);

    /// <summary>Waits until every shop was read for the first time and nothing is on its way or due: no webhook, no row of the inbox, no work.</summary>
    public async Task QuietAsync(CancellationToken ct)
    {
        while (true)
        {
            await using (var db = await ReadAsync(ct))
            {
                if (!Shops.Shops.Any(s => s.Deliveries.Count > 0) && !await db.Stores.AnyAsync(s => s.FirstReadAt == null, ct) && !await db.WorkItems.AnyAsync(w => w.ParkedAt == null, ct) && !await db.Inbox.AnyAsync(m => m.HandledAt == null, ct))
                {
                    return;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
        }
    }

    /// <summary>The share of all cores that this process used while something ran.</summary>
    public static async Task<double> BusyAsync(Func<Task> run)
    {
        using var process = Process.GetCurrentProcess();
        var (cpu, clock) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        await run();
        process.Refresh();
        return (process.TotalProcessorTime - cpu) / Stopwatch.GetElapsedTime(clock) / Environment.ProcessorCount;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Stops the app and the shops and leaves the folder.</summary>
    public async Task StopAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _sandbox.DisposeAsync();
    }
}

/// <summary>Requests the app made, with the points each asked for.</summary>
internal sealed class CallLog
{
    private readonly ConcurrentQueue<(string Operation, string Shop, double Points)> _calls = new();

    public void Add(string operation, string shop, double points) => _calls.Enqueue((operation, shop, points));

    public void Clear() => _calls.Clear();

    /// <summary>Points and number of the requests of an operation at a shop.</summary>
    public (int Requests, double Points) Of(string operation, string shop)
    {
        var found = _calls.Where(c => c.Operation == operation && c.Shop == shop).ToList();
        return (found.Count, found.Sum(c => c.Points));
    }

    /// <summary>Points of everything asked of a shop.</summary>
    public double PointsAt(string shop) => _calls.Where(c => c.Shop == shop).Sum(c => c.Points);

    /// <summary>Points of everything else.</summary>
    public double PointsBut(string operation) => _calls.Where(c => c.Operation != operation).Sum(c => c.Points);

    /// <summary>Every operation at every shop, with its number of requests.</summary>
    public string Summary => string.Join(", ", _calls.GroupBy(c => (c.Operation, c.Shop)).OrderBy(g => g.Key).Select(g => $"{g.Count()} × {g.Key.Operation} at {g.Key.Shop.Split('.')[0]}"));
}

/// <summary>The transport of every installation, with a log.</summary>
internal sealed class CountingTransport(HttpShopifyTransport transport, CallLog log) : IShopifyTransport
{
    public async Task<TransportResult> SendAsync(ShopAccess access, ReadOnlyMemory<byte> body, bool repeatable, CancellationToken ct)
    {
        var result = await transport.SendAsync(access, body, repeatable, ct);
        if (result is TransportResult.Answered answered)
        {
            using var request = JsonDocument.Parse(body);
            using var answer = JsonDocument.Parse(answered.Body);
            var points = answer.RootElement.TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty("cost", out var cost) ? cost.GetProperty("requestedQueryCost").GetDouble() : 0;
            log.Add(request.RootElement.GetProperty("operationName").GetString() ?? "", access.Domain, points);
        }

        return result;
    }
}
