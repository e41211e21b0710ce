using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Catalog;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stock;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>What follows when products were read anew: links of a source's product become due, a destination's are compared, lost ones are found again, stock nobody knows is read.</summary>
public sealed class CatalogFollower(Adoption adoption) : ICatalogFollower
{
    /// <inheritdoc/>
    public async Task ProductsStoredAsync(Write write, StoreId store, IReadOnlyCollection<long> productIds, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(productIds);
        var products = await write.Db.Products.Include(p => p.Variants).Where(p => p.StoreId == store && productIds.Contains(p.ProductId)).ToListAsync(ct);
        await adoption.AdoptAsync(write, store, products, ct);
        await OfSourceAsync(write, store, products, null, ct);
        await OfDestinationAsync(write, store, products, ct);
        await UnknownStockAsync(write, store, products, ct);
    }

    /// <summary>Links of a source's products, of all its connections or of one: stopped, resumed or due, as its availability rule says.</summary>
    internal static async Task OfSourceAsync(Write write, StoreId source, IReadOnlyCollection<Product> products, ConnectionId? only, CancellationToken ct)
    {
        var ids = products.Select(p => p.ProductId).ToList();
        var links = await write.Db.ProductLinks.Where(l => l.SourceStoreId == source && ids.Contains(l.SourceProductId) && l.State != LinkState.Ended && l.State != LinkState.Broken && (only == null || l.ConnectionId == only)).ToListAsync(ct);
        if (links.Count == 0)
        {
            return;
        }

        var rule = await Offers.RuleAsync(write.Db, source, ct);
        var byId = products.ToDictionary(p => p.ProductId);
        foreach (var link in links)
        {
            var product = byId[link.SourceProductId];
            switch (Offers.IsOffered(rule, product), link.State)
            {
                case (true, LinkState.Unavailable):
                    await LinkChanges.AvailableAgainAsync(write, link.Id, product, ct);
                    break;
                case (false, LinkState.Creating or LinkState.Active):
                    await LinkChanges.UnavailableAsync(write, link.Id, product, ct);
                    break;
            }
        }

        await write.EnqueueAsync(
            [.. links.Where(l => l.State is LinkState.Creating or LinkState.Active).Select(l => new Due(l.DestinationStoreId, SyncWork.Apply, VariantLinking.Subject(l.Id)))], ct);
    }

    private static async Task OfDestinationAsync(Write write, StoreId destination, List<Product> products, CancellationToken ct)
    {
        await LinkChanges.DestinationGoneAsync(write, destination, [.. products.Where(p => p.DeletedAt is not null).Select(p => p.ProductId)], ct);
        var there = products.Where(p => p.DeletedAt is null).Select(p => p.ProductId).ToList();
        var links = await write.Db.ProductLinks
            .Where(l => l.DestinationStoreId == destination && l.DestinationProductId != null && there.Contains(l.DestinationProductId.Value) && l.State == LinkState.Active).Select(l => l.Id).ToListAsync(ct);
        await write.EnqueueAsync([.. links.Select(l => new Due(destination, SyncWork.Apply, VariantLinking.Subject(l)))], ct);
    }

    // A source's items are read once they are known, so that lists, previews and first imports have numbers; a destination's come with their links.
    private static async Task UnknownStockAsync(Write write, StoreId store, List<Product> products, CancellationToken ct)
    {
        if (!await write.Db.Connections.AnyAsync(c => c.SourceId == store, ct))
        {
            return;
        }

        foreach (var items in products.Where(p => p.DeletedAt is null).SelectMany(p => p.Variants).Where(v => v.Tracked).Select(v => v.InventoryItemId).Distinct().Chunk(500))
        {
            var known = await write.Db.StockLevels.Where(l => l.StoreId == store && items.Contains(l.InventoryItemId)).Select(l => l.InventoryItemId).Distinct().ToListAsync(ct);
            await write.EnqueueAsync([.. items.Except(known).Select(i => new Due(store, StockWork.Pull, VariantLinking.Subject(i)))], ct);
        }
    }
}
