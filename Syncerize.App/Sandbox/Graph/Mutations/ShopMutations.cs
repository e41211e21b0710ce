using Syncerize.App.Sandbox.Model;
using Syncerize.Core;

namespace Syncerize.App.Sandbox.Graph.Mutations;

/// <summary>Webhook subscriptions.</summary>
internal static class ShopMutations
{
    public static void Bind(Action<string, Func<Call, Payload>> add)
    {
        add("webhookSubscriptionCreate", Create);
        add("webhookSubscriptionUpdate", Update);
        add("webhookSubscriptionDelete", Delete);
    }

    private static Payload Create(Call call)
    {
        var input = call.Arguments.Object("webhookSubscription")!.Value;
        var uri = input.Text("uri") ?? input.Text("callbackUrl");
        if (!Allowed(uri))
        {
            return Payload.Refused(null, "Address protocol http:// is not supported", "webhookSubscription", "callbackUrl");
        }

        if (Unsupported(input) is { } wrong)
        {
            return wrong;
        }

        var topic = call.Arguments.Text("topic")!;
        if (call.Shop.Subscriptions.Values.Any(s => s.Topic == topic && s.Uri == uri))
        {
            return Payload.Refused(null, "Address for this topic has already been taken", "webhookSubscription", "callbackUrl");
        }

        var now = call.Shop.Stamp();
        var subscription = new SimWebhookSubscription { Id = call.Shop.NewId(), Topic = topic, Uri = uri!, CreatedAt = now, UpdatedAt = now };
        Apply(subscription, input);
        call.Shop.Put(subscription);
        return Payload.Of("webhookSubscription", subscription);
    }

    private static Payload Update(Call call)
    {
        if (!call.Shop.Subscriptions.TryGetValue(call.Arguments.Id("id") ?? -1, out var subscription))
        {
            return Payload.Refused(null, "Webhook subscription does not exist", "id");
        }

        var input = call.Arguments.Object("webhookSubscription")!.Value;
        var uri = input.Text("uri") ?? input.Text("callbackUrl") ?? subscription.Uri;
        if (!Allowed(uri))
        {
            return Payload.Refused(null, "Address protocol http:// is not supported", "webhookSubscription", "callbackUrl");
        }

        if (Unsupported(input) is { } wrong)
        {
            return wrong;
        }

        subscription.Uri = uri;
        Apply(subscription, input);
        subscription.UpdatedAt = call.Shop.Stamp();
        call.Shop.Put(subscription);
        return Payload.Of("webhookSubscription", subscription);
    }

    private static Payload Delete(Call call)
    {
        if (!call.Shop.Subscriptions.TryGetValue(call.Arguments.Id("id") ?? -1, out var subscription))
        {
            return Payload.Refused(null, "Webhook subscription does not exist", "id");
        }

        call.Shop.Remove(subscription);
        return Payload.Of("deletedWebhookSubscriptionId", Gid.Of("WebhookSubscription", subscription.Id));
    }

    private static void Apply(SimWebhookSubscription subscription, Input input)
    {
        subscription.Name = input.Has("name") ? input.Text("name") : subscription.Name;
        subscription.IncludeFields = input.Has("includeFields") ? [.. input.Texts("includeFields")] : subscription.IncludeFields;
    }

    // Refused rather than ignored: whoever relies on them would be sent too much here.
    private static Payload? Unsupported(Input input) =>
        input.Text("format") == "XML" ? Payload.Refused(null, "The sandbox sends webhooks as JSON only.", "webhookSubscription", "format")
        : input.Text("filter") is { Length: > 0 } ? Payload.Refused(null, "The sandbox does not filter webhooks.", "webhookSubscription", "filter")
        : null;

    // https as on the real API; plain http besides on loopback, which the real API would refuse and the simulator is made for.
    private static bool Allowed(string? uri) => Uri.TryCreate(uri, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback);
}
