using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Graph.Types;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Graph;

/// <summary>The root of what can be read.</summary>
internal static class Queries
{
    public static void Bind(Binder binder)
    {
        void Root(string name, Func<Call, object?> resolve) => binder.Bind("QueryRoot", name, (_, call) => resolve(call));
        Root("shop", call => call.Shop.Shop);
        Root("currentAppInstallation", call => call.Shop.Shop);
        foreach (var (field, type) in new[]
        {
            ("product", "Product"), ("productVariant", "ProductVariant"), ("order", "Order"), ("inventoryItem", "InventoryItem"), ("fulfillment", "Fulfillment"),
            ("fulfillmentOrder", "FulfillmentOrder"), ("webhookSubscription", "WebhookSubscription"), ("inventoryLevel", "InventoryLevel"), ("job", "Job"),
            ("bulkOperation", "BulkOperation"),
        })
        {
            Root(field, call => Node(call.Shop, call.Arguments.Text("id") ?? "", type));
        }

        Root("location", call => call.Arguments.Text("id") is { } id ? Node(call.Shop, id, "Location") : call.Shop.Locations.Values.FirstOrDefault(location => location.IsActive));
        Root("node", call => Node(call.Shop, call.Arguments.Text("id") ?? ""));
        Root("nodes", call => call.Arguments.Texts("ids") is { Count: <= 250 } ids
            ? ids.Select(id => Node(call.Shop, id)).ToList()
            : throw new AdminError("MAX_INPUT_SIZE_EXCEEDED", "The input array size is greater than the maximum allowed of 250."));
        Root("productOperation", call => Node(call.Shop, call.Arguments.Text("id") ?? "") as OperationOf);
        Root("locations", call => call.Cut(call.Shop.Locations.Values.Where(x => x.IsActive || call.Arguments.Flag("includeInactive") == true), x => (x.Id, x.Id)));
        Root("publications", call => call.Cut(call.Shop.Publications.Values, x => (x.Id, x.Id)));
        Root("collections", call => call.Cut(Collections(call), x => (x.Id, x.Id)));
        Root("webhookSubscriptions", call => call.Cut(call.Shop.Subscriptions.Values.Where(WantedSubscription(call)), x => (x.Id, x.Id)));
        Root("metafieldDefinitions", call => call.Cut(call.Shop.Definitions.Values.Where(WantedDefinition(call)), x => (x.Id, x.Id)));
        Root("products", call => call.Cut(Found(call), ProductKey(call)));
        Root("productsCount", call => new Count(Found(call).Count()));
        Root("productVariants", call => call.Cut(Variants(call), x => (x.Id, x.Id)));
        Root("inventoryItems", call => call.Cut(Variants(call), x => (x.InventoryItemId, x.InventoryItemId), x => new ItemOf(x)));
        Root("orders", call => call.Cut(Orders(call), OrderKey(call)));
        Root("ordersCount", call => new Count(Orders(call).Count()));
        Root("productByIdentifier", call => ByIdentifier(call, call.Arguments.Object("identifier") ?? default));
        Root("orderByIdentifier", call => call.Arguments.Object("identifier") is { } identifier
            ? identifier.Id("id") is { } id ? call.Shop.Orders.GetValueOrDefault(id) : OrderByKey(call.Shop, identifier.Object("customId")!.Value)
            : null);
    }

    /// <summary>An object by its global id, or null.</summary>
    public static object? Node(ShopState shop, string gid, string? only = null)
    {
        var type = Input.GidType(gid);
        if (!gid.StartsWith("gid://shopify/", StringComparison.Ordinal) || (only is not null && only != type))
        {
            throw AdminError.InvalidId(gid);
        }

        var id = Input.GidNumber(gid);
        return type switch
        {
            "Product" => shop.Products.GetValueOrDefault(id),
            "ProductVariant" => shop.Variants.GetValueOrDefault(id),
            "InventoryItem" => shop.Items.TryGetValue(id, out var variant) ? new ItemOf(variant) : null,
            "InventoryLevel" => shop.Levels.Values.FirstOrDefault(level => level.Id == id),
            "Location" => shop.Locations.GetValueOrDefault(id),
            "Order" => shop.Orders.GetValueOrDefault(id),
            "FulfillmentOrder" => shop.OrderOfFulfillmentOrder(id) is { } order ? new ToShip(order, order.FulfillmentOrders.Find(f => f.Id == id)!) : null,
            "Fulfillment" => shop.OrderOfFulfillment(id) is { } shipped ? new Shipment(shipped, shipped.Fulfillments.Find(f => f.Id == id)!) : null,
            "Refund" => shop.Orders.Values.FirstOrDefault(o => o.Refunds.Exists(r => r.Id == id)) is { } refunded ? new RefundOf(refunded, refunded.Refunds.Find(r => r.Id == id)!) : null,
            "CalculatedOrder" or "OrderEditSession" =>
                shop.Edits.GetValueOrDefault(id) is { } edit && shop.Orders.GetValueOrDefault(edit.OrderId) is { } edited ? new CalculatedOf(edit, edited, shop.Preview(edited, edit)) : null,
            "WebhookSubscription" => shop.Subscriptions.GetValueOrDefault(id),
            "BulkOperation" => shop.BulkOperations.GetValueOrDefault(id),
            "Publication" => shop.Publications.GetValueOrDefault(id),
            "Collection" => shop.Collections.GetValueOrDefault(id),
            "MetafieldDefinition" => shop.Definitions.GetValueOrDefault(id),
            "Job" => shop.Jobs.GetValueOrDefault(gid[(gid.LastIndexOf('/') + 1)..]) is { Kind: SimJob.Cancel or SimJob.MediaReorder } job ? job : null,
            "ProductSetOperation" or "ProductDeleteOperation" =>
                shop.Jobs.GetValueOrDefault(gid[(gid.LastIndexOf('/') + 1)..]) is { } asked && new OperationOf(asked, JustMade: false) is var found && found.Type == type ? found : null,
            _ => null,
        };
    }

    /// <summary>The product with a unique metafield value. The definition must exist and be of type <c>id</c>.</summary>
    public static SimProduct? ProductByKey(ShopState shop, Input customId)
    {
        RequireDefinition(shop, "PRODUCT", customId);
        return shop.Products.Values.FirstOrDefault(product => Has(product.Metafields, customId));
    }

    /// <summary>The order with a unique metafield value.</summary>
    public static SimOrder? OrderByKey(ShopState shop, Input customId)
    {
        RequireDefinition(shop, "ORDER", customId);
        return shop.Orders.Values.FirstOrDefault(order => Has(order.Metafields, customId));
    }

    /// <summary>Whether metafields hold a value.</summary>
    public static bool Has(IEnumerable<SimMetafield> metafields, Input customId)
    {
        var name = ShopTypes.Namespace(customId.Text("namespace"));
        var key = customId.Text("key");
        var value = customId.Text("value");
        return metafields.Any(field => field.Namespace == name && field.Key == key && field.Value == value);
    }

    /// <summary>The definition of a metafield, or null.</summary>
    public static SimMetafieldDefinition? Definition(ShopState shop, string ownerType, string? name, string? key)
    {
        var full = ShopTypes.Namespace(name);
        return shop.Definitions.Values.FirstOrDefault(definition => definition.OwnerType == ownerType && definition.Namespace == full && definition.Key == key);
    }

    private static void RequireDefinition(ShopState shop, string ownerType, Input customId)
    {
        if (Definition(shop, ownerType, customId.Text("namespace"), customId.Text("key")) is not { Type: "id" })
        {
            throw new AdminError("NOT_FOUND", $"Metafield definition of type 'id' is required when using custom ids.");
        }
    }

    private static SimProduct? ByIdentifier(Call call, Input identifier) =>
        identifier.Id("id") is { } id ? call.Shop.Products.GetValueOrDefault(id)
        : identifier.Text("handle") is { } handle ? call.Shop.Products.Values.FirstOrDefault(product => product.Handle == handle)
        : identifier.Object("customId") is { } customId ? ProductByKey(call.Shop, customId)
        : null;

    private static Func<SimWebhookSubscription, bool> WantedSubscription(Call call)
    {
        var topics = call.Arguments.Texts("topics");
        var uri = call.Arguments.Text("uri");
        return subscription => (topics.Count == 0 || topics.Contains(subscription.Topic, StringComparer.Ordinal)) && (uri is null || subscription.Uri == uri);
    }

    private static Func<SimMetafieldDefinition, bool> WantedDefinition(Call call)
    {
        var arguments = call.Arguments;
        var owner = arguments.Text("ownerType");
        var name = arguments.Text("namespace") is { } wanted ? ShopTypes.Namespace(wanted) : null;
        var key = arguments.Text("key");
        return definition => definition.OwnerType == owner && (name is null || definition.Namespace == name) && (key is null || definition.Key == key);
    }

    private static Func<SimProduct, (long, long)> ProductKey(Call call) => call.Arguments.Text("sortKey") switch
    {
        "UPDATED_AT" => product => (product.UpdatedAt.UtcTicks, product.Id),
        "CREATED_AT" => product => (product.CreatedAt.UtcTicks, product.Id),
        _ => product => (product.Id, product.Id),
    };

    private static Func<SimOrder, (long, long)> OrderKey(Call call) => call.Arguments.Text("sortKey") switch
    {
        "UPDATED_AT" => order => (order.UpdatedAt.UtcTicks, order.Id),
        "CREATED_AT" => order => (order.CreatedAt.UtcTicks, order.Id),
        "ID" or "ORDER_NUMBER" => order => (order.Id, order.Id),
        _ => order => (order.ProcessedAt.UtcTicks, order.Id),
    };

    private static IEnumerable<SimProduct> Found(Call call)
    {
        var shop = call.Shop;
        var filter = SearchQuery.Parse(call.Arguments.Text("query"));
        var seen = Searched<SimProduct>(call, "product");
        var seenVariant = Searched<SimVariant>(call, "variant");
        return shop.Products.Values.Where(product => seen(product.Id, product) is { } known && filter(field => field switch
        {
            "id" => [known.Id],
            "updated_at" => [known.UpdatedAt],
            "created_at" => [known.CreatedAt],
            "status" => [known.Status],
            "tag" => known.Tags,
            "vendor" => [known.Vendor],
            "product_type" => [known.ProductType],
            "handle" => [known.Handle],
            "title" => [known.Title],
            "sku" => KnownVariants(known).Select(variant => variant.Sku),
            "barcode" => KnownVariants(known).Select(variant => variant.Barcode),
            "" => [known.Title, known.Handle, .. KnownVariants(known).Select(variant => variant.Sku)],
            _ => null,
        }));

        IEnumerable<SimVariant> KnownVariants(SimProduct product) => shop.VariantsOf(product.Id).Select(variant => seenVariant(variant.Id, variant)).OfType<SimVariant>();
    }

    private static IEnumerable<SimCollection> Collections(Call call)
    {
        var filter = SearchQuery.Parse(call.Arguments.Text("query"));
        return call.Shop.Collections.Values.Where(collection => filter(field => field switch
        {
            "id" => [collection.Id],
            "title" => [collection.Title],
            "collection_type" => [collection.IsSmart ? "smart" : "custom"],
            _ => null,
        }));
    }

    private static IEnumerable<SimVariant> Variants(Call call)
    {
        var filter = SearchQuery.Parse(call.Arguments.Text("query"));
        var seen = Searched<SimVariant>(call, "variant");
        return call.Shop.Variants.Values.Where(variant => seen(variant.Id, variant) is { } known && filter(field => field switch
        {
            "id" => [known.Id],
            "sku" => [known.Sku],
            "barcode" => [known.Barcode],
            "product_id" => [known.ProductId],
            "updated_at" => [known.UpdatedAt],
            "title" => [known.Title],
            _ => null,
        }));
    }

    private static IEnumerable<SimOrder> Orders(Call call)
    {
        var filter = SearchQuery.Parse(call.Arguments.Text("query"));
        var seen = Searched<SimOrder>(call, "order");
        return call.Shop.Orders.Values.Where(order => seen(order.Id, order) is { } known && filter(field => field switch
        {
            "id" => [known.Id],
            "updated_at" => [known.UpdatedAt],
            "created_at" => [known.CreatedAt],
            "processed_at" => [known.ProcessedAt],
            "name" => [known.Name, known.Name.TrimStart('#')],
            "tag" => known.Tags,
            "source_identifier" => [known.SourceIdentifier],
            "po_number" => [known.PoNumber],
            "email" => [known.Email],
            "test" => [known.Test ? "true" : "false"],
            "financial_status" => [known.FinancialStatus],
            "fulfillment_status" => [known.FulfillmentStatus],
            "status" => [known.CancelledAt is not null ? "cancelled" : known.ClosedAt is not null ? "closed" : "open", "any"],
            _ when field.StartsWith("metafields.", StringComparison.Ordinal) => known.Metafields.Where(m => field == $"metafields.{m.Namespace}.{m.Key}").Select(m => m.Value),
            _ => null,
        }));
    }

    /// <summary>Searches lag: they judge an object by what it was the lag ago, and answer it as it is. A list without a query is no search.</summary>
    private static Func<long, T, T?> Searched<T>(Call call, string type)
        where T : class => string.IsNullOrEmpty(call.Arguments.Text("query")) ? (_, current) => current : call.Shop.Searched<T>(type);
}
