namespace Syncerize.Core.Connections;

/// <summary>When an attribute is written to the destination.</summary>
public enum AttributeSync
{
    /// <summary>Never.</summary>
    Off = 0,

    /// <summary>Only when the product is created.</summary>
    OnCreate = 1,

    /// <summary>On creation and on every later change.</summary>
    KeepInSync = 2,
}

/// <summary>The code by which two variants are known to be the same thing.</summary>
public enum UniqueIdentifier
{
    /// <summary>SKU.</summary>
    Sku = 0,

    /// <summary>Barcode (GTIN, EAN, UPC, ISBN).</summary>
    Barcode = 1,
}

/// <summary>What is done with the destination's own tags.</summary>
public enum TagMode
{
    /// <summary>The destination has exactly the source's tags.</summary>
    Mirror = 0,

    /// <summary>The source's tags are added and taken away again; the destination's own stay.</summary>
    Append = 1,
}

/// <summary>What becomes of a field that was changed by hand at the destination.</summary>
public enum EditPolicy
{
    /// <summary>It stays until the source changes that field.</summary>
    KeepUntilSourceChanges = 0,

    /// <summary>It stays, whatever the source does, until somebody asks for the source's value again.</summary>
    Keep = 1,

    /// <summary>It is overwritten with the source's value at the next comparison.</summary>
    Overwrite = 2,
}

/// <summary>How a created product first appears in the destination's shop.</summary>
public enum NewProduct
{
    /// <summary>With the source's status, on no sales channel: the merchant publishes it.</summary>
    Unpublished = 0,

    /// <summary>With the source's status, published to the Online Store.</summary>
    OnlineStore = 1,

    /// <summary>As a draft. It follows the source's status from its next change there on.</summary>
    Draft = 2,
}

/// <summary>What a collection rule looks at.</summary>
public enum CollectionMatch
{
    /// <summary>Every product of the connection.</summary>
    Every = 0,

    /// <summary>Products with a tag at the source.</summary>
    Tag = 1,

    /// <summary>Products of a type at the source.</summary>
    ProductType = 2,

    /// <summary>Products of a vendor at the source.</summary>
    Vendor = 3,
}

/// <summary>Puts synced products that match into a collection of the destination. Upper and lower case do not count.</summary>
/// <param name="Match">What is looked at.</param>
/// <param name="Value">The tag, type or vendor; nothing for <see cref="CollectionMatch.Every"/>.</param>
/// <param name="CollectionId">The collection at the destination, one whose products are chosen by hand.</param>
/// <param name="CollectionTitle">Its title when the rule was made.</param>
public sealed record CollectionRule(CollectionMatch Match, string Value, long CollectionId, string CollectionTitle);

/// <summary>Which attributes are synced. Inventory is always on.</summary>
public sealed record ProductSyncSettings
{
    /// <summary>The code that says which variants are the same.</summary>
    public UniqueIdentifier Identifier { get; init; }

    /// <summary>Title.</summary>
    public AttributeSync Title { get; init; } = AttributeSync.KeepInSync;

    /// <summary>Description (HTML).</summary>
    public AttributeSync Description { get; init; } = AttributeSync.KeepInSync;

    /// <summary>Status: active, draft, archived, unlisted.</summary>
    public AttributeSync Status { get; init; } = AttributeSync.KeepInSync;

    /// <summary>Vendor.</summary>
    public AttributeSync Vendor { get; init; } = AttributeSync.OnCreate;

    /// <summary>Product type.</summary>
    public AttributeSync ProductType { get; init; } = AttributeSync.OnCreate;

    /// <summary>Category of Shopify's product taxonomy, the same in every shop.</summary>
    public AttributeSync Category { get; init; } = AttributeSync.OnCreate;

    /// <summary>Tags.</summary>
    public AttributeSync Tags { get; init; } = AttributeSync.OnCreate;

    /// <summary>What is done with the destination's own tags.</summary>
    public TagMode TagMode { get; init; }

    /// <summary>Images, and which of them a variant shows.</summary>
    public AttributeSync Images { get; init; } = AttributeSync.OnCreate;

    /// <summary>Handle: the product's address. Where it is taken at the destination Shopify chooses another one.</summary>
    public AttributeSync Handle { get; init; }

    /// <summary>Title and description for search engines.</summary>
    public AttributeSync Seo { get; init; } = AttributeSync.OnCreate;

    /// <summary>Metafields of <see cref="MetafieldNamespaces"/>.</summary>
    public AttributeSync Metafields { get; init; }

    /// <summary>The namespaces whose metafields go along.</summary>
    public IReadOnlyList<string> MetafieldNamespaces { get; init; } = [];

    /// <summary>Price, margin and rate applied.</summary>
    public AttributeSync Price { get; init; } = AttributeSync.KeepInSync;

    /// <summary>Compare-at price, margin and rate applied.</summary>
    public AttributeSync CompareAtPrice { get; init; } = AttributeSync.KeepInSync;

    /// <summary>SKU.</summary>
    public AttributeSync Sku { get; init; } = AttributeSync.KeepInSync;

    /// <summary>Barcode.</summary>
    public AttributeSync Barcode { get; init; } = AttributeSync.KeepInSync;

    /// <summary>Weight.</summary>
    public AttributeSync Weight { get; init; } = AttributeSync.OnCreate;

    /// <summary>Inventory policy (continue selling or not); see <see cref="StockSettings.SoldOut"/>.</summary>
    public AttributeSync InventoryPolicy { get; init; } = AttributeSync.OnCreate;

    /// <summary>Cost per item: what the destination pays, the source's cost converted by the rate, without margin.</summary>
    public AttributeSync Cost { get; init; }

    /// <summary>Whether tax is charged.</summary>
    public AttributeSync Taxable { get; init; } = AttributeSync.OnCreate;

    /// <summary>Whether it is shipped.</summary>
    public AttributeSync RequiresShipping { get; init; } = AttributeSync.OnCreate;

    /// <summary>Country of origin.</summary>
    public AttributeSync CountryOfOrigin { get; init; } = AttributeSync.OnCreate;

    /// <summary>Harmonised system code.</summary>
    public AttributeSync HsCode { get; init; } = AttributeSync.OnCreate;

    /// <summary>A tag that keeps a source's product back: with it nothing is created and no field is written; stock goes on. Empty for none.</summary>
    public string HoldTag { get; init; } = "";

    /// <summary>New variants of the source are added.</summary>
    public bool AddNewVariants { get; init; } = true;

    /// <summary>Variants deleted at the source are removed from products we created.</summary>
    public bool RemoveDeletedVariants { get; init; } = true;

    /// <summary>How a created product first appears.</summary>
    public NewProduct NewProducts { get; init; }

    /// <summary>What becomes of fields changed by hand at the destination.</summary>
    public EditPolicy LocalEdits { get; init; }

    /// <summary>Collections that synced products are put into.</summary>
    public IReadOnlyList<CollectionRule> Collections { get; init; } = [];
}

/// <summary>What a price ends in. Always rounded up, so that no rounding takes from the margin.</summary>
public enum PriceRounding
{
    /// <summary>To the smallest unit of the currency, half up.</summary>
    None = 0,

    /// <summary>To the next price that ends in .99.</summary>
    NinetyNine = 1,

    /// <summary>To the next price that ends in .95.</summary>
    NinetyFive = 2,

    /// <summary>To the next whole amount.</summary>
    Whole = 3,
}

/// <summary>How a destination price is made from the source's: rate, margin, fixed amount, rounding, floor, in this order.</summary>
public sealed record PriceSettings
{
    /// <summary>The least margin: everything is taken off.</summary>
    public const int LeastMargin = -10_000;

    /// <summary>The most margin: a hundred times the price on top.</summary>
    public const int MostMargin = 1_000_000;

    /// <summary>Margin in basis points added on top: 1,000 is 10 % (100 becomes 110). Negative takes off.</summary>
    public int MarginBasisPoints { get; init; }

    /// <summary>Added after the margin, in minor units of the destination's currency. Negative takes off.</summary>
    public long FixedMinor { get; init; }

    /// <summary>What the price ends in.</summary>
    public PriceRounding Rounding { get; init; }

    /// <summary>The lowest price, in minor units of the destination's currency; null for none. Compare-at prices have no floor.</summary>
    public long? FloorMinor { get; init; }
}

/// <summary>What happens at the destination when nothing is left, where the inventory policy is synced.</summary>
public enum SoldOutPolicy
{
    /// <summary>As the source has it.</summary>
    AsAtSource = 0,

    /// <summary>It stops selling.</summary>
    StopSelling = 1,

    /// <summary>It sells on. Orders beyond the source's stock are parked when pushed.</summary>
    KeepSelling = 2,
}

/// <summary>Which stock counts, how much of it is shown, and where it is received.</summary>
public sealed record StockSettings
{
    /// <summary>Source locations that count; empty means every active one.</summary>
    public IReadOnlyList<long> SourceLocations { get; init; } = [];

    /// <summary>The destination location where a variant that is stocked nowhere yet is stocked; null for the first that ships online orders.</summary>
    public long? ReceivingLocation { get; init; }

    /// <summary>Units always kept back.</summary>
    public int Buffer { get; init; }

    /// <summary>The most that is ever shown; null for no cap.</summary>
    public int? Cap { get; init; }

    /// <summary>What happens when nothing is left.</summary>
    public SoldOutPolicy SoldOut { get; init; }
}
