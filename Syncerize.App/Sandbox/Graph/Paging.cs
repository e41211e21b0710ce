using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Syncerize.App.Sandbox.Graph;

/// <summary>One page of a connection.</summary>
internal sealed record Page(IReadOnlyList<object> Items, IReadOnlyList<string> Cursors, bool HasNext, bool HasPrevious);

/// <summary>An item of a connection with its cursor.</summary>
internal sealed record Edge(string Cursor, object Node);

/// <summary>
/// Cuts pages. A cursor names the sort value and id of an item, not a number of items, so a page goes on at the right place though
/// items before it were added, changed or deleted meanwhile.
/// </summary>
internal static class Paging
{
    /// <summary>The page that a field's <c>first</c>, <c>after</c>, <c>last</c>, <c>before</c> and <c>reverse</c> ask for.</summary>
    public static Page Cut<T>(this Call call, IEnumerable<T> all, Func<T, (long Value, long Id)> key, Func<T, object>? wrap = null)
        where T : class
    {
        var arguments = call.Arguments;
        var first = arguments.Int("first");
        var last = arguments.Int("last");
        if (first is null && last is null)
        {
            throw new AdminError("BAD_REQUEST", "you must provide one of first or last");
        }

        if (first < 0 || last < 0 || first > MostRows(call) || last > MostRows(call))
        {
            throw new AdminError("BAD_REQUEST", $"{call.Context.FieldAst.Name.StringValue} must be between 0 and 250 rows per page.");
        }

        var reverse = arguments.Flag("reverse") == true;
        var sorted = all.Select(item => (Key: key(item), Item: item)).ToList();
        sorted.Sort((a, b) => reverse ? b.Key.CompareTo(a.Key) : a.Key.CompareTo(b.Key));
        int Compare((long, long) a, (long, long) b) => reverse ? b.CompareTo(a) : a.CompareTo(b);
        var from = 0;
        var to = sorted.Count;
        if (Decode(arguments.Text("after")) is { } after)
        {
            from = sorted.FindIndex(entry => Compare(entry.Key, after) > 0);
            from = from < 0 ? sorted.Count : from;
        }

        if (Decode(arguments.Text("before")) is { } before)
        {
            to = sorted.FindIndex(entry => Compare(entry.Key, before) >= 0);
            to = to < 0 ? sorted.Count : to;
        }

        var start = from;
        var end = Math.Max(from, to);
        if (first is { } most)
        {
            end = Math.Min(end, start + most);
        }
        else
        {
            start = Math.Max(start, end - last!.Value);
        }

        var page = sorted[start..end];
        return new Page(
            [.. page.Select(entry => wrap is null ? entry.Item : wrap(entry.Item))],
            [.. page.Select(entry => Encode(entry.Key))],
            end < sorted.Count,
            start > 0);
    }

    // The variants of a single product may be read up to 2,048 at once; everything else 250.
    private static int MostRows(Call call) => call.Scope.IsBulk ? int.MaxValue : call.Context.FieldAst.Name.StringValue == "variants" && call.Context.Path.Count() <= 2 ? 2048 : 250;

    private static string Encode((long Value, long Id) key) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"last_id\":{key.Id},\"last_value\":{key.Value}}}")));

    private static (long Value, long Id)? Decode(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(Convert.FromBase64String(cursor));
            return (json.RootElement.GetProperty("last_value").GetInt64(), json.RootElement.GetProperty("last_id").GetInt64());
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new AdminError("BAD_REQUEST", $"Invalid cursor for current pagination sort: {cursor}");
        }
    }
}
