using System.Globalization;
using Syncerize.App.Sandbox.Store;

namespace Syncerize.App.Sandbox.Http;

/// <summary>What goes wrong in a shop, over HTTP: <c>GET</c> and <c>POST /sandbox/{shop}/faults</c>, <c>POST /sandbox/{shop}/faults/reset</c>.</summary>
internal static class FaultControls
{
    public static void MapFaults(this IEndpointRouteBuilder shop, SandboxWorld world)
    {
        shop.MapGet("/faults", (string shop) => ControlApi.WithShop(world, shop, state => Task.FromResult(Results.Json(state.Faults))));
        shop.MapPost("/faults", (string shop, FaultsBody body) => ControlApi.WithShop(world, shop, state => Task.FromResult(Set(world, state.Faults, body))));
        shop.MapPost("/faults/reset", (string shop) => ControlApi.WithShop(world, shop, state =>
        {
            state.Faults.Reset();
            world.Notice();
            return Task.FromResult(Results.Json(state.Faults));
        }));
    }

    private static IResult Set(SandboxWorld world, ShopFaults faults, FaultsBody body)
    {
        if (body.LostAnswers < ShopFaults.UntilSwitchedOff || body.ServerErrors < ShopFaults.UntilSwitchedOff || body.Throttle < ShopFaults.UntilSwitchedOff)
        {
            return ControlApi.Refused("A count must be 0 or more, or -1 for every request until it is switched off.");
        }

        if (body.DelayMs is < 0 or > ShopFaults.LongestDelay)
        {
            return ControlApi.Refused(string.Create(CultureInfo.InvariantCulture, $"delayMs must be from 0 to {ShopFaults.LongestDelay}."));
        }

        faults.Change(_ =>
        {
            faults.LostAnswers = body.LostAnswers ?? faults.LostAnswers;
            faults.ServerErrors = body.ServerErrors ?? faults.ServerErrors;
            faults.Throttled = body.Throttle ?? faults.Throttled;
            faults.DelayMs = body.DelayMs ?? faults.DelayMs;
            faults.Dead = body.Dead ?? faults.Dead;
            faults.DropWebhooks = body.DropWebhooks ?? faults.DropWebhooks;
            faults.DoubleWebhooks = body.DoubleWebhooks ?? faults.DoubleWebhooks;
            faults.ReorderWebhooks = body.ReorderWebhooks ?? faults.ReorderWebhooks;
            faults.HoldWebhooks = body.HoldWebhooks ?? faults.HoldWebhooks;
            faults.Operation = body.Operation is "" ? null : body.Operation ?? faults.Operation;
        });

        world.Notice();
        return Results.Json(faults);
    }

    private sealed record FaultsBody(
        int? LostAnswers, int? DelayMs, int? Throttle, bool? Dead, int? ServerErrors, bool? DropWebhooks, bool? DoubleWebhooks, bool? ReorderWebhooks, bool? HoldWebhooks, string? Operation);
}
