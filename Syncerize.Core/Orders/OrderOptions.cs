using System.ComponentModel.DataAnnotations;

namespace Syncerize.Core.Orders;

/// <summary>Settings under <c>Orders</c>.</summary>
public sealed class OrderOptions
{
    /// <summary>How long Shopify's search lags behind writes, as observed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan SearchLag { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>The shortest time after which "it is not there" is believed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LeastDoubt { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>When "it is not there" may be believed of a create that left at <paramref name="sendingAt"/> (docs/architecture.md, Order push).</summary>
    public DateTimeOffset BelievableAt(DateTimeOffset sendingAt, TimeSpan requestTimeout)
    {
        var doubt = requestTimeout + (10 * SearchLag);
        return sendingAt + (doubt > LeastDoubt ? doubt : LeastDoubt);
    }
}
