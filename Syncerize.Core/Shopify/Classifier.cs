using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Syncerize.Core.Shopify;

/// <summary>Turns what came of a request into one of the outcomes: the only place that knows Shopify's error shapes. Pure.</summary>
internal static class Classifier
{
    /// <summary>Shopify's code of a list longer than one call may carry.</summary>
    public const string TooLarge = "MAX_INPUT_SIZE_EXCEEDED";

    private static readonly HashSet<string> Stale = new(StringComparer.Ordinal) { "CHANGE_FROM_QUANTITY_STALE", "COMPARE_QUANTITY_STALE" };

    private static readonly HashSet<string> Gone = new(StringComparer.Ordinal) { "NOT_FOUND", "PRODUCT_DOES_NOT_EXIST", "PRODUCT_VARIANT_DOES_NOT_EXIST" };

    /// <summary>The outcome, and the cost Shopify stated.</summary>
    /// <param name="result">What the transport brought.</param>
    /// <param name="isWrite">Whether the request changes anything; it decides what an absent answer means.</param>
    /// <param name="trace">The call; request id and cost are filled in here.</param>
    /// <param name="type">How <c>data</c> is read.</param>
    /// <param name="now">The present, for times to wait until.</param>
    /// <param name="backOff">How long to stay away where Shopify does not say.</param>
    public static (Outcome<T> Outcome, QueryCost? Cost) Classify<T>(
        TransportResult result, bool isWrite, CallTrace trace, JsonTypeInfo<T> type, DateTimeOffset now, TimeSpan backOff)
    {
        switch (result)
        {
            case TransportResult.NotSent x:
                return (new Outcome<T>.Unreachable(x.Sentence, trace), null);
            case TransportResult.NoAnswer x:
                return (Lost<T>(x.Sentence, isWrite, trace), null);
            case TransportResult.Answered answer:
                return ClassifyAnswer(answer, isWrite, trace with { RequestId = answer.RequestId }, type, now, backOff);
            default:
                throw new InvalidOperationException("An unknown transport result.");
        }
    }

    private static (Outcome<T> Outcome, QueryCost? Cost) ClassifyAnswer<T>(
        TransportResult.Answered answer, bool isWrite, CallTrace trace, JsonTypeInfo<T> type, DateTimeOffset now, TimeSpan backOff)
    {
        if (answer.Status is < 200 or >= 300)
        {
            return (ClassifyStatus<T>(answer, isWrite, trace, now, backOff), null);
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(answer.Body);
        }
        catch (JsonException)
        {
            return (Lost<T>("Shopify's answer was no JSON.", isWrite, trace), null);
        }

        using (document)
        {
            var root = document.RootElement;
            var cost = QueryCost.Read(root);
            trace = trace with { Cost = cost?.Actual is { } actual ? (int)Math.Ceiling(actual) : null };
            return (ClassifyBody(root, isWrite, trace, type, cost, now, backOff), cost);
        }
    }

    private static Outcome<T> ClassifyStatus<T>(TransportResult.Answered answer, bool isWrite, CallTrace trace, DateTimeOffset now, TimeSpan backOff)
    {
        var status = answer.Status.ToString(CultureInfo.InvariantCulture);
        return answer.Status switch
        {
            401 => new Outcome<T>.Unauthorized("Shopify no longer accepts this store's access token. Connect the store to Shopify again.", trace),
            402 => new Outcome<T>.Unauthorized("The shop is frozen at Shopify until its owner pays.", trace),
            403 => new Outcome<T>.Unauthorized("Shopify refuses us access to the shop.", trace),
            404 => new Outcome<T>.Unauthorized("Shopify knows no shop of this name any more.", trace),
            423 => new Outcome<T>.Unauthorized("Shopify has locked the shop.", trace),
            429 or 430 => new Outcome<T>.Throttled(now + (answer.RetryAfter ?? backOff), trace),
            408 or >= 500 => Lost<T>($"Shopify answered with an error of its own ({status}).", isWrite, trace),
            >= 300 and < 400 => new Outcome<T>.Unreachable($"The shop's address leads elsewhere ({status}).", trace),
            _ => new Outcome<T>.Bug($"Shopify could not read our request ({status}).", trace),
        };
    }

    private static Outcome<T> ClassifyBody<T>(
        JsonElement root, bool isWrite, CallTrace trace, JsonTypeInfo<T> type, QueryCost? cost, DateTimeOffset now, TimeSpan backOff)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Lost<T>("Shopify's answer was not an object.", isWrite, trace);
        }

        var hasData = root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object;
        if (root.TryGetProperty("errors", out var errors) && errors.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            && !(errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() == 0))
        {
            return ClassifyErrors<T>(TopLevelError.Read(errors), hasData ? data : null, isWrite, trace, cost, now, backOff);
        }

        if (!hasData)
        {
            return Lost<T>("Shopify's answer held no data.", isWrite, trace);
        }

        if (isWrite && UserErrorsOf(data) is { Count: > 0 } refused)
        {
            return ClassifyUserErrors<T>(refused, trace);
        }

        try
        {
            return data.Deserialize(type) is { } value ? new Outcome<T>.Done(value, trace) : Lost<T>("Shopify's answer held no data.", isWrite, trace);
        }
        catch (JsonException e)
        {
            var sentence = $"Shopify's answer to {trace.Operation} could not be read at {e.Path}.";
            return isWrite ? new Outcome<T>.Unknown(sentence, trace) : new Outcome<T>.Bug(sentence, trace);
        }
    }

    private static Outcome<T> ClassifyErrors<T>(
        IReadOnlyList<TopLevelError> errors, JsonElement? data, bool isWrite, CallTrace trace, QueryCost? cost, DateTimeOffset now, TimeSpan backOff)
    {
        var text = string.Join("; ", errors.Select(e => e.Message));

        // A mutation whose own field has a value was run; only its answer is broken.
        if (isWrite && data is { } some && some.EnumerateObject().Any(p => p.Value.ValueKind is not JsonValueKind.Null))
        {
            return new Outcome<T>.Unknown($"Shopify ran {trace.Operation} but answered with an error: {text}", trace);
        }

        if (errors.Any(e => e.Code == "THROTTLED"))
        {
            var wait = cost is null
                ? backOff
                : new ShopBudget(cost.Maximum, cost.Available, cost.RestorePerSecond, now).WaitFor(cost.Requested, 0, now);
            return new Outcome<T>.Throttled(now + (wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1)), trace);
        }

        if (errors.Any(e => e.Code is "INTERNAL_SERVER_ERROR" or "TIMEOUT"))
        {
            var requestId = errors.Select(e => e.RequestId).FirstOrDefault(id => id is not null);
            return Lost<T>("Shopify failed inside.", isWrite, requestId is null ? trace : trace with { RequestId = requestId });
        }

        // Too much for one call is a refusal like any other: nothing of a write was done.
        if (errors.FirstOrDefault(e => e.Code == BulkGateway.DailyVariantLimit || (isWrite && e.Code == TooLarge)) is { } limit)
        {
            return new Outcome<T>.Rejected([new UserError(limit.Code, [], limit.Message)], trace);
        }

        if (errors.FirstOrDefault(e => e.Code == "ACCESS_DENIED") is { } denied)
        {
            return new Outcome<T>.Unauthorized(
                denied.RequiredAccess is { } scope ? $"The app was not granted what this needs: {scope}" : $"Shopify denies access: {denied.Message}", trace);
        }

        if (errors.All(e => e.Code == "RESOURCE_NOT_FOUND"))
        {
            return new Outcome<T>.NotFound($"Shopify does not know it: {text}", trace);
        }

        return new Outcome<T>.Bug($"Shopify did not understand {trace.Operation}: {text}", trace);
    }

    private static Outcome<T> ClassifyUserErrors<T>(IReadOnlyList<UserError> errors, CallTrace trace)
    {
        var stale = errors.Where(e => e.Code is not null && Stale.Contains(e.Code)).Select(RowOf).ToList();
        if (stale.Count > 0 && stale.All(r => r is not null))
        {
            return new Outcome<T>.Conflict([.. stale.Select(r => r!.Value).Distinct().Order()], trace);
        }

        if (errors.Any(e => e.Code == "IDEMPOTENCY_CONCURRENT_REQUEST"))
        {
            return new Outcome<T>.Unknown("An earlier send of the same request is still being worked on at Shopify.", trace);
        }

        if (errors.Any(e => e.Code == "IDEMPOTENCY_KEY_PARAMETER_MISMATCH"))
        {
            return new Outcome<T>.Bug($"An idempotency key of {trace.Operation} was used for another request.", trace);
        }

        return errors.All(e => e.Code is not null && Gone.Contains(e.Code))
            ? new Outcome<T>.NotFound("Shopify does not know it: " + string.Join("; ", errors.Select(e => e.Message)), trace)
            : new Outcome<T>.Rejected(errors, trace);
    }

    private static int? RowOf(UserError error) =>
        error.Field.Select(f => int.TryParse(f, NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : (int?)null).FirstOrDefault(r => r is not null);

    // Every mutation's payload lists its refusals in a member called userErrors, or one that ends so (orderCancelUserErrors).
    private static List<UserError> UserErrorsOf(JsonElement data) =>
    [
        .. from payload in data.EnumerateObject()
           where payload.Value.ValueKind == JsonValueKind.Object
           from member in payload.Value.EnumerateObject()
           where member.Name.EndsWith("userErrors", StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind == JsonValueKind.Array
           from error in member.Value.EnumerateArray()
           select new UserError(
               TopLevelError.Text(error, "code"),
               error.TryGetProperty("field", out var field) && field.ValueKind == JsonValueKind.Array ? [.. field.EnumerateArray().Select(f => f.ToString())] : [],
               TopLevelError.Text(error, "message") ?? "no reason given"),
    ];

    private static Outcome<T> Lost<T>(string sentence, bool isWrite, CallTrace trace) =>
        isWrite ? new Outcome<T>.Unknown(sentence, trace) : new Outcome<T>.Unreachable(sentence, trace);
}

/// <summary>One of an answer's top-level errors.</summary>
internal sealed record TopLevelError(string? Code, string Message, string? RequiredAccess, string? RequestId)
{
    /// <summary>Reads them; <c>errors</c> may be a plain text (as with 401).</summary>
    public static IReadOnlyList<TopLevelError> Read(JsonElement errors) => errors.ValueKind == JsonValueKind.Array
        ? [.. errors.EnumerateArray().Select(One)]
        : [new TopLevelError(null, errors.ToString(), null, null)];

    /// <summary>A text member, or null.</summary>
    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static TopLevelError One(JsonElement error)
    {
        var extensions = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("extensions", out var found) ? found : default;
        return new TopLevelError(Text(extensions, "code"), Text(error, "message") ?? error.ToString(), Text(extensions, "requiredAccess"), Text(extensions, "requestId"));
    }
}
