using System.Text.Json.Nodes;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core;

namespace Syncerize.App.Sandbox.Webhooks;

/// <summary>Webhook bodies of products and stock in Shopify's REST form: snake_case, numeric ids, times with an offset.</summary>
internal static class RestPayloads
{
    public static string Time(DateTimeOffset at) => Wire.Time(at);

    public static string? Time(DateTimeOffset? at) => at is { } value ? Time(value) : null;

    public static JsonObject Product(ShopState shop, SimProduct product) => new()
    {
        ["admin_graphql_api_id"] = Gid.Of("Product", product.Id),
        ["body_html"] = product.DescriptionHtml,
        ["created_at"] = Time(product.CreatedAt),
        ["handle"] = product.Handle,
        ["id"] = product.Id,
        ["product_type"] = product.ProductType,
        ["published_at"] = Time(product.PublishedAt),
        ["template_suffix"] = null,
        ["title"] = product.Title,
        ["updated_at"] = Time(product.UpdatedAt),
        ["vendor"] = product.Vendor,
        ["status"] = product.Status.ToLowerInvariant(),
        ["published_scope"] = "web",
        ["tags"] = string.Join(", ", product.Tags),
        ["variants"] = Each(shop.VariantsOf(product.Id), variant => Variant(shop, product, variant)),
        ["options"] = Each(product.Options, option => new JsonObject
        {
            ["name"] = option.Name,
            ["id"] = option.Id,
            ["product_id"] = product.Id,
            ["position"] = option.Position,
            ["values"] = Each(option.Values, value => JsonValue.Create(value.Name)),
        }),
        ["images"] = Each(product.Media.Where(media => media.Status == "READY"), media => Image(product, media)),
        ["image"] = product.Media.Find(media => media.Status == "READY") is { } first ? Image(product, first) : null,
        ["variant_gids"] = Each(shop.VariantsOf(product.Id), variant => new JsonObject
        {
            ["admin_graphql_api_id"] = Gid.Of("ProductVariant", variant.Id),
            ["updated_at"] = Time(variant.UpdatedAt),
        }),
    };

    public static JsonObject Deleted(long id) => new() { ["id"] = id };

    public static JsonObject Level(SimInventoryLevel level) => new()
    {
        ["inventory_item_id"] = level.InventoryItemId,
        ["location_id"] = level.LocationId,
        ["available"] = level.Available,
        ["updated_at"] = Time(level.UpdatedAt),
        ["admin_graphql_api_id"] = Wire.LevelGid(level),
    };

    public static JsonObject Disconnected(SimInventoryLevel level) => new() { ["inventory_item_id"] = level.InventoryItemId, ["location_id"] = level.LocationId };

    public static JsonObject Item(ShopState shop, SimVariant variant) => new()
    {
        ["id"] = variant.InventoryItemId,
        ["sku"] = variant.Sku ?? "",
        ["created_at"] = Time(variant.CreatedAt),
        ["updated_at"] = Time(variant.ItemUpdatedAt),
        ["requires_shipping"] = variant.RequiresShipping,
        ["cost"] = variant.UnitCostMinor is { } cost ? Wire.Amount(cost, shop.Shop.Currency) : null,
        ["country_code_of_origin"] = variant.CountryCodeOfOrigin,
        ["province_code_of_origin"] = null,
        ["harmonized_system_code"] = variant.HarmonizedSystemCode,
        ["tracked"] = variant.Tracked,
        ["country_harmonized_system_codes"] = new JsonArray(),
        ["admin_graphql_api_id"] = Gid.Of("InventoryItem", variant.InventoryItemId),
    };

    public static JsonObject Location(SimLocation location) => new()
    {
        ["id"] = location.Id,
        ["name"] = location.Name,
        ["address1"] = location.Address1,
        ["city"] = location.City,
        ["zip"] = location.Zip,
        ["country"] = location.CountryCode,
        ["country_code"] = location.CountryCode,
        ["created_at"] = Time(location.CreatedAt),
        ["updated_at"] = Time(location.UpdatedAt),
        ["legacy"] = false,
        ["active"] = location.IsActive,
        ["admin_graphql_api_id"] = Gid.Of("Location", location.Id),
    };

    public static JsonObject Shop(SimShop shop) => new()
    {
        ["id"] = shop.ShopId,
        ["name"] = shop.Name,
        ["email"] = shop.Email,
        ["domain"] = shop.Domain,
        ["myshopify_domain"] = shop.Domain,
        ["currency"] = shop.Currency,
        ["iana_timezone"] = shop.TimeZone,
        ["plan_display_name"] = shop.PlanName,
        ["country_code"] = shop.CountryCode,
    };

    internal static JsonArray Each<T>(IEnumerable<T> items, Func<T, JsonNode?> map) => new([.. items.Select(map)]);

    private static JsonObject Variant(ShopState shop, SimProduct product, SimVariant variant) => new()
    {
        ["admin_graphql_api_id"] = Gid.Of("ProductVariant", variant.Id),
        ["barcode"] = variant.Barcode,
        ["compare_at_price"] = variant.CompareAtMinor is { } compareAt ? Wire.Amount(compareAt, shop.Shop.Currency) : null,
        ["created_at"] = Time(variant.CreatedAt),
        ["id"] = variant.Id,
        ["inventory_item_id"] = variant.InventoryItemId,
        ["inventory_policy"] = variant.InventoryPolicy.ToLowerInvariant(),
        ["inventory_quantity"] = shop.LevelsOf(variant.InventoryItemId).Where(level => level.IsActive).Sum(level => level.Available),
        ["option1"] = Option(variant, 0),
        ["option2"] = Option(variant, 1),
        ["option3"] = Option(variant, 2),
        ["position"] = variant.Position,
        ["price"] = Wire.Amount(variant.PriceMinor, shop.Shop.Currency),
        ["product_id"] = product.Id,
        ["sku"] = variant.Sku,
        ["taxable"] = variant.Taxable,
        ["title"] = variant.Title,
        ["updated_at"] = Time(variant.UpdatedAt),
        ["image_id"] = variant.MediaId,
    };

    private static string? Option(SimVariant variant, int index) => index < variant.SelectedOptions.Count ? variant.SelectedOptions[index].Value : null;

    private static JsonObject Image(SimProduct product, SimMedia media) => new()
    {
        ["id"] = media.Id,
        ["alt"] = media.Alt,
        ["position"] = media.Position,
        ["product_id"] = product.Id,
        ["width"] = media.Width,
        ["height"] = media.Height,
        ["src"] = media.Url,
        ["admin_graphql_api_id"] = Gid.Of("MediaImage", media.Id),
    };
}
