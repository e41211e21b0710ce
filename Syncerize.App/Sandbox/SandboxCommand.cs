using System.Globalization;
using Syncerize.App.Sandbox.Seed;

namespace Syncerize.App.Sandbox;

/// <summary>The simulator alone, as a command: <c>sandbox --urls http://127.0.0.1:PORT</c>. Settings as for the app: the settings file, environment, command line.</summary>
internal static class SandboxCommand
{
    /// <summary>Runs until it is asked to stop.</summary>
    /// <param name="args">What follows the command's name, such as <c>--urls</c>, <c>--Data:Directory</c> or <c>--Sandbox:Seed</c>.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken ct)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true, reloadOnChange: false)
            .AddEnvironmentVariables()
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddCommandLine(args)
            .Build();
        var url = configuration["urls"] is { Length: > 0 } urls ? urls.Split(';')[0] : "http://127.0.0.1:0";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || !address.IsLoopback)
        {
            await System.Console.Error.WriteLineAsync($"The sandbox listens on loopback only. Give --urls an address such as http://127.0.0.1:5010, not {url}.");
            return 2;
        }

        var options = SandboxSettings.Read(configuration, url, new ConsoleSteps(), System.Console.Error.WriteLine);
        await using var server = await SandboxServer.StartAsync(options, TimeProvider.System, ct);
        server.Traffic.Start();
        // Whoever started the process waits for this line to learn the address.
        await System.Console.Out.WriteLineAsync($"The sandbox listens on {server.BaseAddress.GetLeftPart(UriPartial.Authority)}");
        await System.Console.Out.FlushAsync(ct);
        await server.WaitAsync(ct);
        return 0;
    }

    /// <summary>In order of the steps: the framework's own progress reports come over the thread pool in any order.</summary>
    private sealed class ConsoleSteps : IProgress<SeedStep>
    {
        public void Report(SeedStep value) => System.Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Percent,3} % {value.Sentence}"));
    }
}
