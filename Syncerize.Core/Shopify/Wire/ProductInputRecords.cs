using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syncerize.Core.Shopify.Wire;

// In these inputs an absent member means "leave alone" or "Shopify's default", so each says for itself that null is left out.
internal sealed record ProductCreateVariables(Identifier Identifier, ProductSetInput Input);

internal sealed record ProductSetInput(
    string Title, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Handle, string DescriptionHtml, string Vendor, string ProductType,
    IReadOnlyList<string> Tags, string Status, IReadOnlyList<OptionInput> ProductOptions, IReadOnlyList<FileInput> Files,
    IReadOnlyList<ProductSetVariantInput> Variants, IReadOnlyList<MetafieldInput> Metafields,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Category = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SeoInput? Seo = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Collections = null);

internal sealed record SeoInput(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Title,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Description);

internal sealed record OptionInput(string Name, int Position, IReadOnlyList<NameNode> Values);

internal sealed record FileInput(string OriginalSource, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Alt, string ContentType);

internal sealed record OptionValueInput(string OptionName, string Name);

internal sealed record ProductSetVariantInput(
    IReadOnlyList<OptionValueInput> OptionValues,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Sku,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Barcode,
    string Price,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CompareAtPrice,
    bool Taxable, string InventoryPolicy, int Position, InventoryItemInput InventoryItem,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SetInventoryInput>? InventoryQuantities,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FileInput? File = null);

internal sealed record SetInventoryInput(string LocationId, string Name, int Quantity);

internal sealed record InventoryItemInput(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Sku = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Tracked = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? RequiresShipping = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MeasurementInput? Measurement = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(EmptyAsNull))] string? HarmonizedSystemCode = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(EmptyAsNull))] string? CountryCodeOfOrigin = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(EmptyAsNull))] string? Cost = null);

internal sealed record MeasurementInput(WeightInput Weight);

internal sealed record WeightInput(decimal Value, string Unit);

internal sealed record ProductUpdateVariables(
    ProductUpdateInput Product, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CreateMediaInput>? Media);

internal sealed record ProductUpdateInput(
    string Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Title = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DescriptionHtml = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Status = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Vendor = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ProductType = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Tags = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Handle = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? RedirectNewHandle = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(EmptyAsNull))] string? Category = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SeoInput? Seo = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? CollectionsToJoin = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? CollectionsToLeave = null);

internal sealed record CreateMediaInput(
    string OriginalSource, string MediaContentType, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Alt);

internal sealed record VariantsVariables(string ProductId, IReadOnlyList<VariantBulkInput> Variants);

/// <summary>Stock (<c>inventoryQuantities</c>) is for variants being created only; never sent with an <c>id</c>.</summary>
internal sealed record VariantBulkInput(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<OptionValueInput>? OptionValues = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Barcode = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Price = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(EmptyAsNull))] string? CompareAtPrice = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Taxable = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? InventoryPolicy = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] InventoryItemInput? InventoryItem = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<InventoryLevelInput>? InventoryQuantities = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MediaId = null);

internal sealed record InventoryLevelInput(string LocationId, int AvailableQuantity);

internal sealed record ProductIdsVariables(string ProductId, IReadOnlyList<string> Ids);

internal sealed record OptionsCreateVariables(string ProductId, IReadOnlyList<OptionInput> Options);

internal sealed record OptionUpdateVariables(
    string ProductId, OptionUpdateInput Option, IReadOnlyList<NameNode> ValuesToAdd, IReadOnlyList<OptionValueIdNode> ValuesToUpdate, IReadOnlyList<string> ValuesToDelete);

internal sealed record OptionUpdateInput(
    string Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Position);

internal sealed record OptionsReorderVariables(string ProductId, IReadOnlyList<OptionReorderInput> Options);

internal sealed record OptionReorderInput(string Name, IReadOnlyList<NameNode> Values);

internal sealed record VariantsReorderVariables(string ProductId, IReadOnlyList<VariantPositionInput> Positions);

internal sealed record VariantPositionInput(string Id, int Position);

internal sealed record FileUpdateVariables(IReadOnlyList<FileUpdateInput> Files);

internal sealed record FileUpdateInput(
    string Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Alt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? ReferencesToRemove = null);

internal sealed record FileDeleteVariables(IReadOnlyList<string> FileIds);

internal sealed record MediaReorderVariables(string Id, IReadOnlyList<MoveInput> Moves);

/// <summary>Places count from 0; an <c>UnsignedInt64</c> travels as text.</summary>
internal sealed record MoveInput(string Id, string NewPosition);

internal sealed record MetafieldsSetVariables(IReadOnlyList<MetafieldsSetInput> Metafields);

internal sealed record MetafieldsSetInput(string OwnerId, string Namespace, string Key, string Type, string Value);

internal sealed record MetafieldsDeleteVariables(IReadOnlyList<MetafieldIdentifierInput> Metafields);

internal sealed record MetafieldIdentifierInput(string OwnerId, string Namespace, string Key);

internal sealed record PublishVariables(string Id, IReadOnlyList<PublicationInput> Input);

internal sealed record PublicationInput(string PublicationId);

internal sealed record OptionsDeleteVariables(string ProductId, IReadOnlyList<string> Options);

/// <summary>A text where empty means "take the value away": written as null, which Shopify tells apart from absent.</summary>
internal sealed class EmptyAsNull : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options)
    {
        if (string.IsNullOrEmpty(value))
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(value);
        }
    }
}
