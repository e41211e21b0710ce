using System.Text.Json;

namespace Syncerize.App.Sandbox.Graph;

/// <summary>Arguments of a mutation as JSON, for work that is done later.</summary>
internal static class InputJson
{
    public static string Write(IDictionary<string, object?> values) => JsonSerializer.Serialize(values);

    public static Input Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new Input(Object(document.RootElement));
    }

    private static Dictionary<string, object?> Object(JsonElement element) =>
        element.EnumerateObject().ToDictionary(property => property.Name, property => Value(property.Value), StringComparer.Ordinal);

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Object(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt32(out var whole) ? whole : element.GetDecimal(),
        _ => null,
    };
}
