namespace Syncerize.Core.Totals;

/// <summary>What is summed.</summary>
/// <param name="Orders">Orders.</param>
/// <param name="Units">Units.</param>
/// <param name="RevenueMinor">Revenue in minor units of the store's currency.</param>
/// <param name="Open">As <see cref="Total.Open"/>.</param>
/// <param name="Partial">As <see cref="Total.Partial"/>.</param>
/// <param name="Complete">As <see cref="Total.Complete"/>.</param>
/// <param name="Cancelled">As <see cref="Total.Cancelled"/>.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct Figures(int Orders, int Units, long RevenueMinor, int Open = 0, int Partial = 0, int Complete = 0, int Cancelled = 0)
{
    /// <summary>Sums.</summary>
    public static Figures operator +(Figures a, Figures b) => new(
        a.Orders + b.Orders, a.Units + b.Units, a.RevenueMinor + b.RevenueMinor, a.Open + b.Open, a.Partial + b.Partial, a.Complete + b.Complete, a.Cancelled + b.Cancelled);

    /// <summary>The same figures taken off.</summary>
    public static Figures operator -(Figures a) => new(-a.Orders, -a.Units, -a.RevenueMinor, -a.Open, -a.Partial, -a.Complete, -a.Cancelled);
}

/// <summary>Figures to add to one day of one store; its month and year follow.</summary>
/// <param name="StoreId">The store whose figures these are.</param>
/// <param name="Side">In which of its roles.</param>
/// <param name="ConnectionId">The connection, or <see cref="Total.Together"/>.</param>
/// <param name="ProductId">The source's product for a product's figures (units and revenue only); null for the store's and the connection's.</param>
/// <param name="Day">The order date in the store's zone (<see cref="DateOnly.DayNumber"/>).</param>
/// <param name="Figures">What to add.</param>
public sealed record TotalDelta(StoreId StoreId, TotalSide Side, ConnectionId ConnectionId, long? ProductId, int Day, Figures Figures)
{
    /// <summary>The same figures taken off.</summary>
    public TotalDelta Negated() => this with { Figures = -Figures };

    /// <summary>Deltas of the same row as one, those that come to nothing left out: an unchanged order touches no row.</summary>
    public static IEnumerable<TotalDelta> Sum(IEnumerable<TotalDelta> deltas) =>
        deltas.GroupBy(d => d with { Figures = default }).Select(g => g.Key with { Figures = g.Aggregate(default(Figures), (sum, d) => sum + d.Figures) }).Where(d => d.Figures != default);
}
