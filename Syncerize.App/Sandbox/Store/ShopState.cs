using System.Globalization;
using System.Text.Json.Nodes;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Store;

/// <summary>
/// One shop in memory, with the indexes its questions need. Whoever changes it holds <see cref="Gate"/>, says what it touched with <c>Put</c>,
/// and ends with <see cref="Commit"/> (file first, then the answer) or <see cref="Rollback"/>.
/// </summary>
internal sealed partial class ShopState
{
    private readonly SandboxStore _store;
    private readonly TimeProvider _time;
    private readonly Dictionary<(string Type, string Id), object?> _dirty = [];
    private readonly Dictionary<(string Topic, string Subject), Func<JsonObject>> _events = [];
    private readonly List<(string Topic, Func<JsonObject> Body)> _appEvents = [];
    private readonly SearchIndex _index = new();
    private DateTimeOffset? _nextJobAt;
    private bool _jobsChanged;

    private ShopState(SandboxStore store, TimeProvider time, string domain)
    {
        _store = store;
        _time = time;
        Domain = domain;
        Shop = new SimShop { Domain = domain, Name = domain };
    }

    /// <summary>Reads a shop from the file.</summary>
    public static ShopState Load(SandboxStore store, TimeProvider time, string domain)
    {
        var state = new ShopState(store, time, domain);
        state.Reload();
        return state;
    }

    public string Domain { get; }

    /// <summary>One request at a time changes or reads a shop.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    public SimShop Shop { get; private set; }

    public ShopFaults Faults { get; } = new();

    public SortedDictionary<long, SimLocation> Locations { get; } = [];

    public SortedDictionary<long, SimPublication> Publications { get; } = [];

    public SortedDictionary<long, SimCollection> Collections { get; } = [];

    public SortedDictionary<long, SimMetafieldDefinition> Definitions { get; } = [];

    public Dictionary<long, SimProduct> Products { get; } = [];

    public Dictionary<long, SimVariant> Variants { get; } = [];

    /// <summary>By inventory item id.</summary>
    public Dictionary<long, SimVariant> Items { get; } = [];

    public Dictionary<long, List<SimVariant>> VariantsByProduct { get; } = [];

    public Dictionary<(long Item, long Location), SimInventoryLevel> Levels { get; } = [];

    public Dictionary<long, SimOrder> Orders { get; } = [];

    public SortedDictionary<long, SimWebhookSubscription> Subscriptions { get; } = [];

    public SortedDictionary<long, SimDelivery> Deliveries { get; } = [];

    public Dictionary<string, SimJob> Jobs { get; } = [];

    public Dictionary<string, SimIdempotentAnswer> Answers { get; } = [];

    /// <summary>What the app was given besides the shop's permanent token, by value.</summary>
    public Dictionary<string, SimToken> Tokens { get; } = [];

    /// <summary>Bulk operations, ended ones too.</summary>
    public SortedDictionary<long, SimBulkOperation> BulkOperations { get; } = [];

    /// <summary>Order edits that were begun and not committed.</summary>
    public Dictionary<long, SimOrderEdit> Edits { get; } = [];

    /// <summary>When the next work that was put off is due; null where there is none.</summary>
    public DateTimeOffset? NextJobAt
    {
        get
        {
            if (_jobsChanged)
            {
                _nextJobAt = Jobs.Values.Where(job => !job.Done).Select(job => (DateTimeOffset?)job.DueAt).Min();
                _jobsChanged = false;
            }

            return _nextJobAt;
        }
    }

    /// <summary>How searches see objects of a type (<c>product</c>, <c>variant</c>, <c>order</c>, <c>level</c>), by id; null where they do not know one yet.</summary>
    public Func<long, T, T?> Searched<T>(string type)
        where T : class
    {
        var lag = Shop.Pace.SearchLagSeconds;
        var reached = Now.AddSeconds(-lag);
        return (id, current) => lag <= 0 ? current : _index.Seen(type, id, current, reached);
    }

    /// <summary>A stamp later than every one given out before: milliseconds inside, whole seconds on the wire as on the real API.</summary>
    public DateTimeOffset Stamp()
    {
        var now = _time.GetUtcNow();
        now = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        Shop.LastStamp = now > Shop.LastStamp ? now : Shop.LastStamp.AddMilliseconds(1);
        Touch();
        return Shop.LastStamp;
    }

    /// <summary>The clock, for what is not a stamp of an object.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    public long NewId()
    {
        Touch();
        return Shop.NextId++;
    }

    public IReadOnlyList<SimVariant> VariantsOf(long productId) => VariantsByProduct.GetValueOrDefault(productId) ?? [];

    public IEnumerable<SimInventoryLevel> LevelsOf(long itemId) => Locations.Keys.Select(location => Levels.GetValueOrDefault((itemId, location))).OfType<SimInventoryLevel>();

    public SimOrder? OrderOfFulfillmentOrder(long id) => Orders.Values.FirstOrDefault(order => order.FulfillmentOrders.Exists(f => f.Id == id));

    public SimOrder? OrderOfFulfillment(long id) => Orders.Values.FirstOrDefault(order => order.Fulfillments.Exists(f => f.Id == id));

    /// <summary>Says that a webhook is due; one per topic and subject and change, its body made when the change is complete.</summary>
    /// <param name="topic">The header's form, such as <c>orders/create</c>.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="body">Makes the body.</param>
    public void Raise(string topic, string subject, Func<JsonObject> body) => _events[(topic, subject)] = body;

    /// <summary>Says that the app itself must be told, whatever it subscribed to.</summary>
    public void RaiseForApp(string topic, Func<JsonObject> body) => _appEvents.Add((topic, body));

    /// <summary>Makes the change durable, with the webhooks it raised. True if webhooks became due.</summary>
    public bool Commit()
    {
        var raised = MakeDeliveries();
        if (_dirty.Count > 0)
        {
            NoteForSearches();
            _store.Write(_dirty.Select(entry => (Domain, new StoredDocument(entry.Key.Type, entry.Key.Id, entry.Value))));
            _dirty.Clear();
        }

        return raised;
    }

    /// <summary>Forgets an unfinished change by reading the shop again from the file.</summary>
    public void Rollback()
    {
        _events.Clear();
        _appEvents.Clear();
        if (_dirty.Count > 0)
        {
            _dirty.Clear();
            Reload();
        }
    }

    private bool MakeDeliveries()
    {
        var raised = false;
        foreach (var ((topic, _), body) in _events.ToList())
        {
            raised |= Deliver.Subscribed(this, topic, body);
        }

        foreach (var (topic, body) in _appEvents.ToList())
        {
            raised |= Deliver.ForApp(this, topic, body);
        }

        _events.Clear();
        _appEvents.Clear();
        return raised;
    }

    // The file still holds what searches go on to see for a while.
    private void NoteForSearches()
    {
        if (Shop.Pace.SearchLagSeconds <= 0)
        {
            return;
        }

        var now = Now;
        _index.Prune(now.AddSeconds(-Shop.Pace.SearchLagSeconds));
        foreach (var (type, id) in _dirty.Keys.Where(key => key.Type is "product" or "variant" or "order" or "level"))
        {
            var json = _store.Find(Domain, type, id);
            object? before = json is null ? null : type switch
            {
                "product" => SandboxStore.Parse<SimProduct>(json),
                "variant" => SandboxStore.Parse<SimVariant>(json),
                "level" => SandboxStore.Parse<SimInventoryLevel>(json),
                _ => SandboxStore.Parse<SimOrder>(json),
            };
            _index.Note(type, long.Parse(id, CultureInfo.InvariantCulture), now, before);
        }
    }

    private void Reload()
    {
        _jobsChanged = true;
        Locations.Clear();
        Publications.Clear();
        Collections.Clear();
        Definitions.Clear();
        Products.Clear();
        Variants.Clear();
        Items.Clear();
        VariantsByProduct.Clear();
        Levels.Clear();
        Orders.Clear();
        Subscriptions.Clear();
        Deliveries.Clear();
        Jobs.Clear();
        Answers.Clear();
        Tokens.Clear();
        Edits.Clear();
        BulkOperations.Clear();
        _store.Read(Domain, Take);
    }

    private void Take(string type, string json)
    {
        switch (type)
        {
            case "shop": Shop = SandboxStore.Parse<SimShop>(json); break;
            case "location": Keep(Locations, SandboxStore.Parse<SimLocation>(json), x => x.Id); break;
            case "publication": Keep(Publications, SandboxStore.Parse<SimPublication>(json), x => x.Id); break;
            case "collection": Keep(Collections, SandboxStore.Parse<SimCollection>(json), x => x.Id); break;
            case "definition": Keep(Definitions, SandboxStore.Parse<SimMetafieldDefinition>(json), x => x.Id); break;
            case "product": Keep(Products, SandboxStore.Parse<SimProduct>(json), x => x.Id); break;
            case "variant": Index(SandboxStore.Parse<SimVariant>(json)); break;
            case "level": Keep(Levels, SandboxStore.Parse<SimInventoryLevel>(json), x => (x.InventoryItemId, x.LocationId)); break;
            case "order": Keep(Orders, SandboxStore.Parse<SimOrder>(json), x => x.Id); break;
            case "subscription": Keep(Subscriptions, SandboxStore.Parse<SimWebhookSubscription>(json), x => x.Id); break;
            case "delivery": Keep(Deliveries, SandboxStore.Parse<SimDelivery>(json), x => x.Id); break;
            case "job": Keep(Jobs, SandboxStore.Parse<SimJob>(json), x => x.Id); break;
            case "answer": Keep(Answers, SandboxStore.Parse<SimIdempotentAnswer>(json), x => x.Key); break;
            case "token": Keep(Tokens, SandboxStore.Parse<SimToken>(json), x => x.Value); break;
            case "bulk": Keep(BulkOperations, SandboxStore.Parse<SimBulkOperation>(json), x => x.Id); break;
            case "edit": Keep(Edits, SandboxStore.Parse<SimOrderEdit>(json), x => x.Id); break;
            default: throw new InvalidDataException($"The sandbox file holds a document of unknown type {type}.");
        }
    }

    private static void Keep<TKey, T>(IDictionary<TKey, T> all, T value, Func<T, TKey> key) => all[key(value)] = value;

    private static string Text<TKey>(TKey key)
        where TKey : notnull => Convert.ToString(key, CultureInfo.InvariantCulture) ?? "";
}
