using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Transport;
using Syncerize.App.Sandbox.Graph;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Http;

/// <summary>
/// <c>POST /admin/api/{version}/graphql.json</c>, the shop chosen by the Host header. A request that was accepted runs to its end although its client
/// went away: nothing here looks at the client's connection before the effect is durable.
/// </summary>
internal sealed partial class AdminEndpoint(SandboxWorld world, AdminApi api)
{
    private static readonly GraphQLSerializer Serializer = new();

    /// <summary>Versions that are served; any other falls forward to the oldest of them.</summary>
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

        var asked = (string?)context.Request.RouteValues["version"] ?? "";
        context.Response.Headers["X-Shopify-API-Version"] = Version(asked);
        if (shop.Shop.TokenDead || shop.Faults.Dead || shop.Shop.AccessToken.Length == 0
            || !string.Equals(context.Request.Headers["X-Shopify-Access-Token"], shop.Shop.AccessToken, StringComparison.Ordinal))
        {
            await WriteAsync(context, StatusCodes.Status401Unauthorized, Errors("[API] Invalid API key or access token (unrecognized login or wrong password)"));
            return;
        }

        if (await ReadAsync(context) is not { } request)
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, Errors("Bad Request"));
            return;
        }

        var fault = Fault.Take(shop, AdminApi.Names(request));
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

    /// <summary>The version that serves a request: the one asked for, or the oldest that is served.</summary>
    private static string Version(string asked) => Versions.Contains(asked, StringComparer.Ordinal) ? asked : VersionForm().IsMatch(asked) ? Versions[0] : Versions[^1];

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

    /// <summary>What goes wrong with one request; the counts are used up here.</summary>
    private readonly record struct Fault(TimeSpan Delay, bool ServerError, bool Throttle, bool LoseAnswer)
    {
        public static Fault Take(ShopState shop, IReadOnlyList<string> names)
        {
            lock (shop.Faults)
            {
                var faults = shop.Faults;
                if (!faults.Matches(names))
                {
                    return default;
                }

                var delay = TimeSpan.FromMilliseconds(faults.DelayMs);
                if (faults.ServerErrors > 0)
                {
                    faults.ServerErrors--;
                    return new Fault(delay, true, false, false);
                }

                if (faults.Throttled > 0)
                {
                    faults.Throttled--;
                    return new Fault(delay, false, true, false);
                }

                if (faults.LostAnswers > 0)
                {
                    faults.LostAnswers--;
                    return new Fault(delay, false, false, true);
                }

                return new Fault(delay, false, false, false);
            }
        }
    }
}
