namespace Syncerize.App.Sandbox.Store;

/// <summary>How quickly one shop follows its own writes. Everything is at once by default; kept over a restart.</summary>
internal sealed class ShopPace
{
    /// <summary>The longest pace that can be set, in seconds: an hour.</summary>
    public const double Most = 3600;

    /// <summary>Searches (<c>query:</c>) and a product's <c>totalInventory</c> see the shop as it was so many seconds ago.</summary>
    public double SearchLagSeconds { get; set; }

    /// <summary>Cancels, and products set or deleted with <c>synchronous: false</c>, take effect so many seconds after they were asked for.</summary>
    public double JobSeconds { get; set; }

    /// <summary>Objects a bulk query collects in a second; 0 is at once.</summary>
    public double BulkObjectsPerSecond { get; set; }

    /// <summary>Lines a bulk mutation works in a second; 0 is at once.</summary>
    public double BulkLinesPerSecond { get; set; }

    /// <summary>A new image is ready so many seconds after it was given; uploaded for the first half of them, then processing.</summary>
    public double MediaSeconds { get; set; }
}
