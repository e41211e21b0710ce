namespace Syncerize.Core.Mapping;

/// <summary>A product as the code doctor sees it.</summary>
/// <param name="ProductId">Shopify's number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Variants">Its variants.</param>
public sealed record CodedProduct(long ProductId, string Title, IReadOnlyList<CodedVariant> Variants);

/// <summary>A variant as the code doctor sees it.</summary>
/// <param name="VariantId">Shopify's number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Code">Its code as written; null where it has none.</param>
/// <param name="Values">Its option values, as one comparable text.</param>
public sealed record CodedVariant(long VariantId, string Title, string? Code, string Values);

/// <summary>A code that stands on more than one variant of a shop.</summary>
/// <param name="Code">The code in its comparable form.</param>
/// <param name="Products">The products it stands on.</param>
/// <param name="Variants">How many variants carry it.</param>
public sealed record DuplicateCode(string Code, IReadOnlyList<CodedProduct> Products, int Variants);

/// <summary>Two products that share codes but not all variants.</summary>
/// <param name="Source">The source's product.</param>
/// <param name="Destination">The destination's product.</param>
/// <param name="Shared">Variants that pair by code.</param>
/// <param name="OnlyAtSource">Titles of source variants without a counterpart.</param>
/// <param name="OnlyAtDestination">Titles of destination variants without a counterpart.</param>
public sealed record DifferingVariants(CodedProduct Source, CodedProduct Destination, int Shared, IReadOnlyList<string> OnlyAtSource, IReadOnlyList<string> OnlyAtDestination);

/// <summary>Two products without a common code that look like the same thing. Only a person may say that they are.</summary>
/// <param name="Source">The source's product.</param>
/// <param name="Destination">The destination's product.</param>
/// <param name="Pairs">How many variants pair by their option values.</param>
/// <param name="Why">What speaks for it.</param>
public sealed record Suggestion(CodedProduct Source, CodedProduct Destination, int Pairs, string Why);

/// <summary>What the code doctor found.</summary>
/// <param name="MatchByCode">Source products that a destination product shares a code with.</param>
/// <param name="SourceProducts">Source products looked at.</param>
/// <param name="DestinationProducts">Destination products looked at.</param>
/// <param name="MissingAtSource">Source products with a variant that has no code.</param>
/// <param name="MissingAtDestination">Destination products with a variant that has no code.</param>
/// <param name="DuplicatesAtSource">Codes on several variants of the source.</param>
/// <param name="DuplicatesAtDestination">Codes on several variants of the destination.</param>
/// <param name="Differing">Products that share codes but not all variants.</param>
/// <param name="Suggestions">Products without a common code that look alike.</param>
public sealed record DoctorReport(
    int MatchByCode, int SourceProducts, int DestinationProducts, IReadOnlyList<CodedProduct> MissingAtSource, IReadOnlyList<CodedProduct> MissingAtDestination,
    IReadOnlyList<DuplicateCode> DuplicatesAtSource, IReadOnlyList<DuplicateCode> DuplicatesAtDestination, IReadOnlyList<DifferingVariants> Differing,
    IReadOnlyList<Suggestion> Suggestions);

/// <summary>Examines the codes of two shops before mapping. Pure; it changes and decides nothing.</summary>
public static class CodeDoctor
{
    /// <summary>Examines source products that are not synced yet against destination products.</summary>
    /// <param name="source">Source products on offer and not synced.</param>
    /// <param name="destination">All products of the destination.</param>
    /// <param name="supplied">Destination products that a source supplies already; they are not suggested.</param>
    public static DoctorReport Examine(IReadOnlyCollection<CodedProduct> source, IReadOnlyCollection<CodedProduct> destination, IReadOnlySet<long> supplied)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(supplied);
        var byCode = destination.SelectMany(p => CodesOf(p).Select(c => (Code: c, Product: p))).ToLookup(x => x.Code, x => x.Product, StringComparer.Ordinal);
        var matched = new List<(CodedProduct Source, CodedProduct Destination)>();
        var unmatched = new List<CodedProduct>();
        foreach (var product in source)
        {
            if (CodesOf(product).SelectMany(c => byCode[c]).MinBy(p => p.ProductId) is { } first)
            {
                matched.Add((product, first));
            }
            else
            {
                unmatched.Add(product);
            }
        }

        var taken = matched.Select(m => m.Destination.ProductId).Concat(supplied).ToHashSet();
        return new DoctorReport(
            matched.Count, source.Count, destination.Count, Missing(source), Missing(destination), Duplicates(source), Duplicates(destination),
            [.. matched.Select(m => Differ(m.Source, m.Destination)).OfType<DifferingVariants>()],
            Suggest(unmatched, [.. destination.Where(p => !taken.Contains(p.ProductId))]));
    }

    private static IEnumerable<string> CodesOf(CodedProduct product) => product.Variants.Select(v => Codes.Normalize(v.Code)).OfType<string>().Distinct(StringComparer.Ordinal);

    private static List<CodedProduct> Missing(IEnumerable<CodedProduct> products) => [.. products.Where(p => p.Variants.Any(v => Codes.Normalize(v.Code) is null))];

    private static List<DuplicateCode> Duplicates(IEnumerable<CodedProduct> products) =>
    [
        .. products.SelectMany(p => p.Variants.Select(v => (Code: Codes.Normalize(v.Code), Product: p))).Where(x => x.Code is not null)
            .GroupBy(x => x.Code!, StringComparer.Ordinal).Where(g => g.Count() > 1)
            .Select(g => new DuplicateCode(g.Key, [.. g.Select(x => x.Product).DistinctBy(p => p.ProductId)], g.Count())).OrderBy(d => d.Code, StringComparer.Ordinal),
    ];

    private static DifferingVariants? Differ(CodedProduct source, CodedProduct destination)
    {
        var (left, right) = (CodesOf(source).ToHashSet(StringComparer.Ordinal), CodesOf(destination).ToHashSet(StringComparer.Ordinal));
        var onlySource = source.Variants.Where(v => Codes.Normalize(v.Code) is not { } c || !right.Contains(c)).Select(v => v.Title).ToList();
        var onlyDestination = destination.Variants.Where(v => Codes.Normalize(v.Code) is not { } c || !left.Contains(c)).Select(v => v.Title).ToList();
        return onlySource.Count + onlyDestination.Count == 0 ? null : new DifferingVariants(source, destination, left.Intersect(right, StringComparer.Ordinal).Count(), onlySource, onlyDestination);
    }

    // Equal titles, one on each side; more than one would be a guess.
    private static List<Suggestion> Suggest(IReadOnlyCollection<CodedProduct> source, IReadOnlyCollection<CodedProduct> destination)
    {
        var here = destination.GroupBy(p => TitleKey(p.Title), StringComparer.Ordinal).Where(g => g.Key.Length > 0 && g.Count() == 1).ToDictionary(g => g.Key, g => g.Single(), StringComparer.Ordinal);
        var suggestions = new List<Suggestion>();
        foreach (var group in source.GroupBy(p => TitleKey(p.Title), StringComparer.Ordinal).Where(g => g.Count() == 1 && here.ContainsKey(g.Key)))
        {
            var (there, mine) = (group.Single(), here[group.Key]);
            var pairs = there.Variants.Select(v => v.Values).Intersect(mine.Variants.Select(v => v.Values), StringComparer.Ordinal).Count();
            if (pairs == 0 && there.Variants.Count == 1 && mine.Variants.Count == 1)
            {
                pairs = 1;
            }

            if (pairs > 0)
            {
                suggestions.Add(new Suggestion(there, mine, pairs, pairs == there.Variants.Count ? "Same title, same options" : $"Same title; {pairs} of {there.Variants.Count} variants have the same options"));
            }
        }

        return suggestions;
    }

    // Letters and digits decide: punctuation and case differ between shops without meaning anything.
    private static string TitleKey(string title) =>
        string.Join(' ', new string([.. title.Select(c => char.IsLetterOrDigit(c) ? char.ToUpperInvariant(c) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
