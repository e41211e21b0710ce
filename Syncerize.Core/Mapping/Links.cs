namespace Syncerize.Core.Mapping;

/// <summary>How a link came about.</summary>
public enum LinkOrigin
{
    /// <summary>We created the destination product.</summary>
    Created = 0,

    /// <summary>The merchant had it before and joined it.</summary>
    Mapped = 1,
}

/// <summary>Where a link stands.</summary>
public enum LinkState
{
    /// <summary>The destination product is being created.</summary>
    Creating = 0,

    /// <summary>In step, or being brought there.</summary>
    Active = 1,

    /// <summary>The source product is not available any more; stock is zero at the destination.</summary>
    Unavailable = 2,

    /// <summary>The product is gone at one side.</summary>
    Broken = 3,

    /// <summary>Ended; kept for its past and for a reconnect.</summary>
    Ended = 4,
}

/// <summary>What an ended link still has before it.</summary>
public enum LinkEnding
{
    /// <summary>Nothing: it stays ended until a person syncs the product again.</summary>
    None = 0,

    /// <summary>It ended with its connection (or by a change that was undone) and is taken up again when the connection works.</summary>
    Rejoins = 1,

    /// <summary>The destination's product is being deleted, as a person accepted.</summary>
    Deletes = 2,
}

/// <summary>Says that a destination product is a source product, through one connection.</summary>
public sealed class ProductLink
{
    /// <summary>Our key.</summary>
    public int Id { get; set; }

    /// <summary>The connection.</summary>
    public ConnectionId ConnectionId { get; set; }

    /// <summary>The source store (denormalised for look-ups).</summary>
    public StoreId SourceStoreId { get; set; }

    /// <summary>The destination store (denormalised for look-ups).</summary>
    public StoreId DestinationStoreId { get; set; }

    /// <summary>The product at the source.</summary>
    public long SourceProductId { get; set; }

    /// <summary>The product at the destination; null until it was created.</summary>
    public long? DestinationProductId { get; set; }

    /// <summary>How it came about.</summary>
    public LinkOrigin Origin { get; set; }

    /// <summary>Where it stands.</summary>
    public LinkState State { get; set; }

    /// <summary>A sentence where the state needs one.</summary>
    public string? StateReason { get; set; }

    /// <summary>What an ended link still has before it.</summary>
    public LinkEnding Ending { get; set; }

    /// <summary>Since when it exists, UTC. Orders before that moment reserve nothing.</summary>
    public DateTimeOffset LinkedAt { get; set; }

    /// <summary>When the destination last was brought in step, UTC.</summary>
    public DateTimeOffset? SyncedAt { get; set; }

    /// <summary>Its variants.</summary>
    public List<VariantLink> Variants { get; set; } = [];
}

/// <summary>Says that a destination variant is a source variant. A destination variant has one source at most (unique among links not ended).</summary>
public sealed class VariantLink
{
    /// <summary>Our key.</summary>
    public int Id { get; set; }

    /// <summary>The product link.</summary>
    public int ProductLinkId { get; set; }

    /// <summary>The product link.</summary>
    public ProductLink? ProductLink { get; set; }

    /// <summary>The connection.</summary>
    public ConnectionId ConnectionId { get; set; }

    /// <summary>The source store.</summary>
    public StoreId SourceStoreId { get; set; }

    /// <summary>The destination store.</summary>
    public StoreId DestinationStoreId { get; set; }

    /// <summary>The variant at the source.</summary>
    public long SourceVariantId { get; set; }

    /// <summary>The inventory item at the source.</summary>
    public long SourceInventoryItemId { get; set; }

    /// <summary>The variant at the destination.</summary>
    public long DestinationVariantId { get; set; }

    /// <summary>The inventory item at the destination.</summary>
    public long DestinationInventoryItemId { get; set; }

    /// <summary>Since when, UTC.</summary>
    public DateTimeOffset LinkedAt { get; set; }

    /// <summary>False once the link has ended; an ended one no longer claims its destination variant.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>The quantity we last wrote (or found equal) at the destination; null before the first.</summary>
    public int? LastQuantity { get; set; }

    /// <summary>When that was, UTC.</summary>
    public DateTimeOffset? LastQuantityAt { get; set; }

    /// <summary>Why the quantity is that number, for people: the formula with its values.</summary>
    public string? LastQuantityReason { get; set; }

    /// <summary>The one last quantity to write when the link stops (block, disconnect, unavailable); null where none is owed.</summary>
    public int? ClosingQuantity { get; set; }

    /// <summary>The source's code (SKU or barcode, as the connection says) when the variant was joined to one the merchant had; null before it was looked at.</summary>
    public string? SourceCode { get; set; }

    /// <summary>The destination's code then.</summary>
    public string? DestinationCode { get; set; }

    /// <summary>Why nothing of this variant is written any more, for people; null where it is in step. It keeps its link.</summary>
    public string? StopReason { get; set; }

    /// <summary>Set where stock cannot be kept in step: stocked at several locations, not stocked, and so on.</summary>
    public string? StockConflict { get; set; }
}
