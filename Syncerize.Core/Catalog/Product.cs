using Syncerize.Core.Shopify;

namespace Syncerize.Core.Catalog;

/// <summary>A product of a store as Shopify last answered it: the mirror. Source and destination products alike.</summary>
public sealed class Product
{
    /// <summary>The store it is in.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>Shopify's number.</summary>
    public long ProductId { get; set; }

    /// <summary>Title.</summary>
    public required string Title { get; set; }

    /// <summary>Handle, unique in its shop.</summary>
    public required string Handle { get; set; }

    /// <summary>ACTIVE, DRAFT, ARCHIVED or UNLISTED.</summary>
    public required string Status { get; set; }

    /// <summary>Vendor.</summary>
    public string Vendor { get; set; } = "";

    /// <summary>Product type.</summary>
    public string ProductType { get; set; } = "";

    /// <summary>Description as Shopify holds it.</summary>
    public string DescriptionHtml { get; set; } = "";

    /// <summary>Tags, as Shopify orders them.</summary>
    public IReadOnlyList<string> Tags { get; set; } = [];

    /// <summary>Options in order.</summary>
    public IReadOnlyList<OptionReading> Options { get; set; } = [];

    /// <summary>Images in order.</summary>
    public IReadOnlyList<ImageReading> Images { get; set; } = [];

    /// <summary>Id of its category in Shopify's taxonomy; null for none.</summary>
    public string? CategoryId { get; set; }

    /// <summary>That category's full name.</summary>
    public string? CategoryName { get; set; }

    /// <summary>Title for search engines; null where the product's own is used.</summary>
    public string? SeoTitle { get; set; }

    /// <summary>Description for search engines; null where the product's own is used.</summary>
    public string? SeoDescription { get; set; }

    /// <summary>Since when it is in the Online Store, UTC; null where it is not.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>Metafields, those of apps' own namespaces left out.</summary>
    public IReadOnlyList<MetafieldReading> Metafields { get; set; } = [];

    /// <summary>The collections it is in.</summary>
    public IReadOnlyList<long> CollectionIds { get; set; } = [];

    /// <summary>Which <see cref="CatalogMirror.Version"/> of the mirror read it: below the present one, attributes added since are not known yet.</summary>
    public int MirrorVersion { get; set; }

    /// <summary>Our product key, where the product carries one: it was created by Syncerize.</summary>
    public string? ProductKey { get; set; }

    /// <summary>Whether a person picked it for the Individual availability mode (sources).</summary>
    public bool IsPicked { get; set; }

    /// <summary>When it was created at Shopify, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Shopify's <c>updatedAt</c> of the reading.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When the reading was begun, UTC.</summary>
    public DateTimeOffset ReadAt { get; set; }

    /// <summary>When it was found to be gone; null while it exists.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Its variants.</summary>
    public List<Variant> Variants { get; set; } = [];
}

/// <summary>A variant of a mirrored product.</summary>
public sealed class Variant
{
    /// <summary>The store it is in.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>Shopify's number.</summary>
    public long VariantId { get; set; }

    /// <summary>Its product.</summary>
    public long ProductId { get; set; }

    /// <summary>Its inventory item.</summary>
    public long InventoryItemId { get; set; }

    /// <summary>Shopify's title, the option values joined.</summary>
    public required string Title { get; set; }

    /// <summary>SKU, as written.</summary>
    public string? Sku { get; set; }

    /// <summary>Barcode, as written.</summary>
    public string? Barcode { get; set; }

    /// <summary>Price in minor units of the shop's currency.</summary>
    public long PriceMinor { get; set; }

    /// <summary>Compare-at price in minor units of the shop's currency.</summary>
    public long? CompareAtMinor { get; set; }

    /// <summary>From 1.</summary>
    public int Position { get; set; }

    /// <summary>Whether tax is charged.</summary>
    public bool Taxable { get; set; }

    /// <summary>DENY or CONTINUE.</summary>
    public required string InventoryPolicy { get; set; }

    /// <summary>Whether Shopify tracks its quantity.</summary>
    public bool Tracked { get; set; }

    /// <summary>Whether it is shipped.</summary>
    public bool RequiresShipping { get; set; }

    /// <summary>Weight in <see cref="WeightUnit"/>, in thousandths.</summary>
    public long? WeightThousandths { get; set; }

    /// <summary>GRAMS, KILOGRAMS, OUNCES or POUNDS.</summary>
    public string? WeightUnit { get; set; }

    /// <summary>Cost per item in minor units of the shop's currency; null where none is given.</summary>
    public long? UnitCostMinor { get; set; }

    /// <summary>Harmonised system code.</summary>
    public string? HarmonizedSystemCode { get; set; }

    /// <summary>ISO country of origin.</summary>
    public string? CountryCodeOfOrigin { get; set; }

    /// <summary>The value of each option.</summary>
    public IReadOnlyList<SelectedOption> Options { get; set; } = [];

    /// <summary>Its own image.</summary>
    public long? MediaId { get; set; }
}

/// <summary>What a source offers, for all its connections: its availability mode.</summary>
public sealed class AvailabilityRule
{
    /// <summary>The source store.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>The mode.</summary>
    public Connections.Availability Mode { get; set; }

    /// <summary>The tags of the Tags mode.</summary>
    public IReadOnlyList<string> Tags { get; set; } = [];
}
