using System.Globalization;

namespace Syncerize.App.Sandbox.Catalog;

/// <summary>One product of a CSV: the rows of one handle.</summary>
internal static class CsvProduct
{
    public static ProductBlueprint From(string handle, List<CsvRow> rows, int locations)
    {
        var first = rows[0];
        var title = first["Title"] ?? throw new CsvFieldException(first.Number, "Title", $"The first row of the product {handle} needs a title. Write one, or move the row that has it to the top.");
        var names = OptionNames(first, handle);
        var addresses = rows.Where(row => row["Image Src"] is not null)
            .OrderBy(row => row.Whole("Image Position") ?? int.MaxValue).Select(row => (Address: row["Image Src"]!, Alt: row["Image Alt Text"]))
            .Concat(rows.Where(row => row["Variant Image"] is not null).Select(row => (Address: row["Variant Image"]!, Alt: (string?)null)))
            .DistinctBy(image => image.Address, StringComparer.Ordinal).ToList();

        var variants = new List<VariantBlueprint>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            // A row that only brings another picture has no option value and no price.
            if (row != first && row["Option1 Value"] is null && row["Variant Price"] is null)
            {
                continue;
            }

            var values = Values(row, names);
            if (!seen.Add(string.Join('\u001f', values)))
            {
                throw new CsvFieldException(row.Number, "Option1 Value", $"The product {handle} has this combination of options twice. Change one of them, or remove the row.");
            }

            variants.Add(Variant(row, values, addresses.FindIndex(image => image.Address == row["Variant Image"]), locations));
        }

        var options = names.Select((name, i) => new OptionBlueprint(name, [.. variants.Select(v => v.Values[i]).Distinct(StringComparer.Ordinal)])).ToList();
        return new ProductBlueprint(
            title, Handles.From(handle) is { Length: > 0 } clean ? clean : Handles.From(title), first["Body (HTML)"] ?? "", first["Vendor"] ?? "", first["Type"] ?? "",
            [.. (first["Tags"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)],
            Status(first), options, [.. addresses.Select((image, i) => new ImageBlueprint(i + 1, null, image.Alt))], variants)
        {
            SeoTitle = first["SEO Title"],
            SeoDescription = first["SEO Description"],
        };
    }

    private static List<string> OptionNames(CsvRow first, string handle)
    {
        var names = new List<string>();
        for (var i = 1; i <= 3; i++)
        {
            var column = string.Create(CultureInfo.InvariantCulture, $"Option{i} Name");
            if (first[column] is { } name)
            {
                if (names.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    throw new CsvFieldException(first.Number, column, $"The product {handle} has two options called {name}. Give each its own name.");
                }

                names.Add(name);
            }
            else if (first[string.Create(CultureInfo.InvariantCulture, $"Option{i} Value")] is { } value && value != "Default Title")
            {
                throw new CsvFieldException(first.Number, column, $"The value {value} belongs to no option. Write the option's name, such as Size.");
            }
        }

        // Shopify writes a product without options as the option Title with the one value Default Title.
        return names is ["Title"] && first["Option1 Value"] is null or "Default Title" ? [] : names;
    }

    private static List<string> Values(CsvRow row, List<string> names) => [.. names.Select((name, i) =>
    {
        var column = string.Create(CultureInfo.InvariantCulture, $"Option{i + 1} Value");
        return row[column] ?? throw new CsvFieldException(row.Number, column, $"Every variant needs a value for {name}. Write it, or remove the row.");
    })];

    private static VariantBlueprint Variant(CsvRow row, List<string> values, int image, int locations)
    {
        var stock = new int?[locations];
        stock[0] = row.Whole("Variant Inventory Qty") ?? 0;
        return new VariantBlueprint(values, row["Variant SKU"], row["Variant Barcode"], row.Price("Variant Price") ?? 0, stock)
        {
            CompareAtMinor = row.Price("Variant Compare At Price"),
            UnitCostMinor = row.Price("Cost per item"),
            Grams = row.Whole("Variant Grams") ?? 0,
            WeightUnit = row["Variant Weight Unit"] switch { "kg" => "KILOGRAMS", "lb" => "POUNDS", "oz" => "OUNCES", _ => "GRAMS" },
            Tracked = row["Variant Inventory Tracker"] is not null,
            RequiresShipping = row.Flag("Variant Requires Shipping", otherwise: true),
            Taxable = row.Flag("Variant Taxable", otherwise: true),
            InventoryPolicy = string.Equals(row["Variant Inventory Policy"], "continue", StringComparison.OrdinalIgnoreCase) ? "CONTINUE" : "DENY",
            ImageIndex = image >= 0 ? image : null,
        };
    }

    private static string Status(CsvRow first) => first["Status"]?.ToUpperInvariant() switch
    {
        "ACTIVE" => "ACTIVE",
        "DRAFT" => "DRAFT",
        "ARCHIVED" => "ARCHIVED",
        null => first.Flag("Published", otherwise: true) ? "ACTIVE" : "DRAFT",
        var other => throw new CsvFieldException(first.Number, "Status", $"\"{other}\" is not a status. Write active, draft or archived."),
    };
}
