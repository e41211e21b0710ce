namespace Syncerize.App.Sandbox;

/// <summary>Whether simulated shops are used (<c>Sandbox:Enabled</c>), and where they run (<c>Sandbox:Url</c>).</summary>
/// <param name="IsOn">As set, otherwise on while no Shopify app is configured.</param>
/// <param name="Url">A sandbox that runs elsewhere on loopback; null starts one in this process.</param>
internal sealed record SandboxSwitch(bool IsOn, Uri? Url)
{
    /// <summary>Reads it from the settings.</summary>
    public static SandboxSwitch From(IConfiguration configuration)
    {
        var url = configuration["Sandbox:Url"];
        return new SandboxSwitch(
            bool.TryParse(configuration["Sandbox:Enabled"], out var enabled) ? enabled : string.IsNullOrWhiteSpace(configuration["Shopify:ClientId"]),
            string.IsNullOrWhiteSpace(url) ? null : new Uri(url));
    }
}
