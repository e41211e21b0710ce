using System.Collections.Concurrent;
using System.Globalization;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Syncerize.App.Sandbox.Bulk;
using Syncerize.App.Sandbox.Graph.Mutations;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Graph;

/// <summary>A request as it came over the wire.</summary>
internal sealed record AdminRequest(string Query, string? OperationName, Inputs Variables);

/// <summary>Executes documents against a shop under the real API's rules: points first, then the whole document at once.</summary>
internal sealed class AdminApi(SandboxWorld world)
{
    private const int MostPoints = 1000;
    private const string LimitsPage = "https://shopify.dev/api/usage/rate-limits";

    private readonly ISchema _schema = AdminSchema.Build();
    private readonly DocumentExecuter _executer = new();
    private readonly GraphQLSerializer _serializer = new(new ErrorForm());
    private readonly ConcurrentDictionary<string, LeakyBucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Works bulk operations forward.</summary>
    public BulkRunner Bulk => field ??= new BulkRunner(world, _schema, _executer, _serializer);

    /// <summary>The schema, for tests.</summary>
    public ISchema Schema => _schema;

    /// <summary>The names a fault may match: the operation's and its root fields'.</summary>
    public static IReadOnlyList<string> Names(AdminRequest request)
    {
        try
        {
            var document = Parser.Parse(request.Query, new ParserOptions { Ignore = IgnoreOptions.Comments });
            return Operation(document, request.OperationName) is { } operation
                ? [.. operation.SelectionSet.Selections.OfType<GraphQLField>().Select(field => field.Name.StringValue), operation.Name?.StringValue ?? ""]
                : [];
        }
        catch (GraphQLSyntaxErrorException)
        {
            // Not a document: it gets its syntax error further on, and no fault can be meant for it.
            return [];
        }
    }

    /// <summary>The points a document asks for.</summary>
    public int Cost(AdminRequest request)
    {
        var document = Parser.Parse(request.Query, new ParserOptions { Ignore = IgnoreOptions.Comments });
        return Operation(document, request.OperationName) is { } operation ? new QueryCost(_schema, document, request.Variables).Of(operation) : 0;
    }

    /// <summary>Executes and gives the answer's body. What was asked for is what it costs: the real API gives back what empty pages did not need.</summary>
    public async Task<string> AnswerAsync(ShopState shop, AdminRequest request, Uri baseAddress, string requestId, bool forceThrottle = false)
    {
        GraphQLDocument document;
        try
        {
            document = Parser.Parse(request.Query, new ParserOptions { Ignore = IgnoreOptions.Comments });
        }
        catch (GraphQLSyntaxErrorException syntax)
        {
            return _serializer.Serialize(new ExecutionResult { Errors = [new AdminError("PARSE_ERROR", syntax.Message)] });
        }

        var operation = Operation(document, request.OperationName);
        var requested = operation is null ? 0 : new QueryCost(_schema, document, request.Variables).Of(operation);
        if (requested > MostPoints)
        {
            return _serializer.Serialize(new ExecutionResult
            {
                Errors = [new AdminError("MAX_COST_EXCEEDED", string.Create(CultureInfo.InvariantCulture, $"Query cost is {requested}, which exceeds the single query max cost limit ({MostPoints})."))],
            });
        }

        var bucket = _buckets.GetOrAdd(shop.Domain, _ => new LeakyBucket(world.Time));
        var taken = bucket.TryTake(shop.Shop.BucketSize, shop.Shop.RestoreRate, forceThrottle ? double.MaxValue : requested, out var available);
        if (!taken)
        {
            return _serializer.Serialize(new ExecutionResult
            {
                Errors = [new AdminError("THROTTLED", "Throttled", new Dictionary<string, object?> { ["documentation"] = LimitsPage })],
                Extensions = Cost(shop, requested, null, available),
            });
        }

        var result = await ExecuteAsync(shop, request, document, baseAddress, requestId);
        if (!result.Executed)
        {
            // Nothing ran: the points go back, and the answer has no data.
            available = bucket.GiveBack(shop.Shop.BucketSize, requested);
            return _serializer.Serialize(new ExecutionResult { Errors = result.Errors });
        }

        result.Extensions = Cost(shop, requested, requested, available);
        foreach (var failure in result.Errors?.OfType<UnhandledError>() ?? [])
        {
            failure.Data["requestId"] = requestId;
        }

        return _serializer.Serialize(result);
    }

    private async Task<ExecutionResult> ExecuteAsync(ShopState shop, AdminRequest request, GraphQLDocument document, Uri baseAddress, string requestId)
    {
        await shop.Gate.WaitAsync(CancellationToken.None);
        try
        {
            DueJobs.Run(world, shop);
            await Bulk.RunAsync(shop, baseAddress);
            return await _executer.ExecuteAsync(new ExecutionOptions
            {
                Schema = _schema,
                Query = request.Query,
                Document = document,
                OperationName = request.OperationName,
                Variables = request.Variables,
                UserContext = new RequestScope { World = world, Shop = shop, Base = baseAddress, RequestId = requestId },
                ThrowOnUnhandledException = false,
            });
        }
        finally
        {
            shop.Gate.Release();
        }
    }

    private static GraphQLOperationDefinition? Operation(GraphQLDocument document, string? name)
    {
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>();
        return string.IsNullOrEmpty(name) ? operations.FirstOrDefault() : operations.FirstOrDefault(operation => operation.Name?.StringValue == name);
    }

    private static Dictionary<string, object?> Cost(ShopState shop, int requested, int? actual, double available) => new(StringComparer.Ordinal)
    {
        ["cost"] = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["requestedQueryCost"] = requested,
            ["actualQueryCost"] = actual,
            ["throttleStatus"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["maximumAvailable"] = shop.Shop.BucketSize,
                ["currentlyAvailable"] = (int)Math.Floor(available),
                ["restoreRate"] = shop.Shop.RestoreRate,
            },
        },
    };

    /// <summary>Errors in Shopify's form instead of the engine's own codes.</summary>
    private sealed class ErrorForm : IErrorInfoProvider
    {
        public ErrorInfo GetInfo(ExecutionError error)
        {
            var extensions = new Dictionary<string, object?>(StringComparer.Ordinal);
            var message = error.Message;
            switch (error)
            {
                case AdminError ours:
                    extensions["code"] = ours.Code;
                    foreach (var (key, value) in ours.More)
                    {
                        extensions[key] = value;
                    }

                    break;
                case { InnerException: AdminError inner }:
                    extensions["code"] = inner.Code;
                    message = inner.Message;
                    break;
                case InvalidVariableError variable:
                    extensions["code"] = "INVALID_VARIABLE";
                    extensions["value"] = null;
                    extensions["problems"] = new[] { new Dictionary<string, object?> { ["path"] = Array.Empty<object>(), ["explanation"] = variable.Message } };
                    break;
                case ValidationError { Number: "5.3.1" }:
                    extensions["code"] = "undefinedField";
                    break;
                case ValidationError { Number: "5.4.1" }:
                    extensions["code"] = "argumentNotAccepted";
                    break;
                case ValidationError { Number: "5.4.2.1" }:
                    extensions["code"] = "missingRequiredArguments";
                    break;
                case DocumentError:
                    extensions["code"] = "argumentLiteralsIncompatible";
                    break;
                default:
                    extensions["code"] = "INTERNAL_SERVER_ERROR";
                    extensions["requestId"] = error.Data["requestId"];
                    message = "Internal error. Looks like something went wrong on our end. " + (error.InnerException?.ToString() ?? error.ToString());
                    break;
            }

            return new ErrorInfo { Message = message, Extensions = extensions };
        }
    }
}
