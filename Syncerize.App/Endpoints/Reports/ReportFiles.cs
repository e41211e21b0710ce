using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using CsvHelper;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;
using Syncerize.App.Components.Pages.Reports;
using Syncerize.Core;

namespace Syncerize.App.Endpoints.Reports;

/// <summary>Writes a report as CSV, as an XLSX workbook or as a page to print, row by row.</summary>
internal static class ReportFiles
{
    /// <summary>Rows a worksheet holds below its heading.</summary>
    public const int MostSheetRows = 1_048_575;

    private const int FlushEvery = 200;

    /// <summary>UTF-8 with a byte order mark, so that Excel reads accents right.</summary>
    public static async Task CsvAsync(ReportTable table, Stream to, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(to, CsvWriterOptions.Default with { WriteByteOrderMark = true }, leaveOpen: true);
        await csv.WriteRecordAsync([.. table.Columns.Select(c => ReportValues.Heading(c, table))], ct);
        var sums = new ReportValues.Sums(table.Columns);
        await foreach (var row in table.Rows.WithCancellation(ct))
        {
            sums.Add(row);
            await WriteAsync(row);
            if (sums.Rows % FlushEvery == 0)
            {
                await csv.FlushAsync(ct);
            }
        }

        if (sums.HasAny)
        {
            await WriteAsync(sums.Row());
        }

        await csv.FlushAsync(ct);

        Task WriteAsync(object?[] row) => csv.WriteRecordAsync([.. row.Select(cell => ReportValues.Plain(cell, table))], ct).AsTask();
    }

    /// <summary>One sheet; amounts and counts are numbers, times are dates, everything else is words.</summary>
    /// <exception cref="TooManyRowsException">There are more rows than a worksheet holds.</exception>
    public static Task XlsxAsync(ReportTable table, Stream to, CancellationToken ct)
    {
        var format = new OpenXmlConfiguration
        {
            DynamicColumns = [.. table.Columns.Select((c, i) => new DynamicExcelColumn(Key(i))
            {
                Index = i,
                Name = ReportValues.Heading(c, table),
                Width = c.Kind switch { CellKind.Time => 20, CellKind.Text => 22, _ => 14 },
                Format = c.Kind switch { CellKind.Time => "yyyy-mm-dd hh:mm", CellKind.Whole => "#,##0", _ => null },
            })],
        };
        return to.SaveAsAsync(SheetRowsAsync(table, ct), sheetName: table.Title, configuration: format, cancellationToken: ct);
    }

    /// <summary>A page of its own, without the app around it, that fills while it is read.</summary>
    public static async Task HtmlAsync(ReportTable table, Stream to, CancellationToken ct)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await writer.WriteAsync($"""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Text(table.Title)}</title>
            <link rel="stylesheet" href="/css/print.css"><script src="/js/print.js" defer></script></head><body class="sheet">
            <header><h1>{Text(table.Title)}</h1><button type="button" id="print">Print</button></header>
            """);
        foreach (var line in table.About)
        {
            await writer.WriteAsync($"<p dir=\"auto\">{Text(line)}</p>");
        }

        var shown = table.Columns.Select((c, i) => (Column: c, Index: i)).Where(c => !c.Column.OnlyFile).ToList();
        await writer.WriteAsync("<table><thead><tr>" + string.Concat(shown.Select(c => $"<th scope=\"col\"{Right(c.Column)}>{Text(c.Column.Name)}</th>")) + "</tr></thead><tbody>");
        var sums = new ReportValues.Sums(table.Columns);
        await foreach (var row in table.Rows.WithCancellation(ct))
        {
            sums.Add(row);
            await writer.WriteAsync(Row(row));
            if (sums.Rows % FlushEvery == 0)
            {
                await writer.FlushAsync(ct);
            }
        }

        await writer.WriteAsync("</tbody>" + (sums.HasAny ? $"<tfoot>{Row(sums.Row())}</tfoot>" : "") + $"</table>{(sums.Rows == 0 ? "<p>Nothing in these days.</p>" : "")}</body></html>");

        string Row(object?[] row) => "<tr>" + string.Concat(shown.Select(c => $"<td dir=\"auto\"{Right(c.Column)}>{Text(Shown(row[c.Index]))}</td>")) + "</tr>";

        string Shown(object? cell) => cell switch
        {
            Money money => money.ToString(),
            int or long when cell is IFormattable count => count.ToString("N0", CultureInfo.InvariantCulture),
            DateTimeOffset => ReportValues.Plain(cell, table),
            _ => ReportTable.Text(cell) ?? "",
        };
    }

    private static string Right(ReportColumn column) => column.IsRight ? " class=\"right\"" : "";

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    private static string Key(int column) => "c" + column.ToString(CultureInfo.InvariantCulture);

    private static async IAsyncEnumerable<Dictionary<string, object?>> SheetRowsAsync(ReportTable table, [EnumeratorCancellation] CancellationToken ct)
    {
        var sums = new ReportValues.Sums(table.Columns);
        await foreach (var row in table.Rows.WithCancellation(ct))
        {
            sums.Add(row);
            if (sums.Rows >= MostSheetRows)
            {
                throw new TooManyRowsException();
            }

            yield return Row(row);
        }

        // A sheet without rows would have no heading either.
        if (sums.HasAny || sums.Rows == 0)
        {
            yield return Row(sums.Row());
        }

        Dictionary<string, object?> Row(object?[] cells) => cells.Select((cell, i) => (cell, i)).ToDictionary(c => Key(c.i), c => Value(c.cell, table.Columns[c.i]));

        object? Value(object? cell, ReportColumn column) => cell switch
        {
            null => null,
            Money money => money.ToDecimal(),
            DateTimeOffset at => ReportValues.Local(at, table.Zone),
            IFormattable number when column.Kind == CellKind.Number => number.ToString(null, CultureInfo.InvariantCulture),
            IFormattable => cell,
            _ => ReportValues.Harmless(ReportTable.Text(cell) ?? ""),
        };
    }
}

/// <summary>More rows than a worksheet holds: an expected end of a download, told to whoever asked.</summary>
internal sealed class TooManyRowsException() : Exception($"This report has more than {ReportFiles.MostSheetRows - 1:N0} rows, the most an Excel worksheet holds. Choose fewer days, or download it as CSV.");
