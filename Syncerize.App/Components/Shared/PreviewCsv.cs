using System.Globalization;
using System.Text;
using CsvHelper;
using Microsoft.JSInterop;
using Syncerize.Core.Sync;

namespace Syncerize.App.Components.Shared;

/// <summary>A preview as a CSV file. What a spreadsheet would run as a formula is written as text.</summary>
internal static class PreviewCsv
{
    /// <summary>The file's text: one line per product.</summary>
    public static async Task<string> OfAsync(IEnumerable<PreviewRow> rows)
    {
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        await using (var csv = CsvWriter.Create(text, new CsvWriterOptions(), true))
        {
            await csv.WriteRecordAsync(["Store", "Product", "Product ID at the source", "What happens", "Details"], CancellationToken.None);
            foreach (var row in rows)
            {
                await csv.WriteRecordAsync(
                    [Safe(row.Partner), Safe(row.Title), row.SourceProductId.ToString(CultureInfo.InvariantCulture), Words.Of(row.Act).Text, Safe(row.What)], CancellationToken.None);
            }

            await csv.FlushAsync(CancellationToken.None);
        }

        return text.ToString();
    }

    /// <summary>Lets the browser save it, with the mark that makes spreadsheets read UTF-8.</summary>
    public static async Task SaveAsync(IJSRuntime js, string name, IEnumerable<PreviewRow> rows)
    {
        using var stream = new MemoryStream([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(await OfAsync(rows))]);
        using var reference = new DotNetStreamReference(stream);
        await js.InvokeVoidAsync("saveFile", name, reference);
    }

    private static string Safe(string cell) => cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell : cell;
}
