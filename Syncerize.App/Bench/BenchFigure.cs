using System.Globalization;

namespace Syncerize.App.Bench;

/// <summary>One measured figure.</summary>
/// <param name="Row">The row of the table of targets (docs/performance.md) it belongs to.</param>
/// <param name="What">What was measured, with its unit's occasion: "p99 at 1,000/s".</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Target">What it should reach; null where there is no target.</param>
/// <param name="AtLeast">Whether the target is a least (a rate) and not a most (a time, points).</param>
internal sealed record BenchFigure(string Row, string What, double Value, string Unit, double? Target = null, bool AtLeast = false)
{
    /// <summary>Whether it reached its target; null without one.</summary>
    public bool? Met => Target is { } target ? AtLeast ? Value >= target : Value <= target : null;

    /// <summary>The figure as people read it.</summary>
    public string Shown => Show(Value) + " " + Unit;

    /// <summary>The target as people read it; empty without one.</summary>
    public string TargetShown => Target is { } target ? (AtLeast ? "≥ " : "≤ ") + Show(target) + " " + Unit : "";

    private static string Show(double value) => value.ToString(Math.Abs(value) >= 100 ? "N0" : "0.##", CultureInfo.InvariantCulture);
}

/// <summary>What one row of the bench found.</summary>
/// <param name="Figures">The figures.</param>
/// <param name="LimitedBy">What keeps them from being better, as measured in the same run.</param>
internal sealed record BenchResult(IReadOnlyList<BenchFigure> Figures, string LimitedBy);

/// <summary>Order statistics of measured times.</summary>
internal sealed class Percentiles
{
    private readonly double[] _sorted;

    public Percentiles(IEnumerable<double> values)
    {
        _sorted = [.. values];
        Array.Sort(_sorted);
    }

    public int Count => _sorted.Length;

    /// <summary>The value that a share of all measured ones does not exceed; NaN where nothing was measured.</summary>
    /// <param name="share">From 0 to 1.</param>
    public double At(double share) => _sorted.Length == 0 ? double.NaN : _sorted[Math.Clamp((int)Math.Ceiling(share * _sorted.Length) - 1, 0, _sorted.Length - 1)];
}
