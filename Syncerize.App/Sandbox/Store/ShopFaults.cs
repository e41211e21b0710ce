using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Seed;

namespace Syncerize.App.Sandbox.Store;

/// <summary>What goes wrong on purpose in one shop, and how often it did. Held in memory: a restart is healthy.</summary>
internal sealed class ShopFaults
{
    /// <summary>As a count: every matching request, until it is switched off.</summary>
    public const int UntilSwitchedOff = -1;

    /// <summary>The longest delay that may be set, in milliseconds.</summary>
    public const int LongestDelay = 60_000;

    /// <summary>Webhooks that are shuffled with one another.</summary>
    private const int Window = 4;

    /// <summary>How far apart shuffled webhooks leave.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(400);

    private readonly Lock _lock = new();
    private readonly Dictionary<FaultKind, FaultTally> _met = [];
    private List<int> _places = [];
    private int _windows;
    private DateTimeOffset _latest;

    /// <summary>So many of the next matching requests take effect, but the connection is dropped instead of answering.</summary>
    public int LostAnswers { get; set; }

    /// <summary>So many of the next matching requests get a 503 and have no effect.</summary>
    public int ServerErrors { get; set; }

    /// <summary>So many of the next matching requests are refused as throttled, whatever the bucket holds.</summary>
    public int Throttled { get; set; }

    /// <summary>Every matching request takes this much longer, before it has any effect.</summary>
    public int DelayMs { get; set; }

    /// <summary>Every request is answered 401.</summary>
    public bool Dead { get; set; }

    /// <summary>Changes raise no webhooks.</summary>
    public bool DropWebhooks { get; set; }

    /// <summary>Every webhook goes out twice with the same id, as it does when an answer was lost.</summary>
    public bool DoubleWebhooks { get; set; }

    /// <summary>Webhooks leave in another order than they were raised in, a few at a time; which one is decided by the shop's name and how many there were.</summary>
    public bool ReorderWebhooks { get; set; }

    /// <summary>Webhooks are kept back until they are released.</summary>
    public bool HoldWebhooks { get; set; }

    /// <summary>Requests matched by the faults above: an operation name or a root field; null matches all.</summary>
    public string? Operation { get; set; }

    /// <summary>How often each fault was met since the last reset.</summary>
    public IReadOnlyDictionary<FaultKind, FaultTally> Met
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<FaultKind, FaultTally>(_met);
            }
        }
    }

    /// <summary>Whether a request with these names is meant.</summary>
    public bool Matches(IEnumerable<string> names) => Operation is null || names.Contains(Operation, StringComparer.OrdinalIgnoreCase);

    /// <summary>Changes several at once, between two requests.</summary>
    public void Change(Action<ShopFaults> change)
    {
        lock (_lock)
        {
            change(this);
        }
    }

    /// <summary>Everything is well again, and the tallies begin anew.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            (LostAnswers, ServerErrors, Throttled, DelayMs) = (0, 0, 0, 0);
            (Dead, DropWebhooks, DoubleWebhooks, ReorderWebhooks, HoldWebhooks) = (false, false, false, false, false);
            Operation = null;
            _met.Clear();
        }
    }

    /// <summary>Decides what goes wrong with a request.</summary>
    /// <param name="names">Its root fields and its operation, the operation last.</param>
    /// <param name="now">The clock.</param>
    public RequestFault Take(IReadOnlyList<string> names, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!Matches(names))
            {
                return default;
            }

            var what = names.LastOrDefault(name => name.Length > 0) ?? "a request";
            var delay = TimeSpan.FromMilliseconds(DelayMs);
            if (DelayMs > 0)
            {
                Add(FaultKind.Slow, what, now);
            }

            if (ServerErrors != 0)
            {
                ServerErrors = Used(ServerErrors);
                Add(FaultKind.ServerErrors, what, now);
                return new RequestFault(delay, true, false, false);
            }

            if (Throttled != 0)
            {
                Throttled = Used(Throttled);
                Add(FaultKind.Throttle, what, now);
                return new RequestFault(delay, false, true, false);
            }

            if (LostAnswers != 0)
            {
                LostAnswers = Used(LostAnswers);
                Add(FaultKind.LostAnswers, what, now);
                return new RequestFault(delay, false, false, true);
            }

            return new RequestFault(delay, false, false, false);
        }
    }

    /// <summary>Counts what another part of the simulator let go wrong.</summary>
    public void Note(FaultKind kind, string what, DateTimeOffset now)
    {
        lock (_lock)
        {
            Add(kind, what, now);
        }
    }

    /// <summary>Whether a webhook is lost before it is sent.</summary>
    public bool Drops(string topic, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (DropWebhooks)
            {
                Add(FaultKind.WebhooksDropped, topic, now);
            }

            return DropWebhooks;
        }
    }

    /// <summary>What becomes of one webhook: itself, later than one that comes after it, or itself twice.</summary>
    /// <param name="delivery">As it was raised.</param>
    /// <param name="again">The same webhook once more, with a delivery number of its own.</param>
    public IEnumerable<SimDelivery> Arrange(SimDelivery delivery, Func<SimDelivery> again)
    {
        lock (_lock)
        {
            delivery.Held = HoldWebhooks;
            if (ReorderWebhooks)
            {
                Shuffle(delivery);
            }

            if (!DoubleWebhooks)
            {
                return [delivery];
            }

            Add(FaultKind.WebhooksDoubled, delivery.Topic, delivery.TriggeredAt, delivery.WebhookId);
            return [delivery, again()];
        }
    }

    private void Shuffle(SimDelivery delivery)
    {
        if (_places.Count == 0)
        {
            var stream = SeedRandom.For(_windows++, "webhooks out of order");
            _places = stream.Shuffled(Enumerable.Range(1, Window));
            if (_places.SequenceEqual(Enumerable.Range(1, Window)))
            {
                _places.Reverse();
            }
        }

        delivery.DueAt = delivery.TriggeredAt + (_places[0] * Apart);
        _places.RemoveAt(0);
        if (delivery.DueAt < _latest)
        {
            Add(FaultKind.WebhooksReordered, delivery.Topic, delivery.TriggeredAt);
        }

        _latest = delivery.DueAt > _latest ? delivery.DueAt : _latest;
    }

    private void Add(FaultKind kind, string what, DateTimeOffset now, string? webhookId = null) =>
        _met[kind] = new FaultTally(_met.GetValueOrDefault(kind)?.Count + 1 ?? 1, now, what, webhookId);

    private static int Used(int count) => count > 0 ? count - 1 : count;
}
