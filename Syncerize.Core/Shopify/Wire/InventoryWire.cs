using System.Text.Json.Serialization;

namespace Syncerize.Core.Shopify.Wire;

internal sealed record InventoryVariables(
    IReadOnlyList<string> Ids, string? LevelsAfter, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? LevelsFirst = null);

internal sealed record InventoryData(IReadOnlyList<InventoryNode?> Nodes);

internal sealed record InventoryNode(string Id, bool Tracked, Connection<LevelNode> InventoryLevels);

internal sealed record LevelNode(bool IsActive, DateTimeOffset UpdatedAt, IdOnly Location, IReadOnlyList<QuantityNode> Quantities)
{
    public LevelReading ToReading() => new(Gid.Number(Location.Id), IsActive, Of("available"), Of("committed"), Of("on_hand"), UpdatedAt);

    private int Of(string name) => Quantities.FirstOrDefault(q => q.Name == name)?.Quantity ?? 0;
}

internal sealed record QuantityNode(string Name, int Quantity);

internal sealed record InventorySetVariables(InventorySetInput Input, string Key);

internal sealed record InventorySetInput(string Name, string Reason, string ReferenceDocumentUri, IReadOnlyList<QuantityInput> Quantities);

/// <summary><c>changeFromQuantity</c> must be present, null included: null says "do not compare", absent is refused.</summary>
internal sealed record QuantityInput(string InventoryItemId, string LocationId, int Quantity, int? ChangeFromQuantity);

internal sealed record InventorySetData(InventorySetPayload? InventorySetQuantities);

internal sealed record InventorySetPayload(IdOnly? InventoryAdjustmentGroup);

internal sealed record InventoryActivateVariables(
    string ItemId, string LocationId, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Available, string Key);

internal sealed record InventoryActivateData(InventoryActivatePayload? InventoryActivate);

internal sealed record InventoryActivatePayload(IdOnly? InventoryLevel);

internal sealed record InventoryItemVariables(string Id, InventoryItemInput Input);

internal sealed record InventoryItemData(InventoryItemPayload? InventoryItemUpdate);

internal sealed record InventoryItemPayload(IdOnly? InventoryItem);
