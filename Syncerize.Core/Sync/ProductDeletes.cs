using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Activity;
using Syncerize.Core.Data;
using Syncerize.Core.Live;
using Syncerize.Core.Mapping;
using Syncerize.Core.Shopify;
using Syncerize.Core.Work;

namespace Syncerize.Core.Sync;

/// <summary>Deletes destination products whose deletion a person accepted, one by one, and only while their link still says so.</summary>
public sealed class ProductDeletes(IDbContextFactory<SyncerizeDb> factory, WriteGate gate, ProductGateway products) : IWorkHandler
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkOutcome>> HandleAsync(LaneLease lease, IReadOnlyList<WorkItem> batch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(batch);
        var outcomes = new List<WorkOutcome>();
        foreach (var work in batch)
        {
            outcomes.Add(outcomes is [.., WorkOutcome.LaneBlocked blocked] ? blocked : await OneAsync(lease, int.Parse(work.Subject, CultureInfo.InvariantCulture), ct));
        }

        return outcomes;
    }

    private async Task<WorkOutcome> OneAsync(LaneLease lease, int id, CancellationToken ct)
    {
        await using var db = await factory.CreateDbContextAsync(ct);
        var link = await db.ProductLinks.SingleOrDefaultAsync(l => l.Id == id && l.State == LinkState.Ended && l.Ending == LinkEnding.Deletes, ct);
        if (link is null)
        {
            // Synced again meanwhile, or done.
            return WorkOutcome.Finished;
        }

        var productId = link.DestinationProductId;
        if (productId is null)
        {
            // It was ended while it was being created: it carries our key if it was made.
            var shop = await db.Stores.Where(s => s.Id == link.SourceStoreId).Select(s => s.ShopifyShopId).SingleAsync(ct);
            var look = await products.FindByKeyAsync(lease.Store, ShopifyKeys.ProductKey(shop, link.SourceProductId), CallPriority.Product, ct);
            if (look is not Outcome<long?>.Done { Value: var found })
            {
                return look.ToWorkOutcome();
            }

            productId = found;
        }

        if (productId is { } product)
        {
            var deleted = await products.DeleteAsync(lease.Store, product, CallPriority.Product, ct);
            switch (deleted)
            {
                case Outcome<bool>.Done or Outcome<bool>.NotFound:
                    break;
                case Outcome<bool>.Unknown unknown:
                    // Deleting what is gone does no harm: it is tried again.
                    return new WorkOutcome.Retry(unknown.Sentence);
                default:
                    return deleted.ToWorkOutcome();
            }
        }

        await gate.WriteAsync(lease, (write, c) => DeletedAsync(write, id, productId, c), ct);
        return WorkOutcome.Finished;
    }

    private static async Task DeletedAsync(Write write, int id, long? productId, CancellationToken ct)
    {
        var link = await write.Db.ProductLinks.Include(l => l.Variants).SingleAsync(l => l.Id == id, ct);
        if (link.Ending != LinkEnding.Deletes)
        {
            return;
        }

        var mirrored = await write.Db.Products.SingleOrDefaultAsync(p => p.StoreId == link.DestinationStoreId && p.ProductId == productId, ct);
        if (mirrored is not null)
        {
            mirrored.DeletedAt ??= write.Now;
        }

        (link.Ending, link.DestinationProductId) = (LinkEnding.None, null);
        write.Db.VariantLinks.RemoveRange(link.Variants);
        await write.Db.Ledger.Where(l => l.ProductLinkId == id).ExecuteDeleteAsync(ct);
        if (productId is not null)
        {
            write.Record(
                link.DestinationStoreId, ActivityLevel.Info, "product", $"“{mirrored?.Title ?? "A product"}” was deleted from the shop, as asked.", link.ConnectionId, VariantLinking.Subject(link.SourceProductId));
        }

        write.Changed(link.DestinationStoreId, LiveTopic.Products);
    }
}
