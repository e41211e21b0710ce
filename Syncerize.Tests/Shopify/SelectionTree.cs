using GraphQLParser;
using GraphQLParser.AST;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Shopify;

/// <summary>What a document selects, fragments resolved, against the published schema.</summary>
internal sealed record Selected(string Name, PublishedType Parent, PublishedField Field, GraphQLField Ast, bool Narrowed, string Path)
{
    public List<Selected> Children { get; } = [];

    /// <summary>The selections of the document's operation.</summary>
    public static List<Selected> Read(string text, PublishedSchema schema)
    {
        var document = Parser.Parse(text);
        var operation = document.Definitions.OfType<GraphQLOperationDefinition>().Single();
        var root = schema.Types[operation.Operation == OperationType.Mutation ? "Mutation" : "QueryRoot"];
        var into = new List<Selected>();
        Add(operation.SelectionSet, root, false, string.Empty, into, document, schema);
        return into;
    }

    public IEnumerable<Selected> WithDescendants() => Children.SelectMany(c => c.WithDescendants()).Prepend(this);

    private static void Add(
        GraphQLSelectionSet set, PublishedType type, bool narrowed, string path, List<Selected> into, GraphQLDocument document, PublishedSchema schema)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    var name = (field.Alias?.Name ?? field.Name).StringValue;
                    var known = into.Find(s => s.Name == name);
                    var node = known ?? new Selected(name, type, type.Fields[field.Name.StringValue], field, narrowed, $"{path}/{name}");
                    if (known is null)
                    {
                        into.Add(node);
                    }

                    if (field.SelectionSet is { } inner)
                    {
                        Add(inner, schema.Types[node.Field.Type.Leaf], false, node.Path, node.Children, document, schema);
                    }

                    break;
                case GraphQLInlineFragment inline:
                    Add(inline.SelectionSet, Of(inline.TypeCondition), narrowed || Narrows(inline.TypeCondition), path, into, document, schema);
                    break;
                case GraphQLFragmentSpread spread:
                    var fragment = document.Definitions.OfType<GraphQLFragmentDefinition>().Single(f => f.FragmentName.Name == spread.FragmentName.Name);
                    Add(fragment.SelectionSet, Of(fragment.TypeCondition), narrowed || Narrows(fragment.TypeCondition), path, into, document, schema);
                    break;
            }
        }

        PublishedType Of(GraphQLTypeCondition? condition) => condition is null ? type : schema.Types[condition.Type.Name.StringValue];

        // Ids carry their type, so what is asked by id is of the one type we ask for; anywhere else another type may come and the field be absent.
        bool Narrows(GraphQLTypeCondition? condition) => condition is not null && condition.Type.Name.StringValue != type.Name && type.Name != "Node";
    }
}
