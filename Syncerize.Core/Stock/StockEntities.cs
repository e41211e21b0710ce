namespace Syncerize.Core.Stock;

/// <summary>A location of a shop.</summary>
public sealed class Location
{
    /// <summary>The store.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>Shopify's number.</summary>
    public long LocationId { get; set; }

    /// <summary>Its name.</summary>
    public required string Name { get; set; }

    /// <summary>Whether it is active.</summary>
    public bool IsActive { get; set; }

    /// <summary>Whether online orders are fulfilled from it; a new variant is stocked at the first such one.</summary>
    public bool FulfillsOnlineOrders { get; set; }
}

/// <summary>Stock of one item at one location as last read.</summary>
public sealed class StockLevel
{
    /// <summary>The store.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>The inventory item.</summary>
    public long InventoryItemId { get; set; }

    /// <summary>The location.</summary>
    public long LocationId { get; set; }

    /// <summary>Units that can be sold.</summary>
    public int Available { get; set; }

    /// <summary>Units sold and not yet shipped, by Shopify's count.</summary>
    public int Committed { get; set; }

    /// <summary>Units on the shelf.</summary>
    public int OnHand { get; set; }

    /// <summary>False where the item is not stocked there any more.</summary>
    public bool IsActive { get; set; }

    /// <summary>Shopify's <c>updatedAt</c> of the level (the newest seen, from a reading or a webhook).</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When the reading that gave all three numbers was begun, UTC. A webhook lowers <see cref="Available"/> without moving this. The epoch asks for a reading before anything is written.</summary>
    public DateTimeOffset ReadAt { get; set; }

    /// <summary>When a webhook last lowered <see cref="Available"/>, UTC. A reading begun before that may not raise it again.</summary>
    public DateTimeOffset? LoweredAt { get; set; }
}

/// <summary>Units committed at a destination that our order mirror does not explain yet (engine contract, Unexplained).</summary>
public sealed class UnexplainedUnits
{
    /// <summary>The destination store.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>The destination's inventory item.</summary>
    public long InventoryItemId { get; set; }

    /// <summary>Committed beyond the mirror's unfulfilled units, now.</summary>
    public int Units { get; set; }

    /// <summary>Of these, units found to be a draft or manual reservation: an order pull past <see cref="Since"/> and the search lag found no order. They reserve nothing.</summary>
    public int ManualUnits { get; set; }

    /// <summary>When the surplus was first read (or last grew), UTC.</summary>
    public DateTimeOffset Since { get; set; }
}

/// <summary>One destination order line as stock sees it. Orders keeps these rows in the transaction that stores the order or its push; a row goes when both numbers are zero.</summary>
public sealed class Reservation
{
    /// <summary>The destination store.</summary>
    public StoreId StoreId { get; set; }

    /// <summary>The order line.</summary>
    public long LineId { get; set; }

    /// <summary>The order.</summary>
    public long OrderId { get; set; }

    /// <summary>The destination's inventory item.</summary>
    public long InventoryItemId { get; set; }

    /// <summary>Units the destination still has to ship: what explains its <c>committed</c>.</summary>
    public int UnfulfilledUnits { get; set; }

    /// <summary>The source behind the line; null for the shop's own goods and for lines ordered before the link.</summary>
    public StoreId? SourceStoreId { get; set; }

    /// <summary>The source's inventory item.</summary>
    public long? SourceInventoryItemId { get; set; }

    /// <summary>Units sold that no recorded source order holds yet and the destination did not ship itself: kept back for everyone.</summary>
    public int ReservedUnits { get; set; }
}
