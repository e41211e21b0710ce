namespace Syncerize.Core.Plans;

/// <summary>What a plan counts (product.md, Plans). All three count at the destination: it is the one that connects, syncs and pushes.</summary>
public enum Meter
{
    /// <summary>Sources connected now.</summary>
    Connections = 0,

    /// <summary>Products synced now.</summary>
    Products = 1,

    /// <summary>Orders pushed in the running month of the store's time zone; an order pushed to two sources counts two.</summary>
    Pushes = 2,
}

/// <summary>What only some plans have (product.md, Plans).</summary>
public enum Feature
{
    /// <summary>Orders are pushed by themselves, and the switch for it per connection.</summary>
    AutomaticPush = 0,

    /// <summary>The product auto bulk mapper.</summary>
    AutoMapping = 1,

    /// <summary>Inventory may be taken out of the sync.</summary>
    UnlockInventory = 2,
}

/// <summary>A plan a store can be on.</summary>
/// <param name="Name">Its name, as merchants read it.</param>
/// <param name="Connections">Most store connections; null for any number.</param>
/// <param name="Products">Most synced products; null for any number.</param>
/// <param name="PushesPerMonth">Most orders pushed in a month; null for any number.</param>
/// <param name="Features">The paid features it has.</param>
/// <param name="MonthlyPrice">What it costs in a month; null where the operator states no price.</param>
public sealed record Tier(string Name, int? Connections, int? Products, int? PushesPerMonth, IReadOnlyList<Feature> Features, Money? MonthlyPrice)
{
    /// <summary>The plan of an installation whose settings name none: nothing is metered.</summary>
    public static Tier Unmetered { get; } = new("Unlimited", null, null, null, Enum.GetValues<Feature>(), null);

    /// <summary>Whether it has a feature.</summary>
    public bool Has(Feature feature) => Features.Contains(feature);

    /// <summary>Most units of a meter; null for any number.</summary>
    public int? Limit(Meter meter) => meter switch
    {
        Meter.Connections => Connections,
        Meter.Products => Products,
        _ => PushesPerMonth,
    };
}

/// <summary>A paid feature as screens show it: visible, and where it is closed disabled and labelled with the plan that opens it.</summary>
/// <param name="IsOpen">The store's plan has it.</param>
/// <param name="OpenedBy">The first plan that has it; null where none has.</param>
public sealed record FeatureLabel(bool IsOpen, string? OpenedBy);

/// <summary>How full a meter is.</summary>
/// <param name="Meter">Which.</param>
/// <param name="Used">Units claimed: now, or in the running month.</param>
/// <param name="Allowed">The plan's limit; null for any number.</param>
public sealed record MeterUse(Meter Meter, int Used, int? Allowed)
{
    /// <summary>Units that can still start; null for any number. Never below zero: a smaller plan takes nothing away.</summary>
    public int? Left => Allowed is { } allowed ? Math.Max(0, allowed - Used) : null;

    /// <summary>True where nothing new can start.</summary>
    public bool IsFull => Left == 0;
}
