using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.Core;

namespace Syncerize.App.Sandbox.Graph.Types;

/// <summary>Products, variants, inventory.</summary>
internal static class ProductTypes
{
    public static void Bind(Binder binder)
    {
        BindProduct(binder);
        BindOptionsAndMedia(binder);
        BindVariant(binder);
        BindInventory(binder);
    }

    private static void BindProduct(Binder binder) => binder.Type<SimProduct>("Product")
        .Field("id", x => Gid.Of("Product", x.Id))
        .Field("legacyResourceId", x => x.Id)
        .Field("title", x => x.Title)
        .Field("handle", x => x.Handle)
        .Field("status", x => x.Status)
        .Field("vendor", x => x.Vendor)
        .Field("productType", x => x.ProductType)
        .Field("tags", x => x.Tags)
        .Field("descriptionHtml", x => x.DescriptionHtml)
        .Constant("templateSuffix", null)
        .Field("createdAt", x => x.CreatedAt)
        .Field("updatedAt", x => x.UpdatedAt)
        .Field("publishedAt", x => x.PublishedAt)
        .Field("totalInventory", (x, call) => call.Shop.VariantsOf(x.Id).Where(v => v.Tracked).Sum(v => Available(call.Shop, v, call.Shop.Searched<SimInventoryLevel>("level"))))
        .Field("tracksInventory", (x, call) => call.Shop.VariantsOf(x.Id).Any(v => v.Tracked))
        .Field("hasOnlyDefaultVariant", (x, call) => call.Shop.VariantsOf(x.Id) is [{ Title: "Default Title" }])
        .Constant("isGiftCard", false)
        .Constant("requiresSellingPlan", false)
        .Field("category", x => x.CategoryGid is null ? null : x)
        .Field("collections", (x, call) => call.Cut(x.CollectionIds.Select(id => call.Shop.Collections.GetValueOrDefault(id)).OfType<SimCollection>(), c => (c.Id, c.Id)))
        .Field("seo", x => x)
        .Field("options", (x, call) => x.Options.OrderBy(o => o.Position).Take(call.Arguments.Int("first") ?? int.MaxValue).Select(o => new OptionOf(x, o)))
        .Field("variantsCount", (x, call) => new Count(call.Shop.VariantsOf(x.Id).Count))
        .Field("variants", (x, call) => call.Cut(call.Shop.VariantsOf(x.Id), v => (v.Position, v.Id)))
        .Field("media", (x, call) => call.Cut(x.Media, m => (m.Position, m.Id)))
        .Field("metafields", (x, call) => call.Metafields("PRODUCT", x.Metafields))
        .Field("metafield", (x, call) => call.Metafield("PRODUCT", x.Metafields));

    private static void BindOptionsAndMedia(Binder binder)
    {
        binder.Type<Count>("Count").Field("count", x => x.Value).Constant("precision", "EXACT");
        binder.Type<SimProduct>("SEO").Field("title", x => x.SeoTitle).Field("description", x => x.SeoDescription);
        binder.Type<SimProduct>("TaxonomyCategory").Field("id", x => x.CategoryGid).Field("fullName", x => Taxonomy.NameOf(x.CategoryGid!));
        binder.Type<OptionOf>("ProductOption")
            .Field("id", x => Gid.Of("ProductOption", x.Value.Id))
            .Field("name", x => x.Value.Name)
            .Field("position", x => x.Value.Position)
            .Field("optionValues", x => x.Value.Values.Select(v => new OptionValueOf(x.Product, x.Value, v)));
        binder.Type<OptionValueOf>("ProductOptionValue")
            .Field("id", x => Gid.Of("ProductOptionValue", x.Value.Id))
            .Field("name", x => x.Value.Name)
            .Field("hasVariants", (x, call) => call.Shop.VariantsOf(x.Product.Id).Any(v => v.SelectedOptions.Exists(s => s.Name == x.Option.Name && s.Value == x.Value.Name)));
        binder.Type<SimMedia>("MediaImage")
            .Field("id", x => Gid.Of("MediaImage", x.Id))
            .Field("alt", x => x.Alt ?? "")
            .Field("status", (x, call) => call.Shop.StatusOf(x))
            .Field("fileStatus", (x, call) => call.Shop.StatusOf(x))
            .Field("mediaErrors", (x, call) => call.Shop.StatusOf(x) == "FAILED" ? new[] { x } : [])
            .Constant("mediaContentType", "IMAGE")
            .Field("image", (x, call) => call.Shop.StatusOf(x) == "READY" ? x : null);
        binder.Type<SimMedia>("MediaError")
            .Constant("code", "IMAGE_DOWNLOAD_FAILURE")
            .Constant("details", "The image could not be downloaded: its address answers 404.")
            .Constant("message", "The image could not be downloaded");
        binder.Type<SimMedia>("Image")
            .Field("altText", x => x.Alt ?? "")
            .Field("width", x => x.Width)
            .Field("height", x => x.Height)
            .Field("url", (x, call) => new Uri(call.Scope.Base, x.Url).ToString());
    }

    private static void BindVariant(Binder binder)
    {
        binder.Type<SimVariant>("ProductVariant")
            .Field("id", x => Gid.Of("ProductVariant", x.Id))
            .Field("legacyResourceId", x => x.Id)
            .Field("product", (x, call) => call.Shop.Products[x.ProductId])
            .Field("title", x => x.Title)
            .Field("displayName", (x, call) => $"{call.Shop.Products[x.ProductId].Title} - {x.Title}")
            .Field("sku", x => x.Sku)
            .Field("barcode", x => x.Barcode)
            .Field("price", (x, call) => Wire.Amount(x.PriceMinor, call.Currency))
            .Field("compareAtPrice", (x, call) => x.CompareAtMinor is { } minor ? Wire.Amount(minor, call.Currency) : null)
            .Field("position", x => x.Position)
            .Field("taxable", x => x.Taxable)
            .Field("inventoryPolicy", x => x.InventoryPolicy)
            .Field("inventoryQuantity", (x, call) => Available(call.Shop, x))
            .Field("createdAt", x => x.CreatedAt)
            .Field("updatedAt", x => x.UpdatedAt)
            .Field("selectedOptions", x => x.SelectedOptions)
            .Field("inventoryItem", x => new ItemOf(x))
            .Field("media", (x, call) => call.Cut(call.Shop.Products[x.ProductId].Media.Where(m => m.Id == x.MediaId), m => (m.Position, m.Id)))
            .Field("metafields", (x, call) => call.Metafields("PRODUCTVARIANT", x.Metafields))
            .Field("metafield", (x, call) => call.Metafield("PRODUCTVARIANT", x.Metafields));
        foreach (var operation in new[] { "ProductSetOperation", "ProductDeleteOperation" })
        {
            binder.Type<OperationOf>(operation)
                .Field("id", x => Gid.Of(x.Type, long.Parse(x.Job.Id, System.Globalization.CultureInfo.InvariantCulture)))
                .Field("status", x => x.JustMade ? "CREATED" : x.Job.Done ? "COMPLETE" : "ACTIVE")
                .Field("product", (x, call) => x is { JustMade: false, Job: { Done: true, ProductId: { } id } } ? call.Shop.Products.GetValueOrDefault(id) : null)
                .Field("userErrors", x => x.JustMade ? [] : x.Job.Errors.Select(e => new Refusal(e.Code, e.Field, e.Message)).ToArray());
        }

        binder.Type<OperationOf>("ProductDeleteOperation")
            .Field("deletedProductId", x => x is { JustMade: false, Job: { Done: true, ProductId: { } id } } ? Gid.Of("Product", id) : null);
        binder.Type<SimSelectedOption>("SelectedOption").Field("name", x => x.Name).Field("value", x => x.Value);
    }

    private static void BindInventory(Binder binder)
    {
        binder.Type<ItemOf>("InventoryItem")
            .Field("id", x => Gid.Of("InventoryItem", x.Variant.InventoryItemId))
            .Field("legacyResourceId", x => x.Variant.InventoryItemId)
            .Field("sku", x => x.Variant.Sku)
            .Field("tracked", x => x.Variant.Tracked)
            .Field("requiresShipping", x => x.Variant.RequiresShipping)
            .Field("createdAt", x => x.Variant.CreatedAt)
            .Field("updatedAt", x => x.Variant.ItemUpdatedAt)
            .Field("unitCost", (x, call) => x.Variant.UnitCostMinor is { } minor ? new Amount(minor, call.Currency) : null)
            .Field("measurement", x => x.Variant)
            .Field("harmonizedSystemCode", x => x.Variant.HarmonizedSystemCode)
            .Field("countryCodeOfOrigin", x => x.Variant.CountryCodeOfOrigin)
            .Field("variant", x => x.Variant)
            .Field("inventoryLevel", (x, call) => call.Shop.Levels.GetValueOrDefault((x.Variant.InventoryItemId, call.Arguments.Id("locationId") ?? -1)) is { } level
                && (level.IsActive || call.Arguments.Flag("includeInactive") == true) ? level : null)
            .Field("inventoryLevels", (x, call) => call.Cut(
                call.Shop.LevelsOf(x.Variant.InventoryItemId).Where(level => level.IsActive || call.Arguments.Flag("includeInactive") == true), level => (level.Id, level.Id)));
        binder.Type<SimVariant>("InventoryItemMeasurement")
            .Field("id", x => Gid.Of("InventoryItemMeasurement", x.InventoryItemId))
            .Field("weight", x => x);
        binder.Type<SimVariant>("Weight").Field("value", x => (double)x.Weight).Field("unit", x => x.WeightUnit);
        binder.Type<SimInventoryLevel>("InventoryLevel")
            .Field("id", x => Wire.LevelGid(x))
            .Field("isActive", x => x.IsActive)
            .Field("createdAt", x => x.CreatedAt)
            .Field("updatedAt", x => x.UpdatedAt)
            .Field("item", (x, call) => new ItemOf(call.Shop.Items[x.InventoryItemId]))
            .Field("location", (x, call) => call.Shop.Locations[x.LocationId])
            .Field("quantities", (x, call) => call.Arguments.Texts("names").Select(name => new QuantityOf(x, name)));
        binder.Type<QuantityOf>("InventoryQuantity")
            .Field("id", x => $"gid://shopify/InventoryQuantity/{x.Level.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)}?name={x.Name}")
            .Field("name", x => x.Name)
            .Field("quantity", x => x.Name switch
            {
                "available" => x.Level.Available,
                "committed" => x.Level.Committed,
                "on_hand" => x.Level.OnHand,
                "incoming" or "reserved" or "damaged" or "quality_control" or "safety_stock" => 0,
                _ => throw new AdminError("BAD_REQUEST", $"The specified quantity name '{x.Name}' is not valid."),
            })
            .Field("updatedAt", x => x.Level.UpdatedAt);
        binder.Type<AdjustmentGroup>("InventoryAdjustmentGroup")
            .Field("id", x => Gid.Of("InventoryAdjustmentGroup", x.Id))
            .Field("reason", x => x.Reason)
            .Field("referenceDocumentUri", x => x.ReferenceDocumentUri)
            .Field("createdAt", x => x.CreatedAt)
            .Field("changes", x => x.Changes);
        binder.Type<Adjustment>("InventoryChange")
            .Field("name", x => x.Name)
            .Field("delta", x => x.Delta)
            .Field("item", (x, call) => call.Shop.Items.TryGetValue(x.ItemId, out var variant) ? new ItemOf(variant) : null)
            .Field("location", (x, call) => call.Shop.Locations.GetValueOrDefault(x.LocationId));
    }

    private static int Available(ShopState shop, SimVariant variant, Func<long, SimInventoryLevel, SimInventoryLevel?>? seen = null) => shop.LevelsOf(variant.InventoryItemId)
        .Select(level => seen is null ? level : seen(level.Id, level)).Where(level => level is { IsActive: true }).Sum(level => level!.Available);
}

/// <summary>A few categories of Shopify's taxonomy by name; any other is named by its number.</summary>
internal static class Taxonomy
{
    public const string Prefix = "gid://shopify/TaxonomyCategory/";

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["hg-11-6-4"] = "Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Kettles",
        ["aa-1"] = "Apparel & Accessories > Clothing",
        ["hg"] = "Home & Garden",
        ["sg"] = "Sporting Goods",
    };

    public static string NameOf(string gid) => Names.GetValueOrDefault(gid[Prefix.Length..], "Category " + gid[Prefix.Length..]);

    /// <summary>Whether a text can be a category: two letters, then numbers, joined by dashes.</summary>
    public static bool IsCategory(string gid) => gid.StartsWith(Prefix, StringComparison.Ordinal)
        && gid[Prefix.Length..].Split('-') is [{ Length: 2 } vertical, .. var below] && vertical.All(char.IsAsciiLetterLower) && below.All(b => b.Length > 0 && b.All(char.IsAsciiDigit));
}

/// <summary>A number of objects.</summary>
internal sealed record Count(int Value);

/// <summary>One quantity of a level.</summary>
internal sealed record QuantityOf(SimInventoryLevel Level, string Name);

/// <summary>What a stock write did; stored with its idempotency key.</summary>
internal sealed record AdjustmentGroup(long Id, string Reason, string? ReferenceDocumentUri, DateTimeOffset CreatedAt, List<Adjustment> Changes);

/// <summary>One quantity moved.</summary>
internal sealed record Adjustment(string Name, int Delta, long ItemId, long LocationId);
