namespace Syncerize.App.Sandbox.Model;

/// <summary>A webhook subscription made over the API.</summary>
internal sealed class SimWebhookSubscription
{
    /// <summary>The version of all webhooks: it is set for the app, not for a subscription.</summary>
    public const string AppVersion = "2026-10";

    public long Id { get; set; }

    /// <summary>The enum's form, such as <c>ORDERS_CREATE</c>.</summary>
    public required string Topic { get; set; }

    public required string Uri { get; set; }

    public string Format { get; set; } = "JSON";

    /// <summary>What the merchant-side name of the subscription is, or null; deliveries carry it.</summary>
    public string? Name { get; set; }

    /// <summary>The only top-level fields of the body that are sent; empty sends all.</summary>
    public List<string> IncludeFields { get; set; } = [];

    public string ApiVersion { get; set; } = AppVersion;

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>One webhook on its way: kept until it was accepted or given up.</summary>
internal sealed class SimDelivery
{
    public long Id { get; set; }

    /// <summary>The header's form, such as <c>orders/create</c>.</summary>
    public required string Topic { get; set; }

    public required string Uri { get; set; }

    /// <summary>The subscription's name, or null.</summary>
    public string? Name { get; set; }

    /// <summary>The subscription it belongs to, 0 for none; that one is given up after the last failure.</summary>
    public long SubscriptionId { get; set; }

    /// <summary>The same on every retry.</summary>
    public required string WebhookId { get; set; }

    /// <summary>The same over several subscriptions of one event.</summary>
    public required string EventId { get; set; }

    public required string ApiVersion { get; set; }

    /// <summary>The exact body; retries send the original payload.</summary>
    public required string Body { get; set; }

    public DateTimeOffset TriggeredAt { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>Kept back by a fault until it is released.</summary>
    public bool Held { get; set; }
}

/// <summary>The answer to a mutation that was given an idempotency key.</summary>
internal sealed class SimIdempotentAnswer
{
    public required string Key { get; set; }

    public required string Field { get; set; }

    /// <summary>A digest of the arguments.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>The payload that was answered, as data of the resolver.</summary>
    public required string PayloadJson { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
