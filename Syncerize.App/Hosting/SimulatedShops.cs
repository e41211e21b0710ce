namespace Syncerize.App.Hosting;

/// <summary>Adds simulated shops to an app that is being built, if its settings ask for them.</summary>
/// <returns>Whether they are on.</returns>
internal delegate bool AddSimulatedShops(WebApplicationBuilder builder);

/// <summary>Whether the shops of this installation are simulated.</summary>
internal sealed record SimulatedShops(bool IsOn);
