namespace Syncerize.App.Hosting;

/// <summary>The screens' part of the host.</summary>
internal static class UiHosting
{
    /// <summary>Adds what the screens need.</summary>
    public static void AddUi(this WebApplicationBuilder builder) => builder.Services.AddAntiforgery();

    /// <summary>Adds the screens' middleware and endpoints.</summary>
    public static void MapUi(this WebApplication app) => app.MapGet("/", () => Results.Text("Syncerize"));
}
