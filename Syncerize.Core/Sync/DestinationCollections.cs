using Syncerize.Core.Shopify;
using Syncerize.Core.Stores;

namespace Syncerize.Core.Sync;

/// <summary>The collections of a destination that rules may put products into, as its shop has them now.</summary>
public sealed class DestinationCollections(ProductGateway products)
{
    /// <summary>Asks the shop. What stands in the way is a sentence, and then there are none.</summary>
    /// <exception cref="AccessRefusedException">The actor may not act for the store.</exception>
    public async Task<(IReadOnlyList<CollectionReading> Collections, string? Sentence)> OfAsync(Actor actor, StoreId store, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Demand(store);
        var outcome = await products.CollectionsAsync(store, CallPriority.Product, ct);
        return outcome is Outcome<IReadOnlyList<CollectionReading>>.Done done ? (done.Value, null) : ([], outcome.Describe());
    }
}
