using System.Globalization;
using Syncerize.Core.Shopify.Wire;

namespace Syncerize.Core.Shopify;

/// <content>Images, metafields, order of options and variants, publishing, collections.</content>
public sealed partial class ProductGateway
{
    // Shopify's limit for one metafieldsSet; the deletion keeps to it as well.
    private const int MetafieldBatch = 25;

    /// <summary>Takes images off a product; the files stay in the shop. Absolute.</summary>
    public Task<Outcome<bool>> RemoveImagesAsync(StoreId store, long productId, IReadOnlyList<long> mediaIds, CallPriority priority, CancellationToken ct) =>
        FilesAsync(store, [.. mediaIds.Select(id => new FileUpdateInput(Gid.Of("MediaImage", id), ReferencesToRemove: [Gid.Of("Product", productId)]))], priority, ct);

    /// <summary>Deletes images that Shopify could not process; they can be taken off in no other way. One that is gone already counts as deleted.</summary>
    public async Task<Outcome<bool>> DeleteFailedImagesAsync(StoreId store, IReadOnlyList<long> mediaIds, CallPriority priority, CancellationToken ct)
    {
        var outcome = await client.CallAsync(store, Documents.FileDelete, new FileDeleteVariables([.. mediaIds.Select(id => Gid.Of("MediaImage", id))]), priority, ct).ConfigureAwait(false);
        return outcome is Outcome<FileDeleteData>.Rejected rejected && rejected.Errors.All(e => e.Code == "FILE_DOES_NOT_EXIST") ? new Outcome<bool>.Done(true, rejected.Trace) : outcome.Map(_ => true);
    }

    /// <summary>Sets alternative texts. Absolute.</summary>
    public Task<Outcome<bool>> DescribeImagesAsync(StoreId store, IReadOnlyDictionary<long, string> texts, CallPriority priority, CancellationToken ct) =>
        FilesAsync(store, [.. texts.Select(t => new FileUpdateInput(Gid.Of("MediaImage", t.Key), t.Value))], priority, ct);

    /// <summary>Brings images of a product into this order, from the first place on; others follow behind. Shopify does it a moment later.</summary>
    public async Task<Outcome<bool>> OrderImagesAsync(StoreId store, long productId, IReadOnlyList<long> mediaIds, CallPriority priority, CancellationToken ct)
    {
        var variables = new MediaReorderVariables(
            Gid.Of("Product", productId), [.. mediaIds.Select((id, i) => new MoveInput(Gid.Of("MediaImage", id), i.ToString(CultureInfo.InvariantCulture)))]);
        var outcome = await client.CallAsync(store, Documents.ProductReorderMedia, variables, priority, ct).ConfigureAwait(false);
        return await OrGoneAsync(store, productId, outcome.Map(_ => true), priority, ct).ConfigureAwait(false);
    }

    /// <summary>Sets metafields of a product, 25 at a time. Absolute.</summary>
    public async Task<Outcome<bool>> SetMetafieldsAsync(StoreId store, long productId, IReadOnlyList<MetafieldReading> metafields, CallPriority priority, CancellationToken ct)
    {
        Outcome<bool>? last = null;
        foreach (var batch in metafields.Chunk(MetafieldBatch))
        {
            var variables = new MetafieldsSetVariables([.. batch.Select(m => new MetafieldsSetInput(Gid.Of("Product", productId), m.Namespace, m.Key, m.Type, m.Value))]);
            var outcome = await client.CallAsync(store, Documents.MetafieldsSet, variables, priority, ct).ConfigureAwait(false);
            last = await OrGoneAsync(store, productId, outcome.Map(_ => true), priority, ct).ConfigureAwait(false);
            if (last is not Outcome<bool>.Done)
            {
                return last;
            }
        }

        return last ?? throw new ArgumentOutOfRangeException(nameof(metafields), "There is nothing to set.");
    }

    /// <summary>Deletes metafields of a product; one that is gone already is no error. Absolute.</summary>
    public async Task<Outcome<bool>> DeleteMetafieldsAsync(StoreId store, long productId, IReadOnlyList<MetafieldName> names, CallPriority priority, CancellationToken ct)
    {
        Outcome<bool>? last = null;
        foreach (var batch in names.Chunk(MetafieldBatch))
        {
            var variables = new MetafieldsDeleteVariables([.. batch.Select(m => new MetafieldIdentifierInput(Gid.Of("Product", productId), m.Namespace, m.Key))]);
            var outcome = await client.CallAsync(store, Documents.MetafieldsDelete, variables, priority, ct).ConfigureAwait(false);
            last = await OrGoneAsync(store, productId, outcome.Map(_ => true), priority, ct).ConfigureAwait(false);
            if (last is not Outcome<bool>.Done)
            {
                return last;
            }
        }

        return last ?? throw new ArgumentOutOfRangeException(nameof(names), "There is nothing to delete.");
    }

    /// <summary>Brings options, and the values of each, into this order. All options of the product must be named. Absolute.</summary>
    public async Task<Outcome<DateTimeOffset>> OrderOptionsAsync(StoreId store, long productId, IReadOnlyList<OptionReading> options, CallPriority priority, CancellationToken ct)
    {
        var variables = new OptionsReorderVariables(Gid.Of("Product", productId), [.. options.Select(o => new OptionReorderInput(o.Name, [.. o.Values.Select(v => new NameNode(v))]))]);
        var outcome = await client.CallAsync(store, Documents.ProductOptionsReorder, variables, priority, ct).ConfigureAwait(false);
        return await EndAsync(store, productId, outcome, d => d.ProductOptionsReorder, priority, ct).ConfigureAwait(false);
    }

    /// <summary>Puts variants at the first places, in this order; others follow behind. Absolute.</summary>
    public Task<Outcome<DateTimeOffset>> OrderVariantsAsync(StoreId store, long productId, IReadOnlyList<long> variantIds, CallPriority priority, CancellationToken ct) =>
        EachBatchAsync([.. variantIds.Select((id, i) => new VariantPositionInput(Gid.Of("ProductVariant", id), i + 1))], async batch =>
        {
            var outcome = await client.CallAsync(store, Documents.VariantsBulkReorder, new VariantsReorderVariables(Gid.Of("Product", productId), batch), priority, ct).ConfigureAwait(false);
            return await EndAsync(store, productId, outcome, d => d.ProductVariantsBulkReorder, priority, ct).ConfigureAwait(false);
        });

    /// <summary>The publication of the shop's Online Store; null where the shop has none.</summary>
    public async Task<Outcome<long?>> OnlineStoreAsync(StoreId store, CallPriority priority, CancellationToken ct)
    {
        var first = await PageAsync(null).ConfigureAwait(false);
        if (first is not Outcome<Connection<PublicationNode>?>.Done { Value: { } page } done)
        {
            return first.As<long?>();
        }

        var all = await ShopifyClient.FollowAsync(page, PageAsync, done.Trace).ConfigureAwait(false);
        return all.Map(nodes => nodes.FirstOrDefault(IsOnlineStore) is { } found ? Gid.Number(found.Id) : (long?)null);

        async Task<Outcome<Connection<PublicationNode>?>> PageAsync(string? after)
        {
            var outcome = await client.CallAsync(store, Documents.Publications, new PageVariables(after), priority, ct).ConfigureAwait(false);
            return outcome.Map<Connection<PublicationNode>?>(d => d.Publications);
        }
    }

    /// <summary>Publishes a product. Absolute.</summary>
    public async Task<Outcome<bool>> PublishAsync(StoreId store, long productId, long publicationId, CallPriority priority, CancellationToken ct)
    {
        var variables = new PublishVariables(Gid.Of("Product", productId), [new PublicationInput(Gid.Of("Publication", publicationId))]);
        var outcome = await client.CallAsync(store, Documents.Publish, variables, priority, ct).ConfigureAwait(false);
        return outcome.Map(_ => true);
    }

    /// <summary>The shop's collections whose products are chosen by hand, by title.</summary>
    public async Task<Outcome<IReadOnlyList<CollectionReading>>> CollectionsAsync(StoreId store, CallPriority priority, CancellationToken ct)
    {
        var first = await PageAsync(null).ConfigureAwait(false);
        if (first is not Outcome<Connection<CollectionNode>?>.Done { Value: { } page } done)
        {
            return first.As<IReadOnlyList<CollectionReading>>();
        }

        var all = await ShopifyClient.FollowAsync(page, PageAsync, done.Trace).ConfigureAwait(false);
        return all.Map<IReadOnlyList<CollectionReading>>(nodes => [.. nodes.Select(n => new CollectionReading(Gid.Number(n.Id), n.Title))]);

        async Task<Outcome<Connection<CollectionNode>?>> PageAsync(string? after)
        {
            var outcome = await client.CallAsync(store, Documents.Collections, new PageVariables(after, "collection_type:custom", 100), priority, ct).ConfigureAwait(false);
            return outcome.Map<Connection<CollectionNode>?>(d => d.Collections);
        }
    }

    private static bool IsOnlineStore(PublicationNode publication) =>
        publication.Channels?.Nodes.Any(c => c.Handle == "online_store") == true || publication.Catalog?.Title == "Online Store";

    private async Task<Outcome<bool>> FilesAsync(StoreId store, IReadOnlyList<FileUpdateInput> files, CallPriority priority, CancellationToken ct)
    {
        Outcome<bool>? last = null;
        foreach (var batch in files.Chunk(WriteBatch))
        {
            last = (await client.CallAsync(store, Documents.FileUpdate, new FileUpdateVariables(batch), priority, ct).ConfigureAwait(false)).Map(_ => true);
            if (last is not Outcome<bool>.Done)
            {
                return last;
            }
        }

        return last ?? throw new ArgumentOutOfRangeException(nameof(files), "There is nothing to change.");
    }
}
