using System.Globalization;
using Syncerize.App.Components.Pages.Reports;
using Syncerize.Core;

namespace Syncerize.App.Endpoints.Reports;

/// <summary>Cells as files hold them, and the sums below them.</summary>
internal static class ReportValues
{
    private const string FormulaStarts = "=+-@\t\r\n";

    /// <summary>A text that a spreadsheet would take for a formula gets an apostrophe in front: it was written by customers, and would run on the reader's machine. The full-width signs are taken for the same.</summary>
    public static string Harmless(string text) =>
        text.Length > 0 && (FormulaStarts.Contains(text[0], StringComparison.Ordinal) || text[0] is '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20') ? "'" + text : text;

    /// <summary>An instant as the store's clock shows it.</summary>
    public static DateTime Local(DateTimeOffset at, string zone) => Zones.Local(at, zone).DateTime;

    /// <summary>A cell in a file of words: amounts with a point and no grouping, times as ISO days and minutes.</summary>
    public static string Plain(object? cell, ReportTable table) => cell switch
    {
        null => "",
        Money money => money.ToShopify(),
        DateTimeOffset at => Local(at, table.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Harmless(ReportTable.Text(cell) ?? ""),
    };

    /// <summary>The headings of a file; times name their zone.</summary>
    public static string Heading(ReportColumn column, ReportTable table) => column.Kind == CellKind.Time ? $"{column.Name} ({table.Zone})" : column.Name;

    /// <summary>Adds up the columns that have a sum as rows go by.</summary>
    public sealed class Sums(IReadOnlyList<ReportColumn> columns)
    {
        private readonly object?[] _sums = new object?[columns.Count];

        public int Rows { get; private set; }

        public void Add(object?[] row)
        {
            Rows++;
            for (var i = 0; i < columns.Count; i++)
            {
                if (columns[i].Sum)
                {
                    _sums[i] = row[i] switch
                    {
                        Money money => _sums[i] is Money sum ? sum + money : money,
                        int count => (_sums[i] as long? ?? 0L) + count,
                        _ => _sums[i],
                    };
                }
            }
        }

        /// <summary>The last row: the word in front, sums below what they sum, the currency beside them.</summary>
        public object?[] Row()
        {
            var row = (object?[])_sums.Clone();
            row[0] = string.Create(CultureInfo.InvariantCulture, $"Total of {Rows:N0} {(Rows == 1 ? "row" : "rows")}");
            var currency = row.OfType<Money>().Select(m => m.Currency).FirstOrDefault();
            for (var i = 0; i < columns.Count; i++)
            {
                if (columns[i].Name == "Currency")
                {
                    row[i] = currency;
                }
            }

            return row;
        }

        public bool HasAny => columns.Any(c => c.Sum);
    }
}
