using System.Text.Json;

namespace Syncerize.Core.Shopify;

/// <summary><c>extensions.cost</c> of an answer, in points.</summary>
/// <param name="Requested">What the document asked for.</param>
/// <param name="Actual">What was taken in the end; null where nothing was run.</param>
/// <param name="Maximum">The bucket's size.</param>
/// <param name="Available">What is in the bucket now.</param>
/// <param name="RestorePerSecond">What comes back each second.</param>
internal sealed record QueryCost(double Requested, double? Actual, double Maximum, double Available, double RestorePerSecond)
{
    /// <summary>Reads it from an answer's root, or null where it does not stand there whole.</summary>
    public static QueryCost? Read(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object
        && Member(root, "extensions") is { } extensions && Member(extensions, "cost") is { } cost
        && Number(cost, "requestedQueryCost") is { } requested && Member(cost, "throttleStatus") is { } status
        && Number(status, "maximumAvailable") is { } maximum && Number(status, "currentlyAvailable") is { } available && Number(status, "restoreRate") is { } rate
        && maximum > 0 && rate > 0
            ? new(requested, Number(cost, "actualQueryCost"), maximum, available, rate)
            : null;

    private static JsonElement? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static double? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
