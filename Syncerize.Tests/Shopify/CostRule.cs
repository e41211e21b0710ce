using GraphQLParser;
using GraphQLParser.AST;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Shopify;

/// <summary>The requested cost of a document by the measured rule: an object 1, a connection 2 + max(1, ⌊2 ln first⌋) × its node, a mutation 10 with free payload objects;
/// scalars, money, addresses and page info nothing. Without a stated size a page is 250.</summary>
internal sealed class CostRule(PublishedSchema schema, string text)
{
    private static readonly string[] Free = ["MoneyBag", "MoneyV2", "MailingAddress", "PageInfo"];

    private readonly GraphQLOperationDefinition _operation = Parser.Parse(text).Definitions.OfType<GraphQLOperationDefinition>().Single();

    public double Of()
    {
        var roots = Selected.Read(text, schema);
        return _operation.Operation == OperationType.Mutation
            ? 10 + roots.SelectMany(r => r.Children).Sum(c => schema.Types[c.Field.Type.Leaf].IsConnection ? Of(c) : c.Children.Sum(Of))
            : roots.Sum(Of);
    }

    private double Of(Selected field) => field.Children.Count == 0 || Free.Contains(field.Field.Type.Leaf) ? 0
        : schema.Types[field.Field.Type.Leaf].IsConnection
            ? 2 + (Math.Max(1, Math.Floor(2 * Math.Log(First(field)))) * Of(field.Children.Single(c => c.Name == "nodes")))
            : 1 + field.Children.Sum(Of);

    private int First(Selected field)
    {
        var value = field.Ast.Arguments!.Items.Single(a => a.Name == "first").Value;
        if (value is GraphQLVariable variable)
        {
            value = _operation.Variables!.Items.Single(v => v.Variable.Name == variable.Name).DefaultValue!;
        }

        return value is GraphQLIntValue number ? int.Parse(number.Value.Span, provider: null) : 250;
    }
}
