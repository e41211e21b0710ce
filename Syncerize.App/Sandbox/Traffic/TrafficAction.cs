using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Seed;

namespace Syncerize.App.Sandbox.Traffic;

/// <summary>One thing that happens in a shop.</summary>
internal abstract record TrafficAction
{
    private TrafficAction()
    {
    }

    /// <summary>Nothing to do at this step.</summary>
    public sealed record Rest : TrafficAction;

    /// <summary>Somebody buys.</summary>
    /// <param name="Buyer">Who, and where they live.</param>
    /// <param name="Basket">Variants and units; all of them are on the shelf.</param>
    /// <param name="Paid">False for a bank transfer that is still to come.</param>
    /// <param name="Shipping">How it is sent.</param>
    /// <param name="Discount">A code and its percent, or null.</param>
    /// <param name="Note">What the buyer wrote, or null.</param>
    public sealed record Order(Buyer Buyer, IReadOnlyList<(long VariantId, int Units)> Basket, bool Paid, SimShippingLine Shipping, (string Code, int Percent)? Discount, string? Note) : TrafficAction;

    /// <summary>The bank transfer of an order came in.</summary>
    public sealed record Pay(long OrderId) : TrafficAction;

    /// <summary>A parcel leaves.</summary>
    /// <param name="Units">Units by line id.</param>
    public sealed record Ship(long OrderId, IReadOnlyDictionary<long, int> Units, SimTracking Tracking) : TrafficAction;

    /// <summary>A buyer changes their mind before anything was shipped.</summary>
    public sealed record Cancel(long OrderId) : TrafficAction;

    /// <summary>A buyer sends something back, or gets their money without.</summary>
    public sealed record Refund(long OrderId, long LineId, int Units, bool Restock, string Note) : TrafficAction;

    /// <summary>A line of an unshipped order becomes longer or shorter.</summary>
    public sealed record Edit(long OrderId, long LineId, int Units) : TrafficAction;

    /// <summary>A delivery from the factory, or a recount: units more or fewer on a shelf.</summary>
    public sealed record Stock(long VariantId, long LocationId, int Difference) : TrafficAction;

    /// <summary>A small change of price.</summary>
    public sealed record Price(long VariantId, long Minor) : TrafficAction;
}
