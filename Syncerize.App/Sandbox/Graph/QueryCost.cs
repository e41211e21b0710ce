using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Syncerize.App.Sandbox.Graph;

/// <summary>
/// What a document costs in points, by the rule derived from recorded answers: an object 1, a scalar 0, money and addresses 0, a root count 10,
/// a mutation 10 and its payload, a connection 2 and as many times its node as the logarithm of the page says. A plain list counts once.
/// </summary>
internal sealed class QueryCost(ISchema schema, GraphQLDocument document, IReadOnlyDictionary<string, object?> variables)
{
    private static readonly string[] Free = ["MoneyV2", "MoneyBag", "MailingAddress", "PageInfo", "Count", "LocationAddress"];

    private GraphQLOperationDefinition? _operation;

    /// <summary>The points of one operation, or 0 where it cannot be told (the document is invalid).</summary>
    public int Of(GraphQLOperationDefinition operation)
    {
        _operation = operation;
        if (operation.Operation == OperationType.Mutation)
        {
            return Fields(operation.SelectionSet).Sum(field => 10 + (schema.Mutation?.GetField(field.Name) is { } mutation ? Payload(field, mutation) : 0));
        }

        return Fields(operation.SelectionSet).Sum(field => schema.Query.GetField(field.Name) is { } query ? Field(field, query, root: true) : 0);
    }

    // Objects directly in a mutation's payload are free; what stands below them counts.
    private int Payload(GraphQLField field, FieldType mutation) => field.SelectionSet is null
        ? 0
        : Selected(field.SelectionSet, Named(mutation.ResolvedType), (child, type) => Named(type.ResolvedType) is ObjectGraphType or IInterfaceGraphType && !IsConnection(type)
            ? child.SelectionSet is null ? 0 : Selection(child.SelectionSet, Named(type.ResolvedType))
            : Field(child, type, root: false));

    private int Field(GraphQLField field, FieldType type, bool root)
    {
        var named = Named(type.ResolvedType);
        if (named is ScalarGraphType or null || field.SelectionSet is null)
        {
            return 0;
        }

        if (root && named.Name == "Count")
        {
            return 10;
        }

        if (Free.Contains(named.Name, StringComparer.Ordinal) || named.Name.EndsWith("UserError", StringComparison.Ordinal))
        {
            return 0;
        }

        if (IsConnection(type))
        {
            var node = Selected(field.SelectionSet, named, (child, childType) => child.Name.StringValue switch
            {
                "nodes" => 1 + Selection(child.SelectionSet!, Named(childType.ResolvedType)),
                "edges" => Selected(child.SelectionSet!, Named(childType.ResolvedType), (inner, innerType) =>
                    inner.Name == "node" ? 1 + Selection(inner.SelectionSet!, Named(innerType.ResolvedType)) : 0),
                _ => 0,
            });
            var rows = Rows(field);
            return 2 + (Math.Max(1, (int)Math.Floor(2 * Math.Log(Math.Max(1, rows)))) * node);
        }

        return 1 + Selection(field.SelectionSet, named);
    }

    private int Selection(GraphQLSelectionSet set, IGraphType? parent) => Selected(set, parent, (field, type) => Field(field, type, root: false));

    /// <summary>Sums over fields; of the fragments on members of an interface or union only the dearest counts.</summary>
    private int Selected(GraphQLSelectionSet set, IGraphType? parent, Func<GraphQLField, FieldType, int> cost)
    {
        var sum = 0;
        var members = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    sum += parent is IComplexGraphType complex && complex.GetField(field.Name) is { } type ? cost(field, type) : 0;
                    break;
                case GraphQLInlineFragment inline:
                    Inner(inline.TypeCondition?.Type.Name.StringValue ?? parent?.Name, inline.SelectionSet);
                    break;
                case GraphQLFragmentSpread spread when Fragment(spread) is { } fragment:
                    Inner(fragment.TypeCondition.Type.Name.StringValue, fragment.SelectionSet);
                    break;
            }
        }

        return sum + (members.Count > 0 ? members.Values.Max() : 0);

        void Inner(string? name, GraphQLSelectionSet inner)
        {
            var type = name is null ? null : schema.AllTypes[name];
            var points = Selected(inner, type, cost);
            if (name == parent?.Name)
            {
                sum += points;
            }
            else if (name is not null)
            {
                members[name] = members.GetValueOrDefault(name) + points;
            }
        }
    }

    private IEnumerable<GraphQLField> Fields(GraphQLSelectionSet set) => set.Selections.SelectMany(selection => selection switch
    {
        GraphQLField field => [field],
        GraphQLFragmentSpread spread when Fragment(spread) is { } fragment => Fields(fragment.SelectionSet),
        GraphQLInlineFragment inline => Fields(inline.SelectionSet),
        _ => Enumerable.Empty<GraphQLField>(),
    });

    private GraphQLFragmentDefinition? Fragment(GraphQLFragmentSpread spread) =>
        document.Definitions.OfType<GraphQLFragmentDefinition>().FirstOrDefault(fragment => fragment.FragmentName.Name == spread.FragmentName.Name);

    private int Rows(GraphQLField field)
    {
        var argument = field.Arguments?.Items.FirstOrDefault(a => a.Name == "first" || a.Name == "last")?.Value;
        return argument switch
        {
            GraphQLIntValue number => int.Parse(number.Value, NumberStyles.Integer, CultureInfo.InvariantCulture),
            GraphQLVariable variable when variables.GetValueOrDefault(variable.Name.StringValue) is { } value and (int or long) => Convert.ToInt32(value, CultureInfo.InvariantCulture),
            GraphQLVariable variable when _operation?.Variables?.Items.FirstOrDefault(v => v.Variable.Name == variable.Name)?.DefaultValue is GraphQLIntValue preset =>
                int.Parse(preset.Value, NumberStyles.Integer, CultureInfo.InvariantCulture),
            _ => 1,
        };
    }

    private static bool IsConnection(FieldType type) => Named(type.ResolvedType)?.Name.EndsWith("Connection", StringComparison.Ordinal) == true;

    private static IGraphType? Named(IGraphType? type) => type switch
    {
        NonNullGraphType inner => Named(inner.ResolvedType),
        ListGraphType inner => Named(inner.ResolvedType),
        _ => type,
    };
}
