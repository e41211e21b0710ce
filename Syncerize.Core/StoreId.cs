namespace Syncerize.Core;

/// <summary>Identifies one store of this installation. Ours, never Shopify's.</summary>
/// <param name="Value">The database key, from 1.</param>
public readonly record struct StoreId(int Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
