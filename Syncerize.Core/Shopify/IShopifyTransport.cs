namespace Syncerize.Core.Shopify;

/// <summary>Carries one request to Shopify and one answer back, and nothing else: no retry, no waiting for budget, no reading of the answer.
/// The one place to swap for another library (docs/decisions).</summary>
public interface IShopifyTransport
{
    /// <summary>Sends a GraphQL request once.</summary>
    /// <param name="access">The shop.</param>
    /// <param name="body">The JSON body.</param>
    /// <param name="repeatable">Whether the bytes may leave twice, and the caller may give up under way. False for every write.</param>
    /// <param name="ct">Given up by the caller.</param>
    Task<TransportResult> SendAsync(ShopAccess access, ReadOnlyMemory<byte> body, bool repeatable, CancellationToken ct);
}

/// <summary>The closed set of what carrying a request can end in.</summary>
public abstract record TransportResult
{
    private TransportResult()
    {
    }

    /// <summary>An HTTP answer came, of whatever status.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Body">The body, raw.</param>
    /// <param name="RequestId"><c>X-Request-Id</c>.</param>
    /// <param name="RetryAfter"><c>Retry-After</c>, where stated in seconds.</param>
    /// <param name="ApiVersion"><c>X-Shopify-API-Version</c>: the version that really served.</param>
    public sealed record Answered(int Status, ReadOnlyMemory<byte> Body, string? RequestId = null, TimeSpan? RetryAfter = null, string? ApiVersion = null) : TransportResult;

    /// <summary>Not one byte of the request left: no name, no connection.</summary>
    public sealed record NotSent(string Sentence) : TransportResult;

    /// <summary>The request left, whole or in part, and no whole answer came.</summary>
    public sealed record NoAnswer(string Sentence) : TransportResult;
}
