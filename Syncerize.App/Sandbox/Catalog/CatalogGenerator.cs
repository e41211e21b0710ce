using System.Globalization;
using Syncerize.App.Sandbox.Seed;

namespace Syncerize.App.Sandbox.Catalog;

/// <summary>Invents a shop's catalogue from its assortment: the same seed gives the same products.</summary>
internal sealed class CatalogGenerator(Assortment goods, SeedRandom random, int locations)
{
    private int _item;

    /// <summary>The given number of products, spread evenly over the kinds.</summary>
    public IEnumerable<ProductBlueprint> Products(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var kind = goods.Kinds[i % goods.Kinds.Length];
            var round = i / goods.Kinds.Length;
            // Every kind starts at another line, so that a line is not always the first of its kind; within a kind no line repeats.
            yield return Product(kind, goods.Lines[((i % goods.Kinds.Length * 5) + round) % goods.Lines.Length], round);
        }
    }

    private ProductBlueprint Product(GoodsKind kind, string line, int round)
    {
        var noun = kind.Nouns[round % kind.Nouns.Length];
        var material = kind.Materials[(round / kind.Nouns.Length) % kind.Materials.Length];
        var title = $"{line} {material} {noun}";
        var options = kind.Options.Select(Option).Where(option => option.Values.Count > 0).ToList();
        var colours = options.FirstOrDefault(o => o.Name is "Colour" or "Color" or "Finish")?.Values ?? [];
        var images = colours.Select(colour => new ImageBlueprint(1, colour, $"{title} in {colour}")).ToList();
        images.AddRange(Enumerable.Range(images.Count == 0 ? 1 : 2, random.Between(1, 2) + (images.Count == 0 ? 1 : 0)).Select(view => new ImageBlueprint(view, null, title)));

        var draft = random.Chance(0.045);
        var soldOut = random.Chance(0.06);
        var price = random.Between(kind.Price.From, kind.Price.To);
        var ending = random.Pick([0, -5, -50, 0]);
        var sale = random.Chance(0.14);
        var grams = random.Between(kind.Grams.From, kind.Grams.To) / 10 * 10;
        var number = random.Between(100, 989);
        var variants = Combinations(options).Select(values => Variant(kind, line, number, price, ending, sale, grams, soldOut, options, values, colours)).ToList();
        var tags = kind.Tags.Append(Handles.From(line)).Concat(sale ? ["sale"] : []).Concat(round == 0 ? ["bestseller"] : []);
        return new ProductBlueprint(title, Handles.From(title), Description(kind, title), random.Pick(goods.Vendors), kind.Type, [.. tags.Order(StringComparer.Ordinal)],
            draft ? "DRAFT" : "ACTIVE", options, images, variants);
    }

    private VariantBlueprint Variant(
        GoodsKind kind, string line, int number, int price, int ending, bool sale, int grams, bool soldOut,
        List<OptionBlueprint> options, IReadOnlyList<string> values, IReadOnlyList<string> colours)
    {
        _item++;
        // Bigger sizes cost and weigh more: 18 % a step of the first ordered option.
        var step = options.Count > 0 && options[0].Name is not ("Colour" or "Color" or "Finish" or "Scent" or "Zip") ? Index(options[0].Values, values[0]) : 0;
        var dearer = kind.Code is "JKT" or "FLC" or "BSL" or "TRS" or "BOT" or "HRN" or "GLV" or "SCK" or "TEE" or "HLM" ? 0 : step;
        var minor = Math.Max(100, (long)Math.Round(price * (1 + (0.18 * dearer)), MidpointRounding.AwayFromZero) * 100 + ending);
        var code = string.Concat(values.Select(v => "-" + Short(v)));
        var colour = values.Select((value, i) => (value, i)).Where(x => options[x.i].Name is "Colour" or "Color" or "Finish").Select(x => x.value).FirstOrDefault();
        // Some of the second source's packets carry no barcode, as in every real warehouse.
        var barcode = goods.Country == "DE" && random.Chance(0.06) ? null : Barcodes.Ean13(goods.BarcodePrefix, _item);
        return new VariantBlueprint(values, string.Create(CultureInfo.InvariantCulture, $"{goods.SkuPrefix}-{kind.Code}-{Short(line)}{number}{code}"), barcode, minor, Stock(soldOut))
        {
            CompareAtMinor = sale ? (long)Math.Round(minor * 1.25 / 100, MidpointRounding.AwayFromZero) * 100 : null,
            UnitCostMinor = minor * random.Between(38, 55) / 100,
            Grams = grams + (grams / 8 * step / 10 * 10),
            WeightUnit = goods.Country == "CA" ? "POUNDS" : grams >= 3000 ? "KILOGRAMS" : "GRAMS",
            Hs = kind.Hs,
            Country = goods.Country,
            ImageIndex = colour is null ? null : Index(colours, colour),
        };
    }

    private int?[] Stock(bool soldOut)
    {
        var stock = new int?[locations];
        var low = random.Chance(0.1);
        for (var i = 0; i < locations; i++)
        {
            stock[i] = i > 0 && !random.Chance(0.65) ? null : soldOut ? 0 : low ? random.Between(0, 3) : random.Between(4, i == 0 ? 70 : 35);
        }

        return stock;
    }

    private OptionBlueprint Option(OptionPool pool)
    {
        var count = random.Between(pool.Least, Math.Min(pool.Most, pool.Values.Length));
        return new OptionBlueprint(pool.Name, [.. (pool.Ordered ? pool.Values : (IEnumerable<string>)random.Shuffled(pool.Values)).Take(count)]);
    }

    private string Description(GoodsKind kind, string title)
    {
        var points = random.Shuffled(kind.Points).Select(point => $"<li>{point}</li>");
        return $"<p>{random.Pick(goods.Openings)} The {title} belongs to our {kind.Type.ToLowerInvariant().Replace("&", "&amp;", StringComparison.Ordinal)} range.</p>\n<ul>\n{string.Join('\n', points)}\n</ul>";
    }

    private static IEnumerable<IReadOnlyList<string>> Combinations(List<OptionBlueprint> options)
    {
        IEnumerable<IReadOnlyList<string>> all = [[]];
        foreach (var option in options)
        {
            all = [.. all.SelectMany(head => option.Values.Select(value => (IReadOnlyList<string>)[.. head, value]))];
        }

        return all.Take(12);
    }

    private static int Index(IReadOnlyList<string> values, string value) => values.TakeWhile(v => v != value).Count();

    /// <summary>A short code for a SKU: initials of several words with their digits, otherwise the first consonants.</summary>
    private static string Short(string value)
    {
        var plain = Handles.From(value).ToUpperInvariant();
        var words = plain.Split('-');
        if (words.Length > 1 || plain.Length <= 3)
        {
            return string.Concat(words.Select(w => char.IsAsciiDigit(w[0]) ? w : w[..Math.Min(w.Length, words.Length > 1 ? 2 : 3)]));
        }

        return plain[0] + string.Concat(plain[1..].Where(c => !"AEIOU".Contains(c, StringComparison.Ordinal)))[..Math.Min(2, plain[1..].Count(c => !"AEIOU".Contains(c, StringComparison.Ordinal)))];
    }
}
