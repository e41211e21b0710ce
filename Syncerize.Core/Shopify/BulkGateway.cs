using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Syncerize.Core.Shopify.Wire;

namespace Syncerize.Core.Shopify;

/// <summary>Where a bulk operation stands at Shopify.</summary>
public enum BulkStatus
{
    /// <summary>Taken, not begun.</summary>
    Created = 0,

    /// <summary>Worked on.</summary>
    Running = 1,

    /// <summary>Ended; all of its result is there.</summary>
    Completed = 2,

    /// <summary>Ended by an error; a part of its result may be there.</summary>
    Failed = 3,

    /// <summary>Being cancelled.</summary>
    Canceling = 4,

    /// <summary>Cancelled; a part of its result may be there.</summary>
    Canceled = 5,

    /// <summary>Its result is not kept any more.</summary>
    Expired = 6,
}

/// <summary>A bulk operation as Shopify answers it.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Objects">Objects collected, or lines worked so far.</param>
/// <param name="ResultUrl">Where its result, or the part there is, can be fetched; null where there is none.</param>
/// <param name="ErrorCode">Shopify's code where it failed.</param>
public sealed record BulkReading(BulkStatus Status, long Objects, Uri? ResultUrl, string? ErrorCode)
{
    /// <summary>Whether it works on.</summary>
    public bool IsOpen => Status is BulkStatus.Created or BulkStatus.Running or BulkStatus.Canceling;
}

/// <summary>What became of one line of a bulk creation.</summary>
/// <param name="Line">The line, from 0.</param>
/// <param name="ProductId">The product it made or found; null where it was refused.</param>
/// <param name="Errors">Why it was refused.</param>
public sealed record BulkCreated(long Line, long? ProductId, IReadOnlyList<UserError> Errors);

/// <summary>
/// Shopify's bulk operations: a whole catalogue read, or thousands of products created, for the points of a few calls. Up to five of a kind run at a time,
/// a file of variables holds at most 100 MB, an operation ends within 24 hours, its result is kept for seven days.
/// </summary>
public sealed class BulkGateway(ShopifyClient client, IShopifyFiles files)
{
    /// <summary>Shopify's code of a line refused because the shop may get no more new variants today.</summary>
    public const string DailyVariantLimit = "VARIANT_THROTTLE_EXCEEDED";

    private static readonly string CatalogQuery = ShopifyDocument.ReadBulk("CatalogRead");
    private static readonly string StockQuery = ShopifyDocument.ReadBulk("StockRead");
    private static readonly string CreateMutation = ShopifyDocument.ReadBulk("ProductCreate");

    /// <summary>Asks for the whole catalogue: every product with its variants, options and images.</summary>
    /// <returns>The operation's number.</returns>
    public Task<Outcome<long>> BeginCatalogAsync(StoreId store, CallPriority priority, CancellationToken ct) => BeginAsync(store, CatalogQuery, priority, ct);

    /// <summary>Asks for the stock of everything: every inventory item with its levels.</summary>
    /// <returns>The operation's number.</returns>
    public Task<Outcome<long>> BeginStockAsync(StoreId store, CallPriority priority, CancellationToken ct) => BeginAsync(store, StockQuery, priority, ct);

    /// <summary>Where an operation stands; not found where Shopify does not know it (any more).</summary>
    public async Task<Outcome<BulkReading>> PollAsync(StoreId store, long operation, CallPriority priority, CancellationToken ct)
    {
        var outcome = await client.CallAsync(store, Documents.BulkPoll, new IdVariables(Gid.Of("BulkOperation", operation)), priority, ct).ConfigureAwait(false);
        return outcome is not Outcome<BulkPollData>.Done done ? outcome.As<BulkReading>()
            : done.Value.BulkOperation is { } found ? new Outcome<BulkReading>.Done(found.ToReading(), done.Trace)
            : new Outcome<BulkReading>.NotFound("Shopify does not know this bulk operation any more.", done.Trace);
    }

    /// <summary>Asks Shopify to stop an operation. One that has ended already is no error.</summary>
    public async Task<Outcome<bool>> CancelAsync(StoreId store, long operation, CallPriority priority, CancellationToken ct)
    {
        var outcome = await client.CallAsync(store, Documents.BulkCancel, new IdVariables(Gid.Of("BulkOperation", operation)), priority, ct).ConfigureAwait(false);
        return outcome is Outcome<BulkCancelData>.Done or Outcome<BulkCancelData>.Rejected ? new Outcome<bool>.Done(true, outcome.Trace) : outcome.As<bool>();
    }

    /// <summary>Writes drafts as the lines of a creation. Nothing is sent.</summary>
    public static async Task WriteLineAsync(Stream stream, ProductDraft draft, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(draft);
        var line = JsonSerializer.SerializeToUtf8Bytes(new ProductCreateVariables(ProductGateway.KeyOf(draft.Key), ProductInputs.Of(draft)), WireJson.Default.ProductCreateVariables);
        await stream.WriteAsync(line, ct).ConfigureAwait(false);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Uploads a file of lines. It has no effect until it is named in <see cref="BeginCreateAsync"/>.</summary>
    /// <returns>The path to name it by.</returns>
    public async Task<Outcome<string>> UploadAsync(StoreId store, Stream lines, CallPriority priority, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var input = new StagedUploadInput("products.jsonl", "text/jsonl", "BULK_MUTATION_VARIABLES", "POST");
        var staged = (await client.CallAsync(store, Documents.StagedUploads, new StagedUploadsVariables([input]), priority, ct).ConfigureAwait(false)).Take(d => d.StagedUploadsCreate?.StagedTargets);
        if (staged is not Outcome<IReadOnlyList<StagedTargetNode>>.Done { Value: [{ Url: { } url } target, ..] })
        {
            return staged is Outcome<IReadOnlyList<StagedTargetNode>>.Done empty ? new Outcome<string>.Bug("Shopify gave no place to upload to.", empty.Trace) : staged.As<string>();
        }

        if (target.Parameters.FirstOrDefault(p => p.Name == "key")?.Value is not { } key)
        {
            return new Outcome<string>.Bug("Shopify's place to upload to has no key.", staged.Trace);
        }

        return await files.UploadAsync(new Uri(url), [.. target.Parameters.Select(p => (p.Name, p.Value))], lines, ct).ConfigureAwait(false) is { } problem
            ? new Outcome<string>.Unreachable(problem, staged.Trace)
            : new Outcome<string>.Done(key, staged.Trace);
    }

    /// <summary>Creates the products of an uploaded file, a line each: an upsert by its key, as a single creation is.</summary>
    /// <returns>The operation's number. Unknown where no answer came: then the operation may run all the same.</returns>
    public async Task<Outcome<long>> BeginCreateAsync(StoreId store, string path, string clientIdentifier, CallPriority priority, CancellationToken ct)
    {
        var outcome = await client.CallAsync(store, Documents.BulkRunMutation, new BulkMutationVariables(CreateMutation, path, clientIdentifier), priority, ct).ConfigureAwait(false);
        return outcome.TakeValue(d => d.BulkOperationRunMutation?.BulkOperation is { } operation ? Gid.Number(operation.Id) : (long?)null);
    }

    /// <summary>Reads the products of a finished catalogue operation, one at a time.</summary>
    /// <param name="url">Its result.</param>
    /// <param name="currency">The shop's currency.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="IOException">The result could not be fetched whole.</exception>
    public async IAsyncEnumerable<ProductReading> ProductsAsync(Uri url, string currency, [EnumeratorCancellation] CancellationToken ct)
    {
        JsonObject? product = null;
        await foreach (var line in files.LinesAsync(url, ct).ConfigureAwait(false))
        {
            var node = JsonNode.Parse(line)!.AsObject();
            var parent = (string?)node["__parentId"];
            node.Remove("__parentId");
            if (parent is null)
            {
                if (product is not null)
                {
                    yield return Read(product, currency);
                }

                product = node;
                product["media"] = Connection();
                product["metafields"] = Connection();
                product["collections"] = Connection();
                product["variants"] = Connection();
                continue;
            }

            Place(product, parent, node);
        }

        if (product is not null)
        {
            yield return Read(product, currency);
        }
    }

    /// <summary>Reads the items of a finished stock operation, one at a time.</summary>
    /// <exception cref="IOException">The result could not be fetched whole.</exception>
    public async IAsyncEnumerable<InventoryReading> StockAsync(Uri url, [EnumeratorCancellation] CancellationToken ct)
    {
        JsonObject? item = null;
        await foreach (var line in files.LinesAsync(url, ct).ConfigureAwait(false))
        {
            var node = JsonNode.Parse(line)!.AsObject();
            var parent = (string?)node["__parentId"];
            node.Remove("__parentId");
            if (parent is null)
            {
                if (item is not null)
                {
                    yield return Item(item);
                }

                item = node;
                item["inventoryLevels"] = Connection();
            }
            else if ((string?)item?["id"] == parent)
            {
                item!["inventoryLevels"]!["nodes"]!.AsArray().Add(node);
            }
            else
            {
                throw new InvalidDataException("Shopify's bulk result has a level apart from its item.");
            }
        }

        if (item is not null)
        {
            yield return Item(item);
        }
    }

    /// <summary>Reads what became of the lines of a creation.</summary>
    /// <exception cref="IOException">The result could not be fetched whole.</exception>
    public async IAsyncEnumerable<BulkCreated> CreatedAsync(Uri url, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var line in files.LinesAsync(url, ct).ConfigureAwait(false))
        {
            using var answer = JsonDocument.Parse(line);
            var root = answer.RootElement;
            var number = root.GetProperty("__lineNumber").GetInt64();
            var payload = root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object && data.TryGetProperty("productSet", out var set) && set.ValueKind == JsonValueKind.Object ? set : (JsonElement?)null;
            List<UserError> errors = [.. payload is { } p && p.TryGetProperty("userErrors", out var user) ? user.EnumerateArray().Select(Error) : []];
            if (root.TryGetProperty("errors", out var top) && top.ValueKind == JsonValueKind.Array)
            {
                errors.AddRange(top.EnumerateArray().Select(Error));
            }

            long? id = payload is { } done && done.TryGetProperty("product", out var product) && product.ValueKind == JsonValueKind.Object ? Gid.Number(product.GetProperty("id").GetString()!) : null;
            yield return new BulkCreated(number, errors.Count == 0 ? id : null, errors);
        }
    }

    private async Task<Outcome<long>> BeginAsync(StoreId store, string query, CallPriority priority, CancellationToken ct)
    {
        var outcome = await client.CallAsync(store, Documents.BulkRunQuery, new BulkQueryVariables(query), priority, ct).ConfigureAwait(false);
        return outcome.TakeValue(d => d.BulkOperationRunQuery?.BulkOperation is { } operation ? Gid.Number(operation.Id) : (long?)null);
    }

    private static UserError Error(JsonElement error) => new(
        error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String ? code.GetString()
            : error.TryGetProperty("extensions", out var more) && more.ValueKind == JsonValueKind.Object && more.TryGetProperty("code", out var inner) ? inner.GetString() : null,
        [], error.TryGetProperty("message", out var message) ? message.GetString() ?? "" : "");

    private static JsonObject Connection() => new() { ["nodes"] = new JsonArray(), ["pageInfo"] = new JsonObject { ["hasNextPage"] = false, ["endCursor"] = null } };

    // Asked for in groups, so that children follow their parent: nothing but the product at hand is kept.
    private static void Place(JsonObject? product, string parent, JsonObject node)
    {
        var id = (string?)node["id"] ?? "";
        if (product is null)
        {
            throw new InvalidDataException("Shopify's bulk result begins with a part of a product.");
        }

        if ((string?)product["id"] == parent)
        {
            if (id.Contains("/ProductVariant/", StringComparison.Ordinal))
            {
                node["media"] = new JsonObject { ["nodes"] = new JsonArray() };
                product["variants"]!["nodes"]!.AsArray().Add(node);
            }
            else
            {
                product[id.Contains("/Metafield/", StringComparison.Ordinal) ? "metafields" : "media"]!["nodes"]!.AsArray().Add(node);
            }

            return;
        }

        var variant = product["variants"]!["nodes"]!.AsArray().FirstOrDefault(v => (string?)v!["id"] == parent)
            ?? throw new InvalidDataException("Shopify's bulk result has a part of a product apart from it.");
        variant["media"]!["nodes"]!.AsArray().Add(node);
    }

    private static InventoryReading Item(JsonObject item)
    {
        var node = item.Deserialize(WireJson.Default.InventoryNode) ?? throw new InvalidDataException("Shopify's bulk result has an empty item.");
        return new InventoryReading(Gid.Number(node.Id), node.Tracked, [.. node.InventoryLevels.Nodes.Select(l => l.ToReading())]);
    }

    private static ProductReading Read(JsonObject product, string currency)
    {
        var node = product.Deserialize(WireJson.Default.ProductNode) ?? throw new InvalidDataException("Shopify's bulk result has an empty product.");

        // A bulk query holds five connections at most, and collections would be the sixth: the mirror keeps those it knows.
        return node.ToReading(currency, node.Media.Nodes, node.Metafields.Nodes, [], node.Variants.Nodes) with { CollectionIds = null };
    }
}
