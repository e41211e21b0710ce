using System.Globalization;
using Syncerize.Core.Catalog;

namespace Syncerize.Core.Mapping;

/// <summary>What is to happen to a row of a mapping file.</summary>
public enum MappingVerdict
{
    /// <summary>It is mapped.</summary>
    Map = 0,

    /// <summary>Its destination columns are empty: left as it is.</summary>
    Left = 1,

    /// <summary>It is wrong; the sentence says why and what to do.</summary>
    Wrong = 2,
}

/// <summary>A row with its verdict.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="What">The source's product and variant.</param>
/// <param name="Verdict">What is to happen.</param>
/// <param name="Sentence">To what it is mapped, or what is wrong.</param>
public sealed record JudgedRow(int Line, string What, MappingVerdict Verdict, string Sentence);

/// <summary>A product to map, from the good rows of a file.</summary>
public sealed record PlannedMapping(Product Source, Product Destination, IReadOnlyList<VariantPair> Pairs, IReadOnlyList<int> Lines);

/// <summary>What a file comes to. Preview shows it, applying carries it out: the same plan.</summary>
public sealed record MappingPlan(IReadOnlyList<JudgedRow> Rows, IReadOnlyList<PlannedMapping> Mappings)
{
    /// <summary>Rows of a verdict.</summary>
    public int Count(MappingVerdict verdict) => Rows.Count(r => r.Verdict == verdict);
}

/// <summary>Judges the rows of a mapping file. Pure.</summary>
public static class MappingPlanner
{
    /// <summary>Judges every row and joins the good ones into products.</summary>
    /// <param name="lines">The rows.</param>
    /// <param name="source">Source products on offer and not synced, by number; anything else is refused.</param>
    /// <param name="destination">The destination's products.</param>
    /// <param name="suppliers">Destination variants a source supplies already, and its name.</param>
    public static MappingPlan Plan(
        IReadOnlyList<MappingLine> lines, IReadOnlyDictionary<long, Product> source, IReadOnlyCollection<Product> destination, IReadOnlyDictionary<long, string> suppliers)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(source);
        var book = new Book(destination);
        var judged = lines.Select(l => Judge(l, source, book, suppliers)).ToList();
        var good = judged.Where(j => j.Pair is not null).ToList();

        // A product goes to one product; a variant is named once.
        var wrong = new Dictionary<int, string>();
        foreach (var group in good.GroupBy(j => j.Source!.ProductId).Where(g => g.Select(j => j.Destination!.ProductId).Distinct().Count() > 1))
        {
            foreach (var row in group)
            {
                wrong[row.Row.Line] = $"The rows of “{row.Source!.Title}” name {group.Select(j => j.Destination!.ProductId).Distinct().Count()} different products of yours; all its variants must go to one.";
            }
        }

        foreach (var group in good.GroupBy(j => j.Pair!.Source.VariantId).Where(g => g.Count() > 1).Concat(good.GroupBy(j => j.Pair!.Destination.VariantId).Where(g => g.Count() > 1)))
        {
            foreach (var row in group)
            {
                wrong.TryAdd(row.Row.Line, $"Rows {string.Join(", ", group.Select(g => g.Row.Line))} name the same variant; keep one of them.");
            }
        }

        return new MappingPlan(
            [.. judged.Select(j => wrong.TryGetValue(j.Row.Line, out var why) ? j.Row with { Verdict = MappingVerdict.Wrong, Sentence = why } : j.Row)],
            [.. good.Where(j => !wrong.ContainsKey(j.Row.Line)).GroupBy(j => j.Source!.ProductId)
                .Select(g => new PlannedMapping(g.First().Source!, g.First().Destination!, [.. g.Select(j => j.Pair!)], [.. g.Select(j => j.Row.Line)]))]);
    }

    private static Judged Judge(MappingLine line, IReadOnlyDictionary<long, Product> sources, Book book, IReadOnlyDictionary<long, string> suppliers)
    {
        var row = line.Row;
        var what = row.SourceVariant.Length == 0 || row.SourceVariant == "Default Title" ? row.SourceProduct : $"{row.SourceProduct}, {row.SourceVariant}";
        if (Number(row.SourceProductId) is not { } productId || Number(row.SourceVariantId) is not { } variantId)
        {
            return Wrong("“Source product ID” or “Source variant ID” is no number. Spreadsheets shorten long numbers: format these columns as text, or download the template again.");
        }

        if (row.YourSku.Length + row.YourBarcode.Length + row.YourVariantId.Length == 0)
        {
            return new Judged(new JudgedRow(line.Line, what, MappingVerdict.Left, "Your columns are empty: left as it is."), null, null, null);
        }

        if (!sources.TryGetValue(productId, out var source))
        {
            return Wrong("The source does not offer this product, or it is synced already.");
        }

        if (source.Variants.Find(v => v.VariantId == variantId) is not { } variant)
        {
            return Wrong($"“{source.Title}” has no such variant any more. Download the template again.");
        }

        var (found, problem) = book.Find(row);
        if (found is not { } mine)
        {
            return Wrong(problem!);
        }

        if (suppliers.TryGetValue(mine.Variant.VariantId, out var supplier))
        {
            return Wrong($"“{mine.Product.Title}” is supplied by {supplier} already; a variant has one source.");
        }

        var to = mine.Variant.Title == "Default Title" ? mine.Product.Title : $"{mine.Product.Title}, {mine.Variant.Title}";
        return new Judged(new JudgedRow(line.Line, what, MappingVerdict.Map, $"Mapped to “{to}”."), source, mine.Product, new VariantPair(variant, mine.Variant));

        Judged Wrong(string sentence) => new(new JudgedRow(line.Line, what.Length == 0 ? row.SourceVariantId : what, MappingVerdict.Wrong, sentence), null, null, null);
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed record Judged(JudgedRow Row, Product? Source, Product? Destination, VariantPair? Pair);

    /// <summary>The destination's variants by number and by code.</summary>
    private sealed class Book
    {
        private readonly Dictionary<long, (Product Product, Variant Variant)> _byId;
        private readonly ILookup<string, (Product Product, Variant Variant)> _bySku;
        private readonly ILookup<string, (Product Product, Variant Variant)> _byBarcode;

        public Book(IReadOnlyCollection<Product> products)
        {
            var all = products.SelectMany(p => p.Variants.Select(v => (Product: p, Variant: v))).ToList();
            _byId = all.ToDictionary(x => x.Variant.VariantId);
            _bySku = all.Where(x => Codes.Normalize(x.Variant.Sku) is not null).ToLookup(x => Codes.Normalize(x.Variant.Sku)!, StringComparer.Ordinal);
            _byBarcode = all.Where(x => Codes.Normalize(x.Variant.Barcode) is not null).ToLookup(x => Codes.Normalize(x.Variant.Barcode)!, StringComparer.Ordinal);
        }

        /// <summary>What all filled columns name together; a sentence where that is not one variant.</summary>
        public ((Product Product, Variant Variant)? Found, string? Problem) Find(MappingRow row)
        {
            var named = new List<(string What, List<(Product Product, Variant Variant)> Found)>();
            if (row.YourVariantId.Length > 0)
            {
                named.Add(($"variant with the ID {row.YourVariantId}", Number(row.YourVariantId) is { } id && _byId.TryGetValue(id, out var one) ? [one] : []));
            }

            if (Codes.Normalize(row.YourSku) is { } sku)
            {
                named.Add(($"variant with the SKU {row.YourSku}", [.. _bySku[sku]]));
            }

            if (Codes.Normalize(row.YourBarcode) is { } barcode)
            {
                named.Add(($"variant with the barcode {row.YourBarcode}", [.. _byBarcode[barcode]]));
            }

            if (named.Find(n => n.Found.Count == 0) is { What: not null } missing)
            {
                return (null, $"Your shop has no {missing.What}.");
            }

            var common = named.Select(n => n.Found.Select(f => f.Variant.VariantId)).Aggregate((a, b) => a.Intersect(b)).Distinct().ToList();
            return common.Count switch
            {
                1 => (_byId[common[0]], null),
                0 => (null, "Your columns name different variants. Keep one of them."),
                _ => (null, $"{common.Count} variants of yours share this code. Fill in “Your variant ID” to say which."),
            };
        }
    }
}
