using Syncerize.Core.Shopify.Wire;

namespace Syncerize.Core.Shopify;

/// <summary>Webhook subscriptions made over the API. Those in the app's configuration file are not listed by Shopify.</summary>
public sealed class WebhookGateway(ShopifyClient client)
{
    /// <summary>All subscriptions of ours in the shop.</summary>
    public async Task<Outcome<IReadOnlyList<WebhookReading>>> ListAsync(StoreId store, CallPriority priority, CancellationToken ct)
    {
        var first = await PageAsync(null).ConfigureAwait(false);
        if (first is not Outcome<Connection<WebhookNode>?>.Done { Value: { } page } done)
        {
            return first.As<IReadOnlyList<WebhookReading>>();
        }

        var all = await ShopifyClient.FollowAsync(page, PageAsync, done.Trace).ConfigureAwait(false);
        return all.Map<IReadOnlyList<WebhookReading>>(nodes => [.. nodes.Select(ToReading)]);

        async Task<Outcome<Connection<WebhookNode>?>> PageAsync(string? after)
        {
            var outcome = await client.CallAsync(store, Documents.Webhooks, new PageVariables(after), priority, ct).ConfigureAwait(false);
            return outcome.Map<Connection<WebhookNode>?>(d => d.WebhookSubscriptions);
        }
    }

    /// <summary>Subscribes to a topic (Shopify's enum, such as <c>ORDERS_CREATE</c>).</summary>
    public async Task<Outcome<WebhookReading>> CreateAsync(StoreId store, string topic, string uri, CallPriority priority, CancellationToken ct)
    {
        var variables = new WebhookVariables(topic, new WebhookInput(uri, "JSON"));
        var outcome = await client.CallAsync(store, Documents.WebhookCreate, variables, priority, ct).ConfigureAwait(false);
        return outcome.Take(d => d.WebhookSubscriptionCreate?.WebhookSubscription is { } node ? ToReading(node) : null);
    }

    /// <summary>Ends a subscription.</summary>
    public async Task<Outcome<bool>> DeleteAsync(StoreId store, long subscriptionId, CallPriority priority, CancellationToken ct)
    {
        var variables = new IdVariables(Gid.Of("WebhookSubscription", subscriptionId));
        var outcome = await client.CallAsync(store, Documents.WebhookDelete, variables, priority, ct).ConfigureAwait(false);
        return outcome.TakeValue(d => d.WebhookSubscriptionDelete?.DeletedWebhookSubscriptionId is null ? (bool?)null : true);
    }

    private static WebhookReading ToReading(WebhookNode node) => new(Gid.Number(node.Id), node.Topic, node.Uri);
}
