using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace Syncerize.App.Sandbox.Bulk;

/// <summary>A document for a bulk operation, held against Shopify's rules for them and made ready to be run page by page.</summary>
internal sealed class BulkDocument
{
    private const int MostConnections = 5;
    private const int DeepestNesting = 2;
    private const string RootPage = "100";
    private const string WholeList = "10000";

    private readonly GraphQLDocument _document;
    private readonly GraphQLField _root;

    private BulkDocument(GraphQLDocument document, GraphQLField root)
    {
        _document = document;
        _root = root;
    }

    /// <summary>The name its root field answers under.</summary>
    public string Root => (_root.Alias?.Name ?? _root.Name).StringValue;

    /// <summary>The document as parsed.</summary>
    public GraphQLDocument Parsed => _document;

    /// <summary>Reads a query; a sentence where the rules refuse it.</summary>
    public static (BulkDocument? Document, string? Problem) Query(string text)
    {
        var (document, problem) = Parse(text, OperationType.Query);
        if (document is null)
        {
            return (null, problem);
        }

        var (count, depth) = Measure(document._root.SelectionSet, IsConnection(document._root) ? 0 : -1);
        count += IsConnection(document._root) ? 1 : 0;
        return !IsConnection(document._root) ? (null, "Bulk queries must contain at least one connection.")
            : count > MostConnections ? (null, $"Bulk queries cannot contain more than {MostConnections} connections.")
            : depth > DeepestNesting ? (null, "Bulk queries cannot contain connections with a nesting depth greater than 2.")
            : (document, null);
    }

    /// <summary>Reads a mutation; a sentence where the rules refuse it.</summary>
    public static (BulkDocument? Document, string? Problem) Mutation(string text) => Parse(text, OperationType.Mutation);

    /// <summary>The query for the page after a cursor: nested lists whole, the outermost a page at a time.</summary>
    public GraphQLDocument Page(string? after)
    {
        var document = Parser.Parse(_text, new ParserOptions { Ignore = IgnoreOptions.Comments });
        var root = document.Definitions.OfType<GraphQLOperationDefinition>().Single().SelectionSet.Selections.OfType<GraphQLField>().Single();
        Give(root, RootPage, after);
        root.SelectionSet!.Selections.Add(Field("pageInfo", Field("hasNextPage"), Field("endCursor")));
        foreach (var definition in document.Definitions.OfType<GraphQLFragmentDefinition>())
        {
            Widen(definition.SelectionSet);
        }

        Widen(root.SelectionSet);
        return document;
    }

    private string _text = "";

    private static (BulkDocument? Document, string? Problem) Parse(string text, OperationType type)
    {
        GraphQLDocument parsed;
        try
        {
            parsed = Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments });
        }
        catch (GraphQLSyntaxErrorException wrong)
        {
            return (null, "Invalid bulk document: " + wrong.Message);
        }

        var operations = parsed.Definitions.OfType<GraphQLOperationDefinition>().ToList();
        return operations is [{ } operation] && operation.Operation == type && operation.SelectionSet.Selections is [GraphQLField { SelectionSet: not null } root]
            ? (new BulkDocument(parsed, root) { _text = text }, null)
            : (null, type == OperationType.Query ? "Bulk queries must have exactly one top-level field." : "The mutation must have exactly one top-level field.");
    }

    private static void Widen(GraphQLSelectionSet? selections)
    {
        foreach (var selection in selections?.Selections ?? [])
        {
            if (selection is GraphQLField field)
            {
                if (IsConnection(field))
                {
                    Give(field, WholeList, null);
                }

                Widen(field.SelectionSet);
            }
            else if (selection is GraphQLInlineFragment inline)
            {
                Widen(inline.SelectionSet);
            }
        }
    }

    private static void Give(GraphQLField field, string first, string? after)
    {
        field.Arguments ??= new GraphQLArguments([]);
        field.Arguments.Items.RemoveAll(a => a.Name.StringValue is "first" or "after" or "last" or "before");
        field.Arguments.Items.Add(new GraphQLArgument(new GraphQLName("first"), new GraphQLIntValue(first)));
        if (after is not null)
        {
            field.Arguments.Items.Add(new GraphQLArgument(new GraphQLName("after"), new GraphQLStringValue(after)));
        }
    }

    private static GraphQLField Field(string name, params GraphQLField[] inner) =>
        new(new GraphQLName(name)) { SelectionSet = inner.Length == 0 ? null : new GraphQLSelectionSet([.. inner]) };

    private static bool IsConnection(GraphQLField field) => field.SelectionSet?.Selections.OfType<GraphQLField>().Any(f => f.Name.StringValue is "edges") == true;

    private static (int Count, int Depth) Measure(GraphQLSelectionSet? selections, int depth)
    {
        var (count, deepest) = (0, depth);
        foreach (var selection in selections?.Selections ?? [])
        {
            var inner = selection switch { GraphQLField f => f.SelectionSet, GraphQLInlineFragment f => f.SelectionSet, _ => null };
            var own = selection is GraphQLField field && IsConnection(field);
            var (more, below) = Measure(inner, own ? depth + 1 : depth);
            count += more + (own ? 1 : 0);
            deepest = Math.Max(deepest, below);
        }

        return (count, deepest);
    }
}
