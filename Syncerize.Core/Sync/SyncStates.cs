using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Shopify;
using Syncerize.Core.Stock;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Sync;

/// <summary>A product link with everything around it, as the mirror has it.</summary>
/// <param name="Link">The link, variants included.</param>
/// <param name="Connection">Its connection.</param>
/// <param name="SourceStore">The source.</param>
/// <param name="DestinationStore">The destination.</param>
/// <param name="IsOffered">Whether the source still offers the product.</param>
/// <param name="Inputs">What the planner needs; null while the source product was never read.</param>
public sealed record SyncState(ProductLink Link, Connection Connection, Store SourceStore, Store DestinationStore, bool IsOffered, PlanInputs? Inputs);

/// <summary>Reads product links with everything a plan is made of, in a few queries whatever their number.</summary>
public static class SyncStates
{
    /// <summary>The states of links, by the link's key; an unknown key is absent.</summary>
    public static async Task<Dictionary<int, SyncState>> ReadAsync(SyncerizeDb db, IReadOnlyCollection<int> linkIds, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var links = await db.ProductLinks.AsNoTracking().Include(l => l.Variants).Where(l => linkIds.Contains(l.Id)).ToListAsync(ct);
        var ledger = (await db.Ledger.AsNoTracking().Where(l => linkIds.Contains(l.ProductLinkId)).ToListAsync(ct)).ToLookup(l => l.ProductLinkId);
        return await ReadAsync(db, links, ledger, ct);
    }

    /// <summary>The states links would have: for a preview, links need not be stored.</summary>
    internal static async Task<Dictionary<int, SyncState>> ReadAsync(SyncerizeDb db, IReadOnlyCollection<ProductLink> links, ILookup<int, LedgerEntry> ledger, CancellationToken ct)
    {
        var states = new Dictionary<int, SyncState>();
        var linkIds = links.Select(l => l.Id).ToList();
        var images = (await db.ImageLinks.AsNoTracking().Where(i => linkIds.Contains(i.ProductLinkId)).ToListAsync(ct)).ToLookup(i => i.ProductLinkId);
        foreach (var group in links.GroupBy(l => l.ConnectionId))
        {
            var connection = await db.Connections.AsNoTracking().SingleAsync(c => c.Id == group.Key, ct);
            var source = await db.Stores.AsNoTracking().SingleAsync(s => s.Id == connection.SourceId, ct);
            var destination = await db.Stores.AsNoTracking().SingleAsync(s => s.Id == connection.DestinationId, ct);
            var rule = await Offers.RuleAsync(db, source.Id, ct);
            var rate = await ExchangeRates.FindAsync(db, destination.Id, source.Currency, destination.Currency, ct);
            var location = await ReceivingLocation.FindAsync(db, destination.Id, connection.Settings.Stock, ct);
            var theirs = await ProductsAsync(db, source.Id, [.. group.Select(l => l.SourceProductId)], ct);
            var ours = await ProductsAsync(db, destination.Id, [.. group.Where(l => l.DestinationProductId is not null).Select(l => l.DestinationProductId!.Value)], ct);
            var handles = await HandlesAsync(db, destination.Id, connection, theirs.Values, ct);
            foreach (var link in group)
            {
                var product = theirs.GetValueOrDefault(link.SourceProductId);
                var inputs = product is null
                    ? null
                    : new PlanInputs(
                        product, source.Currency, link.DestinationProductId is { } id ? ours.GetValueOrDefault(id) : null, destination.Currency, connection.Settings, rate, link.Origin,
                        link.Variants, [.. ledger[link.Id]], ShopifyKeys.ProductKey(source.ShopifyShopId, link.SourceProductId), location)
                    {
                        Images = [.. images[link.Id]],
                        IsHandleTaken = handles[product.Handle].Any(id => id != link.DestinationProductId),
                    };
                states[link.Id] = new SyncState(link, connection, source, destination, product is not null && Offers.IsOffered(rule, product), inputs);
            }
        }

        return states;
    }

    // Which products of the destination have the handles these products have at the source; asked only where handles are synced.
    private static async Task<ILookup<string, long>> HandlesAsync(SyncerizeDb db, StoreId destination, Connection connection, IEnumerable<Product> products, CancellationToken ct)
    {
        var handles = connection.Settings.Products.Handle == AttributeSync.Off ? [] : products.Select(p => p.Handle).Distinct(StringComparer.Ordinal).ToList();
        var rows = handles.Count == 0 ? [] : await db.Products.AsNoTracking().Where(p => p.StoreId == destination && handles.Contains(p.Handle) && p.DeletedAt == null)
            .Select(p => new { p.Handle, p.ProductId }).ToListAsync(ct);
        return rows.ToLookup(r => r.Handle, r => r.ProductId, StringComparer.Ordinal);
    }

    private static Task<Dictionary<long, Product>> ProductsAsync(SyncerizeDb db, StoreId store, List<long> ids, CancellationToken ct) =>
        db.Products.AsNoTracking().Include(p => p.Variants).Where(p => p.StoreId == store && ids.Contains(p.ProductId)).ToDictionaryAsync(p => p.ProductId, ct);
}
