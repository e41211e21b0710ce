namespace Syncerize.Core.Connections;

/// <summary>Where a connection stands.</summary>
public enum ConnectionState
{
    /// <summary>Waits for the source's approval.</summary>
    Pending = 0,

    /// <summary>Products sync and orders push.</summary>
    Connected = 1,

    /// <summary>Stopped by a person for a while; nothing is written.</summary>
    Paused = 2,

    /// <summary>Stopped by the source.</summary>
    Blocked = 3,

    /// <summary>Ended by the destination; its past stays visible.</summary>
    Disconnected = 4,
}

/// <summary>Which of a source's products a connection is offered.</summary>
public enum Availability
{
    /// <summary>Hand-picked at the source.</summary>
    Individual = 0,

    /// <summary>Every product.</summary>
    All = 1,

    /// <summary>Products with any of the chosen tags.</summary>
    Tags = 2,
}

/// <summary>One destination store joined to one source store.</summary>
public sealed class Connection
{
    /// <summary>Our key.</summary>
    public ConnectionId Id { get; set; }

    /// <summary>The store that sells.</summary>
    public StoreId DestinationId { get; set; }

    /// <summary>The store that owns the goods.</summary>
    public StoreId SourceId { get; set; }

    /// <summary>Where it stands.</summary>
    public ConnectionState State { get; set; }

    /// <summary>When it first was connected, UTC.</summary>
    public DateTimeOffset ConnectedAt { get; set; }

    /// <summary>When the state last changed, UTC.</summary>
    public DateTimeOffset StateChangedAt { get; set; }

    /// <summary>All settings that differ per partner.</summary>
    public ConnectionSettings Settings { get; set; } = new();
}

/// <summary>Settings of one connection (product.md, Store Connection Settings). Stored whole, as JSON.</summary>
public sealed record ConnectionSettings
{
    /// <summary>Order push settings.</summary>
    public OrderPushSettings OrderPush { get; init; } = new();

    /// <summary>Product sync settings.</summary>
    public ProductSyncSettings Products { get; init; } = new();

    /// <summary>Price settings.</summary>
    public PriceSettings Price { get; init; } = new();

    /// <summary>Stock settings.</summary>
    public StockSettings Stock { get; init; } = new();
}

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

/// <summary>Which attributes are synced. Inventory is always on.</summary>
public sealed record ProductSyncSettings
{
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

    /// <summary>Tags.</summary>
    public AttributeSync Tags { get; init; } = AttributeSync.OnCreate;

    /// <summary>Images.</summary>
    public AttributeSync Images { get; init; } = AttributeSync.OnCreate;

    /// <summary>Price, margin and rate applied.</summary>
    public AttributeSync Price { get; init; } = AttributeSync.KeepInSync;

    /// <summary>Compare-at price, margin and rate applied.</summary>
    public AttributeSync CompareAtPrice { get; init; } = AttributeSync.KeepInSync;

    /// <summary>SKU.</summary>
    public AttributeSync Sku { get; init; } = AttributeSync.KeepInSync;

    /// <summary>Barcode.</summary>
    public AttributeSync Barcode { get; init; } = AttributeSync.KeepInSync;

    /// <summary>Inventory policy (continue selling or not).</summary>
    public AttributeSync InventoryPolicy { get; init; } = AttributeSync.OnCreate;

    /// <summary>New variants of the source are added.</summary>
    public bool AddNewVariants { get; init; } = true;

    /// <summary>Variants deleted at the source are removed from products we created.</summary>
    public bool RemoveDeletedVariants { get; init; } = true;
}

/// <summary>How a destination price is made from the source's.</summary>
public sealed record PriceSettings
{
    /// <summary>Margin in basis points added on top: 1,000 is 10 % (100 becomes 110).</summary>
    public int MarginBasisPoints { get; init; }
}

/// <summary>Which stock counts and how much of it is shown.</summary>
public sealed record StockSettings
{
    /// <summary>Source locations that count; empty means every active one.</summary>
    public IReadOnlyList<long> SourceLocations { get; init; } = [];

    /// <summary>Units always kept back.</summary>
    public int Buffer { get; init; }

    /// <summary>The most that is ever shown; null for no cap.</summary>
    public int? Cap { get; init; }
}
