using System.Text.Json;

namespace Syncerize.Core.Intake;

/// <summary>Reads fields of a webhook's body. What is missing or wrong is a sentence, and the only error a body can cause.</summary>
internal static class BodyFields
{
    /// <exception cref="FormatException">It is missing or not a whole number.</exception>
    public static long Number(JsonElement body, string name) =>
        Field(body, name) is { ValueKind: JsonValueKind.Number } field && field.TryGetInt64(out var value) ? value : throw Wrong(name, "missing or not a whole number");

    /// <exception cref="FormatException">It is there and not a whole number.</exception>
    public static int? Quantity(JsonElement body, string name) =>
        Field(body, name) is not { ValueKind: not JsonValueKind.Null } field ? null
        : field.ValueKind == JsonValueKind.Number && field.TryGetInt32(out var value) ? value
        : throw Wrong(name, "not a whole number");

    /// <exception cref="FormatException">It is there and not a time.</exception>
    public static DateTimeOffset? Time(JsonElement body, string name) =>
        Field(body, name) is not { ValueKind: not JsonValueKind.Null } field ? null
        : field.ValueKind == JsonValueKind.String && field.TryGetDateTimeOffset(out var value) ? value.ToUniversalTime()
        : throw Wrong(name, "not a time");

    /// <exception cref="FormatException">It is missing or not an object.</exception>
    public static JsonElement Part(JsonElement body, string name) =>
        Field(body, name) is { ValueKind: JsonValueKind.Object } field ? field : throw Wrong(name, "missing");

    private static JsonElement? Field(JsonElement body, string name) =>
        body.ValueKind != JsonValueKind.Object ? throw new FormatException("it is not a JSON object.")
        : body.TryGetProperty(name, out var field) ? field
        : null;

    private static FormatException Wrong(string name, string what) => new($"its field {name} is {what}.");
}
