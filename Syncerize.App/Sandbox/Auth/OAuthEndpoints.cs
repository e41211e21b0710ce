using System.Text.Json;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Auth;

/// <summary>
/// <c>/admin/oauth/authorize</c> and <c>/admin/oauth/access_token</c>. The Host header chooses the shop, as everywhere; a browser, which cannot choose it, names the shop
/// in the query (<c>?shop=name.myshopify.com</c>) of the loopback address.
/// </summary>
internal static class OAuthEndpoints
{
    public static void MapOAuth(this IEndpointRouteBuilder routes, SandboxWorld world)
    {
        routes.MapGet("/admin/oauth/authorize", async (HttpContext context) => await (await AskAsync(world, context)).ExecuteAsync(context));
        routes.MapPost("/admin/oauth/authorize", async (HttpContext context) => await (await AnswerAsync(world, context)).ExecuteAsync(context));
        routes.MapPost("/admin/oauth/access_token", async (HttpContext context) => await (await ExchangeAsync(world, context)).ExecuteAsync(context));
    }

    private static async Task<IResult> AskAsync(SandboxWorld world, HttpContext context)
    {
        if (Shop(world, context.Request) is not { } shop)
        {
            return Page("There is no simulated shop of that name.", StatusCodes.Status404NotFound);
        }

        var (request, wrong) = AuthorizeRequest.Read(context.Request.Query);
        if (request is null)
        {
            return Page(wrong!, StatusCodes.Status400BadRequest);
        }

        // Who was asked for as much before is not asked again.
        return await world.ReadAsync(shop, IsApproved)
            ? await ApproveAsync(world, shop, request)
            : Html(request.Page(shop.Shop), StatusCodes.Status200OK);

        bool IsApproved(ShopState state) => !state.Shop.TokenDead && state.Tokens.Values.Any(token => token.Kind == Model.SimTokenKind.Refresh && token.ExpiresAt > state.Now)
            && request.Scopes.All(scope => state.Shop.ApiScopes.Contains(scope, StringComparer.Ordinal));
    }

    private static async Task<IResult> AnswerAsync(SandboxWorld world, HttpContext context)
    {
        // The merchant's answer comes from the page above: a form on another site cannot give it.
        if (context.Request.Headers.Origin.ToString() is { Length: > 0 } origin && (!Uri.TryCreate(origin, UriKind.Absolute, out var from) || from.Authority != context.Request.Host.Value))
        {
            return Page("The answer must come from the shop's own page.", StatusCodes.Status403Forbidden);
        }

        if (Shop(world, context.Request) is not { } shop)
        {
            return Page("There is no simulated shop of that name.", StatusCodes.Status404NotFound);
        }

        var (request, wrong) = AuthorizeRequest.Read(context.Request.Query);
        if (request is null)
        {
            return Page(wrong!, StatusCodes.Status400BadRequest);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return form["answer"] == "install"
            ? await ApproveAsync(world, shop, request)
            : Page($"{SandboxApp.Name} was not installed.", StatusCodes.Status200OK);
    }

    private static async Task<IResult> ApproveAsync(SandboxWorld world, ShopState shop, AuthorizeRequest request)
    {
        var code = await world.ChangeAsync(shop, state => Grants.Install(state, request.Scopes));
        return Results.Redirect(request.Approved(shop.Shop, code, world.Time.GetUtcNow()).AbsoluteUri);
    }

    private static async Task<IResult> ExchangeAsync(SandboxWorld world, HttpContext context)
    {
        if (Shop(world, context.Request) is not { } shop)
        {
            return Results.Json(new { errors = "Not Found" }, statusCode: StatusCodes.Status404NotFound);
        }

        if (await FieldsAsync(context.Request) is not { } fields)
        {
            return Answer(TokenAnswer.Refused("invalid_request", "The request must be JSON or a form."));
        }

        return Answer(await world.ChangeAsync(shop, state => Grants.Exchange(state, fields)));
    }

    private static async Task<Dictionary<string, string>?> FieldsAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            return (await request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        }

        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.ToString(), StringComparer.Ordinal)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ShopState? Shop(SandboxWorld world, HttpRequest request) => world.Find(request.Host.Host)
        ?? (request.Host.Host is "127.0.0.1" or "localhost" or "[::1]" && request.Query["shop"].ToString() is { Length: > 0 } name ? world.Find(name) : null);

    private static IResult Answer(TokenAnswer answer) => Results.Text(answer.Body.ToJsonString(), "application/json", statusCode: answer.Status);

    private static IResult Page(string sentence, int status) => Html(AuthorizeRequest.Message(sentence), status);

    private static IResult Html(string html, int status) => Results.Text(html, "text/html; charset=utf-8", statusCode: status);
}
