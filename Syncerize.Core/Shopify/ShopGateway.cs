using Syncerize.Core.Shopify.Wire;

namespace Syncerize.Core.Shopify;

/// <summary>A shop itself: what it is, its locations, our definitions in it.</summary>
public sealed class ShopGateway(ShopifyClient client)
{
    /// <summary>Reads the shop and the scopes it granted us.</summary>
    public async Task<Outcome<ShopReading>> ReadShopAsync(StoreId store, CallPriority priority, CancellationToken ct)
    {
        var outcome = await client.CallAsync(store, Documents.Shop, new NoVariables(), priority, ct).ConfigureAwait(false);
        return outcome.Map(d => new ShopReading(
            Gid.Number(d.Shop.Id), d.Shop.Name, d.Shop.MyshopifyDomain, d.Shop.Email, d.Shop.CurrencyCode, d.Shop.IanaTimezone, d.Shop.Plan.PublicDisplayName,
            [.. d.CurrentAppInstallation.AccessScopes.Select(s => s.Handle)]));
    }

    /// <summary>Reads all active locations.</summary>
    public async Task<Outcome<IReadOnlyList<LocationReading>>> ReadLocationsAsync(StoreId store, CallPriority priority, CancellationToken ct)
    {
        var first = await PageAsync(null).ConfigureAwait(false);
        if (first is not Outcome<Connection<LocationNode>?>.Done { Value: { } page } done)
        {
            return first.As<IReadOnlyList<LocationReading>>();
        }

        var all = await ShopifyClient.FollowAsync(page, PageAsync, done.Trace).ConfigureAwait(false);
        return all.Map<IReadOnlyList<LocationReading>>(nodes => [.. nodes.Select(n => new LocationReading(Gid.Number(n.Id), n.Name, n.IsActive, n.FulfillsOnlineOrders))]);

        async Task<Outcome<Connection<LocationNode>?>> PageAsync(string? after)
        {
            var outcome = await client.CallAsync(store, Documents.Locations, new PageVariables(after), priority, ct).ConfigureAwait(false);
            return outcome.Map<Connection<LocationNode>?>(d => d.Locations);
        }
    }

    /// <summary>Makes sure that the definitions of our <c>id</c> metafields exist: <see cref="ShopifyKeys.ProductKeyName"/> of products and
    /// <see cref="ShopifyKeys.PushKeyName"/> of orders. May be repeated at any time.</summary>
    public async Task<Outcome<bool>> EnsureKeyDefinitionsAsync(StoreId store, CallPriority priority, CancellationToken ct)
    {
        var product = await EnsureAsync(new DefinitionInput("Syncerize product", ShopifyKeys.Namespace, ShopifyKeys.ProductKeyName, "id", "PRODUCT")).ConfigureAwait(false);
        return product is Outcome<bool>.Done
            ? await EnsureAsync(new DefinitionInput("Syncerize order", ShopifyKeys.Namespace, ShopifyKeys.PushKeyName, "id", "ORDER")).ConfigureAwait(false)
            : product;

        async Task<Outcome<bool>> EnsureAsync(DefinitionInput definition)
        {
            var outcome = await client.CallAsync(store, Documents.MetafieldDefinitionCreate, new DefinitionVariables(definition), priority, ct).ConfigureAwait(false);
            return outcome is Outcome<DefinitionData>.Rejected rejected && rejected.Errors.All(e => e.Code == "TAKEN")
                ? new Outcome<bool>.Done(true, rejected.Trace)
                : outcome.TakeValue(d => d.MetafieldDefinitionCreate?.CreatedDefinition is null ? (bool?)null : true);
        }
    }
}
