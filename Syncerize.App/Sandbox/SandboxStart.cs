using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Syncerize.App.Hosting;
using Syncerize.App.Sandbox.Seed;
using Syncerize.Core.Data;

namespace Syncerize.App.Sandbox;

/// <summary>Starts the simulated shops inside the app (or finds those that run elsewhere) while the start page is shown.</summary>
internal sealed class SandboxStart(
    SandboxSwitch simulated, IConfiguration configuration, IOptions<DataOptions> data, StartProgress progress, SandboxProvisioning provisioning, RunningSandbox running, IServiceProvider services,
    TimeProvider time, IHostApplicationLifetime lifetime, ILogger<SandboxStart> log) : BackgroundService
{
    private const string PortFile = "sandbox.port";

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (running.Server is { } server)
        {
            running.Server = null;
            await server.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var sandbox = simulated.Url ?? await StartAsync(data.Value.FullDirectory, stoppingToken);
            await ListeningAsync(stoppingToken);
            progress.Report("Installing the app in the simulated shops", 95);
            await provisioning.RunAsync(sandbox, ServerAddress.Own(services), stoppingToken);
            running.Server?.Traffic.Start();
            progress.Finish();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped while starting.
        }
        catch (Exception e)
        {
            log.LogCritical(e, "The sandbox could not be started");
            progress.Fail($"The sandbox could not be started: {e.Message}");
            lifetime.StopApplication();
        }
    }

    private async Task<Uri> StartAsync(string folder, CancellationToken ct)
    {
        var options = SandboxSettings.Read(configuration, $"http://127.0.0.1:{LastPort(folder)}", new StepReport(progress), problem => log.LogWarning("{Problem}", problem));
        var server = await SandboxServer.StartAsync(options, time, ct);

        // The same port next time: mirrored products hold the addresses of pictures.
        await File.WriteAllTextAsync(Path.Combine(folder, PortFile), server.BaseAddress.Port.ToString(CultureInfo.InvariantCulture), ct);
        running.Server = server;
        return server.BaseAddress;
    }

    // The port of last time, or 0 (any) where there is none or somebody else took it.
    private static int LastPort(string folder)
    {
        var file = Path.Combine(folder, PortFile);
        if (!File.Exists(file) || !int.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is 0 or > 65535)
        {
            return 0;
        }

        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return port;
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private async Task ListeningAsync(CancellationToken ct)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(listening.SetResult);
        await listening.Task.WaitAsync(ct);
    }

    private sealed class StepReport(StartProgress progress) : IProgress<SeedStep>
    {
        public void Report(SeedStep value) => progress.Report(value.Sentence, value.Percent);
    }
}
