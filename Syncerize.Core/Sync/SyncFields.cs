using System.Globalization;
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

    /// <summary>Category of Shopify's taxonomy.</summary>
    public const string Category = "category";

    /// <summary>Tags.</summary>
    public const string Tags = "tags";

    /// <summary>Handle.</summary>
    public const string Handle = "handle";

    /// <summary>Title for search engines.</summary>
    public const string SeoTitle = "SEO title";

    /// <summary>Description for search engines.</summary>
    public const string SeoDescription = "SEO description";

    /// <summary>Images of a product, by the source's media numbers.</summary>
    public const string Images = "images";

    /// <summary>Collections that rules put the product into.</summary>
    public const string Collections = "collections";

    /// <summary>Whether it is in the Online Store.</summary>
    public const string OnlineStore = "online store";

    /// <summary>What the name of a metafield's field begins with; its namespace and key follow.</summary>
    public const string MetafieldPrefix = "metafield ";

    /// <summary>Option names of a product.</summary>
    public const string Options = "options";

    /// <summary>Order of the values of each option.</summary>
    public const string OptionOrder = "order of option values";

    /// <summary>Order of the variants.</summary>
    public const string VariantOrder = "order of variants";

    /// <summary>Option values of a variant.</summary>
    public const string OptionValues = "option values";

    /// <summary>The image a variant shows.</summary>
    public const string VariantImage = "variant image";

    /// <summary>Variant price.</summary>
    public const string Price = "price";

    /// <summary>Variant compare-at price.</summary>
    public const string CompareAt = "compare-at price";

    /// <summary>Variant SKU.</summary>
    public const string Sku = "SKU";

    /// <summary>Variant barcode.</summary>
    public const string Barcode = "barcode";

    /// <summary>Weight.</summary>
    public const string Weight = "weight";

    /// <summary>Cost per item.</summary>
    public const string Cost = "cost";

    /// <summary>Whether tax is charged.</summary>
    public const string Taxable = "charge tax";

    /// <summary>Whether it is shipped.</summary>
    public const string RequiresShipping = "requires shipping";

    /// <summary>ISO country of origin.</summary>
    public const string Country = "country of origin";

    /// <summary>Harmonised system code.</summary>
    public const string HsCode = "HS code";

    /// <summary>Whether a variant is sold when out of stock.</summary>
    public const string InventoryPolicy = "inventory policy";

    /// <summary>The plain fields of a product, in the order they are shown; tags, images, collections and metafields are planned apart.</summary>
    public static readonly IReadOnlyList<string> OfProduct = [Title, Description, Status, Vendor, ProductType, Category, Tags, Handle, SeoTitle, SeoDescription];

    /// <summary>The plain fields of a variant; money and the inventory policy are planned apart.</summary>
    public static readonly IReadOnlyList<string> OfVariant = [Sku, Barcode, Weight, InventoryPolicy, Cost, Taxable, RequiresShipping, Country, HsCode];

    /// <summary>Whether a field is an amount of money.</summary>
    public static bool IsMoney(string field) => field is Price or CompareAt or Cost;

    /// <summary>The field of a metafield.</summary>
    public static string Metafield(string ns, string key) => $"{MetafieldPrefix}{ns}.{key}";

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
            Category => settings.Category,
            Tags => settings.Tags,
            Handle => settings.Handle,
            SeoTitle or SeoDescription => settings.Seo,
            Images or VariantImage => settings.Images,
            Price => settings.Price,
            CompareAt => settings.CompareAtPrice,
            Sku => settings.Sku,
            Barcode => settings.Barcode,
            Weight => settings.Weight,
            Cost => settings.Cost,
            Taxable => settings.Taxable,
            RequiresShipping => settings.RequiresShipping,
            Country => settings.CountryOfOrigin,
            HsCode => settings.HsCode,
            InventoryPolicy => settings.InventoryPolicy,
            Collections => settings.Collections.Count > 0 ? AttributeSync.KeepInSync : AttributeSync.Off,
            Options or OptionValues or OptionOrder or VariantOrder => AttributeSync.KeepInSync,
            OnlineStore => settings.NewProducts == NewProduct.OnlineStore ? AttributeSync.OnCreate : AttributeSync.Off,
            _ when field.StartsWith(MetafieldPrefix, StringComparison.Ordinal) => settings.Metafields,
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a field with a setting."),
        };
    }

    /// <summary>A product's value of a field. Tags have no order; a category is its name, else its number.</summary>
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
            Category => product.CategoryId ?? "",
            Tags => Tagged(product.Tags),
            Handle => product.Handle,
            SeoTitle => product.SeoTitle ?? "",
            SeoDescription => product.SeoDescription ?? "",
            Options => string.Join(" / ", product.Options.OrderBy(o => o.Position).Select(o => o.Name)),
            OnlineStore => product.PublishedAt is null ? "not published" : "published",
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
            Cost => variant.UnitCostMinor is { } cost ? new Money(cost, currency).ToShopify() : "",
            Sku => variant.Sku ?? "",
            Barcode => variant.Barcode ?? "",
            Weight => variant.WeightThousandths is { } weight and > 0 ? string.Create(CultureInfo.InvariantCulture, $"{weight / 1000m:0.###} {variant.WeightUnit}") : "0",
            Taxable => YesNo(variant.Taxable),
            RequiresShipping => YesNo(variant.RequiresShipping),
            Country => variant.CountryCodeOfOrigin ?? "",
            HsCode => variant.HarmonizedSystemCode ?? "",
            InventoryPolicy => variant.InventoryPolicy,
            OptionValues => string.Join(" / ", variant.Options.Select(o => o.Value)),
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a field of a variant."),
        };
    }

    /// <summary>Tags as one text, in one order.</summary>
    internal static string Tagged(IEnumerable<string> tags) => string.Join(", ", tags.Order(StringComparer.OrdinalIgnoreCase));

    /// <summary>The code by which two variants are known to be the same: trimmed, upper and lower case alike.</summary>
    internal static string Code(Variant variant, UniqueIdentifier identifier) =>
        ((identifier == UniqueIdentifier.Sku ? variant.Sku : variant.Barcode) ?? "").Trim().ToUpperInvariant();

    private static string YesNo(bool value) => value ? "yes" : "no";
}
