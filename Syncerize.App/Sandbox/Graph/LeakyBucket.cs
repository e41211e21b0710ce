namespace Syncerize.App.Sandbox.Graph;

/// <summary>A shop's budget of points: filled up at a steady rate, emptied by requests. Not kept over a restart.</summary>
internal sealed class LeakyBucket(TimeProvider time)
{
    private readonly Lock _lock = new();
    private double? _available;
    private DateTimeOffset _at;

    /// <summary>Takes points if they are there. Gives what is available afterwards.</summary>
    public bool TryTake(double size, double restoreRate, double points, out double available)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var filled = Math.Min(size, _available is { } before ? before + ((now - _at).TotalSeconds * restoreRate) : size);
            _at = now;
            var enough = points <= filled;
            _available = enough ? filled - points : filled;
            available = _available.Value;
            return enough;
        }
    }

    /// <summary>Gives points back.</summary>
    public double GiveBack(double size, double points)
    {
        lock (_lock)
        {
            _available = Math.Min(size, (_available ?? size) + points);
            return _available.Value;
        }
    }
}
