using System.Reflection;
using System.Text.Json;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Shopify;

/// <summary>Holds the record an answer is read into against what the document selects: the same names, the same nullability, lists where lists are.</summary>
internal static class RecordFit
{
    public static List<string> Check(List<Selected> selected, Type record, PublishedSchema schema)
    {
        var problems = new List<string>();
        Check(selected, record, schema, problems, string.Empty);
        return problems;
    }

    private static void Check(List<Selected> selected, Type record, PublishedSchema schema, List<string> problems, string path)
    {
        // userErrors are read by the classifier, for all mutations alike.
        var fields = selected.Where(s => !s.Name.EndsWith("serErrors", StringComparison.Ordinal)).ToDictionary(s => s.Name, StringComparer.Ordinal);
        var properties = record.GetConstructors().Single(c => c.GetParameters() is not [{ } only] || only.ParameterType != record).GetParameters()
            .ToDictionary(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!), StringComparer.Ordinal);
        problems.AddRange(fields.Keys.Except(properties.Keys).Select(n => $"{path}/{n} is selected, but {record.Name} does not hold it"));
        problems.AddRange(properties.Keys.Except(fields.Keys).Select(n => $"{path}/{n} is in {record.Name}, but not selected"));
        foreach (var (name, field) in fields)
        {
            if (properties.TryGetValue(name, out var parameter))
            {
                CheckOne(field, field.Field.Type, parameter.ParameterType, new NullabilityInfoContext().Create(parameter), schema, problems, $"{path}/{name}");
                if (field.Narrowed && !parameter.HasDefaultValue)
                {
                    problems.Add($"{path}/{name} may be absent, so it needs a default");
                }
            }
        }
    }

    private static void CheckOne(Selected field, PublishedTypeRef declared, Type type, NullabilityInfo nullability, PublishedSchema schema, List<string> problems, string path)
    {
        var mayBeNull = !declared.IsNonNull || field.Narrowed;
        if (!type.IsValueType && (nullability.ReadState == NullabilityState.Nullable) != mayBeNull)
        {
            problems.Add($"{path} is {declared} in the schema, but {(mayBeNull ? "not " : string.Empty)}nullable in the record");
        }

        if (type.IsValueType && (Nullable.GetUnderlyingType(type) is not null) != mayBeNull)
        {
            problems.Add($"{path} is {declared} in the schema, but {type.Name} in the record");
        }

        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var item = plain != typeof(string) && plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? plain.GetGenericArguments()[0] : null;
        if (declared.Item is not null)
        {
            if (item is null)
            {
                problems.Add($"{path} is a list in the schema, but {plain.Name} in the record");
            }
            else
            {
                CheckOne(field with { Narrowed = false }, declared.Item, item, nullability.GenericTypeArguments[0], schema, problems, path + "[]");
            }

            return;
        }

        if (field.Children.Count > 0)
        {
            Check(field.Children, plain, schema, problems, path);
            return;
        }

        var expected = declared.Name switch
        {
            "Int" => typeof(int),
            "Float" => typeof(double),
            "Boolean" => typeof(bool),
            "DateTime" => typeof(DateTimeOffset),
            _ => typeof(string),
        };
        if (plain != expected)
        {
            problems.Add($"{path} is {declared.Name} in the schema, but {plain.Name} in the record");
        }
    }
}
