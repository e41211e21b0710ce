using System.Text;
using System.Text.Json;

namespace Syncerize.Tests.TestKit;

/// <summary>A type of the published schema.</summary>
public sealed record PublishedType(
    string Name, string Kind, IReadOnlyDictionary<string, PublishedField> Fields, IReadOnlyDictionary<string, PublishedField> InputFields,
    IReadOnlyDictionary<string, bool> EnumValues, IReadOnlyList<string> Interfaces, IReadOnlyList<string> PossibleTypes, bool IsOneOf)
{
    /// <summary>Whether it is a Relay connection.</summary>
    public bool IsConnection => Kind == "OBJECT" && Fields.ContainsKey("pageInfo") && (Fields.ContainsKey("nodes") || Fields.ContainsKey("edges"));

    internal static PublishedType Read(JsonElement type) => new(
        type.GetProperty("name").GetString()!, type.GetProperty("kind").GetString()!, PublishedField.ReadAll(type, "fields"), PublishedField.ReadAll(type, "inputFields"),
        List(type, "enumValues").ToDictionary(v => v.GetProperty("name").GetString()!, v => v.GetProperty("isDeprecated").GetBoolean(), StringComparer.Ordinal),
        [.. List(type, "interfaces").Select(i => i.GetProperty("name").GetString()!)], [.. List(type, "possibleTypes").Select(i => i.GetProperty("name").GetString()!)],
        type.TryGetProperty("isOneOf", out var oneOf) && oneOf.ValueKind == JsonValueKind.True);

    internal static IEnumerable<JsonElement> List(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    internal void Print(StringBuilder text)
    {
        switch (Kind)
        {
            case "SCALAR":
                text.Append("scalar ").Append(Name).AppendLine();
                return;
            case "UNION":
                text.Append("union ").Append(Name).Append(" = ").AppendJoin(" | ", PossibleTypes).AppendLine();
                return;
            case "ENUM":
                text.Append("enum ").Append(Name).Append(" { ").AppendJoin(' ', EnumValues.Keys).AppendLine(" }");
                return;
            default:
                text.Append(Kind switch { "OBJECT" => "type ", "INTERFACE" => "interface ", _ => "input " }).Append(Name);
                if (Interfaces.Count > 0)
                {
                    text.Append(" implements ").AppendJoin(" & ", Interfaces);
                }

                text.AppendLine(" {");
                foreach (var field in Kind == "INPUT_OBJECT" ? InputFields.Values : Fields.Values)
                {
                    field.Print(text.Append("  "));
                    text.AppendLine();
                }

                text.AppendLine("}");
                return;
        }
    }
}

/// <summary>A field, an argument or an input field.</summary>
public sealed record PublishedField(
    string Name, PublishedTypeRef Type, IReadOnlyDictionary<string, PublishedField> Arguments, string? Default, bool IsDeprecated)
{
    internal static IReadOnlyDictionary<string, PublishedField> ReadAll(JsonElement owner, string name) =>
        PublishedType.List(owner, name).Select(Read).ToDictionary(f => f.Name, StringComparer.Ordinal);

    internal void Print(StringBuilder text)
    {
        text.Append(Name);
        if (Arguments.Count > 0)
        {
            text.Append('(');
            foreach (var argument in Arguments.Values)
            {
                argument.Print(text);
                text.Append(' ');
            }

            text.Append(')');
        }

        text.Append(": ").Append(Type);
        if (Default is not null)
        {
            text.Append(" = ").Append(Default);
        }
    }

    private static PublishedField Read(JsonElement field) => new(
        field.GetProperty("name").GetString()!, PublishedTypeRef.Read(field.GetProperty("type")), ReadAll(field, "args"),
        field.TryGetProperty("defaultValue", out var value) ? value.GetString() : null,
        field.TryGetProperty("isDeprecated", out var deprecated) && deprecated.ValueKind == JsonValueKind.True);
}

/// <summary>A type as a field states it.</summary>
public sealed record PublishedTypeRef(string? Name, bool IsNonNull, PublishedTypeRef? Item)
{
    /// <summary>The type under every list.</summary>
    public string Leaf => Item?.Leaf ?? Name!;

    /// <inheritdoc/>
    public override string ToString() => (Item is null ? Name : $"[{Item}]") + (IsNonNull ? "!" : string.Empty);

    internal static PublishedTypeRef Read(JsonElement type) => type.GetProperty("kind").GetString() switch
    {
        "NON_NULL" => Read(type.GetProperty("ofType")) with { IsNonNull = true },
        "LIST" => new(null, false, Read(type.GetProperty("ofType"))),
        _ => new(type.GetProperty("name").GetString(), false, null),
    };
}
