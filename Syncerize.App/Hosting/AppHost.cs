using Microsoft.Extensions.Options;
using Syncerize.App.Endpoints;
using Syncerize.App.Endpoints.Reports;
using Syncerize.Core;
using Syncerize.Core.Data;
using Syncerize.Core.Intake;
using Syncerize.Core.Jobs;

namespace Syncerize.App.Hosting;

/// <summary>Builds the app and starts it: validate options → only one instance → back-up if migrating → migrate → serve → sandbox.</summary>
internal static class AppHost
{
    /// <summary>The exit code of a start that was refused with a sentence.</summary>
    public const int Refused = 2;

    /// <summary>Serves until it is told to stop.</summary>
    /// <returns>0, or <see cref="Refused"/> after saying why.</returns>
    public static async Task<int> RunAsync(string[] args, AddSimulatedShops simulate, CancellationToken ct)
    {
        try
        {
            await using var app = await StartAsync(args, simulate, ct);
            await app.WaitForShutdownAsync(ct);
            return app.Services.GetRequiredService<StartProgress>().Failure is null ? 0 : Refused;
        }
        catch (StartRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return Refused;
        }
    }

    /// <summary>Starts everything; simulated shops go on filling themselves behind the start page.</summary>
    /// <param name="args">Settings, as on the command line.</param>
    /// <param name="simulate">Adds simulated shops where the settings ask for them.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="configure">What a caller changes before anything is registered.</param>
    /// <exception cref="StartRefusedException">It must not start; the message says why and what to do.</exception>
    public static async Task<WebApplication> StartAsync(string[] args, AddSimulatedShops simulate, CancellationToken ct, Action<WebApplicationBuilder>? configure = null)
    {
        var app = Build(args, simulate, configure);
        try
        {
            Validate(app);
            await app.Services.GetRequiredService<DatabaseStart>().RunAsync(ct);
            await app.StartAsync(ct);
            ServerAddress.Announce(app);
            return app;
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await app.DisposeAsync();
            throw new StartRefusedException($"{taken.Message} Stop what listens there, or choose another address with --urls.", taken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static WebApplication Build(string[] args, AddSimulatedShops simulate, Action<WebApplicationBuilder>? configure)
    {
        // The app's own folder, not the caller's: dotnet run, a published folder and the tests read the same appsettings.json.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(AppHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        configure?.Invoke(builder);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.AddLogs();

        // Hosted services stop in reverse: the server first, then the lanes, and the simulated shops they speak to last.
        builder.Services.AddSingleton<StartProgress>();
        var simulated = new SimulatedShops(simulate(builder));
        builder.Services.AddSingleton(simulated);
        builder.Services.AddSyncerizeCore(builder.Configuration).AddIntakeLoops().AddJobs();
        builder.AddUi(chooseStore: simulated.IsOn);

        var app = builder.Build();
        app.UseStartPage();
        app.MapHealth();
        app.MapWebhooks();
        app.MapUi();
        app.MapReports();
        if (!simulated.IsOn)
        {
            app.Services.GetRequiredService<StartProgress>().Finish();
        }

        return app;
    }

    private static void Validate(WebApplication app)
    {
        try
        {
            app.Services.GetService<IStartupValidator>()?.Validate();
        }
        catch (OptionsValidationException invalid)
        {
            throw new StartRefusedException($"A setting is wrong: {string.Join(" ", invalid.Failures)}", invalid);
        }
    }
}
