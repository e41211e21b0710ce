using System.Globalization;
using Syncerize.App.Sandbox.Http;

namespace Syncerize.App.Sandbox.Traffic;

/// <summary>The speed of the traffic over HTTP: <c>GET</c> and <c>POST /sandbox/traffic</c>.</summary>
internal static class TrafficControl
{
    /// <summary>Says which speeds there are.</summary>
    public static string Refusal { get; } = string.Create(CultureInfo.InvariantCulture, $"speed must be a number from 0 (pause) to {TrafficLoop.Fastest}.");

    public static void MapTraffic(this IEndpointRouteBuilder controls, TrafficLoop traffic)
    {
        controls.MapGet("/traffic", () => Results.Json(new { speed = traffic.Speed, done = traffic.Done }));
        controls.MapPost("/traffic", (SpeedBody body) => body.Speed is { } speed && traffic.SetSpeed(speed)
            ? Results.Json(new { speed = traffic.Speed, done = traffic.Done })
            : ControlApi.Refused(Refusal));
    }

    private sealed record SpeedBody(double? Speed);
}
