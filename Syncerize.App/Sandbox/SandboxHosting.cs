using Syncerize.App.Sandbox.Console;

namespace Syncerize.App.Sandbox;

/// <summary>Puts the simulated shops and their console into the app.</summary>
internal static class SandboxHosting
{
    /// <summary>Registers them where <c>Sandbox:*</c> says so; the shops start with the app.</summary>
    /// <returns>Whether they are on.</returns>
    public static bool Add(WebApplicationBuilder builder)
    {
        var simulated = SandboxSwitch.From(builder.Configuration);
        builder.Services.AddSingleton(simulated);
        builder.Services.AddSandboxConsole(simulated);
        if (simulated.IsOn)
        {
            builder.Services.AddSingleton<SandboxProvisioning>().AddSingleton<SandboxStart>().AddHostedService(services => services.GetRequiredService<SandboxStart>());
        }

        return simulated.IsOn;
    }
}
