namespace Syncerize.App.Sandbox.Model;

/// <summary>Work the shop does beside the request that asked for it. It is kept, so that a poll finds what came of it.</summary>
internal sealed class SimJob
{
    public const string Cancel = "cancel";
    public const string ProductSet = "productSet";
    public const string ProductDelete = "productDelete";
    public const string Media = "media";
    public const string MediaReorder = "mediaReorder";
    public const string ShopRedact = "shopRedact";

    /// <summary>A random id, as Shopify's jobs have; a number where it is a product operation.</summary>
    public required string Id { get; set; }

    /// <summary>One of the names above.</summary>
    public string Kind { get; set; } = "";

    /// <summary>What it was asked to do, as JSON.</summary>
    public string Arguments { get; set; } = "{}";

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it takes effect.</summary>
    public DateTimeOffset DueAt { get; set; }

    public bool Done { get; set; }

    /// <summary>The product it made, changed or deleted.</summary>
    public long? ProductId { get; set; }

    /// <summary>Why it had no effect; empty where it had.</summary>
    public List<SimJobError> Errors { get; set; } = [];
}

/// <summary>Why a job had no effect.</summary>
internal sealed class SimJobError
{
    public string? Code { get; set; }

    public List<string>? Field { get; set; }

    public required string Message { get; set; }
}
