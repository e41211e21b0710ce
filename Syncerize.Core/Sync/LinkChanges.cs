using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Catalog;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Plans;
using Syncerize.Core.Stock;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>The ways a product link changes its state by itself: the source takes the product away or gives it back, or it is deleted at the destination.</summary>
internal static class LinkChanges
{
    /// <summary>The source does not offer the product any more: the link stops, its stock goes to zero once.</summary>
    public static async Task UnavailableAsync(Write write, int linkId, Product source, CancellationToken ct)
    {
        var link = await write.Db.ProductLinks.SingleAsync(l => l.Id == linkId, ct);
        if (link.State is not (LinkState.Creating or LinkState.Active))
        {
            return;
        }

        if (link.State == LinkState.Creating)
        {
            await SyncRunEnds.EndAsync(write, link.ConnectionId, link.SourceProductId, SyncItemState.Skipped, "The source does not offer this product any more.", null, ct);
        }

        link.State = LinkState.Unavailable;
        link.StateReason = source.DeletedAt is null
            ? "The source does not offer this product any more. Its stock here is set to zero."
            : "The source deleted this product. Its stock here is set to zero.";
        await ClosingWrites.QueueForProductAsync(write, linkId, ct);
        write.Record(link.DestinationStoreId, ActivityLevel.Attention, "product", $"“{source.Title}”: {link.StateReason}", link.ConnectionId, VariantLinking.Subject(link.SourceProductId));
        Changed(write, link);
    }

    /// <summary>The source offers it again: synced on, stock from a fresh plan.</summary>
    public static async Task AvailableAgainAsync(Write write, int linkId, Product source, CancellationToken ct)
    {
        var link = await write.Db.ProductLinks.Include(l => l.Variants).SingleAsync(l => l.Id == linkId, ct);
        if (link.State != LinkState.Unavailable)
        {
            return;
        }

        link.State = link.DestinationProductId is null ? LinkState.Creating : LinkState.Active;
        link.StateReason = null;
        var active = link.Variants.Where(v => v.IsActive).ToList();
        active.ForEach(v => v.ClosingQuantity = null);
        await VariantLinking.StockDueAsync(write, active, ct);
        await write.EnqueueAsync(new Due(link.DestinationStoreId, SyncWork.Apply, VariantLinking.Subject(link.Id)), ct);
        write.Record(link.DestinationStoreId, ActivityLevel.Success, "product", $"“{source.Title}” is offered by the source again.", link.ConnectionId, VariantLinking.Subject(link.SourceProductId));
        Changed(write, link);
    }

    /// <summary>Products are gone at the destination: their links end with a sentence; nothing is made again by itself.</summary>
    public static async Task DestinationGoneAsync(Write write, StoreId destination, IReadOnlyCollection<long> productIds, CancellationToken ct)
    {
        var links = await write.Db.ProductLinks
            .Where(l => l.DestinationStoreId == destination && l.DestinationProductId != null && productIds.Contains(l.DestinationProductId.Value)
                && (l.State == LinkState.Active || l.State == LinkState.Unavailable))
            .ToListAsync(ct);
        foreach (var link in links)
        {
            link.State = LinkState.Broken;
            link.StateReason = "The product was deleted in the shop. Sync it again to have it back.";
            var title = await write.Db.Products.Where(p => p.StoreId == link.SourceStoreId && p.ProductId == link.SourceProductId).Select(p => p.Title).FirstOrDefaultAsync(ct);
            write.Record(destination, ActivityLevel.Attention, "product", $"“{title}”: {link.StateReason}", link.ConnectionId, VariantLinking.Subject(link.SourceProductId));
            Changed(write, link);
        }

        // What is gone is not synced any more.
        await Claims.ReleaseAsync(write, destination, [.. links.Select(l => MeterUnit.Product(l.ConnectionId, l.SourceProductId))], ct);
    }

    private static void Changed(Write write, ProductLink link)
    {
        write.Changed(link.DestinationStoreId, LiveTopic.Products);
        write.Changed(link.SourceStoreId, LiveTopic.Products);
    }
}
