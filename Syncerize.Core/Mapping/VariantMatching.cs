using Syncerize.Core.Catalog;

namespace Syncerize.Core.Mapping;

/// <summary>A source variant and the destination variant that is the same thing.</summary>
public sealed record VariantPair(Variant Source, Variant Destination);

/// <summary>Finds which variants of two products are the same thing. Pure; nothing is paired twice.</summary>
public static class VariantMatching
{
    /// <summary>
    /// Pairs by option values first (names may have been translated, values in option order count), then by SKU where it is unambiguous on both sides,
    /// and at last, between whole products, the only variant of each.
    /// </summary>
    /// <param name="source">The source's variants.</param>
    /// <param name="destination">The destination's variants.</param>
    /// <param name="whole">True where these are all variants of both products; false for the rest of products that are linked already.</param>
    public static IReadOnlyList<VariantPair> Match(IReadOnlyCollection<Variant> source, IReadOnlyCollection<Variant> destination, bool whole)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        var pairs = new List<VariantPair>();
        var left = source.OrderBy(v => v.Position).ThenBy(v => v.VariantId).ToList();
        var right = destination.OrderBy(v => v.Position).ThenBy(v => v.VariantId).ToList();
        Pair(left, right, pairs, ValuesOf);
        Pair(left, right, pairs, v => string.IsNullOrWhiteSpace(v.Sku) ? null : v.Sku.Trim().ToUpperInvariant());
        if (whole && source.Count == 1 && destination.Count == 1 && left.Count == 1 && right.Count == 1)
        {
            pairs.Add(new VariantPair(left[0], right[0]));
        }

        return pairs;
    }

    /// <summary>A variant's option values in option order, as one comparable text.</summary>
    public static string ValuesOf(Variant variant)
    {
        ArgumentNullException.ThrowIfNull(variant);
        return variant.Options.Count == 0 ? "DEFAULT TITLE" : string.Join('\u001F', variant.Options.Select(o => o.Value.Trim().ToUpperInvariant()));
    }

    private static void Pair(List<Variant> left, List<Variant> right, List<VariantPair> pairs, Func<Variant, string?> code)
    {
        var byCode = right.GroupBy(v => code(v) ?? "").Where(g => g.Key.Length > 0 && g.Count() == 1).ToDictionary(g => g.Key, g => g.Single(), StringComparer.Ordinal);
        foreach (var group in left.GroupBy(v => code(v) ?? "").Where(g => g.Key.Length > 0 && g.Count() == 1).ToList())
        {
            if (byCode.TryGetValue(group.Key, out var found))
            {
                pairs.Add(new VariantPair(group.Single(), found));
                left.Remove(group.Single());
                right.Remove(found);
            }
        }
    }
}
