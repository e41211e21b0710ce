namespace Syncerize.Core.Shopify;

/// <summary>How to reach one shop: what the gateway needs of credentials.</summary>
/// <param name="Domain">The shop's <c>.myshopify.com</c> name.</param>
/// <param name="AccessToken">The Admin API token in clear; never logged.</param>
/// <param name="Address">Where requests go: <c>https://{Domain}</c>, or the simulator's loopback address (the <c>Host</c> header names the shop either way).</param>
public sealed record ShopAccess(string Domain, string AccessToken, Uri Address);

/// <summary>Gives the gateway a shop's credentials. Implemented by Stores.</summary>
public interface IShopCredentials
{
    /// <summary>The access of a store, or null where it has none (uninstalled, never installed).</summary>
    ValueTask<ShopAccess?> FindAsync(StoreId store, CancellationToken ct);
}
