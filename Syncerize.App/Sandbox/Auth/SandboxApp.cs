namespace Syncerize.App.Sandbox.Auth;

/// <summary>The one app that the simulated shops know.</summary>
internal static class SandboxApp
{
    /// <summary>Its client id; the client secret stands on every shop.</summary>
    public const string ClientId = "sandbox-client-id";

    /// <summary>Its name, as merchants see it.</summary>
    public const string Name = "Syncerize";
}
