using Syncerize.Core.Shopify.Wire;

namespace Syncerize.Core.Shopify;

/// <summary>Stock: reads all three quantities together, writes with compare-and-set (engine rules, "Stock").</summary>
public sealed class InventoryGateway(ShopifyClient client)
{
    /// <summary>The most items or rows in one request: Shopify's limit of any array.</summary>
    public const int Batch = 250;

    /// <summary>Reads the levels of items, 250 per request, long lists of levels followed. Items that no longer exist are absent.</summary>
    public async Task<Outcome<IReadOnlyList<InventoryReading>>> ReadAsync(
        StoreId store, IReadOnlyCollection<long> inventoryItemIds, CallPriority priority, CancellationToken ct)
    {
        var all = new List<InventoryReading>(inventoryItemIds.Count);
        var trace = Payload.NoCall(Documents.InventoryByItems);
        foreach (var batch in inventoryItemIds.Distinct().Chunk(Batch))
        {
            var variables = new InventoryVariables([.. batch.Select(id => Gid.Of("InventoryItem", id))], null);
            var outcome = await client.CallAsync(store, Documents.InventoryByItems, variables, priority, ct).ConfigureAwait(false);
            if (outcome is not Outcome<InventoryData>.Done done)
            {
                return outcome.As<IReadOnlyList<InventoryReading>>();
            }

            trace = trace.Join(done.Trace);
            foreach (var node in done.Value.Nodes.OfType<InventoryNode>())
            {
                var levels = await ShopifyClient.FollowAsync(node.InventoryLevels, after => LevelsPageAsync(store, node.Id, after, priority, ct), done.Trace).ConfigureAwait(false);
                switch (levels)
                {
                    case Outcome<IReadOnlyList<LevelNode>>.Done whole:
                        all.Add(new InventoryReading(Gid.Number(node.Id), node.Tracked, [.. whole.Value.Select(l => l.ToReading())]));
                        break;
                    case Outcome<IReadOnlyList<LevelNode>>.NotFound:
                        break;
                    default:
                        return levels.As<IReadOnlyList<InventoryReading>>();
                }
            }
        }

        return new Outcome<IReadOnlyList<InventoryReading>>.Done(all, trace);
    }

    /// <summary>Sets available quantities, all rows or none. A row whose <see cref="QuantityRow.Expected"/> no longer holds gives
    /// <see cref="Outcome{T}.Conflict"/> with its index; a row that names an unknown item or location is named in <see cref="UserError.Field"/>.</summary>
    /// <param name="store">The store.</param>
    /// <param name="rows">At most <see cref="Batch"/>.</param>
    /// <param name="idempotencyKey">The same for a repeat of the same rows, new for any other.</param>
    /// <param name="referenceUri">Why: shown in Shopify's stock history.</param>
    /// <param name="priority">Who goes first.</param>
    /// <param name="ct">Given up by the caller.</param>
    public async Task<Outcome<bool>> SetAsync(
        StoreId store, IReadOnlyList<QuantityRow> rows, string idempotencyKey, string referenceUri, CallPriority priority, CancellationToken ct)
    {
        if (rows.Count is 0 or > Batch)
        {
            throw new ArgumentOutOfRangeException(nameof(rows), rows.Count, "Shopify takes 1 to 250 rows.");
        }

        var input = new InventorySetInput("available", "correction", referenceUri, [.. rows.Select(r =>
            new QuantityInput(Gid.Of("InventoryItem", r.InventoryItemId), Gid.Of("Location", r.LocationId), r.Quantity, r.Expected))]);
        var outcome = await client.CallAsync(store, Documents.InventorySet, new InventorySetVariables(input, idempotencyKey), priority, ct).ConfigureAwait(false);

        // The adjustment group is null where every quantity already was as asked.
        return outcome.TakeValue(d => d.InventorySetQuantities is null ? (bool?)null : true);
    }

    /// <summary>Stocks an item at a location, with an opening quantity or none.</summary>
    public async Task<Outcome<bool>> ActivateAsync(
        StoreId store, long inventoryItemId, long locationId, int? available, string idempotencyKey, CallPriority priority, CancellationToken ct)
    {
        var variables = new InventoryActivateVariables(Gid.Of("InventoryItem", inventoryItemId), Gid.Of("Location", locationId), available, idempotencyKey);
        var outcome = await client.CallAsync(store, Documents.InventoryActivate, variables, priority, ct).ConfigureAwait(false);
        return outcome.TakeValue(d => d.InventoryActivate?.InventoryLevel is null ? (bool?)null : true);
    }

    /// <summary>Sets whether Shopify counts an item at all.</summary>
    public async Task<Outcome<bool>> SetTrackedAsync(StoreId store, long inventoryItemId, bool tracked, CallPriority priority, CancellationToken ct)
    {
        var variables = new InventoryItemVariables(Gid.Of("InventoryItem", inventoryItemId), new InventoryItemInput(Tracked: tracked));
        var outcome = await client.CallAsync(store, Documents.InventoryItemUpdate, variables, priority, ct).ConfigureAwait(false);
        return outcome.TakeValue(d => d.InventoryItemUpdate?.InventoryItem is null ? (bool?)null : true);
    }

    private async Task<Outcome<Connection<LevelNode>?>> LevelsPageAsync(StoreId store, string itemGid, string? after, CallPriority priority, CancellationToken ct)
    {
        var outcome = await client.CallAsync(store, Documents.InventoryByItems, new InventoryVariables([itemGid], after, 250), priority, ct).ConfigureAwait(false);
        return outcome.Map(d => d.Nodes.Count == 0 ? null : d.Nodes[0]?.InventoryLevels);
    }
}
