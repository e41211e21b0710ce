namespace Syncerize.App.Sandbox;

/// <summary>How the simulator starts.</summary>
internal sealed record SandboxOptions
{
    /// <summary>Where <c>sandbox.db</c> is kept.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>A loopback address; port 0 takes any free one.</summary>
    public string Url { get; init; } = "http://127.0.0.1:0";

    /// <summary>How much happens by itself once the traffic is started; 0 is nothing (setting <c>Sandbox:Speed</c>).</summary>
    public double Speed { get; init; }

    /// <summary>The traffic follows from it (setting <c>Sandbox:Seed</c>).</summary>
    public long TrafficSeed { get; init; } = SandboxSettings.DefaultSeed;

    /// <summary>Stocks the shops at the first start; null leaves an empty world.</summary>
    public Action<SandboxWorld>? Seed { get; init; }
}
