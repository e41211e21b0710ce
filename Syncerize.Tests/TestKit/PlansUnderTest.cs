using Microsoft.Extensions.Options;
using Syncerize.Core.Plans;

namespace Syncerize.Tests.TestKit;

/// <summary>Plans as an operator's settings make them.</summary>
internal static class PlansUnderTest
{
    /// <summary>No tier is set: nothing is metered.</summary>
    public static PlanBook Unmetered { get; } = Of();

    /// <summary>Tiers; the first is everybody's.</summary>
    public static PlanBook Of(params TierOptions[] tiers)
    {
        var options = new PlanOptions { Default = tiers.FirstOrDefault()?.Name ?? "", Simulated = tiers.FirstOrDefault()?.Name ?? "" };
        foreach (var tier in tiers)
        {
            options.Tiers.Add(tier);
        }

        return new PlanBook(Options.Create(options));
    }

    /// <summary>The settings of two tiers, a small one that everybody is on and a large one to grow into.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> SmallAndLarge(int? connections, int? products, int? pushes, params Feature[] features) =>
    [
        new("Plans:Default", "Small"), new("Plans:Simulated", "Small"), .. Settings(0, "Small", connections, products, pushes, features),
        .. Settings(1, "Large", null, null, null, Enum.GetValues<Feature>()),
    ];

    /// <summary>The settings of a tier, as a configuration has them.</summary>
    /// <param name="index">Its place.</param>
    /// <param name="name">Its name.</param>
    /// <param name="connections">Most connections.</param>
    /// <param name="products">Most products.</param>
    /// <param name="pushes">Most pushes in a month.</param>
    /// <param name="features">Its features.</param>
    public static IEnumerable<KeyValuePair<string, string?>> Settings(int index, string name, int? connections, int? products, int? pushes, params Feature[] features)
    {
        var at = $"Plans:Tiers:{index}:";
        yield return new(at + "Name", name);
        foreach (var (key, limit) in new[] { ("Connections", connections), ("Products", products), ("PushesPerMonth", pushes) })
        {
            if (limit is { } value)
            {
                yield return new(at + key, value.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        for (var i = 0; i < features.Length; i++)
        {
            yield return new($"{at}Features:{i}", features[i].ToString());
        }
    }
}
