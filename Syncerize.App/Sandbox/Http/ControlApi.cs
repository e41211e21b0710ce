using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;
using Syncerize.App.Sandbox.Webhooks;

namespace Syncerize.App.Sandbox.Http;

/// <summary>
/// The simulator's own controls under <c>/sandbox/</c>, JSON, for whoever connects the shops, for tests and for a console: who the shops are, what goes wrong in
/// them, what their customers and merchants do. Reached by the loopback address only: a page on another host cannot be made to name it.
/// </summary>
internal static class ControlApi
{
    public static RouteGroupBuilder MapControls(this IEndpointRouteBuilder routes, SandboxWorld world, WebhookSender sender)
    {
        var controls = routes.MapGroup("/sandbox").AddEndpointFilter(async (call, next) => IsLocal(call.HttpContext.Request)
            ? await next(call)
            : Results.StatusCode(StatusCodes.Status403Forbidden));
        controls.MapGet("/shops", () => Results.Json(world.Shops.Select(state => Describe(state.Shop))));
        controls.MapPost("/webhook-target", (WebhookTargetBody body) =>
        {
            if (!Uri.TryCreate(body.Url, UriKind.Absolute, out var url) || !url.IsLoopback)
            {
                return Refused("url must be an absolute loopback address, such as http://127.0.0.1:5000.");
            }

            world.SetWebhookTarget(url);
            return Results.Ok();
        });
        var shop = controls.MapGroup("/{shop}");
        shop.MapFaults(world);
        shop.MapPost("/webhooks/release", (string shop, ReleaseBody? body) => WithShop(world, shop, state => ReleaseAsync(world, sender, state, body?.Order)));
        shop.MapGet("/orders", (string shop, string? sourceIdentifier, string? name, long? id) => WithShop(world, shop, state => world.ReadAsync(state, s => Results.Json(s.Orders.Values
            .Where(o => (sourceIdentifier is null || o.SourceIdentifier == sourceIdentifier) && (name is null || o.Name == name) && (id is null || o.Id == id))
            .OrderBy(o => o.Id)))));
        shop.MapGet("/stock", (string shop, string? sku) => WithShop(world, shop, state => world.ReadAsync(state, s => Results.Json(s.Variants.Values
            .Where(v => sku is null || v.Sku == sku).SelectMany(v => s.LevelsOf(v.InventoryItemId).Select(level => StockRow.Of(v, level)))))));
        shop.MapGet("/state", (string shop) => WithShop(world, shop, state => world.ReadAsync(state, s => Results.Json(new
        {
            shop = Describe(s.Shop),
            locations = s.Locations.Values,
            products = s.Products.Count,
            variants = s.Variants.Count,
            orders = s.Orders.Count,
            subscriptions = s.Subscriptions.Values,
            deliveries = s.Deliveries.Values.Select(d => new { d.Id, d.Topic, d.Attempts, d.Held, d.DueAt }),
            faults = s.Faults,
        }))));
        shop.MapActions(world);
        shop.MapShopControls(world);
        return controls;
    }

    /// <summary>A sentence about what was wrong with a request.</summary>
    public static IResult Refused(string sentence) => Results.Json(new { error = sentence }, statusCode: StatusCodes.Status400BadRequest);

    /// <summary>Finds a shop by its domain or the domain's first part.</summary>
    public static Task<IResult> WithShop(SandboxWorld world, string name, Func<ShopState, Task<IResult>> answer) =>
        (world.Find(name) ?? world.Find(name + ".myshopify.com")) is { } shop
            ? answer(shop)
            : Task.FromResult(Results.Json(new { error = $"There is no simulated shop {name}." }, statusCode: StatusCodes.Status404NotFound));

    private static bool IsLocal(HttpRequest request) => request.Host.Host is "127.0.0.1" or "localhost" or "[::1]";

    private static object Describe(SimShop shop) => new
    {
        domain = shop.Domain,
        name = shop.Name,
        role = shop.Role == SimRole.Source ? "source" : "destination",
        shopId = shop.ShopId,
        currency = shop.Currency,
        timeZone = shop.TimeZone,
        accessToken = shop.AccessToken,
        clientId = Auth.SandboxApp.ClientId,
        clientSecret = shop.ClientSecret,
        connectTo = shop.ConnectTo,
        exchangeRate = shop.ExchangeRate,
        otherRates = shop.OtherRates,
    };

    /// <summary>Lets held webhooks go, one after the other: as they came, newest first, or each of them twice with the same id.</summary>
    private static async Task<IResult> ReleaseAsync(SandboxWorld world, WebhookSender sender, ShopState shop, string? order)
    {
        if (order is not (null or "reversed" or "doubled"))
        {
            return Refused("order must be reversed, doubled or left out.");
        }

        var held = await world.ChangeAsync(shop, state =>
        {
            state.Faults.HoldWebhooks = false;
            var waiting = state.Deliveries.Values.Where(d => d.Held).ToList();
            if (order == "doubled")
            {
                foreach (var first in waiting.ToList())
                {
                    var second = Deliver.Again(state, first);
                    state.Put(second);
                    waiting.Add(second);
                }
            }

            return waiting.Select(d => d.Id).ToList();
        });
        if (order == "reversed")
        {
            held.Reverse();
        }

        foreach (var id in held)
        {
            await world.ChangeAsync(shop, state =>
            {
                if (state.Deliveries.GetValueOrDefault(id) is { } delivery)
                {
                    delivery.Held = false;
                    state.Put(delivery);
                }
            });
            await sender.SendDueAsync();
        }

        return Results.Json(new { released = held.Count });
    }

    private sealed record WebhookTargetBody(string? Url);

    private sealed record ReleaseBody(string? Order);
}

/// <summary>Stock of a variant at one location.</summary>
internal sealed record StockRow(long VariantId, long InventoryItemId, long LocationId, string? Sku, int Available, int Committed, int OnHand)
{
    public static StockRow Of(SimVariant variant, SimInventoryLevel level) =>
        new(variant.Id, level.InventoryItemId, level.LocationId, variant.Sku, level.Available, level.Committed, level.OnHand);
}
