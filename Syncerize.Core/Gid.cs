using System.Globalization;

namespace Syncerize.Core;

/// <summary>Shopify's global ids (<c>gid://shopify/Product/1</c>) and the numbers we store for them.</summary>
public static class Gid
{
    /// <summary>The global id of a type and number.</summary>
    public static string Of(string type, long id) => string.Create(CultureInfo.InvariantCulture, $"gid://shopify/{type}/{id}");

    /// <summary>The number in a global id; a query such as <c>?inventory_item_id=2</c> behind it is ignored.</summary>
    /// <exception cref="FormatException">The text is not a global id.</exception>
    public static long Number(string gid)
    {
        var tail = gid.AsSpan()[(gid.LastIndexOf('/') + 1)..];
        var query = tail.IndexOf('?');
        return long.Parse(query < 0 ? tail : tail[..query], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
