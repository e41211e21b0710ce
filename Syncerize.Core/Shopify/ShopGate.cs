namespace Syncerize.Core.Shopify;

/// <summary>The calls of one shop: its budget, and those waiting for a share of it.</summary>
internal sealed class ShopGate : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ShopifyOptions _options;
    private readonly List<Waiter> _waiters = [];
    private readonly DateTimeOffset?[] _hungrySince = new DateTimeOffset?[Enum.GetValues<CallPriority>().Length];
    private readonly ITimer _timer;
    private ShopBudget _budget;
    private int _underWay;

    public ShopGate(TimeProvider time, ShopifyOptions options)
    {
        _time = time;
        _options = options;
        _budget = ShopBudget.Assumed(time.GetUtcNow());
        _timer = time.CreateTimer(_ => Pump(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ShopBudget Budget
    {
        get
        {
            lock (_lock)
            {
                return _budget;
            }
        }
    }

    public Task<Admission> EnterAsync(double cost, CallPriority priority, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            var waiter = new Waiter(cost, priority, _hungrySince[(int)priority] ?? now, now + _options.LongestWaitInPlace);
            var ahead = _waiters.Where(w => Rank(w, now) <= Rank(waiter, now)).Sum(w => w.Cost);
            var wait = _budget.WaitFor(cost, ahead, now);
            if (wait == TimeSpan.Zero)
            {
                Grant(waiter, now);
            }
            else if (wait > _options.LongestWaitInPlace)
            {
                Refuse(waiter, wait, now);
            }
            else
            {
                _waiters.Add(waiter);
                waiter.Giving = ct.Register(() => GiveUp(waiter, ct));
                Arm(now);
            }

            return waiter.Done.Task;
        }
    }

    public void Leave(Admission admission, QueryCost? stated, bool sent)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            _underWay--;
            if (stated is not null)
            {
                _budget = _budget.GiveBack(admission.Cost - (stated.Actual ?? 0), now)
                    .Observe(stated.Maximum, stated.Available, stated.RestorePerSecond, _underWay > 0, now);
            }
            else if (!sent)
            {
                _budget = _budget.GiveBack(admission.Cost, now);
            }
        }

        Pump();
    }

    public void Dispose() => _timer.Dispose();

    private void Pump()
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            var ahead = 0d;
            foreach (var waiter in _waiters.OrderBy(w => Rank(w, now)).ThenBy(w => w.Since).ToList())
            {
                var wait = _budget.WaitFor(waiter.Cost, ahead, now);
                if (wait == TimeSpan.Zero)
                {
                    _waiters.Remove(waiter);
                    Grant(waiter, now);
                }
                else if (now >= waiter.Deadline)
                {
                    _waiters.Remove(waiter);
                    Refuse(waiter, wait, now);
                }
                else
                {
                    ahead += waiter.Cost;
                }
            }

            Arm(now);
        }
    }

    private void Grant(Waiter waiter, DateTimeOffset now)
    {
        _budget = _budget.Spend(waiter.Cost, now);
        _underWay++;
        _hungrySince[(int)waiter.Priority] = null;
        waiter.Giving.Unregister();
        waiter.Done.TrySetResult(new Admission(waiter.Cost, null));
    }

    private void Refuse(Waiter waiter, TimeSpan wait, DateTimeOffset now)
    {
        _hungrySince[(int)waiter.Priority] ??= waiter.Since;
        waiter.Giving.Unregister();
        waiter.Done.TrySetResult(new Admission(0, now + wait));
    }

    private void GiveUp(Waiter waiter, CancellationToken ct)
    {
        lock (_lock)
        {
            if (_waiters.Remove(waiter))
            {
                waiter.Done.TrySetCanceled(ct);
            }
        }
    }

    // The first moment at which anything can change by itself: someone's points are there, or someone's patience ends.
    private void Arm(DateTimeOffset now)
    {
        if (_waiters.Count == 0)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var first = _waiters.OrderBy(w => Rank(w, now)).ThenBy(w => w.Since).First();
        var patience = _waiters.Min(w => w.Deadline) - now;
        var wait = _budget.WaitFor(first.Cost, 0, now);
        var due = wait < patience ? wait : patience;
        _timer.Change(due < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : due, Timeout.InfiniteTimeSpan);
    }

    private double Rank(Waiter waiter, DateTimeOffset now) => (int)waiter.Priority - Math.Floor((now - waiter.Since) / _options.AgeingStep);

    private sealed class Waiter(double cost, CallPriority priority, DateTimeOffset since, DateTimeOffset deadline)
    {
        public double Cost { get; } = cost;

        public CallPriority Priority { get; } = priority;

        public DateTimeOffset Since { get; } = since;

        public DateTimeOffset Deadline { get; } = deadline;

        public CancellationTokenRegistration Giving { get; set; }

        public TaskCompletionSource<Admission> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
