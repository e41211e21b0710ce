using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Syncerize.Core.Data;
using Syncerize.Core.Shopify;

namespace Syncerize.Core.Stores;

/// <summary>Where simulated shops answer. Set once at start-up, before anything calls Shopify; null while no sandbox runs.</summary>
public sealed class SimulatorAddress
{
    /// <summary>The sandbox's loopback address.</summary>
    public Uri? Value { get; set; }
}

/// <summary>Gives the gateway a store's credentials, from the database and a small cache that a new token empties.</summary>
public sealed class StoreCredentials(IDbContextFactory<SyncerizeDb> factory, TokenProtection protection, SimulatorAddress simulator, ILogger<StoreCredentials> log) : IShopCredentials
{
    private readonly ConcurrentDictionary<StoreId, ShopAccess> _cache = [];

    /// <inheritdoc/>
    public async ValueTask<ShopAccess?> FindAsync(StoreId store, CancellationToken ct)
    {
        if (_cache.TryGetValue(store, out var known))
        {
            return known;
        }

        await using var db = await factory.CreateDbContextAsync(ct);
        if (await db.Stores.SingleOrDefaultAsync(s => s.Id == store, ct) is not { ProtectedToken.Length: > 0 } row)
        {
            return null;
        }

        if ((row.IsSimulated ? simulator.Value : new Uri($"https://{row.Domain}")) is not { } address)
        {
            return null;
        }

        try
        {
            return _cache[store] = new ShopAccess(row.Domain, protection.Unprotect(row.ProtectedToken), address);
        }
        catch (CryptographicException e)
        {
            log.LogError(e, "The access token of {Domain} cannot be read: the keys folder is not the one it was stored with", row.Domain);
            return null;
        }
    }

    /// <summary>Forgets what was cached: the token or the address changed.</summary>
    public void Forget(StoreId store) => _cache.TryRemove(store, out _);
}
