namespace Syncerize.Core.Shopify;

/// <summary>Who goes first when a shop's budget is short. Lower goes first (docs/architecture.md).</summary>
public enum CallPriority
{
    /// <summary>An order push, and the look-ups before it.</summary>
    OrderPush = 0,

    /// <summary>Stock readings and writes.</summary>
    Stock = 1,

    /// <summary>Reading orders.</summary>
    OrderPull = 2,

    /// <summary>Product changes.</summary>
    Product = 3,

    /// <summary>First imports.</summary>
    Import = 4,

    /// <summary>Comparing what is believed to be in step.</summary>
    Compare = 5,
}
