namespace Syncerize.App.Sandbox;

/// <summary>How the simulator starts.</summary>
internal sealed record SandboxOptions
{
    /// <summary>Where <c>sandbox.db</c> is kept.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>A loopback address; port 0 takes any free one.</summary>
    public string Url { get; init; } = "http://127.0.0.1:0";

    /// <summary>Stocks the shops at the first start; null leaves an empty world.</summary>
    public Action<SandboxWorld>? Seed { get; init; }
}
