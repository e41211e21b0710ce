using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Data;
using Syncerize.Core.Mapping;
using Syncerize.Core.Stores;
using Syncerize.Core.Totals;

namespace Syncerize.Core.Insights;

/// <summary>One variant that is the same thing in two stores.</summary>
/// <param name="Id">Our key of the link; rows come in its order.</param>
/// <param name="Partner">The store at the other end.</param>
/// <param name="SourceProductId">The product at the source.</param>
/// <param name="SourceTitle">Its title there.</param>
/// <param name="SourceVariantId">The variant there.</param>
/// <param name="SourceVariant">Its title there.</param>
/// <param name="Sku">SKU at the source.</param>
/// <param name="Barcode">Barcode at the source.</param>
/// <param name="DestinationProductId">The product at the destination; null until it is created.</param>
/// <param name="DestinationVariantId">The variant at the destination.</param>
/// <param name="DestinationSku">SKU there; only the destination sees it.</param>
/// <param name="DestinationBarcode">Barcode there; only the destination sees it.</param>
/// <param name="Origin">Created by us, or mapped.</param>
/// <param name="State">Where the link stands.</param>
/// <param name="LinkedAt">Since when, UTC.</param>
public sealed record MappedVariantRow(
    int Id, string Partner, long SourceProductId, string? SourceTitle, long SourceVariantId, string? SourceVariant, string? Sku, string? Barcode,
    long? DestinationProductId, long DestinationVariantId, string? DestinationSku, string? DestinationBarcode, LinkOrigin Origin, LinkState State, DateTimeOffset LinkedAt);

/// <summary>Which variants of which stores are the same thing.</summary>
public sealed class MappingExport(IDbContextFactory<SyncerizeDb> factory)
{
    private const int Step = 500;

    /// <summary>All links in force, oldest first; memory does not grow with their number.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async IAsyncEnumerable<MappedVariantRow> RowsAsync(Actor actor, StoreId storeId, TotalSide side, ConnectionId? connection, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var after = 0; ;)
        {
            var page = await PageAsync(actor, storeId, side, connection, after, Step, ct);
            foreach (var row in page)
            {
                yield return row;
            }

            if (page.Count < Step)
            {
                yield break;
            }

            after = page[^1].Id;
        }
    }

    /// <summary>Some links behind one.</summary>
    /// <exception cref="AccessRefusedException">The actor belongs to another store.</exception>
    public async Task<IReadOnlyList<MappedVariantRow>> PageAsync(Actor actor, StoreId storeId, TotalSide side, ConnectionId? connection, int after, int size, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(storeId);
        await using var db = await factory.CreateDbContextAsync(ct);
        var atDestination = side == TotalSide.Destination;
        var links = db.VariantLinks.Where(l => (atDestination ? l.DestinationStoreId : l.SourceStoreId) == storeId && l.IsActive && l.Id > after);
        if (connection is { } one)
        {
            links = links.Where(l => l.ConnectionId == one);
        }

        return await (
            from l in links
            join p in db.ProductLinks on l.ProductLinkId equals p.Id
            join s in db.Stores on atDestination ? l.SourceStoreId : l.DestinationStoreId equals s.Id
            from product in db.Products.Where(x => x.StoreId == l.SourceStoreId && x.ProductId == p.SourceProductId).DefaultIfEmpty()
            from variant in db.Variants.Where(x => x.StoreId == l.SourceStoreId && x.VariantId == l.SourceVariantId).DefaultIfEmpty()
            from here in db.Variants.Where(x => x.StoreId == l.DestinationStoreId && x.VariantId == l.DestinationVariantId).DefaultIfEmpty()
            orderby l.Id
            select new MappedVariantRow(
                l.Id, s.Name, p.SourceProductId, product != null ? product.Title : null, l.SourceVariantId, variant != null ? variant.Title : null, variant != null ? variant.Sku : null, variant != null ? variant.Barcode : null,
                p.DestinationProductId, l.DestinationVariantId, atDestination && here != null ? here.Sku : null, atDestination && here != null ? here.Barcode : null, p.Origin, p.State, l.LinkedAt)).Take(size).ToListAsync(ct);
    }
}
