using Syncerize.Core.Catalog;
using Syncerize.Core.Connections;

namespace Syncerize.Core.Sync;

/// <summary>The synced fields: their names in the ledger, their setting, and how a value is written down so that two can be compared.</summary>
public static class SyncFields
{
    /// <summary>Product title.</summary>
    public const string Title = "title";

    /// <summary>Product description, HTML.</summary>
    public const string Description = "description";

    /// <summary>Product status.</summary>
    public const string Status = "status";

    /// <summary>Vendor.</summary>
    public const string Vendor = "vendor";

    /// <summary>Product type.</summary>
    public const string ProductType = "product type";

    /// <summary>Tags.</summary>
    public const string Tags = "tags";

    /// <summary>Option names of a product.</summary>
    public const string Options = "options";

    /// <summary>Option values of a variant.</summary>
    public const string OptionValues = "option values";

    /// <summary>Variant price.</summary>
    public const string Price = "price";

    /// <summary>Variant compare-at price.</summary>
    public const string CompareAt = "compare-at price";

    /// <summary>Variant SKU.</summary>
    public const string Sku = "SKU";

    /// <summary>Variant barcode.</summary>
    public const string Barcode = "barcode";

    /// <summary>Whether a variant is sold when out of stock.</summary>
    public const string InventoryPolicy = "inventory policy";

    /// <summary>The plain fields of a product, in the order they are shown.</summary>
    public static readonly IReadOnlyList<string> OfProduct = [Title, Description, Status, Vendor, ProductType, Tags];

    /// <summary>The plain fields of a variant; prices are planned apart.</summary>
    public static readonly IReadOnlyList<string> OfVariant = [Sku, Barcode, InventoryPolicy];

    /// <summary>The setting of a field.</summary>
    public static AttributeSync Setting(ProductSyncSettings settings, string field)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return field switch
        {
            Title => settings.Title,
            Description => settings.Description,
            Status => settings.Status,
            Vendor => settings.Vendor,
            ProductType => settings.ProductType,
            Tags => settings.Tags,
            Price => settings.Price,
            CompareAt => settings.CompareAtPrice,
            Sku => settings.Sku,
            Barcode => settings.Barcode,
            InventoryPolicy => settings.InventoryPolicy,
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a field with a setting."),
        };
    }

    /// <summary>A product's value of a field. Tags have no order.</summary>
    public static string Of(Product product, string field)
    {
        ArgumentNullException.ThrowIfNull(product);
        return field switch
        {
            Title => product.Title,
            Description => product.DescriptionHtml,
            Status => product.Status,
            Vendor => product.Vendor,
            ProductType => product.ProductType,
            Tags => string.Join(", ", product.Tags.Order(StringComparer.OrdinalIgnoreCase)),
            Options => string.Join(" / ", product.Options.OrderBy(o => o.Position).Select(o => o.Name)),
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a field of a product."),
        };
    }

    /// <summary>A variant's value of a field; amounts in Shopify's form, without a value the empty text.</summary>
    public static string Of(Variant variant, string field, string currency)
    {
        ArgumentNullException.ThrowIfNull(variant);
        return field switch
        {
            Price => new Money(variant.PriceMinor, currency).ToShopify(),
            CompareAt => variant.CompareAtMinor is { } minor ? new Money(minor, currency).ToShopify() : "",
            Sku => variant.Sku ?? "",
            Barcode => variant.Barcode ?? "",
            InventoryPolicy => variant.InventoryPolicy,
            OptionValues => string.Join(" / ", variant.Options.Select(o => o.Value)),
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a field of a variant."),
        };
    }
}
