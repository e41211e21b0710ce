using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Plans;

namespace Syncerize.Core.Stores;

/// <summary>A shop to install.</summary>
/// <param name="Domain">Its <c>.myshopify.com</c> name.</param>
/// <param name="AccessToken">The Admin API token, in clear.</param>
/// <param name="IsSimulated">A shop of the sandbox.</param>
/// <param name="Roles">What it does here.</param>
public sealed record ShopToInstall(string Domain, string AccessToken, bool IsSimulated, StoreRoles Roles);

/// <summary>Installs stores and gives them fresh tokens.</summary>
public sealed class StoreInstall(WriteGate gate, TokenProtection protection, StoreCredentials credentials, PlanBook plans)
{
    /// <summary>Installs a shop, or brings an installed one back to life with its new token. What Shopify says of it (name, currency, zone) is read by the first work of its lane.</summary>
    public async Task<StoreId> InstallAsync(ShopToInstall shop, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(shop);
        var domain = shop.Domain.ToLowerInvariant();
        var id = await gate.WriteAsync(
            async (write, c) =>
            {
                var store = await write.Db.Stores.SingleOrDefaultAsync(s => s.Domain == domain, c);
                if (store is null)
                {
                    store = new Store { Domain = domain, Name = domain, UniqueKey = UniqueKey.Create(), Currency = "", TimeZone = "Etc/UTC", InstalledAt = write.Now };
                    write.Db.Stores.Add(store);
                }

                if (!Holds(store, shop.AccessToken))
                {
                    store.ProtectedToken = protection.Protect(shop.AccessToken);
                    store.InstalledAt = write.Now;
                }

                store.IsSimulated = shop.IsSimulated;
                store.Roles |= shop.Roles;
                if (store.State is StoreState.Unauthorized or StoreState.Uninstalled)
                {
                    store.State = StoreState.Active;
                    store.StateReason = null;
                }

                await write.Db.SaveChangesAsync(c);
                if (await write.Db.StorePlans.FindAsync([store.Id], c) is null)
                {
                    write.Db.StorePlans.Add(new StorePlan { StoreId = store.Id, Tier = (shop.IsSimulated ? plans.Simulated : plans.Default).Name, SetAt = write.Now });
                }

                if (await write.Db.Lanes.FindAsync([store.Id], c) is { } lane)
                {
                    lane.BackOffUntil = null;
                    lane.BackOffSteps = 0;
                    lane.BackOffReason = null;
                }

                write.Ring(store.Id);
                write.Changed(store.Id, LiveTopic.Stores);
                return store.Id;
            },
            ct);
        credentials.Forget(id);
        return id;
    }

    /// <summary>The app was removed from the shop: its token is dead, its work stops, its data stays.</summary>
    public static async Task UninstalledAsync(Write write, StoreId storeId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        var store = await write.Db.Stores.SingleAsync(s => s.Id == storeId, ct);
        if (store.State == StoreState.Uninstalled)
        {
            return;
        }

        store.State = StoreState.Uninstalled;
        store.StateReason = "The app was removed from this shop. Install it again to go on; nothing was deleted here.";
        store.ProtectedToken = [];
        write.Record(storeId, ActivityLevel.Critical, "store", store.StateReason);
        write.Notify(storeId, NoticeKind.TokenDead, ActivityLevel.Critical, FormattableString.Invariant($"uninstalled/{write.Now.ToUnixTimeMilliseconds()}"), store.StateReason);
        write.Changed(storeId, LiveTopic.Stores);
    }

    /// <summary>Replaces the store's unique key; the old one stops at once.</summary>
    public Task<string> RegenerateKeyAsync(Actor actor, StoreId storeId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        return gate.WriteAsync(
            async (write, c) =>
            {
                var store = await write.Db.Stores.SingleAsync(s => s.Id == storeId, c);
                store.UniqueKey = UniqueKey.Create();
                write.Record(storeId, ActivityLevel.Info, "store", "The unique key was replaced; the old one no longer connects anybody.");
                write.Changed(storeId, LiveTopic.Stores);
                return store.UniqueKey;
            },
            ct);
    }

    private bool Holds(Store store, string token)
    {
        try
        {
            return store.ProtectedToken.Length > 0 && protection.Unprotect(store.ProtectedToken) == token;
        }
        catch (CryptographicException)
        {
            // Protected with keys that are gone: the same as no token.
            return false;
        }
    }
}
