using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Syncerize.App.Bench;

/// <summary>
/// <c>bench [rows] [--json FILE]</c>: measures the targets of docs/performance.md on this machine, the load generator included, and prints a table.
/// It works in a folder of its own, speaks to simulated shops on loopback only, and removes what it made.
/// </summary>
internal static class BenchCommand
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, Func<CancellationToken, Task<BenchResult>>> Rows = new(StringComparer.Ordinal)
    {
        ["intake"] = IntakeBench.RunAsync,
        ["latency"] = LatencyBench.RunAsync,
        ["stock"] = StockBench.RunAsync,
        ["import"] = ImportBench.RunAsync,
        ["start"] = StartBench.RunAsync,
    };

    /// <summary>The names of all rows, in the order they are run.</summary>
    public static IReadOnlyCollection<string> Names => Rows.Keys;

    /// <summary>Runs rows one after the other.</summary>
    /// <param name="rows">Which; none is all.</param>
    /// <param name="json">A file to write the figures to as well, or null.</param>
    /// <param name="ct">Gives up; what was measured so far is shown.</param>
    /// <returns>0; 1 where a target was missed; 2 for a row that does not exist.</returns>
    public static async Task<int> RunAsync(IReadOnlyCollection<string> rows, string? json, CancellationToken ct)
    {
        if (rows.FirstOrDefault(r => !Rows.ContainsKey(r)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no row \"{unknown}\". There are: {string.Join(", ", Names)}.");
            return 2;
        }

        var figures = new List<BenchFigure>();
        var limits = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, run) in Rows.Where(r => rows.Count == 0 || rows.Contains(r.Key)))
        {
            await Console.Out.WriteLineAsync($"… {name}");
            var result = await run(ct);
            figures.AddRange(result.Figures);
            limits[name] = result.LimitedBy;
            Print(result);
        }

        if (json is not null)
        {
            await File.WriteAllTextAsync(json, JsonSerializer.Serialize(new { machine = Machine(), figures, limits }, Json), ct);
            await Console.Out.WriteLineAsync($"Written to {json}.");
        }

        return figures.Exists(f => f.Met == false) ? 1 : 0;
    }

    private static void Print(BenchResult result)
    {
        foreach (var figure in result.Figures)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {figure.Row,-8} {figure.What,-58} {figure.Shown,16} {figure.TargetShown,16} {figure.Met switch { true => "met", false => "MISSED", null => "" }}"));
        }

        Console.WriteLine($"  limited by: {result.LimitedBy}");
    }

    private static object Machine() => new
    {
        cores = Environment.ProcessorCount,
        system = RuntimeInformation.OSDescription,
        architecture = RuntimeInformation.ProcessArchitecture.ToString(),
        runtime = RuntimeInformation.FrameworkDescription,
        optimised = !IsDebugBuild(),
    };

    private static bool IsDebugBuild() =>
        typeof(BenchCommand).Assembly.GetCustomAttributes(typeof(System.Diagnostics.DebuggableAttribute), false).OfType<System.Diagnostics.DebuggableAttribute>().Any(a => a.IsJITOptimizerDisabled);
}
