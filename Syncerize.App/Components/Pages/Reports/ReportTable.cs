using Syncerize.Core;

namespace Syncerize.App.Components.Pages.Reports;

/// <summary>What stands in a column.</summary>
internal enum CellKind
{
    /// <summary>Words; in files never a formula.</summary>
    Text = 0,

    /// <summary>A number that names something, such as Shopify's ids: all its digits, in files as words.</summary>
    Number = 1,

    /// <summary>A count.</summary>
    Whole = 2,

    /// <summary>An amount.</summary>
    Amount = 3,

    /// <summary>An instant, shown in the store's zone.</summary>
    Time = 4,
}

/// <summary>A column of a report.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Kind">What stands in it.</param>
/// <param name="Sum">Whether the last row of a file sums it up.</param>
/// <param name="OnlyFile">Not shown on screen, where it would say the same again.</param>
/// <param name="OnPhone">Shown on a phone as well.</param>
internal sealed record ReportColumn(string Name, CellKind Kind = CellKind.Text, bool Sum = false, bool OnlyFile = false, bool OnPhone = false)
{
    public bool IsRight => Kind is CellKind.Whole or CellKind.Amount;
}

/// <summary>Words that lead somewhere on screen.</summary>
internal sealed record ReportLink(string Text, string? Href);

/// <summary>A report of one shape, on screen and in files alike. A cell is a string, a <see cref="ReportLink"/>, a <see cref="Shared.Tone"/>, a number, <see cref="Money"/>, an instant or null.</summary>
/// <param name="Title">What it is.</param>
/// <param name="About">Whose, which days, which partner, on what terms: the lines above it in print.</param>
/// <param name="FileName">Name of a file of it, without what follows the dot.</param>
/// <param name="Zone">The store's zone, IANA.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, read as they are written.</param>
internal sealed record ReportTable(string Title, IReadOnlyList<string> About, string FileName, string Zone, IReadOnlyList<ReportColumn> Columns, IAsyncEnumerable<object?[]> Rows)
{
    /// <summary>The words of a cell; null where it is none.</summary>
    public static string? Text(object? cell) => cell switch
    {
        string text => text,
        ReportLink link => link.Text,
        Shared.Tone tone => tone.Text,
        _ => null,
    };
}
