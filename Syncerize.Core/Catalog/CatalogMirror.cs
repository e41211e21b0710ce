using System.Text.Json;
using Syncerize.Core.Shopify;

namespace Syncerize.Core.Catalog;

/// <summary>Turns what Shopify answered into the mirror's rows. Pure: touches nothing but the entity it is given.</summary>
public static class CatalogMirror
{
    /// <summary>Raised whenever the mirror learns a new attribute. A row of an older version is read again before anything is written from it.</summary>
    public const int Version = 1;

    /// <summary>A new mirror row of a reading.</summary>
    public static Product Create(StoreId store, ProductReading reading, DateTimeOffset begunAt)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var product = new Product { StoreId = store, ProductId = reading.ProductId, Title = reading.Title, Handle = reading.Handle, Status = reading.Status };
        Take(product, reading, begunAt);
        return product;
    }

    /// <summary>Whether a reading may replace what the mirror holds: never an older one.</summary>
    /// <param name="product">The mirror's row.</param>
    /// <param name="updatedAt">Shopify's <c>updatedAt</c> of the reading.</param>
    /// <param name="begunAt">When the reading was begun, UTC.</param>
    public static bool IsNewer(Product product, DateTimeOffset updatedAt, DateTimeOffset begunAt)
    {
        ArgumentNullException.ThrowIfNull(product);
        return updatedAt > product.UpdatedAt || (updatedAt == product.UpdatedAt && begunAt >= product.ReadAt);
    }

    /// <summary>Carries a reading into its row, variants included.</summary>
    /// <returns>False where nothing but times changed.</returns>
    public static bool Take(Product product, ProductReading reading, DateTimeOffset begunAt)
    {
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(reading);
        var before = Content(product);
        product.Title = reading.Title;
        product.Handle = reading.Handle;
        product.Status = reading.Status;
        product.Vendor = reading.Vendor;
        product.ProductType = reading.ProductType;
        product.DescriptionHtml = reading.DescriptionHtml;
        product.Tags = reading.Tags;
        product.Options = reading.Options;
        product.Images = reading.Images;
        product.ProductKey = reading.ProductKey;
        product.CategoryId = reading.Category?.Id;
        product.CategoryName = reading.Category?.FullName;
        product.SeoTitle = reading.SeoTitle;
        product.SeoDescription = reading.SeoDescription;
        product.PublishedAt = reading.PublishedAt;
        product.Metafields = reading.Metafields;
        product.CollectionIds = reading.CollectionIds ?? product.CollectionIds;
        product.MirrorVersion = Version;
        product.CreatedAt = reading.CreatedAt;
        product.UpdatedAt = reading.UpdatedAt;
        product.ReadAt = begunAt;
        product.DeletedAt = null;
        product.Variants.RemoveAll(v => reading.Variants.All(r => r.VariantId != v.VariantId));
        foreach (var seen in reading.Variants)
        {
            var variant = product.Variants.Find(v => v.VariantId == seen.VariantId);
            if (variant is null)
            {
                variant = new Variant { StoreId = product.StoreId, VariantId = seen.VariantId, ProductId = product.ProductId, Title = seen.Title, InventoryPolicy = seen.InventoryPolicy };
                product.Variants.Add(variant);
            }

            Take(variant, seen);
        }

        return before != Content(product);
    }

    private static void Take(Variant variant, VariantReading reading)
    {
        variant.InventoryItemId = reading.InventoryItemId;
        variant.Title = reading.Title;
        variant.Sku = reading.Sku;
        variant.Barcode = reading.Barcode;
        variant.PriceMinor = reading.PriceMinor;
        variant.CompareAtMinor = reading.CompareAtMinor;
        variant.Position = reading.Position;
        variant.Taxable = reading.Taxable;
        variant.InventoryPolicy = reading.InventoryPolicy;
        variant.Tracked = reading.Tracked;
        variant.RequiresShipping = reading.RequiresShipping;
        variant.WeightThousandths = reading.Weight is { } weight ? (long)decimal.Round(weight * 1000m, 0, MidpointRounding.AwayFromZero) : null;
        variant.WeightUnit = reading.WeightUnit;
        variant.UnitCostMinor = reading.UnitCostMinor;
        variant.HarmonizedSystemCode = reading.HarmonizedSystemCode;
        variant.CountryCodeOfOrigin = reading.CountryCodeOfOrigin;
        variant.Options = reading.Options;
        variant.MediaId = reading.MediaId;
    }

    // Everything a screen or a plan could see, as one comparable text; times are no content.
    private static string Content(Product p) => JsonSerializer.Serialize(new
    {
        p.Title,
        p.Handle,
        p.Status,
        p.Vendor,
        p.ProductType,
        p.DescriptionHtml,
        p.Tags,
        p.Options,
        p.Images,
        p.ProductKey,
        p.CategoryId,
        p.SeoTitle,
        p.SeoDescription,
        p.PublishedAt,
        p.Metafields,
        p.CollectionIds,
        Deleted = p.DeletedAt is not null,
        Variants = p.Variants.OrderBy(v => v.VariantId).Select(v => new
        {
            v.VariantId,
            v.InventoryItemId,
            v.Title,
            v.Sku,
            v.Barcode,
            v.PriceMinor,
            v.CompareAtMinor,
            v.Position,
            v.Taxable,
            v.InventoryPolicy,
            v.Tracked,
            v.RequiresShipping,
            v.WeightThousandths,
            v.WeightUnit,
            v.UnitCostMinor,
            v.HarmonizedSystemCode,
            v.CountryCodeOfOrigin,
            v.Options,
            v.MediaId,
        }),
    });
}
