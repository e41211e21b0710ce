using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Syncerize.Core.Shopify;

/// <summary>Carries requests over <see cref="HttpClient"/>.</summary>
public sealed class HttpShopifyTransport(
    IHttpClientFactory clients, IOptions<ShopifyOptions> options, TimeProvider time, ILogger<HttpShopifyTransport> log) : IShopifyTransport
{
    /// <summary>The name of the HTTP client it uses.</summary>
    public const string ClientName = "Shopify";

    private readonly ConcurrentDictionary<(string Domain, string Version), bool> _warned = new();

    /// <inheritdoc/>
    public async Task<TransportResult> SendAsync(ShopAccess access, ReadOnlyMemory<byte> body, bool repeatable, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(access);
        ct.ThrowIfCancellationRequested();
        var settings = options.Value;
        using var deadline = new CancellationTokenSource(settings.RequestTimeout, time);

        // A write once begun is waited for to its deadline: giving up earlier would only make its end unknown.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, repeatable ? ct : CancellationToken.None);
        using var content = new RequestBody(body, repeatable);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(access.Address, $"/admin/api/{settings.ApiVersion}/graphql.json")) { Content = content };
        request.Headers.Host = access.Domain;
        request.Headers.Add("X-Shopify-Access-Token", access.AccessToken);
        request.Headers.Accept.ParseAdd("application/json");
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var bytes = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            var version = Header(response, "X-Shopify-API-Version");
            WarnOfOtherVersion(access.Domain, settings.ApiVersion, version);
            return new TransportResult.Answered((int)response.StatusCode, bytes, Header(response, "X-Request-Id"), RetryAfter(response), version);
        }
        catch (OperationCanceledException) when (repeatable && ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            var why = deadline.IsCancellationRequested
                ? string.Create(CultureInfo.InvariantCulture, $"no answer within {settings.RequestTimeout.TotalSeconds:0.#} s")
                : (e as HttpRequestException)?.HttpRequestError switch
                {
                    HttpRequestError.NameResolutionError => "its name is not known",
                    HttpRequestError.ConnectionError => "no connection",
                    HttpRequestError.SecureConnectionError => "no secure connection",
                    _ => "the connection broke off",
                };
            log.LogInformation("Request to {Domain} failed: {Why} ({Error}, begun: {Begun})", access.Domain, why, e.GetType().Name, content.Begun);
            return content.Begun
                ? new TransportResult.NoAnswer($"{access.Domain} did not answer: {why}.")
                : new TransportResult.NotSent($"{access.Domain} could not be reached: {why}.");
        }
    }

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    // Shopify writes fractions of seconds ("2.0"), which the typed header does not read.
    private static TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Retry-After", out var values)
        && double.TryParse(values.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0 and < 86_400
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private void WarnOfOtherVersion(string domain, string asked, string? served)
    {
        if (served is not null && served != asked && _warned.TryAdd((domain, served), true))
        {
            log.LogWarning("{Domain} was asked for API version {Asked} and served {Served}: the asked one is no longer, or not yet, supported", domain, asked, served);
        }
    }

    /// <summary>The request's bytes, and whether any of them has left. <see cref="SocketsHttpHandler"/> repeats some requests by itself, at present none whose body
    /// has begun: a write does not rest on that and refuses to be written twice.</summary>
    private sealed class RequestBody : HttpContent
    {
        private readonly ReadOnlyMemory<byte> _bytes;
        private readonly bool _repeatable;

        public RequestBody(ReadOnlyMemory<byte> bytes, bool repeatable)
        {
            _bytes = bytes;
            _repeatable = repeatable;
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        public bool Begun { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            if (Begun && !_repeatable)
            {
                throw new IOException("A write is sent once.");
            }

            Begun = true;
            await stream.WriteAsync(_bytes, cancellationToken).ConfigureAwait(false);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _bytes.Length;
            return true;
        }
    }
}
