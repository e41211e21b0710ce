using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Syncerize.Core.Shopify;

namespace Syncerize.Core.Intake;

/// <summary>The secret a shop's webhooks are signed with. The sandbox's secret counts for its own shops only: the shop's name is not covered by the signature.</summary>
public sealed class WebhookSecrets(IOptions<ShopifyOptions> options)
{
    private readonly ConcurrentDictionary<string, string> _simulated = new(StringComparer.Ordinal);

    /// <summary>The secret for a shop's domain in lower case; empty where none is known, which no signature fits.</summary>
    public string Of(string domain) => _simulated.TryGetValue(domain, out var secret) ? secret : options.Value.ClientSecret;

    /// <summary>A simulated shop signs with this.</summary>
    public void SetSimulated(string domain, string secret)
    {
        ArgumentNullException.ThrowIfNull(domain);
        _simulated[domain.ToLowerInvariant()] = secret;
    }
}
