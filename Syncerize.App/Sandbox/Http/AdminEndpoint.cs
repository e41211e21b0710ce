using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Transport;
using Syncerize.App.Sandbox.Auth;
using Syncerize.App.Sandbox.Graph;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Http;

/// <summary>
/// <c>POST /admin/api/{version}/graphql.json</c>, or without a version, the shop chosen by the Host header. A request that was accepted runs to its end although its client
/// went away: nothing here looks at the client's connection before the effect is durable.
/// </summary>
internal sealed partial class AdminEndpoint(SandboxWorld world, AdminApi api)
{
    private static readonly GraphQLSerializer Serializer = new();

    private const string Unstable = "unstable";

    /// <summary>Versions that are served; any other, and none, falls forward to the oldest of them.</summary>
    private static readonly string[] Versions = ["2026-01", "2026-04", "2026-07", "2026-10"];

    public async Task HandleAsync(HttpContext context)
    {
        var requestId = Guid.CreateVersion7(world.Time.GetUtcNow()).ToString();
        context.Response.Headers["X-Request-Id"] = requestId;
        if (world.Find(context.Request.Host.Host) is not { } shop)
        {
            await WriteAsync(context, StatusCodes.Status404NotFound, Errors("Not Found"));
            return;
        }

        if (Version((string?)context.Request.RouteValues["version"]) is not { } version)
        {
            await WriteAsync(context, StatusCodes.Status404NotFound, Errors("Not Found"));
            return;
        }

        context.Response.Headers["X-Shopify-API-Version"] = version;
        var token = context.Request.Headers["X-Shopify-Access-Token"].ToString();
        if (shop.Faults.Dead || !await world.ReadAsync(shop, state => Grants.Opens(state, token)))
        {
            if (shop.Faults.Dead)
            {
                shop.Faults.Note(FaultKind.TokenRevoked, "an answer with 401", world.Time.GetUtcNow());
                world.Notice();
            }

            await WriteAsync(context, StatusCodes.Status401Unauthorized, Errors("[API] Invalid API key or access token (unrecognized login or wrong password)"));
            return;
        }

        if (await ReadAsync(context) is not { } request)
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, Errors("Bad Request"));
            return;
        }

        var names = AdminApi.Names(request);
        var fault = shop.Faults.Take(names, world.Time.GetUtcNow());
        if (shop.Shop.Pace.SearchLagSeconds > 0 && request.Query.Contains("query:", StringComparison.Ordinal))
        {
            shop.Faults.Note(FaultKind.SearchLag, names.LastOrDefault(name => name.Length > 0) ?? "a search", world.Time.GetUtcNow());
            world.Notice();
        }

        if (fault.IsAny)
        {
            world.Notice();
        }

        if (fault.Delay > TimeSpan.Zero)
        {
            await Task.Delay(fault.Delay, world.Time, CancellationToken.None);
        }

        if (fault.ServerError)
        {
            await WriteAsync(context, StatusCodes.Status503ServiceUnavailable, Errors("Service Unavailable"));
            return;
        }

        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{context.Connection.LocalPort}"));
        var body = await api.AnswerAsync(shop, request, address, requestId, fault.Throttle);
        if (fault.LoseAnswer)
        {
            context.Abort();
            return;
        }

        await WriteAsync(context, StatusCodes.Status200OK, body);
    }

    /// <summary>The version that serves a request: the one asked for, or the oldest that is served. Null where the text is no version at all.</summary>
    private static string? Version(string? asked) =>
        asked is null ? Versions[0] : asked == Unstable || Versions.Contains(asked, StringComparer.Ordinal) ? asked : VersionForm().IsMatch(asked) ? Versions[0] : null;

    private static string Errors(string text) => JsonSerializer.Serialize(new Dictionary<string, string> { ["errors"] = text });

    private static async Task<AdminRequest?> ReadAsync(HttpContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            var request = Serializer.Deserialize<GraphQLRequest>(await reader.ReadToEndAsync(CancellationToken.None));
            return request?.Query is { Length: > 0 } query ? new AdminRequest(query, request.OperationName, request.Variables ?? Inputs.Empty) : null;
        }
        catch (Exception broken) when (broken is JsonException or IOException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static async Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(body, context.RequestAborted);
    }

    [GeneratedRegex("^\\d{4}-\\d{2}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VersionForm();
}
