using System.Security.Cryptography;
using System.Text;

namespace Syncerize.Core.Shopify;

/// <summary>Shopify's signature of a webhook: base64 of HMAC-SHA256 over the raw body under the app's client secret (<c>X-Shopify-Hmac-Sha256</c>).</summary>
public static class WebhookSignature
{
    /// <summary>Whether the header was made from exactly these bytes under this secret. Compared in constant time; an empty secret signs nothing.</summary>
    public static bool IsValid(ReadOnlySpan<byte> body, string? header, string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (string.IsNullOrEmpty(header) || secret.Length == 0)
        {
            return false;
        }

        Span<byte> stated = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (header.Length > 64 || !Convert.TryFromBase64String(header, stated, out var written) || written != HMACSHA256.HashSizeInBytes)
        {
            return false;
        }

        Span<byte> actual = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, actual);
        return CryptographicOperations.FixedTimeEquals(actual, stated);
    }

    /// <summary>The header Shopify would send with this body.</summary>
    public static string Of(ReadOnlySpan<byte> body, string secret) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
