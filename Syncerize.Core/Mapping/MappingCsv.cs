using System.Text;
using CsvHelper;

namespace Syncerize.Core.Mapping;

/// <summary>A row of the product mapping CSV. The source's columns say what it is about; the destination's columns are filled by a person, any one of them suffices.</summary>
public sealed record MappingRow
{
    /// <summary>Shopify's number of the source product.</summary>
    public string SourceProductId { get; init; } = "";

    /// <summary>The source product's title; for people.</summary>
    public string SourceProduct { get; init; } = "";

    /// <summary>Shopify's number of the source variant.</summary>
    public string SourceVariantId { get; init; } = "";

    /// <summary>The source variant's title; for people.</summary>
    public string SourceVariant { get; init; } = "";

    /// <summary>The source variant's SKU; for people.</summary>
    public string SourceSku { get; init; } = "";

    /// <summary>The source variant's barcode; for people.</summary>
    public string SourceBarcode { get; init; } = "";

    /// <summary>SKU of the destination variant.</summary>
    public string YourSku { get; init; } = "";

    /// <summary>Barcode of the destination variant.</summary>
    public string YourBarcode { get; init; } = "";

    /// <summary>Shopify's number of the destination variant.</summary>
    public string YourVariantId { get; init; } = "";
}

/// <summary>A row as it was read, with its row in the file as a spreadsheet counts: the column names are row 1.</summary>
public sealed record MappingLine(int Line, MappingRow Row);

/// <summary>What reading a file came to.</summary>
/// <param name="Lines">Its rows.</param>
/// <param name="Problem">Why the file as a whole cannot be read; null where it can.</param>
public sealed record MappingFile(IReadOnlyList<MappingLine> Lines, string? Problem);

/// <summary>Writes and reads the product mapping CSV. A cell that a spreadsheet would take for a formula is written with an apostrophe before it, and read without.</summary>
public static class MappingCsv
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const long LargestFile = 20 * 1024 * 1024;

    /// <summary>The most rows that are read.</summary>
    public const int MostRows = 100_000;

    private static readonly char[] Formula = ['=', '@', '+', '-', '\t', '\r'];

    private static readonly string[] Columns =
        ["Source product ID", "Source product", "Source variant ID", "Source variant", "Source SKU", "Source barcode", "Your SKU", "Your barcode", "Your variant ID"];

    private static readonly string[] Needed = [Columns[0], Columns[2]];

    /// <summary>Writes rows, column names first, as UTF-8 with a mark so that spreadsheets read it as such.</summary>
    public static async Task WriteAsync(Stream stream, IAsyncEnumerable<MappingRow> rows, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(rows);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = CsvWriter.Create(writer, new CsvWriterOptions(), true);
        await csv.WriteRecordAsync(Columns, ct);
        await foreach (var row in rows.WithCancellation(ct))
        {
            string[] cells = [row.SourceProductId, row.SourceProduct, row.SourceVariantId, row.SourceVariant, row.SourceSku, row.SourceBarcode, row.YourSku, row.YourBarcode, row.YourVariantId];
            await csv.WriteRecordAsync([.. cells.Select(Safe)], ct);
        }

        await csv.FlushAsync(ct);
    }

    /// <summary>Reads a file: comma, semicolon or tab between cells.</summary>
    public static MappingFile Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var text = reader.ReadToEnd();
        if (string.IsNullOrWhiteSpace(text))
        {
            return Failed("The file is empty. Download the template, fill in your columns and upload it again.");
        }

        var head = text.AsSpan(0, text.IndexOfAny(['\n', '\r']) is var end && end < 0 ? text.Length : end);
        var separator = head.Contains('\t') ? '\t' : head.Count(';') > head.Count(',') ? ';' : ',';
        try
        {
            using var rows = new StringReader(text);
            using var csv = CsvReader.Create(rows, new CsvReaderOptions { Separator = separator, TrimWhitespace = true, MalformedData = CsvMalformedDataHandling.Throw }, false);
            return ReadRows(csv);
        }
        catch (CsvFormatException malformed)
        {
            return Failed($"Row {malformed.RecordNumber} of the file cannot be read: its quotation marks do not match. Save it as CSV (UTF-8) and upload it again.");
        }
    }

    private static MappingFile ReadRows(CsvReader csv)
    {
        csv.ReadHeader();
        var header = csv.Headers.ToList().ConvertAll(h => h.Trim());
        var columns = Columns.Select(c => header.FindIndex(h => string.Equals(h, c, StringComparison.OrdinalIgnoreCase))).ToArray();
        if (Needed.Where(n => columns[Array.IndexOf(Columns, n)] < 0).ToList() is { Count: > 0 } missing)
        {
            return Failed($"The file lacks the column{(missing.Count == 1 ? "" : "s")} {string.Join(" and ", missing.Select(m => $"“{m}”"))}. Download the template and keep its first row.");
        }

        var lines = new List<MappingLine>();
        while (csv.Read())
        {
            if (lines.Count == MostRows)
            {
                return Failed(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The file has more than {MostRows:N0} rows. Split it into several files."));
            }

            string Cell(int column) => columns[column] >= 0 && columns[column] < csv.FieldCount ? Plain((csv.GetString(columns[column]) ?? "").Trim()) : "";
            var row = new MappingRow
            {
                SourceProductId = Cell(0),
                SourceProduct = Cell(1),
                SourceVariantId = Cell(2),
                SourceVariant = Cell(3),
                SourceSku = Cell(4),
                SourceBarcode = Cell(5),
                YourSku = Cell(6),
                YourBarcode = Cell(7),
                YourVariantId = Cell(8),
            };
            if (row != new MappingRow())
            {
                lines.Add(new MappingLine((int)csv.RowNumber + 1, row));
            }
        }

        return lines.Count == 0 ? Failed("The file has a heading and no rows.") : new MappingFile(lines, null);
    }

    private static MappingFile Failed(string sentence) => new([], sentence);

    private static string Safe(string cell) => cell.Length > 0 && Formula.Contains(cell[0]) ? "'" + cell : cell;

    private static string Plain(string cell) => cell.Length > 1 && cell[0] == '\'' && Formula.Contains(cell[1]) ? cell[1..] : cell;
}
