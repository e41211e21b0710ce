using System.Globalization;
using Syncerize.Core;

namespace Syncerize.App.Sandbox.Graph;

/// <summary>An input object as it was sent: what was left out is absent, what was sent as null is there with null.</summary>
internal readonly struct Input(IDictionary<string, object?> values)
{
    public IDictionary<string, object?> Values { get; } = values;

    public bool Has(string name) => Values.ContainsKey(name);

    public string? Text(string name) => Values.TryGetValue(name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : value is null ? null : "" : null;

    public bool? Flag(string name) => Values.TryGetValue(name, out var value) && value is bool flag ? flag : null;

    public int? Int(string name) => Values.TryGetValue(name, out var value) && value is not null ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : null;

    public decimal? Number(string name) => Values.TryGetValue(name, out var value) && value is not null ? Convert.ToDecimal(value, CultureInfo.InvariantCulture) : null;

    public long? Id(string name) => Text(name) is { Length: > 0 } gid ? GidNumber(gid) : null;

    public DateTimeOffset? Time(string name) => Text(name) is { Length: > 0 } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal) : null;

    /// <summary>A <c>Money</c> or <c>Decimal</c> in minor units.</summary>
    public long? Minor(string name, string currency) => Text(name) is { Length: > 0 } text ? Money.Parse(text, currency).Minor : null;

    public Input? Object(string name) => Values.TryGetValue(name, out var value) && value is IDictionary<string, object?> inner ? new Input(inner) : null;

    public IReadOnlyList<Input> Objects(string name) =>
        Values.TryGetValue(name, out var value) && value is IEnumerable<object?> list ? [.. list.OfType<IDictionary<string, object?>>().Select(item => new Input(item))] : [];

    public IReadOnlyList<string> Texts(string name) =>
        Values.TryGetValue(name, out var value) && value is IEnumerable<object?> list ? [.. list.Select(item => Convert.ToString(item, CultureInfo.InvariantCulture) ?? "")] : [];

    /// <summary>The amount of a <c>MoneyBagInput</c> in minor units.</summary>
    public long? Bag(string name, string currency) => Object(name)?.Object("shopMoney")?.Minor("amount", currency);

    /// <summary>The number in a global id; -1, which is never given out, where the text is none.</summary>
    public static long GidNumber(string gid)
    {
        var tail = gid.AsSpan()[(gid.LastIndexOf('/') + 1)..];
        var query = tail.IndexOf('?');
        return long.TryParse(query < 0 ? tail : tail[..query], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }

    /// <summary>The type in a global id.</summary>
    public static string GidType(string gid)
    {
        var parts = gid.Split('/');
        return parts.Length >= 2 ? parts[^2] : "";
    }
}
