namespace Syncerize.App.Sandbox.Model;

/// <summary>What one location has to ship.</summary>
internal sealed class SimFulfillmentOrder
{
    public long Id { get; set; }

    /// <summary>OPEN, IN_PROGRESS, ON_HOLD, SCHEDULED, INCOMPLETE, CLOSED or CANCELLED.</summary>
    public string Status { get; set; } = "OPEN";

    public string RequestStatus { get; set; } = "UNSUBMITTED";

    public long LocationId { get; set; }

    /// <summary>SHIPPING, PICK_UP, LOCAL, RETAIL or NONE.</summary>
    public string DeliveryMethod { get; set; } = "SHIPPING";

    public List<SimFulfillmentOrderLine> Lines { get; set; } = [];

    /// <summary>Not empty while its status is ON_HOLD.</summary>
    public List<SimHold> Holds { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>A reason not to ship for now.</summary>
internal sealed class SimHold
{
    public long Id { get; set; }

    /// <summary>Tells the holds of one app on one fulfilment order apart.</summary>
    public string Handle { get; set; } = "";

    /// <summary>A <c>FulfillmentHoldReason</c>.</summary>
    public string Reason { get; set; } = "OTHER";

    public string? Notes { get; set; }

    /// <summary>Put there by the app, not by the merchant.</summary>
    public bool ByApp { get; set; }
}

/// <summary>Units of one line in a fulfilment order.</summary>
internal sealed class SimFulfillmentOrderLine
{
    public long Id { get; set; }

    public long LineId { get; set; }

    public long? InventoryItemId { get; set; }

    public int TotalQuantity { get; set; }

    public int RemainingQuantity { get; set; }
}

/// <summary>A shipment.</summary>
internal sealed class SimFulfillment
{
    public long Id { get; set; }

    /// <summary>Such as <c>#1001.1</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>SUCCESS, CANCELLED, ERROR or FAILURE.</summary>
    public string Status { get; set; } = "SUCCESS";

    public long LocationId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public List<SimTracking> Tracking { get; set; } = [];

    public List<SimFulfillmentLine> Lines { get; set; } = [];
}

/// <summary>Units of one line in a shipment.</summary>
internal sealed class SimFulfillmentLine
{
    public long Id { get; set; }

    public long LineId { get; set; }

    public int Quantity { get; set; }

    /// <summary>The fulfilment order these units came from.</summary>
    public long FulfillmentOrderId { get; set; }
}

/// <summary>A parcel's tracking.</summary>
internal sealed class SimTracking
{
    public string? Company { get; set; }

    public string? Number { get; set; }

    public string? Url { get; set; }
}
