using GraphQL.Types;
using GraphQL.Utilities;
using GraphQLParser;
using GraphQLParser.AST;
using Syncerize.App.Sandbox.Graph.Mutations;
using Syncerize.App.Sandbox.Graph.Types;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Graph;

/// <summary>The part of Shopify's Admin schema that is simulated, tied to the simulator's objects. A field nobody answers is found when it is built.</summary>
internal static class AdminSchema
{
    private static readonly string[] BuiltIn = ["String", "Int", "Float", "Boolean", "ID"];

    /// <summary>The schema's text: a strict subset of the published one.</summary>
    public static string Text { get; } = ReadText();

    public static ISchema Build()
    {
        var document = Parser.Parse(Text);
        var builder = new SchemaBuilder();
        var binder = new Binder(builder);
        Queries.Bind(binder);
        ShopTypes.Bind(binder);
        ProductTypes.Bind(binder);
        OrderTypes.Bind(binder);
        FulfillmentTypes.Bind(binder);
        OrderEditTypes.Bind(binder);
        BulkTypes.Bind(binder);
        MutationRoot.Bind(binder);
        var objects = document.Definitions.OfType<GraphQLObjectTypeDefinition>().ToList();
        foreach (var type in objects)
        {
            BindShape(binder, type);
        }

        var missing = objects.SelectMany(type => type.Fields?.Items ?? [], (type, field) => (Type: type.Name.StringValue, Field: field.Name.StringValue))
            .Where(field => !binder.IsBound(field.Type, field.Field))
            .Select(field => $"{field.Type}.{field.Field}")
            .ToList();
        if (missing.Count > 0)
        {
            throw new InvalidOperationException($"The sandbox does not answer {string.Join(", ", missing)}.");
        }

        ISchema? built = null;
        foreach (var name in document.Definitions.Where(d => d is GraphQLInterfaceTypeDefinition or GraphQLUnionTypeDefinition).OfType<INamedNode>().Select(d => d.Name.StringValue))
        {
            builder.Types.For(name).ResolveType = value => (IObjectGraphType)built!.AllTypes[TypeOf(value)]!;
        }

        built = builder.Build(Text);
        foreach (var scalar in document.Definitions.OfType<GraphQLScalarTypeDefinition>().Select(d => d.Name.StringValue).Where(name => !BuiltIn.Contains(name, StringComparer.Ordinal)))
        {
            built.RegisterType(new TextScalar(scalar));
        }

        built.Initialize();
        return built;
    }

    private static void BindShape(Binder binder, GraphQLObjectTypeDefinition type)
    {
        var name = type.Name.StringValue;
        foreach (var field in (type.Fields?.Items ?? []).Select(field => field.Name.StringValue).Where(field => !binder.IsBound(name, field)).ToList())
        {
            if (name.EndsWith("Connection", StringComparison.Ordinal))
            {
                binder.Type<Page>(name).Field(field, page => field switch
                {
                    "nodes" => page.Items,
                    "edges" => page.Items.Zip(page.Cursors, (item, cursor) => new Edge(cursor, item)),
                    _ => page,
                });
            }
            else if (name.EndsWith("Edge", StringComparison.Ordinal))
            {
                binder.Type<Edge>(name).Field(field, edge => field == "cursor" ? edge.Cursor : edge.Node);
            }
            else if (name == "PageInfo")
            {
                binder.Type<Page>(name).Field(field, page => field switch
                {
                    "hasNextPage" => page.HasNext,
                    "hasPreviousPage" => page.HasPrevious,
                    "startCursor" => page.Cursors.Count > 0 ? page.Cursors[0] : null,
                    _ => page.Cursors.Count > 0 ? page.Cursors[^1] : null,
                });
            }
            else if (name.EndsWith("Payload", StringComparison.Ordinal))
            {
                binder.Type<Payload>(name).Field(field, payload => payload.GetValueOrDefault(field)
                    ?? (field.EndsWith("serErrors", StringComparison.Ordinal) ? Array.Empty<Refusal>() : null));
            }
            else if (name.EndsWith("UserError", StringComparison.Ordinal))
            {
                binder.Type<Refusal>(name).Field(field, refusal => field switch
                {
                    "code" => refusal.Code,
                    "field" => refusal.Field,
                    "elementIndex" => refusal.ElementIndex,
                    _ => refusal.Message,
                });
            }
            else if (NeverMade.Contains(name, StringComparer.Ordinal))
            {
                binder.Type<object>(name).Constant(field, null);
            }
        }
    }

    /// <summary>Types that documents name but of which the simulator has no object: its shops have no subscriptions, taxes, risks, holds.</summary>
    private static readonly string[] NeverMade =
    [
        "AppSubscription", "AppSubscriptionLineItem", "AppPlanV2", "AppRecurringPricing", "AppUsagePricing", "TaxLine", "OrderRiskAssessment", "RiskFact",
    ];

    private static string TypeOf(object value) => value switch
    {
        SimProduct => "Product",
        SimVariant => "ProductVariant",
        ItemOf => "InventoryItem",
        SimInventoryLevel => "InventoryLevel",
        SimLocation => "Location",
        SimOrder => "Order",
        ToShip => "FulfillmentOrder",
        Shipment => "Fulfillment",
        RefundOf => "Refund",
        SimMedia => "MediaImage",
        SimPublication => "AppCatalog",
        SimCollection => "Collection",
        SimWebhookSubscription => "WebhookSubscription",
        SimMetafieldDefinition => "MetafieldDefinition",
        SimJob => "Job",
        SimBulkOperation => "BulkOperation",
        OperationOf operation => operation.Type,
        CalculatedOf => "CalculatedOrder",
        SimHold => "FulfillmentHold",
        _ => throw new InvalidOperationException($"{value.GetType().Name} has no type in the schema."),
    };

    private static string ReadText()
    {
        using var stream = typeof(AdminSchema).Assembly.GetManifestResourceStream("Sandbox/admin-subset.graphql")
            ?? throw new InvalidOperationException("The sandbox's schema is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
