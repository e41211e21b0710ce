using GraphQL;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using Syncerize.App.Sandbox.Graph;
using Syncerize.Core.Shopify;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Sandbox;

public sealed class SchemaSubsetTests
{
    [Theory]
    [InlineData("2026-07")]
    [InlineData("2026-10")]
    public async Task Schema_EveryTypeFieldAndArgument_AsPublished(string version)
    {
        var published = await PublishedSchema.LoadAsync(version);
        var differences = new List<string>();
        foreach (var definition in Parser.Parse(AdminSchema.Text).Definitions.OfType<GraphQLTypeDefinition>().Where(d => d is not GraphQLDirectiveDefinition))
        {
            if (!published.Types.TryGetValue(definition.Name.StringValue, out var type))
            {
                differences.Add($"{definition.Name} is not published");
                continue;
            }

            differences.AddRange(definition switch
            {
                GraphQLObjectTypeDefinition x => Fields(type, x.Fields).Concat(Interfaces(type, x.Interfaces)),
                GraphQLInterfaceTypeDefinition x => Fields(type, x.Fields),
                GraphQLInputObjectTypeDefinition x => Arguments(type.Name, type.InputFields, x.Fields?.Items, whole: false),
                GraphQLEnumTypeDefinition x => (x.Values?.Items ?? []).Where(v => !type.EnumValues.ContainsKey(v.Name.StringValue)).Select(v => $"{type.Name}.{v.Name} is not published"),
                GraphQLUnionTypeDefinition x => (x.Types?.Items ?? []).Where(t => !type.PossibleTypes.Contains(t.Name.StringValue)).Select(t => $"{type.Name} has no member {t.Name}"),
                _ => [],
            });
        }

        Assert.Empty(differences);
    }

    [Fact]
    public async Task Documents_AllThatTheGatewaySends_FitTheSandbox()
    {
        var schema = AdminSchema.Build();
        var wrong = new List<string>();
        foreach (var document in Documents.All)
        {
            var parsed = Parser.Parse(document.Text);
            var result = await new DocumentValidator().ValidateAsync(new ValidationOptions
            {
                Schema = schema,
                Document = parsed,
                Rules = DocumentValidator.CoreRules,
                Operation = parsed.Definitions.OfType<GraphQLOperationDefinition>().First(),
                Variables = Inputs.Empty,
            });

            // The variables are not given here, so only what concerns the document counts.
            wrong.AddRange(result.Errors.Where(e => e is not InvalidVariableError).Select(e => $"{document.Name}: {e.Message}"));
        }

        Assert.Empty(wrong);
    }

    private static IEnumerable<string> Fields(PublishedType type, GraphQLFieldsDefinition? fields)
    {
        foreach (var field in fields?.Items ?? [])
        {
            if (!type.Fields.TryGetValue(field.Name.StringValue, out var published))
            {
                yield return $"{type.Name}.{field.Name} is not published";
                continue;
            }

            if (Print(field.Type) != published.Type.ToString())
            {
                yield return $"{type.Name}.{field.Name} is {Print(field.Type)}, published as {published.Type}";
            }

            foreach (var difference in Arguments($"{type.Name}.{field.Name}", published.Arguments, field.Arguments?.Items, whole: true))
            {
                yield return difference;
            }
        }
    }

    private static IEnumerable<string> Arguments(string owner, IReadOnlyDictionary<string, PublishedField> published, IEnumerable<GraphQLInputValueDefinition>? arguments, bool whole)
    {
        var ours = (arguments ?? []).ToDictionary(a => a.Name.StringValue, StringComparer.Ordinal);
        foreach (var (name, argument) in ours)
        {
            if (!published.TryGetValue(name, out var other))
            {
                yield return $"{owner}({name}) is not published";
            }
            else if (Print(argument.Type) != other.Type.ToString())
            {
                yield return $"{owner}({name}) is {Print(argument.Type)}, published as {other.Type}";
            }
        }

        // What must be given there must be given here, else a request would pass here and fail there. Of arguments none is left out.
        foreach (var left in published.Values.Where(p => !ours.ContainsKey(p.Name) && (whole || p is { Type.IsNonNull: true, Default: null })))
        {
            yield return $"{owner} lacks {left.Name}";
        }
    }

    private static IEnumerable<string> Interfaces(PublishedType type, GraphQLImplementsInterfaces? interfaces) =>
        (interfaces?.Items ?? []).Where(i => !type.Interfaces.Contains(i.Name.StringValue)).Select(i => $"{type.Name} does not implement {i.Name}");

    private static string Print(GraphQLType type) => type switch
    {
        GraphQLNonNullType inner => Print(inner.Type) + "!",
        GraphQLListType inner => $"[{Print(inner.Type)}]",
        GraphQLNamedType named => named.Name.StringValue,
        _ => throw new InvalidOperationException($"{type.Kind} is no type."),
    };
}
