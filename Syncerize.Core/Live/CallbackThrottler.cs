namespace Syncerize.Core.Live;

/// <summary>Runs a callback after "ready" calls: the first at once, later ones at most once per interval, with one waiting slot so that the last is never lost.</summary>
internal sealed class CallbackThrottler : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly Func<Task> _callback;
    private readonly Action<Exception> _failed;
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private readonly CancellationTokenSource _stop = new();
    private long? _lastStart;
    private bool _waiting;
    private bool _running;
    private bool _again;

    public CallbackThrottler(TimeProvider time, TimeSpan interval, Func<Task> callback, Action<Exception> failed)
    {
        _time = time;
        _interval = interval;
        _callback = callback;
        _failed = failed;
    }

    public void Ready()
    {
        lock (_lock)
        {
            if (_stop.IsCancellationRequested || _waiting)
            {
                return;
            }

            if (_running)
            {
                // A change that lands while the callback reads asks for one more pass.
                _again = true;
                return;
            }

            _waiting = true;
        }

        _ = Task.Run(RunAsync);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _stop.Cancel();
        }
    }

    private async Task RunAsync()
    {
        try
        {
            var wait = _lastStart is { } last ? _interval - _time.GetElapsedTime(last) : TimeSpan.Zero;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, _time, _stop.Token);
            }

            lock (_lock)
            {
                // The slot is free before the callback reads, so that no change between reading and drawing is lost.
                _waiting = false;
                _running = true;
                _lastStart = _time.GetTimestamp();
            }

            await InvokeAsync();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure)
        {
            _failed(failure);
        }

        bool again;
        lock (_lock)
        {
            _running = false;
            again = _again;
            _again = false;
        }

        if (again)
        {
            Ready();
        }
    }

    private Task InvokeAsync()
    {
        if (_context is null)
        {
            return _callback();
        }

        // The subscriber's culture must hold in its callback.
        var task = Task.CompletedTask;
        ExecutionContext.Run(_context, _ => task = _callback(), null);
        return task;
    }
}
