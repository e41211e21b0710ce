using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Features;
using Syncerize.Core.Intake;
using Syncerize.Core.Shopify;

namespace Syncerize.App.Endpoints;

/// <summary><c>POST /webhooks/shopify</c>: verify, store, answer 200 after the commit. Nothing else happens in the request.</summary>
internal static class WebhookEndpoint
{
    /// <summary>More than any webhook Shopify sends.</summary>
    public const int MostBytes = 5 * 1024 * 1024;

    public static void MapWebhooks(this IEndpointRouteBuilder app) => app.MapPost(WebhookAddress.Path, ReceiveAsync).AllowAnonymous().DisableAntiforgery();

    private static async Task<IResult> ReceiveAsync(HttpContext context, WebhookSecrets secrets, InboxWriter inbox, TimeProvider time, CancellationToken ct)
    {
        var request = context.Request;
        if (await ReadAsync(context, ct) is not { } body)
        {
            return Sentence(StatusCodes.Status413PayloadTooLarge, "A webhook holds 5 MB at most.");
        }

        var domain = Header(request, "X-Shopify-Shop-Domain")?.ToLowerInvariant();
        if (!WebhookSignature.IsValid(body, Header(request, "X-Shopify-Hmac-Sha256"), secrets.Of(domain ?? "")))
        {
            return Sentence(StatusCodes.Status401Unauthorized, "The signature does not fit the body.");
        }

        if (domain is null || Header(request, "X-Shopify-Topic") is not { } topic || Header(request, "X-Shopify-Webhook-Id") is not { } id)
        {
            return Sentence(StatusCodes.Status400BadRequest, "The headers X-Shopify-Shop-Domain, X-Shopify-Topic and X-Shopify-Webhook-Id are needed.");
        }

        var message = new InboxMessage
        {
            ShopDomain = domain,
            Topic = topic,
            WebhookId = id,
            EventId = Header(request, "X-Shopify-Event-Id"),
            ApiVersion = Header(request, "X-Shopify-API-Version"),
            TriggeredAt = DateTimeOffset.TryParse(Header(request, "X-Shopify-Triggered-At"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null,
            ReceivedAt = time.GetUtcNow(),
            Body = body,
        };
        try
        {
            // A duplicate is as good as stored.
            await inbox.StoreAsync(message, ct);
            return Results.Ok();
        }
        catch (ChannelClosedException)
        {
            return Sentence(StatusCodes.Status503ServiceUnavailable, "This app is stopping; send it again.");
        }
    }

    /// <summary>The raw body, or null where it is too large.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContext context, CancellationToken ct)
    {
        if (context.Request.ContentLength > MostBytes)
        {
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostBytes;
        }

        using var buffer = new MemoryStream((int)(context.Request.ContentLength ?? 4096));
        try
        {
            await context.Request.Body.CopyToAsync(buffer, ct);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }

        // Exactly the bytes that were signed; a copy only where the sender did not say how many.
        return buffer.Capacity == buffer.Length ? buffer.GetBuffer() : buffer.ToArray();
    }

    private static string? Header(HttpRequest request, string name) => request.Headers.TryGetValue(name, out var values) && values.Count == 1 && values[0] is { Length: > 0 and < 256 } value ? value : null;

    private static IResult Sentence(int status, string sentence) => Results.Text(sentence, statusCode: status);
}
