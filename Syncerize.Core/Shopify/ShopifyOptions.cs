using System.ComponentModel.DataAnnotations;

namespace Syncerize.Core.Shopify;

/// <summary>Settings of the door to Shopify (section <c>Shopify</c>).</summary>
public sealed class ShopifyOptions
{
    /// <summary>The Admin API version asked for, such as <c>2026-10</c>.</summary>
    [Required]
    [RegularExpression(@"^20\d\d-(01|04|07|10)$", ErrorMessage = "Shopify:ApiVersion must be a version of the Admin API, such as 2026-10.")]
    public string ApiVersion { get; set; } = "2026-10";

    /// <summary>The app's client id; empty where only the sandbox is used.</summary>
    public string ClientId { get; set; } = string.Empty;

    /// <summary>The app's client secret: signs webhooks and sign-ins; empty where only the sandbox is used.</summary>
    public string ClientSecret { get; set; } = string.Empty;

    /// <summary>How long one request may take from the first byte sent to the last byte read.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait for budget that is waited in place; a longer one ends in <see cref="Outcome{T}.Throttled"/>, so that the lane's back-off takes over.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan LongestWaitInPlace { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>After this long without budget a call counts as one priority higher, so that an import never starves.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AgeingStep { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to stay away where Shopify refuses for being asked too often without saying until when.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan DefaultBackOff { get; set; } = TimeSpan.FromSeconds(10);
}
