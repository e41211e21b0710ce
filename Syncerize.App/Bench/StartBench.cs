using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Syncerize.App.Bench;

/// <summary>A process of its own on the data of an earlier run, as after a restart of the machine: until the first page of any kind, and until the sign-in page.</summary>
internal static class StartBench
{
    private const string Row = "start";
    private const int Starts = 5;

    public static async Task<BenchResult> RunAsync(CancellationToken ct)
    {
        var host = await BenchHost.StartAsync(ct);
        await host.StopAsync();
        try
        {
            var (first, page) = (new List<double>(), new List<double>());
            for (var n = 0; n < Starts; n++)
            {
                var (html, ready) = await StartAsync(Path.Combine(host.Folder, "data"), ct);
                first.Add(html);
                page.Add(ready);
            }

            return new BenchResult(
                [
                    new BenchFigure(Row, "process start to the first HTML, median of 5", new Percentiles(first).At(0.5), "ms", 2500),
                    new BenchFigure(Row, "process start to the sign-in page, median of 5", new Percentiles(page).At(0.5), "ms"),
                ],
                "compiling at run time: this build is not published ReadyToRun; and the simulated shops, which are loaded into memory beside the app");
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(host.Folder, recursive: true);
        }
    }

    private static async Task<(double Html, double Page)> StartAsync(string data, CancellationToken ct)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Own("--urls", url, "--Data:Directory", data, "--Sandbox:Speed", "0")) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(url) };
            double? html = null;
            while (true)
            {
                ct.ThrowIfCancellationRequested();
                if (process.HasExited)
                {
                    throw new InvalidOperationException($"The app ended by itself with {process.ExitCode}.");
                }

                try
                {
                    using var answer = await http.GetAsync("/sign-in", ct);
                    html ??= Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
                    if (answer.IsSuccessStatusCode)
                    {
                        return (html.Value, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                    }
                }
                catch (HttpRequestException)
                {
                    // It does not listen yet.
                }

                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, ct);
            }
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    // Under "dotnet App.dll" the process is dotnet, and its first argument the app.
    private static IEnumerable<string> Own(params string[] args) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Path.Combine(AppContext.BaseDirectory, typeof(StartBench).Assembly.GetName().Name + ".dll"), .. args] : args;

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
