using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;

namespace Syncerize.Core.Mapping;

/// <summary>What the auto bulk mapper does where several destination products share a code (product.md, Products).</summary>
public enum SharedCodes
{
    /// <summary><em>Map using the first match</em>: the product that was there first.</summary>
    FirstMatch = 0,

    /// <summary><em>Skip mapping</em>: a person decides.</summary>
    Skip = 1,
}

/// <summary>What became of one source product in the auto bulk mapper. A closed set.</summary>
public enum AutoMatchKind
{
    /// <summary>It is mapped to <see cref="AutoMatch.Destination"/>.</summary>
    Map = 0,

    /// <summary>Its variants have no usable code.</summary>
    NoCode = 1,

    /// <summary>No destination product has one of its codes.</summary>
    NoMatch = 2,

    /// <summary>Several destination products share its codes, and the choice was to skip those.</summary>
    Shared = 3,

    /// <summary>What matches has a source already: a variant has one source.</summary>
    Taken = 4,
}

/// <summary>The mapper's decision about one source product.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Destination">The product to map to; null unless <see cref="AutoMatchKind.Map"/>.</param>
/// <param name="Pairs">The variants that are the same thing.</param>
/// <param name="Sentence">Why, for people.</param>
public sealed record AutoMatch(AutoMatchKind Kind, Product? Destination, IReadOnlyList<VariantPair> Pairs, string Sentence);

/// <summary>Decides what a source product is mapped to by one code. Pure. Only equal codes pair; whatever is ambiguous is left to a person, with a sentence.</summary>
public static class AutoMapping
{
    /// <summary>Decides about one product.</summary>
    /// <param name="source">The source product with its variants.</param>
    /// <param name="candidates">Destination products that may have its codes; others do no harm.</param>
    /// <param name="taken">Destination variants that a source supplies already.</param>
    /// <param name="identifier">The code that counts.</param>
    /// <param name="shared">What to do where several products share its codes.</param>
    public static AutoMatch Decide(Product source, IEnumerable<Product> candidates, IReadOnlySet<long> taken, UniqueIdentifier identifier, SharedCodes shared)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(taken);
        var code = Codes.Name(identifier);
        var own = Unique(source.Variants, identifier);
        if (own.Count == 0)
        {
            return source.Variants.Exists(v => Codes.Of(v, identifier) is not null)
                ? Not(AutoMatchKind.NoCode, $"Its variants share one {code}; that says nothing about which is which.")
                : Not(AutoMatchKind.NoCode, $"None of its variants has a {code}.");
        }

        var matches = candidates.DistinctBy(c => c.ProductId).OrderBy(c => c.ProductId).Select(c => (Product: c, Pairs: Pair(source, c, identifier)))
            .Where(m => m.Pairs.Count > 0).ToList();
        if (matches.Count == 0)
        {
            return Not(AutoMatchKind.NoMatch, $"No product of yours has its {code}.");
        }

        var free = matches.Where(m => !m.Pairs.Any(p => taken.Contains(p.Destination.VariantId))).ToList();
        if (free.Count == 0)
        {
            return Not(AutoMatchKind.Taken, $"“{matches[0].Product.Title}” has a source already; a variant has one source.");
        }

        if (matches.Count > 1 && shared == SharedCodes.Skip)
        {
            return Not(AutoMatchKind.Shared, $"{matches.Count} products of yours share its {code}: {string.Join(", ", matches.Take(3).Select(m => $"“{m.Product.Title}”"))}.");
        }

        var (found, pairs) = free[0];
        var left = source.Variants.Count - pairs.Count;
        var first = matches.Count > 1 ? $", the first of {matches.Count} that share the {code}" : "";
        return new AutoMatch(
            AutoMatchKind.Map, found, pairs,
            left == 0 ? $"Mapped to “{found.Title}”{first}." : $"Mapped to “{found.Title}”{first}; {left} of {source.Variants.Count} variants have no counterpart and are left out.");
    }

    /// <summary>The variants of two products that carry the same code, where it is unambiguous within either product.</summary>
    public static IReadOnlyList<VariantPair> Pair(Product source, Product destination, UniqueIdentifier identifier)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        var (left, right) = (Unique(source.Variants, identifier), Unique(destination.Variants, identifier));
        return [.. left.Where(l => right.ContainsKey(l.Key)).Select(l => new VariantPair(l.Value, right[l.Key])).OrderBy(p => p.Source.Position).ThenBy(p => p.Source.VariantId)];
    }

    private static Dictionary<string, Variant> Unique(IEnumerable<Variant> variants, UniqueIdentifier identifier) =>
        variants.GroupBy(v => Codes.Of(v, identifier) ?? "", StringComparer.Ordinal).Where(g => g.Key.Length > 0 && g.Count() == 1)
            .ToDictionary(g => g.Key, g => g.Single(), StringComparer.Ordinal);

    private static AutoMatch Not(AutoMatchKind kind, string sentence) => new(kind, null, [], sentence);
}
