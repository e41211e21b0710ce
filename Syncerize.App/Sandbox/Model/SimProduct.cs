namespace Syncerize.App.Sandbox.Model;

/// <summary>A product; its variants are documents of their own.</summary>
internal sealed class SimProduct
{
    public long Id { get; set; }

    public required string Title { get; set; }

    public string Handle { get; set; } = "";

    public string DescriptionHtml { get; set; } = "";

    public string Vendor { get; set; } = "";

    public string ProductType { get; set; } = "";

    public List<string> Tags { get; set; } = [];

    /// <summary>ACTIVE, DRAFT, ARCHIVED or UNLISTED.</summary>
    public string Status { get; set; } = "ACTIVE";

    public List<SimOption> Options { get; set; } = [];

    public List<SimMedia> Media { get; set; } = [];

    public List<SimMetafield> Metafields { get; set; } = [];

    public string? SeoTitle { get; set; }

    public string? SeoDescription { get; set; }

    /// <summary>Global id of its category in the taxonomy; null for none.</summary>
    public string? CategoryGid { get; set; }

    public List<long> CollectionIds { get; set; } = [];

    public List<long> PublicationIds { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? PublishedAt { get; set; }
}

/// <summary>An option of a product, such as Size; a product without options has "Title" with "Default Title".</summary>
internal sealed class SimOption
{
    public long Id { get; set; }

    public required string Name { get; set; }

    /// <summary>From 1.</summary>
    public int Position { get; set; }

    public List<SimOptionValue> Values { get; set; } = [];
}

/// <summary>One value of an option.</summary>
internal sealed class SimOptionValue
{
    public long Id { get; set; }

    public required string Name { get; set; }
}

/// <summary>An image of a product.</summary>
internal sealed class SimMedia
{
    public long Id { get; set; }

    /// <summary>Absolute, or beginning with <c>/cdn/</c>: then the server puts its own address before it.</summary>
    public required string Url { get; set; }

    public string? Alt { get; set; }

    /// <summary>From 1.</summary>
    public int Position { get; set; }

    /// <summary>UPLOADED, PROCESSING, READY or FAILED.</summary>
    public string Status { get; set; } = "READY";

    /// <summary>While it is not ready: when processing begins and when it ends.</summary>
    public DateTimeOffset? ProcessingAt { get; set; }

    public DateTimeOffset? ReadyAt { get; set; }

    /// <summary>It cannot be fetched: once processed it has failed.</summary>
    public bool Fails { get; set; }

    public int Width { get; set; } = 800;

    public int Height { get; set; } = 800;
}

/// <summary>A collection of products.</summary>
internal sealed class SimCollection
{
    public long Id { get; set; }

    public required string Title { get; set; }

    public string Handle { get; set; } = "";

    /// <summary>Its products follow from conditions; none can be put in by hand.</summary>
    public bool IsSmart { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>A variant with its inventory item.</summary>
internal sealed class SimVariant
{
    public long Id { get; set; }

    public long ProductId { get; set; }

    public string Title { get; set; } = "Default Title";

    public string? Sku { get; set; }

    public string? Barcode { get; set; }

    public long PriceMinor { get; set; }

    public long? CompareAtMinor { get; set; }

    /// <summary>From 1.</summary>
    public int Position { get; set; }

    /// <summary>In the order of the product's options.</summary>
    public List<SimSelectedOption> SelectedOptions { get; set; } = [];

    public long InventoryItemId { get; set; }

    public bool Tracked { get; set; } = true;

    public bool RequiresShipping { get; set; } = true;

    public bool Taxable { get; set; } = true;

    /// <summary>DENY or CONTINUE.</summary>
    public string InventoryPolicy { get; set; } = "DENY";

    public decimal Weight { get; set; }

    /// <summary>GRAMS, KILOGRAMS, OUNCES or POUNDS.</summary>
    public string WeightUnit { get; set; } = "KILOGRAMS";

    public long? UnitCostMinor { get; set; }

    public string? HarmonizedSystemCode { get; set; }

    public string? CountryCodeOfOrigin { get; set; }

    public long? MediaId { get; set; }

    public List<SimMetafield> Metafields { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When the inventory item itself changed last.</summary>
    public DateTimeOffset ItemUpdatedAt { get; set; }
}

/// <summary>The value a variant has for one option.</summary>
internal sealed class SimSelectedOption
{
    public required string Name { get; set; }

    public required string Value { get; set; }
}

/// <summary>Stock of one item at one location. on hand = available + committed, other states are not simulated.</summary>
internal sealed class SimInventoryLevel
{
    /// <summary>A number of its own; a level's global id carries it and the item's.</summary>
    public long Id { get; set; }

    public long InventoryItemId { get; set; }

    public long LocationId { get; set; }

    public bool IsActive { get; set; } = true;

    public int Available { get; set; }

    public int Committed { get; set; }

    public int OnHand { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
