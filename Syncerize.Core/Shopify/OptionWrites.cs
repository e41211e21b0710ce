namespace Syncerize.Core.Shopify;

/// <summary>A change of one option of a product. Options and values are named; the gateway finds their ids.</summary>
/// <param name="Name">The option as it is called now.</param>
/// <param name="NewName">Its new name; null leaves it.</param>
/// <param name="Position">Its new place, from 1; null leaves it.</param>
/// <param name="Add">Values to add.</param>
/// <param name="Rename">Values to rename.</param>
/// <param name="Remove">Values to remove; one that variants still use is refused by Shopify.</param>
public sealed record OptionChange(
    string Name, string? NewName, int? Position, IReadOnlyList<string> Add, IReadOnlyList<ValueRename> Rename, IReadOnlyList<string> Remove);

/// <summary>An option value's old and new name.</summary>
public sealed record ValueRename(string From, string To);
