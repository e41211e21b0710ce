namespace Syncerize.Core.Connections;

/// <summary>What becomes of synced products when their sync ends (product.md, Stores).</summary>
public enum ProductsAtEnd
{
    /// <summary>They stay in the shop as they are.</summary>
    Keep = 0,

    /// <summary>They stay, and their stock is set to zero once.</summary>
    Zero = 1,

    /// <summary>Those that Syncerize created are deleted from the shop; those the merchant had before stay, unless ticked by name.</summary>
    Delete = 2,
}

/// <summary>How a connection stops.</summary>
/// <param name="ZeroStock">Stock goes to zero once, and the links stay for when it works again (block).</param>
/// <param name="AtEnd">The connection ends: what becomes of its products; null where it only rests.</param>
/// <param name="Delete">Product links of the accepted preview: nothing else is deleted.</param>
public sealed record Stopping(bool ZeroStock, ProductsAtEnd? AtEnd = null, IReadOnlyCollection<int>? Delete = null);
