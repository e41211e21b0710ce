using Syncerize.Core.Shopify.Wire;

namespace Syncerize.Core.Shopify;

/// <content>Changes of products that exist.</content>
public sealed partial class ProductGateway
{
    /// <summary>Changes fields of a product; gives its new <c>updatedAt</c>.</summary>
    public async Task<Outcome<DateTimeOffset>> UpdateAsync(StoreId store, ProductChange change, CallPriority priority, CancellationToken ct)
    {
        var outcome = await client.CallAsync(store, Documents.ProductUpdate, new ProductUpdateVariables(ProductInputs.Of(change), null), priority, ct).ConfigureAwait(false);
        return await EndAsync(store, change.ProductId, outcome, d => d.ProductUpdate, priority, ct).ConfigureAwait(false);
    }

    /// <summary>Adds images behind those that are there. Shopify fetches and processes them afterwards. Not absolute: a repeat adds them again.</summary>
    public async Task<Outcome<DateTimeOffset>> AddImagesAsync(StoreId store, long productId, IReadOnlyList<ImageDraft> images, CallPriority priority, CancellationToken ct)
    {
        var variables = new ProductUpdateVariables(
            new ProductUpdateInput(Gid.Of("Product", productId)), [.. images.Select(i => new CreateMediaInput(i.Url, "IMAGE", i.Alt))]);
        var outcome = await client.CallAsync(store, Documents.ProductUpdate, variables, priority, ct).ConfigureAwait(false);
        return await EndAsync(store, productId, outcome, d => d.ProductUpdate, priority, ct).ConfigureAwait(false);
    }

    /// <summary>Changes variants of one product, 250 at a time; the first failure ends it. Absolute, so it may be repeated whole.
    /// Gives the newest <c>updatedAt</c> of the variants of the last batch.</summary>
    public Task<Outcome<DateTimeOffset>> UpdateVariantsAsync(StoreId store, long productId, IReadOnlyList<VariantChange> variants, CallPriority priority, CancellationToken ct) =>
        EachBatchAsync(variants, async batch =>
        {
            var variables = new VariantsVariables(Gid.Of("Product", productId), [.. batch.Select(ProductInputs.Of)]);
            var outcome = await client.CallAsync(store, Documents.VariantsBulkUpdate, variables, priority, ct).ConfigureAwait(false);
            var newest = outcome.TakeValue(d => d.ProductVariantsBulkUpdate?.ProductVariants is { Count: > 0 } changed ? changed.Max(v => v.UpdatedAt) : (DateTimeOffset?)null);
            return await OrGoneAsync(store, productId, newest, priority, ct).ConfigureAwait(false);
        });

    /// <summary>Creates variants of one product, 250 at a time; the first failure ends it, so after one the product must be read before going on.</summary>
    public async Task<Outcome<IReadOnlyList<CreatedVariant>>> CreateVariantsAsync(
        StoreId store, long productId, IReadOnlyList<VariantDraft> variants, CallPriority priority, CancellationToken ct)
    {
        if (variants.Count == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(variants), "There is nothing to create.");
        }

        var created = new List<CreatedVariant>();
        CallTrace? trace = null;
        foreach (var batch in variants.Chunk(WriteBatch))
        {
            var variables = new VariantsVariables(Gid.Of("Product", productId), [.. batch.Select(ProductInputs.ToBulk)]);
            var sent = await client.CallAsync(store, Documents.VariantsBulkCreate, variables, priority, ct).ConfigureAwait(false);
            var outcome = await OrGoneAsync(store, productId, sent.Take(d => d.ProductVariantsBulkCreate?.ProductVariants), priority, ct).ConfigureAwait(false);
            if (outcome is not Outcome<IReadOnlyList<CreatedVariantNode>>.Done done)
            {
                return outcome.As<IReadOnlyList<CreatedVariant>>();
            }

            created.AddRange(done.Value.Select(v => v.ToCreated()));
            trace = done.Trace;
        }

        return new Outcome<IReadOnlyList<CreatedVariant>>.Done(created, trace!);
    }

    /// <summary>Deletes variants of one product.</summary>
    public Task<Outcome<DateTimeOffset>> DeleteVariantsAsync(StoreId store, long productId, IReadOnlyList<long> variantIds, CallPriority priority, CancellationToken ct) =>
        EachBatchAsync(variantIds, async batch =>
        {
            var variables = new ProductIdsVariables(Gid.Of("Product", productId), [.. batch.Select(id => Gid.Of("ProductVariant", id))]);
            var outcome = await client.CallAsync(store, Documents.VariantsBulkDelete, variables, priority, ct).ConfigureAwait(false);
            return await EndAsync(store, productId, outcome, d => d.ProductVariantsBulkDelete, priority, ct).ConfigureAwait(false);
        });

    /// <summary>Adds options; the variants that exist get each option's first value.</summary>
    public async Task<Outcome<DateTimeOffset>> CreateOptionsAsync(
        StoreId store, long productId, IReadOnlyList<OptionReading> options, CallPriority priority, CancellationToken ct)
    {
        var variables = new OptionsCreateVariables(Gid.Of("Product", productId), [.. options.Select(ProductInputs.Of)]);
        var outcome = await client.CallAsync(store, Documents.ProductOptionsCreate, variables, priority, ct).ConfigureAwait(false);
        return await EndAsync(store, productId, outcome, d => d.ProductOptionsCreate, priority, ct).ConfigureAwait(false);
    }

    /// <summary>Renames or moves an option, adds, renames or removes its values. Reads the ids first; an unknown name is a refusal.</summary>
    public async Task<Outcome<DateTimeOffset>> UpdateOptionAsync(StoreId store, long productId, OptionChange change, CallPriority priority, CancellationToken ct)
    {
        var read = await OptionsAsync(store, productId, priority, ct).ConfigureAwait(false);
        if (read is not Outcome<IReadOnlyList<OptionIdNode>>.Done options)
        {
            return read.As<DateTimeOffset>();
        }

        var option = options.Value.FirstOrDefault(o => o.Name == change.Name);
        var values = (option?.OptionValues ?? []).ToDictionary(v => v.Name, v => v.Id, StringComparer.Ordinal);
        var unknown = option is null ? change.Name : change.Rename.Select(r => r.From).Concat(change.Remove).FirstOrDefault(v => !values.ContainsKey(v));
        if (option is null || unknown is not null)
        {
            return UnknownName(unknown ?? change.Name, options.Trace);
        }

        var variables = new OptionUpdateVariables(
            Gid.Of("Product", productId), new OptionUpdateInput(option.Id, change.NewName, change.Position), [.. change.Add.Select(v => new NameNode(v))],
            [.. change.Rename.Select(r => new OptionValueIdNode(values[r.From], r.To))], [.. change.Remove.Select(v => values[v])]);
        var outcome = await client.CallAsync(store, Documents.ProductOptionUpdate, variables, priority, ct).ConfigureAwait(false);
        return await EndAsync(store, productId, outcome, d => d.ProductOptionUpdate, priority, ct).ConfigureAwait(false);
    }

    /// <summary>Deletes options by name; refused by Shopify where variants would become equal.</summary>
    public async Task<Outcome<DateTimeOffset>> DeleteOptionsAsync(StoreId store, long productId, IReadOnlyList<string> names, CallPriority priority, CancellationToken ct)
    {
        var read = await OptionsAsync(store, productId, priority, ct).ConfigureAwait(false);
        if (read is not Outcome<IReadOnlyList<OptionIdNode>>.Done options)
        {
            return read.As<DateTimeOffset>();
        }

        var ids = options.Value.ToDictionary(o => o.Name, o => o.Id, StringComparer.Ordinal);
        if (names.FirstOrDefault(n => !ids.ContainsKey(n)) is { } unknown)
        {
            return UnknownName(unknown, options.Trace);
        }

        var variables = new OptionsDeleteVariables(Gid.Of("Product", productId), [.. names.Select(n => ids[n])]);
        var outcome = await client.CallAsync(store, Documents.ProductOptionsDelete, variables, priority, ct).ConfigureAwait(false);
        return await EndAsync(store, productId, outcome, d => d.ProductOptionsDelete, priority, ct).ConfigureAwait(false);
    }

    private static Outcome<DateTimeOffset>.Rejected UnknownName(string name, CallTrace trace) =>
        new([new UserError("OPTION_DOES_NOT_EXIST", [], $"The product has no option or option value \"{name}\".")], trace);

    private static async Task<Outcome<DateTimeOffset>> EachBatchAsync<T>(IReadOnlyList<T> all, Func<T[], Task<Outcome<DateTimeOffset>>> send)
    {
        if (all.Count == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(all), "There is nothing to change.");
        }

        Outcome<DateTimeOffset>? last = null;
        foreach (var batch in all.Chunk(WriteBatch))
        {
            last = await send(batch).ConfigureAwait(false);
            if (last is not Outcome<DateTimeOffset>.Done)
            {
                return last;
            }
        }

        return last!;
    }

    private async Task<Outcome<IReadOnlyList<OptionIdNode>>> OptionsAsync(StoreId store, long productId, CallPriority priority, CancellationToken ct)
    {
        var outcome = await client.CallAsync(store, Documents.ProductOptions, new IdVariables(Gid.Of("Product", productId)), priority, ct).ConfigureAwait(false);
        return outcome is not Outcome<ProductOptionsData>.Done done ? outcome.As<IReadOnlyList<OptionIdNode>>()
            : done.Value.Product is { } product ? new Outcome<IReadOnlyList<OptionIdNode>>.Done(product.Options, done.Trace)
            : Gone<IReadOnlyList<OptionIdNode>>(done.Trace);
    }

    private Task<Outcome<DateTimeOffset>> EndAsync<TData>(
        StoreId store, long productId, Outcome<TData> outcome, Func<TData, ProductPayload?> payload, CallPriority priority, CancellationToken ct) =>
        OrGoneAsync(store, productId, outcome.TakeValue(d => payload(d)?.Product?.UpdatedAt), priority, ct);
}
