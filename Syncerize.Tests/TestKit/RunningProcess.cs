using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Syncerize.Tests.TestKit;

/// <summary>The app or the sandbox as a process of its own, so that it can be killed like one.</summary>
internal sealed class RunningProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningProcess(Process process, Regex announces)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Heard(e.Data, announces);
        process.ErrorDataReceived += (_, e) => Heard(e.Data, announces);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException("It ended before it listened:\n" + Output));
    }

    /// <summary>What it wrote so far, for failing tests.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Starts the built app with arguments and waits until it says where it listens.</summary>
    public static async Task<(RunningProcess Process, Uri Address)> StartAsync(Regex announces, IEnumerable<string> arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Syncerize.App.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var running = new RunningProcess(new Process { StartInfo = start }, announces);
        running._process.Start();
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        return (running, await running._address.Task.WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System, ct));
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Heard(string? line, Regex announces)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        if (announces.Match(line) is { Success: true } match)
        {
            _address.TrySetResult(new Uri(match.Groups["address"].Value));
        }
    }
}
