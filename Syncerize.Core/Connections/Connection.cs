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
