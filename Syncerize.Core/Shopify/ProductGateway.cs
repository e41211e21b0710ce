using System.Globalization;
using Syncerize.Core.Shopify.Wire;

namespace Syncerize.Core.Shopify;

/// <summary>Products, their variants, options and images. <c>productSet</c> only creates; whatever exists is changed by its own mutations
/// (docs/architecture.md; engine rules, "Products").</summary>
public sealed partial class ProductGateway(ShopifyClient client)
{
    /// <summary>The most products read in one request, so that answers stay small.</summary>
    public const int ReadBatch = 50;

    /// <summary>The most entries Shopify takes in one array.</summary>
    public const int WriteBatch = 250;

    /// <summary>One page of what changed, oldest change first. Shopify's search lags behind writes by seconds.</summary>
    /// <param name="store">The store.</param>
    /// <param name="updatedSince">Changed at or after this; null for everything.</param>
    /// <param name="cursor">Where the page before ended; null for the first.</param>
    /// <param name="size">Entries per page, at most 250.</param>
    /// <param name="priority">Who goes first.</param>
    /// <param name="ct">Given up by the caller.</param>
    public async Task<Outcome<ChangedPage>> ReadChangedAsync(
        StoreId store, DateTimeOffset? updatedSince, string? cursor, int size, CallPriority priority, CancellationToken ct)
    {
        var outcome = await client.CallAsync(store, Documents.ProductsChanged, new PageVariables(cursor, UpdatedSince(updatedSince), size), priority, ct).ConfigureAwait(false);
        return outcome.Map(d => ChangedNode.ToPage(d.Products));
    }

    /// <summary>Reads products whole, long lists of variants and images followed to their end. A null value: it is gone.</summary>
    public async Task<Outcome<IReadOnlyDictionary<long, ProductReading?>>> ReadByIdsAsync(
        StoreId store, IReadOnlyCollection<long> ids, CallPriority priority, CancellationToken ct)
    {
        var all = new Dictionary<long, ProductReading?>();
        var trace = Payload.NoCall(Documents.ProductsByIds);
        foreach (var batch in ids.Distinct().Chunk(ReadBatch))
        {
            var variables = new IdsVariables([.. batch.Select(id => Gid.Of("Product", id))]);
            var outcome = await client.CallAsync(store, Documents.ProductsByIds, variables, priority, ct).ConfigureAwait(false);
            if (outcome is not Outcome<ProductsByIdsData>.Done done)
            {
                return outcome.As<IReadOnlyDictionary<long, ProductReading?>>();
            }

            trace = trace.Join(done.Trace);
            if (done.Value.Nodes.Count != batch.Length)
            {
                return new Outcome<IReadOnlyDictionary<long, ProductReading?>>.Bug($"Shopify answered {done.Trace.Operation} with another number of entries than asked for.", done.Trace);
            }

            foreach (var (id, node) in batch.Zip(done.Value.Nodes))
            {
                if (node is null)
                {
                    all[id] = null;
                    continue;
                }

                var reading = await CompleteAsync(store, node, done.Value.Shop.CurrencyCode, done.Trace, priority, ct).ConfigureAwait(false);
                switch (reading)
                {
                    case Outcome<ProductReading>.Done whole:
                        all[id] = whole.Value;
                        break;
                    case Outcome<ProductReading>.NotFound:
                        all[id] = null;
                        break;
                    default:
                        return reading.As<IReadOnlyDictionary<long, ProductReading?>>();
                }
            }
        }

        return new Outcome<IReadOnlyDictionary<long, ProductReading?>>.Done(all, trace);
    }

    /// <summary>The product that carries our key, or null. No search: it sees what was written a moment ago.</summary>
    public async Task<Outcome<long?>> FindByKeyAsync(StoreId store, string productKey, CallPriority priority, CancellationToken ct)
    {
        var variables = new IdentifierVariables(KeyOf(productKey));
        var outcome = await client.CallAsync(store, Documents.ProductByKey, variables, priority, ct).ConfigureAwait(false);
        return outcome.Map<long?>(d => d.ProductByIdentifier is { } node ? Gid.Number(node.Id) : null);
    }

    /// <summary>Creates a product with everything it is born with. An upsert by its key, so a repeat after a lost answer makes no second one.</summary>
    public async Task<Outcome<CreatedProduct>> CreateAsync(StoreId store, ProductDraft draft, CallPriority priority, CancellationToken ct)
    {
        var variables = new ProductCreateVariables(KeyOf(draft.Key), ProductInputs.Of(draft));
        var outcome = (await client.CallAsync(store, Documents.ProductCreate, variables, priority, ct).ConfigureAwait(false)).Take(d => d.ProductSet?.Product);
        if (outcome is not Outcome<CreatedProductNode>.Done { Value: var node } done)
        {
            return outcome.As<CreatedProduct>();
        }

        IReadOnlyList<CreatedVariant> variants = [.. node.Variants.Nodes.Select(v => v.ToCreated())];
        if (node.Variants.PageInfo.HasNextPage)
        {
            var first = new Connection<VariantNode>([], node.Variants.PageInfo);
            var rest = await ShopifyClient.FollowAsync(first, after => VariantsPageAsync(store, node.Id, after, priority, ct), done.Trace).ConfigureAwait(false);
            if (rest is not Outcome<IReadOnlyList<VariantNode>>.Done more)
            {
                return new Outcome<CreatedProduct>.Unknown("The product was created, but its variants could not all be read back: " + rest.Describe(), done.Trace);
            }

            variants = [.. variants, .. more.Value.Select(v => new CreatedVariant(
                Gid.Number(v.Id), Gid.Number(v.InventoryItem.Id), v.Sku, VariantNode.Selected(v.SelectedOptions)))];
        }

        return new Outcome<CreatedProduct>.Done(new CreatedProduct(Gid.Number(node.Id), node.Handle, node.UpdatedAt, variants), done.Trace);
    }

    /// <summary>Deletes a product. One that is already gone counts as deleted.</summary>
    public async Task<Outcome<bool>> DeleteAsync(StoreId store, long productId, CallPriority priority, CancellationToken ct)
    {
        var outcome = await client.CallAsync(store, Documents.ProductDelete, new IdVariables(Gid.Of("Product", productId)), priority, ct).ConfigureAwait(false);
        var deleted = outcome.TakeValue(d => d.ProductDelete?.DeletedProductId is null ? (bool?)null : true);
        return await OrGoneAsync(store, productId, deleted, priority, ct).ConfigureAwait(false) is Outcome<bool>.NotFound gone
            ? new Outcome<bool>.Done(true, gone.Trace)
            : deleted;
    }

    /// <summary>The search term of a change page.</summary>
    internal static string? UpdatedSince(DateTimeOffset? since) =>
        since is { } at ? $"updated_at:>='{at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}'" : null;

    internal static Identifier KeyOf(string productKey) => new(new CustomId(ShopifyKeys.Namespace, ShopifyKeys.ProductKeyName, productKey));

    private async Task<Outcome<ProductReading>> CompleteAsync(
        StoreId store, ProductNode node, string currency, CallTrace trace, CallPriority priority, CancellationToken ct)
    {
        var variants = await ShopifyClient.FollowAsync(node.Variants, after => VariantsPageAsync(store, node.Id, after, priority, ct), trace).ConfigureAwait(false);
        if (variants is not Outcome<IReadOnlyList<VariantNode>>.Done allVariants)
        {
            return variants.As<ProductReading>();
        }

        var metafields = await ShopifyClient.FollowAsync(node.Metafields, MetafieldsPageAsync, trace).ConfigureAwait(false);
        if (metafields is not Outcome<IReadOnlyList<MetafieldNode>>.Done allMetafields)
        {
            return metafields.As<ProductReading>();
        }

        var collections = await ShopifyClient.FollowAsync(node.Collections, CollectionsPageAsync, trace).ConfigureAwait(false);
        if (collections is not Outcome<IReadOnlyList<IdOnly>>.Done allCollections)
        {
            return collections.As<ProductReading>();
        }

        var media = await ShopifyClient.FollowAsync(node.Media, MediaPageAsync, trace).ConfigureAwait(false);
        return media.Map(all => node.ToReading(currency, all, allMetafields.Value, allCollections.Value, allVariants.Value));

        async Task<Outcome<Connection<MetafieldNode>?>> MetafieldsPageAsync(string? after)
        {
            var outcome = await client.CallAsync(store, Documents.ProductMetafieldsPage, new IdPageVariables(node.Id, after), priority, ct).ConfigureAwait(false);
            return outcome.Map(d => d.Product?.Metafields);
        }

        async Task<Outcome<Connection<IdOnly>?>> CollectionsPageAsync(string? after)
        {
            var outcome = await client.CallAsync(store, Documents.ProductCollectionsPage, new IdPageVariables(node.Id, after), priority, ct).ConfigureAwait(false);
            return outcome.Map(d => d.Product?.Collections);
        }

        async Task<Outcome<Connection<MediaNode>?>> MediaPageAsync(string? after)
        {
            var outcome = await client.CallAsync(store, Documents.ProductMediaPage, new IdPageVariables(node.Id, after), priority, ct).ConfigureAwait(false);
            return outcome.Map(d => d.Product?.Media);
        }
    }

    private async Task<Outcome<Connection<VariantNode>?>> VariantsPageAsync(StoreId store, string productGid, string? after, CallPriority priority, CancellationToken ct)
    {
        var outcome = await client.CallAsync(store, Documents.ProductVariantsPage, new IdPageVariables(productGid, after), priority, ct).ConfigureAwait(false);
        return outcome.Map(d => d.Product?.Variants);
    }

    // Product mutations refuse a deleted product with an error that has no code: only a look tells it from a refusal.
    private async Task<Outcome<T>> OrGoneAsync<T>(StoreId store, long productId, Outcome<T> outcome, CallPriority priority, CancellationToken ct)
    {
        if (outcome is not Outcome<T>.Rejected)
        {
            return outcome;
        }

        var look = await client.CallAsync(store, Documents.ProductOptions, new IdVariables(Gid.Of("Product", productId)), priority, ct).ConfigureAwait(false);
        return look is Outcome<ProductOptionsData>.Done { Value.Product: null } ? Gone<T>(look.Trace) : outcome;
    }

    private static Outcome<T>.NotFound Gone<T>(CallTrace trace) => new("The product no longer exists at Shopify.", trace);
}
