using System.Text.Json.Nodes;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Store;

/// <summary>Makes webhooks of what happened in a change.</summary>
internal static class Deliver
{
    // Shopify knows the address from the app's configuration; where webhooks go to one target, only the path of this one counts.
    private const string AppAddress = "https://app.invalid/webhooks/shopify";

    /// <summary>One delivery per subscription of a topic. True where there is any.</summary>
    public static bool Subscribed(ShopState shop, string topic, Func<JsonObject> body)
    {
        var key = topic.Replace('/', '_').ToUpperInvariant();
        var subscriptions = shop.Subscriptions.Values.Where(subscription => subscription.Topic == key).ToList();
        if (subscriptions.Count == 0 || shop.Faults.Drops(topic, shop.Now))
        {
            return false;
        }

        var content = body();
        var now = shop.Now;
        var eventId = Guid.CreateVersion7(now).ToString();
        foreach (var subscription in subscriptions)
        {
            Put(shop, new SimDelivery
            {
                Topic = topic,
                Uri = subscription.Uri,
                Name = subscription.Name,
                SubscriptionId = subscription.Id,
                WebhookId = Guid.CreateVersion7(now).ToString(),
                EventId = eventId,
                ApiVersion = subscription.ApiVersion,
                Body = Only(content, subscription.IncludeFields).ToJsonString(),
            });
        }

        return true;
    }

    /// <summary>One delivery to the address the app names in its configuration.</summary>
    public static bool ForApp(ShopState shop, string topic, Func<JsonObject> body)
    {
        if (shop.Faults.Drops(topic, shop.Now))
        {
            return false;
        }

        var now = shop.Now;
        Put(shop, new SimDelivery
        {
            Topic = topic,
            Uri = AppAddress,
            WebhookId = Guid.CreateVersion7(now).ToString(),
            EventId = Guid.CreateVersion7(now).ToString(),
            ApiVersion = SimWebhookSubscription.AppVersion,
            Body = body().ToJsonString(),
        });
        return true;
    }

    /// <summary>The same webhook once more, as it arrives when an answer was lost: the id is the same.</summary>
    public static SimDelivery Again(ShopState shop, SimDelivery first) => new()
    {
        Id = shop.NewId(),
        Topic = first.Topic,
        Uri = first.Uri,
        Name = first.Name,
        SubscriptionId = first.SubscriptionId,
        WebhookId = first.WebhookId,
        EventId = first.EventId,
        ApiVersion = first.ApiVersion,
        Body = first.Body,
        TriggeredAt = first.TriggeredAt,
        DueAt = first.DueAt,
        Held = first.Held,
    };

    private static void Put(ShopState shop, SimDelivery delivery)
    {
        delivery.Id = shop.NewId();
        delivery.TriggeredAt = delivery.DueAt = shop.Now;
        foreach (var sent in shop.Faults.Arrange(delivery, () => Again(shop, delivery)))
        {
            shop.Put(sent);
        }
    }

    private static JsonObject Only(JsonObject body, List<string> fields) =>
        fields.Count == 0 ? body : new JsonObject(body.Where(field => fields.Contains(field.Key, StringComparer.Ordinal)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
}
