using System.Globalization;
using Syncerize.App.Sandbox.Actions;
using Syncerize.App.Sandbox.Auth;
using Syncerize.App.Sandbox.Model;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Http;

/// <summary>Controls of the shop itself: its pace, its plan, holds on what is to be shipped, compliance events, session tokens.</summary>
internal static class ShopControls
{
    public static void MapShopControls(this IEndpointRouteBuilder shop, SandboxWorld world)
    {
        shop.MapGet("/pace", (string shop) => ControlApi.WithShop(world, shop, state => world.ReadAsync(state, s => Results.Json(s.Shop.Pace))));
        Map<PaceBody>(shop, world, "/pace", SetPace);
        Map<PlanBody>(shop, world, "/plan", SetPlan);
        Map<HoldBody>(shop, world, "/hold", Hold);
        Map<HoldBody>(shop, world, "/release-hold", Release);
        Map<ComplianceBody>(shop, world, "/compliance", Comply);
        shop.MapPost("/session-token", (string shop) => ControlApi.WithShop(world, shop, state => world.ReadAsync(state, s =>
            Results.Json(new { sessionToken = SessionToken.Make(s.Shop, s.Now) }))));
    }

    private static void Map<TBody>(IEndpointRouteBuilder shop, SandboxWorld world, string path, Func<ShopState, TBody, IResult> act) =>
        shop.MapPost(path, (string shop, TBody body) => ControlApi.WithShop(world, shop, state => world.ChangeAsync(state, s => act(s, body))));

    private static IResult SetPace(ShopState shop, PaceBody body)
    {
        foreach (var (name, seconds) in new[] { ("searchLagSeconds", body.SearchLagSeconds), ("jobSeconds", body.JobSeconds), ("mediaSeconds", body.MediaSeconds) })
        {
            if (seconds is < 0 or > ShopPace.Most || (seconds is { } number && !double.IsFinite(number)))
            {
                return ControlApi.Refused(string.Create(CultureInfo.InvariantCulture, $"{name} must be a number of seconds from 0 to {ShopPace.Most}."));
            }
        }

        var pace = shop.Shop.Pace;
        pace.SearchLagSeconds = body.SearchLagSeconds ?? pace.SearchLagSeconds;
        pace.JobSeconds = body.JobSeconds ?? pace.JobSeconds;
        pace.MediaSeconds = body.MediaSeconds ?? pace.MediaSeconds;
        shop.Touch();
        return Results.Json(pace);
    }

    private static IResult SetPlan(ShopState shop, PlanBody body)
    {
        shop.Shop.IsDevelopment = body.Development ?? shop.Shop.IsDevelopment;
        shop.Shop.IsOwnOrganisation = body.OwnOrganisation ?? shop.Shop.IsOwnOrganisation;
        shop.Touch();
        return Results.Json(new { development = shop.Shop.IsDevelopment, ownOrganisation = shop.Shop.IsOwnOrganisation });
    }

    private static IResult Hold(ShopState shop, HoldBody body)
    {
        if (body.Reason is { } reason && !HoldActions.Reasons.Contains(reason, StringComparer.Ordinal))
        {
            return ControlApi.Refused($"reason must be one of {string.Join(", ", HoldActions.Reasons)}.");
        }

        if (Order(shop, body) is not { } order || order.FulfillmentOrders.Where(FulfillmentActions.IsOpen).ToList() is not { Count: > 0 } open)
        {
            return ControlApi.Refused("There is no such order, or nothing of it is open to be held.");
        }

        foreach (var held in open)
        {
            shop.Hold(order, held, new SimHold { Reason = body.Reason ?? "OTHER", Notes = body.Notes, ByApp = false });
        }

        return Results.Json(order);
    }

    private static IResult Release(ShopState shop, HoldBody body)
    {
        if (Order(shop, body) is not { } order || order.FulfillmentOrders.Where(f => f.Status == "ON_HOLD").ToList() is not { Count: > 0 } held)
        {
            return ControlApi.Refused("There is no such order, or nothing of it is on hold.");
        }

        foreach (var one in held)
        {
            shop.Release(order, one, _ => true);
        }

        return Results.Json(order);
    }

    private static IResult Comply(ShopState shop, ComplianceBody body)
    {
        if (body.Topic == "shop/redact")
        {
            if (!shop.Shop.TokenDead)
            {
                return ControlApi.Refused("shop/redact follows an uninstall: uninstall the app in this shop first.");
            }

            shop.RedactShop();
            return Results.Ok();
        }

        if (body.Topic is not ("customers/data_request" or "customers/redact"))
        {
            return ControlApi.Refused("topic must be customers/data_request, customers/redact or shop/redact.");
        }

        if (shop.Customer(body.CustomerId, body.Email) is not { } customer)
        {
            return ControlApi.Refused("No order of this shop names such a customer: give customerId or email.");
        }

        if (body.Topic == "customers/redact")
        {
            shop.RedactCustomer(customer);
        }
        else
        {
            shop.RequestData(customer);
        }

        return Results.Ok();
    }

    private static SimOrder? Order(ShopState shop, HoldBody body) =>
        body.OrderId is { } id ? shop.Orders.GetValueOrDefault(id) : shop.Orders.Values.FirstOrDefault(order => order.Name == body.Name);

    private sealed record PaceBody(double? SearchLagSeconds, double? JobSeconds, double? MediaSeconds);

    private sealed record PlanBody(bool? Development, bool? OwnOrganisation);

    private sealed record HoldBody(long? OrderId, string? Name, string? Reason, string? Notes);

    private sealed record ComplianceBody(string? Topic, long? CustomerId, string? Email);
}
