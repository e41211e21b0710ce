using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Traffic;

/// <summary>
/// Lets the shops trade: every shop has steps of its own, spaced by the plan, by how busy the hour is there and by the speed. The clock stays the real one;
/// speed only changes how much happens in a second of it.
/// </summary>
internal sealed class TrafficLoop : IAsyncDisposable
{
    /// <summary>The highest speed that may be set.</summary>
    public const double Fastest = 200;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TidyEvery = TimeSpan.FromMinutes(1);

    private readonly SandboxWorld _world;
    private readonly ILogger _log;
    private readonly TrafficPlan _plan;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Pace> _paces = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _bell = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private DateTimeOffset _seenAt;
    private DateTimeOffset _tidiedAt;
    private double _speed;
    private long _done;
    private Task _loop = Task.CompletedTask;

    /// <param name="world">The shops.</param>
    /// <param name="seed">The same seed, shops and times give the same traffic.</param>
    /// <param name="speed">From 0 (nothing happens) to <see cref="Fastest"/>; 1 is about an order every 25 seconds in a middling hour of a destination.</param>
    /// <param name="log">Told of steps that failed.</param>
    public TrafficLoop(SandboxWorld world, long seed, double speed, ILogger<TrafficLoop> log)
    {
        _world = world;
        _log = log;
        _plan = new TrafficPlan(seed);
        _seenAt = _tidiedAt = world.Time.GetUtcNow();
        _speed = IsPossible(speed) ? speed : throw new ArgumentOutOfRangeException(nameof(speed), speed, "Not a speed.");
    }

    /// <summary>How much happens now.</summary>
    public double Speed
    {
        get
        {
            lock (_lock)
            {
                return _speed;
            }
        }
    }

    /// <summary>Things that happened since the start, in all shops.</summary>
    public long Done => Interlocked.Read(ref _done);

    public static bool IsPossible(double speed) => speed is >= 0 and <= Fastest;

    /// <summary>Changes the speed for this run.</summary>
    /// <returns>False where it is not from 0 to <see cref="Fastest"/>.</returns>
    public bool SetSpeed(double speed)
    {
        if (!IsPossible(speed))
        {
            return false;
        }

        lock (_lock)
        {
            Pass();
            _speed = speed;
        }

        Ring();
        _world.Notice();
        return true;
    }

    /// <summary>Seconds between two orders of a destination at this hour, on average; null while nothing happens.</summary>
    public double? SecondsPerOrder(ShopState destination)
    {
        var rate = Speed * TrafficRhythm.At(destination.Shop.TimeZone, _world.Time.GetUtcNow(), destination.Shop.Role);
        return rate > 0 ? TrafficPlan.DestinationGap / 0.8 / rate : null;
    }

    /// <summary>Goes on by itself until disposed.</summary>
    public void Start() => _loop = LoopAsync();

    /// <summary>Does what is due by now.</summary>
    /// <returns>How long until something is due again.</returns>
    public async Task<TimeSpan> RunDueAsync()
    {
        await _oneAtATime.WaitAsync(CancellationToken.None);
        try
        {
            await TidyAsync();
            foreach (var (shop, step) in Due())
            {
                await StepAsync(shop, step);
            }

            return Wait();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
        _bell.Dispose();
        _oneAtATime.Dispose();
    }

    private async Task LoopAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var wait = await RunDueAsync();
            using var early = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            var rung = _bell.WaitAsync(early.Token);
            var due = Task.Delay(wait, _world.Time, early.Token);
            await Task.WhenAny(rung, due);
            await early.CancelAsync();
            // Whichever did not end first is cancelled by now; neither can fail otherwise.
            await rung.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await due.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task StepAsync(ShopState shop, long step)
    {
        try
        {
            await _world.ChangeAsync(shop, state => state.Do(_plan.Decide(step, ShopView.Of(state, Speed))));
            Interlocked.Increment(ref _done);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // One step that went wrong was taken back; the shop goes on trading.
            _log.LogError(failed, "Step {Step} of the traffic of {Shop} failed", step, shop.Domain);
        }
    }

    /// <summary>Lets time pass for every shop and takes out the steps that are due.</summary>
    private List<(ShopState Shop, long Step)> Due()
    {
        lock (_lock)
        {
            Pass();
            var due = new List<(ShopState, long)>();
            foreach (var shop in _world.Shops)
            {
                var pace = PaceOf(shop);
                if (pace.Left > 0)
                {
                    continue;
                }

                due.Add((shop, pace.Step++));
                // A machine that slept does not make up for it.
                pace.Left = Math.Max(pace.Left, -1) + _plan.Gap(shop.Domain, shop.Shop.Role, pace.Step);
            }

            return due;
        }
    }

    private void Pass()
    {
        var now = _world.Time.GetUtcNow();
        var seconds = Math.Max(0, (now - _seenAt).TotalSeconds);
        _seenAt = now;
        foreach (var shop in _world.Shops)
        {
            PaceOf(shop).Left -= seconds * _speed * TrafficRhythm.At(shop.Shop.TimeZone, now, shop.Shop.Role);
        }
    }

    private TimeSpan Wait()
    {
        lock (_lock)
        {
            var now = _world.Time.GetUtcNow();
            var next = LongestWait;
            foreach (var shop in _speed > 0 ? _world.Shops : [])
            {
                var seconds = Math.Max(0.02, PaceOf(shop).Left / (_speed * TrafficRhythm.At(shop.Shop.TimeZone, now, shop.Shop.Role)));
                next = seconds < next.TotalSeconds ? TimeSpan.FromSeconds(seconds) : next;
            }

            return next;
        }
    }

    // Steps are numbered on from the shop's orders: a restart does not tell the same story again.
    private Pace PaceOf(ShopState shop)
    {
        if (!_paces.TryGetValue(shop.Domain, out var pace))
        {
            var first = shop.Shop.NextOrderNumber * 1000;
            _paces[shop.Domain] = pace = new Pace { Step = first, Left = _plan.Gap(shop.Domain, shop.Shop.Role, first) };
        }

        return pace;
    }

    private async Task TidyAsync()
    {
        var now = _world.Time.GetUtcNow();
        if (now - _tidiedAt < TidyEvery)
        {
            return;
        }

        _tidiedAt = now;
        foreach (var shop in _world.Shops)
        {
            await _world.ChangeAsync(shop, state => state.Tidy());
        }
    }

    private void Ring()
    {
        if (_bell.CurrentCount == 0)
        {
            try
            {
                _bell.Release();
            }
            catch (SemaphoreFullException)
            {
                // Two rang at once: one ring is enough.
            }
        }
    }

    private sealed class Pace
    {
        public long Step { get; set; }

        /// <summary>Seconds of a middling hour at speed 1 until the step is due.</summary>
        public double Left { get; set; }
    }
}
