using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Store;

/// <summary>How a shop is changed: in memory at once, in the file with the commit.</summary>
internal sealed partial class ShopState
{
    /// <summary>The shop document itself changed.</summary>
    public void Touch() => _dirty[("shop", Domain)] = Shop;

    public void Put(SimProduct product) => Store(Products, "product", product.Id, product);

    public void Put(SimLocation location) => Store(Locations, "location", location.Id, location);

    public void Put(SimPublication publication) => Store(Publications, "publication", publication.Id, publication);

    public void Put(SimCollection collection) => Store(Collections, "collection", collection.Id, collection);

    public void Put(SimMetafieldDefinition definition) => Store(Definitions, "definition", definition.Id, definition);

    public void Put(SimOrder order) => Store(Orders, "order", order.Id, order);

    public void Put(SimWebhookSubscription subscription) => Store(Subscriptions, "subscription", subscription.Id, subscription);

    public void Put(SimDelivery delivery) => Store(Deliveries, "delivery", delivery.Id, delivery);

    public void Put(SimJob job)
    {
        Store(Jobs, "job", job.Id, job);
        _jobsChanged = true;
    }

    public void Put(SimToken token) => Store(Tokens, "token", token.Value, token);

    public void Put(SimBulkOperation operation) => Store(BulkOperations, "bulk", operation.Id, operation);

    public void Put(SimOrderEdit edit) => Store(Edits, "edit", edit.Id, edit);

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

    public void Remove(SimJob job)
    {
        Drop(Jobs, "job", job.Id);
        _jobsChanged = true;
    }

    public void Remove(SimToken token) => Drop(Tokens, "token", token.Value);

    public void Remove(SimOrderEdit edit) => Drop(Edits, "edit", edit.Id);

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
}
