using Syncerize.Core.Shopify.Wire;

namespace Syncerize.Core.Shopify;

/// <summary>Orders: read whole, create once, cancel, fulfil (engine rules, "Order push").</summary>
public sealed class OrderGateway(ShopifyClient client)
{
    /// <summary>The most orders read in one request, so that answers stay small.</summary>
    public const int ReadBatch = 25;

    /// <summary>One page of what changed, oldest change first; as <see cref="ProductGateway.ReadChangedAsync"/>.</summary>
    public async Task<Outcome<ChangedPage>> ReadChangedAsync(
        StoreId store, DateTimeOffset? updatedSince, string? cursor, int size, CallPriority priority, CancellationToken ct)
    {
        var variables = new PageVariables(cursor, ProductGateway.UpdatedSince(updatedSince), size);
        var outcome = await client.CallAsync(store, Documents.OrdersChanged, variables, priority, ct).ConfigureAwait(false);
        return outcome.Map(d => ChangedNode.ToPage(d.Orders));
    }

    /// <summary>Reads orders whole, with fulfilment orders and fulfilments, long lists followed to their end. A null value: it is gone, or older than we may see.</summary>
    public async Task<Outcome<IReadOnlyDictionary<long, OrderReading?>>> ReadByIdsAsync(
        StoreId store, IReadOnlyCollection<long> ids, CallPriority priority, CancellationToken ct)
    {
        var all = new Dictionary<long, OrderReading?>();
        var trace = Payload.NoCall(Documents.OrdersByIds);
        foreach (var batch in ids.Distinct().Chunk(ReadBatch))
        {
            var variables = new IdsVariables([.. batch.Select(id => Gid.Of("Order", id))]);
            var outcome = await client.CallAsync(store, Documents.OrdersByIds, variables, priority, ct).ConfigureAwait(false);
            if (outcome is not Outcome<OrdersByIdsData>.Done done)
            {
                return outcome.As<IReadOnlyDictionary<long, OrderReading?>>();
            }

            trace = trace.Join(done.Trace);
            if (done.Value.Nodes.Count != batch.Length)
            {
                return new Outcome<IReadOnlyDictionary<long, OrderReading?>>.Bug($"Shopify answered {done.Trace.Operation} with another number of entries than asked for.", done.Trace);
            }

            foreach (var (id, node) in batch.Zip(done.Value.Nodes))
            {
                if (node is null)
                {
                    all[id] = null;
                    continue;
                }

                var reading = await new OrderCompletion(client, store, done.Trace, priority, ct).CompleteAsync(node).ConfigureAwait(false);
                switch (reading)
                {
                    case Outcome<OrderReading>.Done whole:
                        all[id] = whole.Value;
                        break;
                    case Outcome<OrderReading>.NotFound:
                        all[id] = null;
                        break;
                    default:
                        return reading.As<IReadOnlyDictionary<long, OrderReading?>>();
                }
            }
        }

        return new Outcome<IReadOnlyDictionary<long, OrderReading?>>.Done(all, trace);
    }

    /// <summary>The order that carries our push key, or null. No search: it sees what was written a moment ago.</summary>
    public async Task<Outcome<CreatedOrder?>> FindByPushKeyAsync(StoreId store, string pushKey, CallPriority priority, CancellationToken ct)
    {
        var variables = new IdentifierVariables(new Identifier(new CustomId(ShopifyKeys.Namespace, ShopifyKeys.PushKeyName, pushKey)));
        var outcome = await client.CallAsync(store, Documents.OrderByKey, variables, priority, ct).ConfigureAwait(false);
        return outcome.Map(d => d.OrderByIdentifier?.ToCreated());
    }

    /// <summary>Orders whose <c>sourceIdentifier</c> is exactly this. A search, so it lags behind writes by seconds.</summary>
    public async Task<Outcome<IReadOnlyList<CreatedOrder>>> SearchBySourceIdentifierAsync(StoreId store, string sourceIdentifier, CallPriority priority, CancellationToken ct)
    {
        var query = $"source_identifier:'{sourceIdentifier.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
        var first = await PageAsync(null).ConfigureAwait(false);
        if (first is not Outcome<Connection<SourceOrderNode>?>.Done { Value: { } page } done)
        {
            return first.As<IReadOnlyList<CreatedOrder>>();
        }

        // The search matches words; only equality is a witness.
        var all = await ShopifyClient.FollowAsync(page, PageAsync, done.Trace).ConfigureAwait(false);
        return all.Map<IReadOnlyList<CreatedOrder>>(nodes =>
            [.. nodes.Where(n => n.SourceIdentifier == sourceIdentifier).Select(n => new CreatedOrder(Gid.Number(n.Id), n.Name))]);

        async Task<Outcome<Connection<SourceOrderNode>?>> PageAsync(string? after)
        {
            var outcome = await client.CallAsync(store, Documents.OrdersBySourceIdentifier, new PageVariables(after, query), priority, ct).ConfigureAwait(false);
            return outcome.Map<Connection<SourceOrderNode>?>(d => d.Orders);
        }
    }

    /// <summary>Creates an order, claiming stock obeying the source's policy, with no receipts and no invented payment. Not idempotent at Shopify:
    /// look before every call, and never repeat it after <see cref="Outcome{T}.Unknown"/>.</summary>
    public async Task<Outcome<CreatedOrder>> CreateAsync(StoreId store, OrderDraft draft, CallPriority priority, CancellationToken ct)
    {
        var variables = new OrderCreateVariables(OrderInputs.Of(draft), new OrderCreateOptions("DECREMENT_OBEYING_POLICY", false, false));
        var outcome = await client.CallAsync(store, Documents.OrderCreate, variables, priority, ct).ConfigureAwait(false);
        return outcome.Take(d => d.OrderCreate?.Order?.ToCreated());
    }

    /// <summary>Begins to cancel an order; Shopify does it in a job. Irreversible: check <see cref="OrderReading.CancelledAt"/> first. The customer is not told.</summary>
    /// <param name="store">The store.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="reason">Shopify's enum: CUSTOMER, DECLINED, FRAUD, INVENTORY, OTHER or STAFF.</param>
    /// <param name="restock">Whether the units go back on sale.</param>
    /// <param name="priority">Who goes first.</param>
    /// <param name="ct">Given up by the caller.</param>
    public async Task<Outcome<bool>> CancelAsync(StoreId store, long orderId, string reason, bool restock, CallPriority priority, CancellationToken ct)
    {
        var variables = new OrderCancelVariables(Gid.Of("Order", orderId), reason, restock);
        var outcome = await client.CallAsync(store, Documents.OrderCancel, variables, priority, ct).ConfigureAwait(false);
        return outcome.TakeValue(d => d.OrderCancel?.Job is null ? (bool?)null : true);
    }

    /// <summary>Records a shipment; gives the fulfilment's id. Not idempotent: re-read remaining quantities and tracking numbers first. All parts must share one location.</summary>
    public async Task<Outcome<long>> FulfillAsync(StoreId store, FulfillmentDraft draft, CallPriority priority, CancellationToken ct)
    {
        var outcome = await client.CallAsync(store, Documents.FulfillmentCreate, new FulfillmentCreateVariables(OrderInputs.Of(draft)), priority, ct).ConfigureAwait(false);
        return outcome.TakeValue(d => d.FulfillmentCreate?.Fulfillment is { } node ? Gid.Number(node.Id) : (long?)null);
    }

    /// <summary>Replaces the tracking of a shipment.</summary>
    /// <param name="store">The store.</param>
    /// <param name="fulfillmentId">The shipment.</param>
    /// <param name="tracking">The first parcel.</param>
    /// <param name="moreNumbers">Numbers of further parcels.</param>
    /// <param name="notifyCustomer">Whether Shopify tells the customer.</param>
    /// <param name="priority">Who goes first.</param>
    /// <param name="ct">Given up by the caller.</param>
    public async Task<Outcome<bool>> UpdateTrackingAsync(
        StoreId store, long fulfillmentId, TrackingReading tracking, IReadOnlyList<string> moreNumbers, bool notifyCustomer, CallPriority priority, CancellationToken ct)
    {
        var variables = new TrackingVariables(Gid.Of("Fulfillment", fulfillmentId), TrackingInput.From(tracking, moreNumbers)!, notifyCustomer);
        var outcome = await client.CallAsync(store, Documents.TrackingUpdate, variables, priority, ct).ConfigureAwait(false);
        return outcome.TakeValue(d => d.FulfillmentTrackingInfoUpdate?.Fulfillment is null ? (bool?)null : true);
    }
}
