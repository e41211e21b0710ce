namespace Syncerize.App.Sandbox.Model;

/// <summary>An order edit that was begun: what was staged and changes nothing until it is committed.</summary>
internal sealed class SimOrderEdit
{
    public long Id { get; set; }

    public long OrderId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>At most one per line.</summary>
    public List<SimLineEdit> Lines { get; set; } = [];
}

/// <summary>What is staged for one line.</summary>
internal sealed class SimLineEdit
{
    /// <summary>The order's line, or the number the added one will have.</summary>
    public long LineId { get; set; }

    /// <summary>Set for an added line: what is added.</summary>
    public long? AddedVariantId { get; set; }

    /// <summary>Where the added units are taken from; null takes them where they are.</summary>
    public long? LocationId { get; set; }

    /// <summary>The units the line will have; null leaves them.</summary>
    public int? Quantity { get; set; }

    /// <summary>Whether units taken out go back to stock.</summary>
    public bool Restock { get; set; }

    /// <summary>A discount on every unit, in minor units.</summary>
    public long UnitDiscountMinor { get; set; }
}
