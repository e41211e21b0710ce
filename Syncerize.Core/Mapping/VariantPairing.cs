using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;

namespace Syncerize.Core.Mapping;

/// <summary>Why two variants are taken to be the same thing.</summary>
public enum PairedBy
{
    /// <summary>Their SKU.</summary>
    Sku = 0,

    /// <summary>Their barcode.</summary>
    Barcode = 1,

    /// <summary>Their option values.</summary>
    Options = 2,

    /// <summary>Each is its product's only variant.</summary>
    OnlyOnes = 3,
}

/// <summary>A source variant, the destination variant proposed for it, and why; null where none is.</summary>
public sealed record ProposedPair(Variant Source, Variant? Destination, PairedBy? By);

/// <summary>A proposal for a person to look at before a product is mapped by hand.</summary>
/// <param name="Pairs">Every source variant, in order.</param>
/// <param name="Unpaired">Destination variants nothing pairs with; they stay as they are.</param>
public sealed record PairProposal(IReadOnlyList<ProposedPair> Pairs, IReadOnlyList<Variant> Unpaired)
{
    /// <summary>How many pairs there are.</summary>
    public int Count => Pairs.Count(p => p.Destination is not null);
}

/// <summary>Proposes which variants of two products are the same: by SKU, then barcode, then option values, at last the only variant of each. Pure; nothing is paired twice.</summary>
public static class VariantPairing
{
    /// <summary>The proposal for two whole products.</summary>
    public static PairProposal Propose(IReadOnlyCollection<Variant> source, IReadOnlyCollection<Variant> destination)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        var left = Ordered(source);
        var right = Ordered(destination);
        var found = new Dictionary<long, (Variant Destination, PairedBy By)>();
        Take(PairedBy.Sku, v => Codes.Of(v, UniqueIdentifier.Sku));
        Take(PairedBy.Barcode, v => Codes.Of(v, UniqueIdentifier.Barcode));
        Take(PairedBy.Options, VariantMatching.ValuesOf);
        if (source.Count == 1 && destination.Count == 1 && found.Count == 0)
        {
            found[left[0].VariantId] = (right[0], PairedBy.OnlyOnes);
            right.Clear();
        }

        return new PairProposal(
            [.. Ordered(source).Select(v => found.TryGetValue(v.VariantId, out var pair) ? new ProposedPair(v, pair.Destination, pair.By) : new ProposedPair(v, null, null))], right);

        void Take(PairedBy by, Func<Variant, string?> key)
        {
            var byKey = Unique(right, key);
            foreach (var (code, variant) in Unique(left, key))
            {
                if (byKey.TryGetValue(code, out var other))
                {
                    found[variant.VariantId] = (other, by);
                    left.Remove(variant);
                    right.Remove(other);
                }
            }
        }
    }

    private static Dictionary<string, Variant> Unique(IEnumerable<Variant> variants, Func<Variant, string?> key) =>
        variants.GroupBy(v => key(v) ?? "", StringComparer.Ordinal).Where(g => g.Key.Length > 0 && g.Count() == 1).ToDictionary(g => g.Key, g => g.Single(), StringComparer.Ordinal);

    private static List<Variant> Ordered(IEnumerable<Variant> variants) => [.. variants.OrderBy(v => v.Position).ThenBy(v => v.VariantId)];
}
