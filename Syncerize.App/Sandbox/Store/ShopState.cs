using System.Globalization;
using System.Text.Json.Nodes;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Store;

/// <summary>
/// One shop in memory, with the indexes its questions need. Whoever changes it holds <see cref="Gate"/>, says what it touched with <c>Put</c>,
/// and ends with <see cref="Commit"/> (file first, then the answer) or <see cref="Rollback"/>.
/// </summary>
internal sealed class ShopState
{
    private readonly SandboxStore _store;
    private readonly TimeProvider _time;
    private readonly Dictionary<(string Type, string Id), object?> _dirty = [];
    private readonly Dictionary<(string Topic, string Subject), Func<JsonObject>> _events = [];

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

    /// <summary>The shop document itself changed.</summary>
    public void Touch() => _dirty[("shop", Domain)] = Shop;

    public void Put(SimProduct product) => Store(Products, "product", product.Id, product);

    public void Put(SimLocation location) => Store(Locations, "location", location.Id, location);

    public void Put(SimPublication publication) => Store(Publications, "publication", publication.Id, publication);

    public void Put(SimMetafieldDefinition definition) => Store(Definitions, "definition", definition.Id, definition);

    public void Put(SimOrder order) => Store(Orders, "order", order.Id, order);

    public void Put(SimWebhookSubscription subscription) => Store(Subscriptions, "subscription", subscription.Id, subscription);

    public void Put(SimDelivery delivery) => Store(Deliveries, "delivery", delivery.Id, delivery);

    public void Put(SimJob job) => Store(Jobs, "job", job.Id, job);

    public void Put(SimIdempotentAnswer answer) => Store(Answers, "answer", answer.Key, answer);

    public void Put(SimVariant variant)
    {
        Index(variant);
        _dirty[("variant", Text(variant.Id))] = variant;
    }

    public void Put(SimInventoryLevel level)
    {
        Levels[(level.InventoryItemId, level.LocationId)] = level;
        _dirty[("level", Text(level.Id))] = level;
    }

    public void Remove(SimProduct product) => Drop(Products, "product", product.Id);

    public void Remove(SimWebhookSubscription subscription) => Drop(Subscriptions, "subscription", subscription.Id);

    public void Remove(SimDelivery delivery) => Drop(Deliveries, "delivery", delivery.Id);

    public void Remove(SimIdempotentAnswer answer) => Drop(Answers, "answer", answer.Key);

    public void Remove(SimVariant variant)
    {
        Variants.Remove(variant.Id);
        Items.Remove(variant.InventoryItemId);
        VariantsByProduct.GetValueOrDefault(variant.ProductId)?.Remove(variant);
        _dirty[("variant", Text(variant.Id))] = null;
        foreach (var level in LevelsOf(variant.InventoryItemId).ToList())
        {
            Levels.Remove((level.InventoryItemId, level.LocationId));
            _dirty[("level", Text(level.Id))] = null;
        }
    }

    /// <summary>Says that a webhook is due; one per topic and subject and change, its body made when the change is complete.</summary>
    /// <param name="topic">The header's form, such as <c>orders/create</c>.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="body">Makes the body.</param>
    public void Raise(string topic, string subject, Func<JsonObject> body) => _events[(topic, subject)] = body;

    /// <summary>Makes the change durable, with the webhooks it raised. True if webhooks became due.</summary>
    public bool Commit()
    {
        var raised = MakeDeliveries();
        if (_dirty.Count > 0)
        {
            _store.Write(_dirty.Select(entry => (Domain, new StoredDocument(entry.Key.Type, entry.Key.Id, entry.Value))));
            _dirty.Clear();
        }

        return raised;
    }

    /// <summary>Forgets an unfinished change by reading the shop again from the file.</summary>
    public void Rollback()
    {
        _events.Clear();
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
            var key = topic.Replace('/', '_').ToUpperInvariant();
            var subscriptions = Subscriptions.Values.Where(subscription => subscription.Topic == key).ToList();
            if (subscriptions.Count == 0 || Faults.DropWebhooks)
            {
                continue;
            }

            var text = body().ToJsonString();
            var now = Now;
            var eventId = Guid.CreateVersion7(now).ToString();
            foreach (var subscription in subscriptions)
            {
                raised = true;
                Put(new SimDelivery
                {
                    Id = NewId(),
                    Topic = topic,
                    Uri = subscription.Uri,
                    SubscriptionId = subscription.Id,
                    WebhookId = Guid.CreateVersion7(now).ToString(),
                    EventId = eventId,
                    ApiVersion = subscription.ApiVersion,
                    Body = text,
                    TriggeredAt = now,
                    DueAt = now,
                    Held = Faults.HoldWebhooks,
                });
            }
        }

        _events.Clear();
        return raised;
    }

    private void Reload()
    {
        Locations.Clear();
        Publications.Clear();
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
        _store.Read(Domain, Take);
    }

    private void Take(string type, string json)
    {
        switch (type)
        {
            case "shop": Shop = SandboxStore.Parse<SimShop>(json); break;
            case "location": Keep(Locations, SandboxStore.Parse<SimLocation>(json), x => x.Id); break;
            case "publication": Keep(Publications, SandboxStore.Parse<SimPublication>(json), x => x.Id); break;
            case "definition": Keep(Definitions, SandboxStore.Parse<SimMetafieldDefinition>(json), x => x.Id); break;
            case "product": Keep(Products, SandboxStore.Parse<SimProduct>(json), x => x.Id); break;
            case "variant": Index(SandboxStore.Parse<SimVariant>(json)); break;
            case "level": Keep(Levels, SandboxStore.Parse<SimInventoryLevel>(json), x => (x.InventoryItemId, x.LocationId)); break;
            case "order": Keep(Orders, SandboxStore.Parse<SimOrder>(json), x => x.Id); break;
            case "subscription": Keep(Subscriptions, SandboxStore.Parse<SimWebhookSubscription>(json), x => x.Id); break;
            case "delivery": Keep(Deliveries, SandboxStore.Parse<SimDelivery>(json), x => x.Id); break;
            case "job": Keep(Jobs, SandboxStore.Parse<SimJob>(json), x => x.Id); break;
            case "answer": Keep(Answers, SandboxStore.Parse<SimIdempotentAnswer>(json), x => x.Key); break;
            default: throw new InvalidDataException($"The sandbox file holds a document of unknown type {type}.");
        }
    }

    private void Index(SimVariant variant)
    {
        Variants[variant.Id] = variant;
        Items[variant.InventoryItemId] = variant;
        if (!VariantsByProduct.TryGetValue(variant.ProductId, out var siblings))
        {
            VariantsByProduct[variant.ProductId] = siblings = [];
        }

        siblings.Remove(variant);
        siblings.Add(variant);
        siblings.Sort((a, b) => a.Position != b.Position ? a.Position.CompareTo(b.Position) : a.Id.CompareTo(b.Id));
    }

    private void Store<TKey, T>(IDictionary<TKey, T> all, string type, TKey key, T value)
        where TKey : notnull
        where T : class
    {
        all[key] = value;
        _dirty[(type, Text(key))] = value;
    }

    private void Drop<TKey, T>(IDictionary<TKey, T> all, string type, TKey key)
        where TKey : notnull
    {
        all.Remove(key);
        _dirty[(type, Text(key))] = null;
    }

    private static void Keep<TKey, T>(IDictionary<TKey, T> all, T value, Func<T, TKey> key) => all[key(value)] = value;

    private static string Text<TKey>(TKey key)
        where TKey : notnull => Convert.ToString(key, CultureInfo.InvariantCulture) ?? "";
}
