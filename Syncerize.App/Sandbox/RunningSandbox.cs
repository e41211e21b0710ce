namespace Syncerize.App.Sandbox;

/// <summary>The simulated shops in this process, for those who look at them from inside.</summary>
internal sealed class RunningSandbox
{
    /// <summary>The server; null before it runs, or where it runs elsewhere.</summary>
    public SandboxServer? Server { get; set; }
}
