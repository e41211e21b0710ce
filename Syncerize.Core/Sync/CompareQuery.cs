using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Sync;

/// <summary>What the latest comparison of a store with Shopify came to.</summary>
/// <param name="IsRunning">Whether one is under way.</param>
/// <param name="At">When the latest ended, UTC; null before the first.</param>
/// <param name="ProductsMatched">Products that were as we had them.</param>
/// <param name="ProductsHealed">Products that had changed unheard, or are gone, and were taken up.</param>
/// <param name="QuantitiesMatched">Quantities that were as they should be.</param>
/// <param name="QuantitiesHealed">Quantities that were set right.</param>
/// <param name="NeedPerson">Synced products that cannot be brought in step by themselves.</param>
public sealed record CompareSummary(bool IsRunning, DateTimeOffset? At, int ProductsMatched, int ProductsHealed, int QuantitiesMatched, int QuantitiesHealed, int NeedPerson);

/// <summary>Reads comparisons.</summary>
public sealed class CompareQuery(IDbContextFactory<SyncerizeDb> factory)
{
    /// <summary>The latest comparison of a store.</summary>
    /// <exception cref="AccessRefusedException">The actor does not belong to the store.</exception>
    public async Task<CompareSummary> LatestAsync(Actor actor, StoreId store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(store);
        await using var db = await factory.CreateDbContextAsync(ct);
        var products = await db.CatalogReadings.Where(r => r.StoreId == store && r.EndedAt != null).OrderByDescending(r => r.Id).FirstOrDefaultAsync(ct);
        var quantities = await db.CompareRuns.Where(r => r.StoreId == store && r.EndedAt != null).OrderByDescending(r => r.Id).FirstOrDefaultAsync(ct);
        var running = await db.CompareRuns.Where(r => r.StoreId == store).OrderByDescending(r => r.Id).Select(r => r.EndedAt == null).FirstOrDefaultAsync(ct)
            || await db.CatalogReadings.Where(r => r.StoreId == store).OrderByDescending(r => r.Id).Select(r => r.EndedAt == null).FirstOrDefaultAsync(ct);
        var person = await db.ProductLinks.CountAsync(
            l => l.DestinationStoreId == store && l.State != LinkState.Ended && (l.State == LinkState.Broken || l.StateReason != null || l.Variants.Any(v => v.IsActive && v.StockConflict != null)), ct);
        return new CompareSummary(
            running, products?.EndedAt > quantities?.EndedAt || quantities is null ? products?.EndedAt : quantities.EndedAt, products?.Matched ?? 0, (products?.Changed ?? 0) + (products?.Gone ?? 0),
            (quantities?.Compared ?? 0) - (quantities?.Drifted ?? 0), quantities?.Drifted ?? 0, person);
    }
}
