using System.Collections.Concurrent;
using Syncerize.Core.Shopify;

namespace Syncerize.Core.Sync;

/// <summary>The Online Store of each shop, asked for once. Only to save points: nothing is lost with this memory.</summary>
public sealed class OnlineStores(ProductGateway products)
{
    private readonly ConcurrentDictionary<StoreId, long> _known = [];

    /// <summary>Publishes a product to its shop's Online Store. Absolute.</summary>
    public async Task<Outcome<DateTimeOffset>> PublishAsync(StoreId store, long productId, CancellationToken ct)
    {
        if (!_known.TryGetValue(store, out var publication))
        {
            var found = await products.OnlineStoreAsync(store, CallPriority.Product, ct);
            if (found is not Outcome<long?>.Done done)
            {
                return found.As<DateTimeOffset>();
            }

            if (done.Value is not { } id)
            {
                return new Outcome<DateTimeOffset>.Rejected(
                    [new UserError(null, [], "This shop has no Online Store to publish to: choose in the connection's settings to leave new products unpublished.")], done.Trace);
            }

            _known[store] = publication = id;
        }

        var outcome = await products.PublishAsync(store, productId, publication, CallPriority.Product, ct);
        if (outcome is Outcome<bool>.Rejected or Outcome<bool>.NotFound)
        {
            _known.TryRemove(store, out _);
        }

        return outcome.Map(_ => DateTimeOffset.UnixEpoch);
    }
}
