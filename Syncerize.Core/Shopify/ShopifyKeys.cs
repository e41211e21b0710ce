using System.Globalization;

namespace Syncerize.Core.Shopify;

/// <summary>The keys we leave at Shopify, so that nothing is made twice (docs/architecture.md; engine rules 4 and 5). Made of Shopify's ids only, never of ours.</summary>
public static class ShopifyKeys
{
    /// <summary>The namespace of our metafields: reserved for this app by Shopify.</summary>
    public const string Namespace = "$app:syncerize";

    /// <summary>The key of the <c>id</c> metafield on products we created.</summary>
    public const string ProductKeyName = "product_key";

    /// <summary>The key of the <c>id</c> metafield on orders we created.</summary>
    public const string PushKeyName = "push_key";

    /// <summary>The key of a product created from a source's product.</summary>
    public static string ProductKey(long sourceShopId, long sourceProductId) => string.Create(CultureInfo.InvariantCulture, $"{sourceShopId}/{sourceProductId}");

    /// <summary>The key of one push of a destination's order to one source. A revision above 1 is a re-push after a cancel, by hand only.</summary>
    public static string PushKey(long destinationShopId, long destinationOrderId, long sourceShopId, int revision) =>
        string.Create(CultureInfo.InvariantCulture, $"{destinationShopId}-{destinationOrderId}-{sourceShopId}-{revision}");
}
