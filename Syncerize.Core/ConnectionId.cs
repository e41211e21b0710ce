namespace Syncerize.Core;

/// <summary>Identifies one connection: one destination store joined to one source store.</summary>
/// <param name="Value">The database key, from 1.</param>
public readonly record struct ConnectionId(int Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
