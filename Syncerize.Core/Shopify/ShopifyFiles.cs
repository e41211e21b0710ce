using System.Runtime.CompilerServices;

namespace Syncerize.Core.Shopify;

/// <summary>Files that go to and come from the addresses Shopify names for bulk operations. No token goes along: the addresses themselves are signed.</summary>
public interface IShopifyFiles
{
    /// <summary>Sends a file as a form with the fields Shopify asked for.</summary>
    /// <returns>A sentence where it did not arrive; null where it did.</returns>
    Task<string?> UploadAsync(Uri url, IReadOnlyList<(string Name, string Value)> fields, Stream file, CancellationToken ct);

    /// <summary>Fetches a file line by line, as it arrives.</summary>
    /// <exception cref="IOException">It could not be fetched whole.</exception>
    IAsyncEnumerable<string> LinesAsync(Uri url, CancellationToken ct);
}

/// <summary>The same over <see cref="HttpClient"/>.</summary>
public sealed class HttpShopifyFiles(IHttpClientFactory clients) : IShopifyFiles
{
    /// <inheritdoc/>
    public async Task<string?> UploadAsync(Uri url, IReadOnlyList<(string Name, string Value)> fields, Stream file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(fields);
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), $"\"{name}\"");
        }

        form.Add(new StreamContent(file), "\"file\"", "\"products.jsonl\"");
        try
        {
            using var client = clients.CreateClient(HttpShopifyTransport.ClientName);
            using var response = await client.PostAsync(url, form, ct).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? null : $"The place Shopify named for uploads answered with an error ({(int)response.StatusCode}).";
        }
        catch (HttpRequestException e)
        {
            return $"The place Shopify named for uploads could not be reached: {e.Message}";
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> LinesAsync(Uri url, [EnumeratorCancellation] CancellationToken ct)
    {
        using var client = clients.CreateClient(HttpShopifyTransport.ClientName);
        using var response = await OpenAsync(client, url, ct).ConfigureAwait(false);
        await using var stream = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(ct).ConfigureAwait(false) is { } line)
        {
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }

    private static async Task<HttpResponseMessage> OpenAsync(HttpClient client, Uri url, CancellationToken ct)
    {
        try
        {
            var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? response : throw new IOException($"Shopify's result could not be fetched ({(int)response.StatusCode}).");
        }
        catch (HttpRequestException e)
        {
            throw new IOException("Shopify's result could not be fetched: " + e.Message, e);
        }
    }
}
