namespace Syncerize.Core.Catalog;

/// <summary>What a search term of a product is.</summary>
public enum TermKind
{
    /// <summary>A word of the title, vendor or tags.</summary>
    Word = 0,

    /// <summary>A variant's SKU.</summary>
    Sku = 1,

    /// <summary>A variant's barcode.</summary>
    Barcode = 2,
}

/// <summary>One term a mirrored product is found by: an index, kept by the database layer with every write of a product.</summary>
public sealed class ProductTerm
{
    /// <summary>The store.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>The term in its comparable form (<see cref="ProductTerms"/>).</summary>
    public required string Term { get; set; }

    /// <summary>What it is.</summary>
    public TermKind Kind { get; set; }

    /// <summary>The product.</summary>
    public long ProductId { get; set; }

    /// <summary>The variant a code stands on; 0 for words.</summary>
    public long VariantId { get; set; }
}

/// <summary>Makes search terms. Pure.</summary>
public static class ProductTerms
{
    private const int Longest = 80;
    private const int Most = 60;

    /// <summary>The comparable form of a code, or of what a person typed: upper case, white space at the ends gone and within as single spaces; null where nothing is left.</summary>
    public static string? Normalize(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var joined = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
        return joined.Length <= Longest ? joined : joined[..Longest];
    }

    /// <summary>The words of a title, a vendor and tags; a tag also stands whole.</summary>
    public static IReadOnlyCollection<string> WordsOf(string title, string vendor, IReadOnlyList<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        var words = Split(title).Concat(Split(vendor)).Concat(tags.Select(Normalize).OfType<string>()).Concat(tags.SelectMany(Split));
        return [.. words.Distinct(StringComparer.Ordinal).Take(Most)];
    }

    /// <summary>The words of a text in their comparable form; punctuation around them is no part of them.</summary>
    public static IEnumerable<string> Split(string text) => (Normalize(text) ?? "").Split(' ').Select(w => w.Trim('.', ',', ';', ':', '!', '?', '"', '(', ')', '“', '”', '„', '‘', '’', '\'')).Where(w => w.Length > 0);
}
