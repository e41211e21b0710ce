using System.Text.Json.Serialization;

namespace Syncerize.Core.Shopify.Wire;

internal sealed record PageInfo(bool HasNextPage, string? EndCursor);

internal sealed record Connection<T>(IReadOnlyList<T> Nodes, PageInfo PageInfo)
    where T : class;

/// <summary>A connection read with a stated limit and never followed.</summary>
internal sealed record FirstOf<T>(IReadOnlyList<T> Nodes)
    where T : class;

internal sealed record IdOnly(string Id);

internal sealed record ValueOnly(string Value);

internal sealed record MoneyV2(string Amount, string CurrencyCode)
{
    public long Minor() => Money.Parse(Amount, CurrencyCode).Minor;
}

internal sealed record MoneyBag(MoneyV2 ShopMoney)
{
    public long Minor() => ShopMoney.Minor();
}

internal sealed record NameValue(string Name, string Value);

internal sealed record KeyValue(string Key, string? Value);

internal sealed record Updated(DateTimeOffset UpdatedAt);

internal sealed record ProductPayload(Updated? Product);

internal sealed record CustomId(string Namespace, string Key, string Value);

internal sealed record Identifier(CustomId CustomId);

internal sealed record NoVariables;

internal sealed record IdVariables(string Id);

internal sealed record IdsVariables(IReadOnlyList<string> Ids);

internal sealed record IdentifierVariables(Identifier Identifier);

/// <summary>Variables of a page; without a cursor the first page. The page size is the document's default unless given.</summary>
internal sealed record PageVariables(
    string? After, string? Query = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? First = null);

internal sealed record IdPageVariables(string Id, string? After);

internal sealed record MetafieldInput(string Namespace, string Key, string Type, string Value);
