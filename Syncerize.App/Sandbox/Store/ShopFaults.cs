namespace Syncerize.App.Sandbox.Store;

/// <summary>What goes wrong on purpose in one shop. Held in memory: a restart is healthy.</summary>
internal sealed class ShopFaults
{
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

    /// <summary>Webhooks are kept back until they are released.</summary>
    public bool HoldWebhooks { get; set; }

    /// <summary>Requests matched by the faults above: an operation name or a root field; null matches all.</summary>
    public string? Operation { get; set; }

    /// <summary>Whether a request with these names is meant.</summary>
    public bool Matches(IEnumerable<string> names) => Operation is null || names.Contains(Operation, StringComparer.OrdinalIgnoreCase);
}
