using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Syncerize.Core.Catalog;
using Syncerize.Core.Data;
using Syncerize.Core.Orders;
using Syncerize.Core.Stock;
using Syncerize.Core.Stores;
using Syncerize.Core.Work;

namespace Syncerize.Core.Intake;

/// <summary>The one visible switch from a webhook topic to what becomes due. Bodies only say which subject and how new; the state is read.</summary>
internal static class Topics
{
    /// <summary>Every topic we subscribe to, in the API's spelling.</summary>
    public static readonly IReadOnlyList<string> Subscribed =
    [
        "PRODUCTS_CREATE", "PRODUCTS_UPDATE", "PRODUCTS_DELETE", "INVENTORY_LEVELS_UPDATE", "INVENTORY_LEVELS_CONNECT", "INVENTORY_LEVELS_DISCONNECT", "INVENTORY_ITEMS_UPDATE",
        "ORDERS_CREATE", "ORDERS_UPDATED", "ORDERS_PAID", "ORDERS_CANCELLED", "ORDERS_EDITED", "ORDERS_FULFILLED", "FULFILLMENTS_CREATE", "FULFILLMENTS_UPDATE", "REFUNDS_CREATE",
        "LOCATIONS_CREATE", "LOCATIONS_UPDATE", "LOCATIONS_DELETE", "SHOP_UPDATE", "APP_UNINSTALLED",
    ];

    /// <summary>Queues what a webhook makes due.</summary>
    /// <returns>False for a topic this version does not know.</returns>
    /// <exception cref="FormatException">The body lacks what the topic needs; nothing was written.</exception>
    public static async Task<bool> HandleAsync(Write write, Store store, InboxMessage message, JsonElement body, CancellationToken ct)
    {
        switch (message.Topic)
        {
            case "products/create" or "products/update":
                await write.EnqueueAsync(new Due(store.Id, CatalogWork.Pull, Id(body, "id"), WantedAt: UpdatedAt(body)), ct);
                return true;
            case "products/delete":
                await write.EnqueueAsync(new Due(store.Id, CatalogWork.Pull, Id(body, "id")), ct);
                return true;
            case "inventory_levels/update" or "inventory_levels/connect":
                await LevelAsync(write, store, body, ct);
                return true;
            case "inventory_levels/disconnect":
                await write.EnqueueAsync(new Due(store.Id, StockWork.Pull, Id(body, "inventory_item_id")), ct);
                return true;
            case "inventory_items/update":
                await ItemAsync(write, store, body, ct);
                return true;
            case "orders/create" or "orders/updated" or "orders/paid" or "orders/cancelled" or "orders/fulfilled":
                await write.EnqueueAsync(new Due(store.Id, OrderWork.Pull, Id(body, "id"), WantedAt: UpdatedAt(body)), ct);
                return true;
            case "orders/edited":
                await write.EnqueueAsync(new Due(store.Id, OrderWork.Pull, Id(BodyFields.Part(body, "order_edit"), "order_id")), ct);
                return true;
            case "fulfillments/create" or "fulfillments/update" or "refunds/create":
                await write.EnqueueAsync(new Due(store.Id, OrderWork.Pull, Id(body, "order_id")), ct);
                return true;
            case "locations/create" or "locations/update" or "locations/delete" or "shop/update":
                await write.EnqueueAsync(new Due(store.Id, IntakeWork.SetUp, "shop"), ct);
                return true;
            case "app/uninstalled":
                // One triggered before the present installation is about an installation that has ended.
                if (!(message.TriggeredAt < store.InstalledAt))
                {
                    await StoreInstall.UninstalledAsync(write, store.Id, ct);
                }

                return true;
            default:
                return false;
        }
    }

    private static Task LevelAsync(Write write, Store store, JsonElement body, CancellationToken ct)
    {
        var item = BodyFields.Number(body, "inventory_item_id");
        var location = BodyFields.Number(body, "location_id");

        // A level that is stocked but not tracked has no number; a reading says what it is.
        return BodyFields.Quantity(body, "available") is { } available && BodyFields.Time(body, "updated_at") is { } updatedAt
            ? StockWebhooks.LevelAsync(write, store.Id, item, location, available, updatedAt, ct)
            : write.EnqueueAsync(new Due(store.Id, StockWork.Pull, Id(body, "inventory_item_id")), ct);
    }

    private static async Task ItemAsync(Write write, Store store, JsonElement body, CancellationToken ct)
    {
        var item = BodyFields.Number(body, "id");
        await write.EnqueueAsync(new Due(store.Id, StockWork.Pull, Id(body, "id")), ct);

        // SKU, weight, cost and the rest of an item stand in its product.
        if (await write.Db.Variants.AsNoTracking().Where(v => v.StoreId == store.Id && v.InventoryItemId == item).Select(v => (long?)v.ProductId).FirstOrDefaultAsync(ct) is { } product)
        {
            await write.EnqueueAsync(new Due(store.Id, CatalogWork.Pull, product.ToString(CultureInfo.InvariantCulture)), ct);
        }
    }

    private static string Id(JsonElement body, string name) => BodyFields.Number(body, name).ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? UpdatedAt(JsonElement body) => BodyFields.Time(body, "updated_at");
}
