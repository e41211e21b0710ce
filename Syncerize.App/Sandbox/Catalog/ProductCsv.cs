using System.Globalization;
using CsvHelper;

namespace Syncerize.App.Sandbox.Catalog;

/// <summary>What reading a product CSV gave: products, or one sentence that says what is wrong and what to do.</summary>
internal sealed record CsvCatalogue(IReadOnlyList<ProductBlueprint> Products, string? Problem);

/// <summary>
/// Reads Shopify's product CSV: one row per variant or image, joined by handle; product fields and option names stand on a handle's first row only.
/// Missing SKUs stay missing; images by address are replaced by drawn ones; a variant is tracked where the file names a tracker.
/// </summary>
internal static class ProductCsv
{
    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        TrimWhitespace = true,
        SkipEmptyLines = false,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    /// <param name="locations">How many locations the shop has; the quantity goes to the first.</param>
    public static CsvCatalogue Read(string path, int locations)
    {
        if (!File.Exists(path))
        {
            return Failed($"There is no file {path}. Set Sandbox:Catalog to a product CSV exported from Shopify.");
        }

        try
        {
            using var reader = new StreamReader(path);
            return Read(reader, Path.GetFileName(path), locations);
        }
        catch (IOException broken)
        {
            return Failed($"{path} cannot be read: {broken.Message}");
        }
        catch (UnauthorizedAccessException)
        {
            return Failed($"{path} cannot be read: this account may not open it. Allow reading it, or copy it elsewhere.");
        }
    }

    public static CsvCatalogue Read(TextReader text, string name, int locations)
    {
        try
        {
            return ReadRows(text, name, locations);
        }
        catch (CsvFormatException malformed)
        {
            return Failed(string.Create(CultureInfo.InvariantCulture,
                $"{name}, row {malformed.RecordNumber}: the quotation marks do not match. Put a field with quotation marks or line breaks in quotation marks and double those inside it."));
        }
    }

    private static CsvCatalogue ReadRows(TextReader text, string name, int locations)
    {
        using var csv = CsvReader.Create(text, Options, leaveOpen: true);
        csv.ReadHeader();
        var header = csv.Headers.ToList();
        if (header.TrueForAll(string.IsNullOrWhiteSpace))
        {
            return Failed($"{name} is empty. Export the products from a Shopify admin as CSV and name that file.");
        }

        foreach (var column in (string[])["Handle", "Title"])
        {
            if (!header.Contains(column, StringComparer.OrdinalIgnoreCase))
            {
                return Failed($"{name} has no column {column}. The first row must hold Shopify's column names (Handle, Title, Option1 Name, Variant Price and so on).");
            }
        }

        var columns = header.Select((column, i) => (column, i)).GroupBy(x => x.column, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First().i, StringComparer.OrdinalIgnoreCase);
        var products = new Dictionary<string, List<CsvRow>>(StringComparer.Ordinal);
        while (csv.Read())
        {
            // Counted as a spreadsheet counts: the column names are row 1.
            var row = new CsvRow((int)csv.RowNumber + 1, columns, [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
            if (row.IsEmpty)
            {
                continue;
            }

            if (row["Handle"] is not { } handle)
            {
                return Failed($"{name}, row {row.Number}, column Handle is empty. Every row needs the handle of its product.");
            }

            if (!products.TryGetValue(handle, out var rows))
            {
                products[handle] = rows = [];
            }

            rows.Add(row);
        }

        if (products.Count == 0)
        {
            return Failed($"{name} holds column names but no product. Export it again with at least one product.");
        }

        var read = new List<ProductBlueprint>();
        foreach (var (handle, rows) in products)
        {
            try
            {
                read.Add(CsvProduct.From(handle, rows, locations));
            }
            catch (CsvFieldException wrong)
            {
                return Failed($"{name}, row {wrong.Row}, column {wrong.Column}: {wrong.Message}");
            }
        }

        return new CsvCatalogue(read, null);
    }

    private static CsvCatalogue Failed(string sentence) => new([], sentence);
}

/// <summary>A row by column name; a blank field is null.</summary>
internal sealed class CsvRow(int number, Dictionary<string, int> columns, string[] fields)
{
    public int Number { get; } = number;

    public bool IsEmpty => fields.All(string.IsNullOrWhiteSpace);

    public string? this[string column] =>
        columns.TryGetValue(column, out var i) && i < fields.Length && !string.IsNullOrWhiteSpace(fields[i]) ? fields[i] : null;

    /// <summary>A price in minor units.</summary>
    public long? Price(string column) => this[column] is not { } text
        ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount) && amount < 100_000_000
            ? (long)decimal.Round(amount * 100, 0, MidpointRounding.AwayFromZero)
            : throw new CsvFieldException(Number, column, $"\"{text}\" is not a price. Write it with a point and without a currency sign, such as 12.50.");

    public int? Whole(string column) => this[column] is not { } text
        ? null
        : decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value == decimal.Truncate(value) && Math.Abs(value) < 1_000_000_000
            ? (int)value
            : throw new CsvFieldException(Number, column, $"\"{text}\" is not a whole number. Write digits only, such as 12.");

    public bool Flag(string column, bool otherwise) => this[column] is { } text ? string.Equals(text, "true", StringComparison.OrdinalIgnoreCase) : otherwise;
}

/// <summary>A field that cannot be read; its message says what to do.</summary>
internal sealed class CsvFieldException(int row, string column, string message) : Exception(message)
{
    public int Row { get; } = row;

    public string Column { get; } = column;
}
