using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;
using Syncerize.Core.Sync;

namespace Syncerize.Core.Insights;

/// <summary>A location one may choose.</summary>
/// <param name="Id">Shopify's number.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsActive">False where it is not there any more; it stays in the list while it is chosen.</param>
public sealed record LocationChoice(long Id, string Name, bool IsActive);

/// <summary>What the product sync, price and stock settings of one connection show.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Source">The source's name.</param>
/// <param name="State">Where the connection stands.</param>
/// <param name="SourceCurrency">The source's currency.</param>
/// <param name="Currency">The destination's currency.</param>
/// <param name="RateMillionths">The rate between them × 1,000,000; null where a needed one is missing.</param>
/// <param name="Settings">What holds now.</param>
/// <param name="SourceLocations">Locations of the source.</param>
/// <param name="Locations">Locations of the destination.</param>
/// <param name="Namespaces">Metafield namespaces seen at the source, for suggestions.</param>
/// <param name="Products">Synced products.</param>
/// <param name="Others">The destination's connections, this one included: id and source's name.</param>
public sealed record SyncSettingsReading(
    ConnectionId Connection, string Source, ConnectionState State, string SourceCurrency, string Currency, long? RateMillionths, SyncSettings Settings,
    IReadOnlyList<LocationChoice> SourceLocations, IReadOnlyList<LocationChoice> Locations, IReadOnlyList<string> Namespaces, int Products,
    IReadOnlyList<KeyValuePair<ConnectionId, string>> Others)
{
    /// <summary>For how many days the rate was not changed, where that is longer than the store wants; null otherwise.</summary>
    public int? RateOldDays { get; init; }
}

/// <summary>Reads the settings of what a connection syncs.</summary>
public sealed class SyncSettingsQuery(IDbContextFactory<SyncerizeDb> factory, TimeProvider time)
{
    private const int ProductsLookedAt = 200;

    /// <summary>Reads them; null where the store is no destination of such a connection.</summary>
    /// <exception cref="AccessRefusedException">The actor may not act for the store.</exception>
    public async Task<SyncSettingsReading?> ReadAsync(Actor actor, StoreId storeId, ConnectionId connectionId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        await using var db = await factory.CreateDbContextAsync(ct);
        var mine = await db.Connections.AsNoTracking().Where(c => c.DestinationId == storeId && c.State != ConnectionState.Disconnected).OrderBy(c => c.Id).ToListAsync(ct);
        if (mine.Find(c => c.Id == connectionId) is not { } connection)
        {
            return null;
        }

        var ids = mine.ConvertAll(c => c.SourceId);
        var stores = await db.Stores.AsNoTracking().Where(s => s.Id == storeId || ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        var (source, here) = (stores[connection.SourceId], stores[storeId]);
        var stock = connection.Settings.Stock;
        var metafields = await db.Products.AsNoTracking().Where(p => p.StoreId == source.Id && p.DeletedAt == null).OrderByDescending(p => p.ProductId).Take(ProductsLookedAt).Select(p => p.Metafields).ToListAsync(ct);
        var updatedAt = await db.ExchangeRates.Where(r => r.StoreId == storeId && r.FromCurrency == source.Currency && r.ToCurrency == here.Currency).Select(r => (DateTimeOffset?)r.UpdatedAt).FirstOrDefaultAsync(ct);
        var days = updatedAt is { } at && source.Currency != here.Currency ? (int)(time.GetUtcNow() - at).TotalDays : 0;
        return new SyncSettingsReading(
            connectionId, source.Name, connection.State, source.Currency, here.Currency, await ExchangeRates.FindAsync(db, storeId, source.Currency, here.Currency, ct),
            SyncSettings.Of(connection.Settings), await LocationsAsync(db, source.Id, stock.SourceLocations, ct),
            await LocationsAsync(db, storeId, stock.ReceivingLocation is { } chosen ? [chosen] : [], ct),
            [.. metafields.SelectMany(m => m).Select(m => m.Namespace).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            await db.ProductLinks.CountAsync(l => l.ConnectionId == connectionId && l.State == LinkState.Active, ct),
            [.. mine.Select(c => KeyValuePair.Create(c.Id, stores[c.SourceId].Name))])
        {
            RateOldDays = days > (here.RateWarningDays ?? ExchangeRate.WarningDays) ? days : null,
        };
    }

    private static async Task<IReadOnlyList<LocationChoice>> LocationsAsync(SyncerizeDb db, StoreId store, IReadOnlyList<long> chosen, CancellationToken ct)
    {
        var rows = await db.Locations.AsNoTracking().Where(l => l.StoreId == store && (l.IsActive || chosen.Contains(l.LocationId))).OrderBy(l => l.Name)
            .Select(l => new LocationChoice(l.LocationId, l.Name, l.IsActive)).ToListAsync(ct);
        return [.. rows, .. chosen.Where(id => !rows.Exists(r => r.Id == id)).Select(id => new LocationChoice(id, $"Location {id}", IsActive: false))];
    }
}
