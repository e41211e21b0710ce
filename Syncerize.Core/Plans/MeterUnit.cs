using System.Globalization;

namespace Syncerize.Core.Plans;

/// <summary>One unit of a meter: what is counted once, whatever is repeated, crashes or comes back.</summary>
/// <param name="Meter">Which meter.</param>
/// <param name="Subject">What the unit is for; unique for its store and meter.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct MeterUnit(Meter Meter, string Subject)
{
    /// <summary>The unit of a connection of a destination to a source.</summary>
    public static MeterUnit Connection(StoreId source) => new(Meter.Connections, source.ToString());

    /// <summary>The unit of a product synced through a connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="sourceProductId">The product at the source.</param>
    public static MeterUnit Product(ConnectionId connection, long sourceProductId) =>
        new(Meter.Products, string.Create(CultureInfo.InvariantCulture, $"{connection.Value}/{sourceProductId}"));

    /// <summary>The unit of an order push.</summary>
    /// <param name="pushKey">Its key of Shopify's own ids: a reconnect, a reinstall or a restored backup cannot count it twice.</param>
    public static MeterUnit Push(string pushKey) => new(Meter.Pushes, pushKey);
}

/// <summary>A claimed unit. Nothing metered starts without one, claimed in the same transaction (docs/architecture.md, Plans).</summary>
public sealed class Claim
{
    /// <summary>The destination store.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>The meter.</summary>
    public Meter Meter { get; set; }

    /// <summary>What it is for.</summary>
    public required string Subject { get; set; }

    /// <summary>When it was claimed, UTC. A push counts in the month of this moment in the store's zone.</summary>
    public DateTimeOffset ClaimedAt { get; set; }
}

/// <summary>The plan a store is on, as the operator set it.</summary>
public sealed class StorePlan
{
    /// <summary>The store.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>The tier's name.</summary>
    public required string Tier { get; set; }

    /// <summary>Since when, UTC.</summary>
    public DateTimeOffset SetAt { get; set; }
}

/// <summary>A month of a store's own time zone. Pure.</summary>
/// <param name="From">Its first instant, UTC.</param>
/// <param name="To">The first instant of the next month, UTC.</param>
/// <param name="FirstDay">Its first day.</param>
public sealed record StoreMonth(DateTimeOffset From, DateTimeOffset To, DateOnly FirstDay)
{
    /// <summary>The month an instant lies in; UTC's where the zone is not known to this machine.</summary>
    /// <param name="at">The instant.</param>
    /// <param name="timeZone">IANA zone.</param>
    public static StoreMonth Of(DateTimeOffset at, string timeZone)
    {
        var zone = Zones.Of(timeZone);
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var first = new DateOnly(local.Year, local.Month, 1);
        return new StoreMonth(Start(first, zone), Start(first.AddMonths(1), zone), first);
    }

    // Where clocks go forward at midnight, the day begins with the first instant there is.
    private static DateTimeOffset Start(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        return new DateTimeOffset(midnight, zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
