using System.Globalization;
using Serilog;
using Syncerize.Core.Data;

namespace Syncerize.App.Hosting;

/// <summary>Logs to the console and to a file per day in the data folder; levels are those of <c>Logging:LogLevel</c>.</summary>
internal static class Logs
{
    private const int DaysKept = 14;

    public static void AddLogs(this WebApplicationBuilder builder)
    {
        var data = builder.Configuration.GetSection(DataOptions.Section).Get<DataOptions>() ?? new DataOptions();
        builder.Logging.ClearProviders().AddSerilog(
            new LoggerConfiguration()
                .MinimumLevel.Verbose()
                .Enrich.FromLogContext()
                .WriteTo.Console(formatProvider: CultureInfo.InvariantCulture, outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}")
                .WriteTo.File(
                    Path.Combine(data.FullDirectory, "logs", "syncerize-.log"),
                    formatProvider: CultureInfo.InvariantCulture,
                    outputTemplate: "{Timestamp:O} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}",
                    rollingInterval: RollingInterval.Day,
                    retainedFileCountLimit: DaysKept)
                .CreateLogger(),
            dispose: true);
    }
}
