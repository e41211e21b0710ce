namespace Syncerize.Core.Orders;

/// <summary>Where an order's part stands: the recovery points of engine section 5 and what comes before and after them.</summary>
public enum PushState
{
    /// <summary>Not sent: a rule stops it (<see cref="OrderPush.WaitingFor"/>) or a person has to press Push.</summary>
    Waiting = 0,

    /// <summary>Will be sent next.</summary>
    Planned = 1,

    /// <summary>Committed before the first byte leaves. May only be looked up, never sent again from here.</summary>
    Sending = 2,

    /// <summary>The source order is known; its units still count as reserved.</summary>
    Created = 3,

    /// <summary>A source reading begun after the create was stored; the reservation has ended.</summary>
    Recorded = 4,

    /// <summary>Needs a person.</summary>
    Parked = 5,

    /// <summary>A person said it is not to be pushed.</summary>
    Handled = 6,

    /// <summary>The order was cancelled before it was sent.</summary>
    Cancelled = 7,
}

/// <summary>Why a part waits. The same reasons explain and decide.</summary>
public enum PushWaits
{
    /// <summary>Nothing stops it.</summary>
    Nothing = 0,

    /// <summary>Automatic push is off for the store or the connection.</summary>
    Manual = 1,

    /// <summary>The order is not paid.</summary>
    Payment = 2,

    /// <summary>The connection is blocked, paused, pending or disconnected.</summary>
    Connection = 3,

    /// <summary>No exchange rate is set.</summary>
    ExchangeRate = 4,

    /// <summary>Another part cannot go yet and partial push is off.</summary>
    OtherParts = 5,

    /// <summary>Shadow mode: computed, not sent.</summary>
    Shadow = 6,

    /// <summary>The source store cannot be reached with our token.</summary>
    SourceStore = 7,

    /// <summary>A test order, or nothing left to push.</summary>
    NotPushable = 8,

    /// <summary>A product of the part is not synced or not available any more.</summary>
    Product = 9,

    /// <summary>Parked: the source refused to claim the stock. The order is oversold.</summary>
    SoldOut = 10,

    /// <summary>Parked: sent twice without an answer and not found; a person looks in the source shop.</summary>
    Outcome = 11,

    /// <summary>Parked: Shopify refused the order for another reason.</summary>
    Refused = 12,

    /// <summary>The plan's order pushes of the month are used; it goes when the month turns or the plan grows.</summary>
    Plan = 13,

    /// <summary>Left out by rule (point of sale, pickup): neither pushed by itself nor reserving stock.</summary>
    LeftOut = 14,

    /// <summary>A high fraud risk, held for a person.</summary>
    Risk = 15,

    /// <summary>The wait after ordering is not over.</summary>
    Wait = 16,
}

/// <summary>How a push was started.</summary>
public enum PushMode
{
    /// <summary>By itself.</summary>
    Automatic = 0,

    /// <summary>By a person.</summary>
    Manual = 1,
}

/// <summary>The part of one destination order that one source fulfils: one row per order, connection and revision.</summary>
public sealed class OrderPush
{
    /// <summary>Our key.</summary>
    public int Id { get; set; }

    /// <summary>The push key of Shopify's own ids; unique, and on the source order.</summary>
    public required string Key { get; set; }

    /// <summary>The connection.</summary>
    public ConnectionId ConnectionId { get; set; }

    /// <summary>The destination store.</summary>
    public StoreId DestinationStoreId { get; set; }

    /// <summary>The source store.</summary>
    public StoreId SourceStoreId { get; set; }

    /// <summary>The destination's order.</summary>
    public long OrderId { get; set; }

    /// <summary>From 1; raised by hand only, after a cancel.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>Where it stands.</summary>
    public PushState State { get; set; }

    /// <summary>What stops it while it waits or is parked.</summary>
    public PushWaits WaitingFor { get; set; }

    /// <summary>A sentence for people: why it waits or was parked, and what to do.</summary>
    public string? Sentence { get; set; }

    /// <summary>What a parked part has in common with others, to be tried again together: Shopify's code and the field it speaks of; null if not refused.</summary>
    public string? Cause { get; set; }

    /// <summary>Until when it waits after it was placed, UTC; null where no such wait stops it.</summary>
    public DateTimeOffset? WaitsUntil { get; set; }

    /// <summary>How it was started.</summary>
    public PushMode Mode { get; set; }

    /// <summary>Creates sent so far.</summary>
    public int Attempts { get; set; }

    /// <summary>When the last create was about to leave, UTC.</summary>
    public DateTimeOffset? SendingAt { get; set; }

    /// <summary>The source order, once known.</summary>
    public long? SourceOrderId { get; set; }

    /// <summary>Its name, such as <c>#2001</c>.</summary>
    public string? SourceOrderName { get; set; }

    /// <summary>When the create was answered, or the order was found, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When the reservation ended, UTC.</summary>
    public DateTimeOffset? RecordedAt { get; set; }

    /// <summary>When the source order was cancelled; null if not.</summary>
    public DateTimeOffset? SourceCancelledAt { get; set; }

    /// <summary>Shopify's <c>displayFulfillmentStatus</c> of the source order; null until it was read.</summary>
    public string? SourceFulfillmentStatus { get; set; }

    /// <summary>Lines as sent or to be sent.</summary>
    public List<OrderPushLine> Lines { get; set; } = [];
}

/// <summary>Units of one order line in a push.</summary>
public sealed class OrderPushLine
{
    /// <summary>The push.</summary>
    public int OrderPushId { get; set; }

    /// <summary>The destination's order line.</summary>
    public long LineId { get; set; }

    /// <summary>The source variant.</summary>
    public long SourceVariantId { get; set; }

    /// <summary>The source inventory item.</summary>
    public long SourceInventoryItemId { get; set; }

    /// <summary>Units sent (or to be sent).</summary>
    public int Units { get; set; }

    /// <summary>What they sum to in the source's currency, minor units.</summary>
    public long SourceNetMinor { get; set; }
}

/// <summary>One attempt of one write of a push, for people and for support.</summary>
public sealed class PushAttempt
{
    /// <summary>Our key.</summary>
    public int Id { get; set; }

    /// <summary>The push.</summary>
    public int OrderPushId { get; set; }

    /// <summary>What was tried: look-up, create, fulfil, cancel.</summary>
    public required string Step { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The outcome's name.</summary>
    public required string Outcome { get; set; }

    /// <summary>A sentence.</summary>
    public required string Sentence { get; set; }

    /// <summary>Shopify's request id.</summary>
    public string? RequestId { get; set; }
}

/// <summary>A shipment of the source that was brought back to the destination.</summary>
public sealed class ReturnedFulfillment
{
    /// <summary>Our key.</summary>
    public int Id { get; set; }

    /// <summary>The push.</summary>
    public int OrderPushId { get; set; }

    /// <summary>The source's fulfilment.</summary>
    public long SourceFulfillmentId { get; set; }

    /// <summary>The destination's fulfilment made from it; null until made.</summary>
    public long? DestinationFulfillmentId { get; set; }

    /// <summary>Units per destination line: what counts as shipped by us.</summary>
    public IReadOnlyList<FulfilledUnits> Lines { get; set; } = [];

    /// <summary>Carrier.</summary>
    public string? Company { get; set; }

    /// <summary>Tracking numbers, joined by a comma and a blank.</summary>
    public string? Numbers { get; set; }

    /// <summary>Tracking link.</summary>
    public string? Url { get; set; }

    /// <summary>When the destination last was written, UTC.</summary>
    public DateTimeOffset? WrittenAt { get; set; }

    /// <summary>When a write was about to leave (look before repeating), UTC.</summary>
    public DateTimeOffset? SendingAt { get; set; }

    /// <summary>When it was taken back at the destination because the source took it back, UTC; null if not.</summary>
    public DateTimeOffset? TakenBackAt { get; set; }
}

/// <summary>Units of a destination line.</summary>
public sealed record FulfilledUnits(long LineId, int Units);
