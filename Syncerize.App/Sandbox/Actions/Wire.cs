using System.Globalization;
using Syncerize.App.Sandbox.Model;
using Syncerize.Core;

namespace Syncerize.App.Sandbox.Actions;

/// <summary>How values look on the wire.</summary>
internal static class Wire
{
    /// <summary>Whole seconds, UTC: the real API gives no fractions, though the simulator orders by milliseconds.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Amount(long minor, string currency) => new Money(minor, currency).ToShopify();

    /// <summary>A level's global id names its item too, as Shopify's does.</summary>
    public static string LevelGid(SimInventoryLevel level) =>
        string.Create(CultureInfo.InvariantCulture, $"gid://shopify/InventoryLevel/{level.Id}?inventory_item_id={level.InventoryItemId}");
}
