using System.Globalization;
using Serilog;
using Serilog.Events;
using Syncerize.Core.Data;

namespace Syncerize.App.Hosting;

/// <summary>Logs to the console and to a file per day in the data folder; levels are those of <c>Logging:LogLevel</c>.</summary>
internal static class Logs
{
    private const int DaysKept = 14;

    public static void AddLogs(this WebApplicationBuilder builder)
    {
        var data = builder.Configuration.GetSection(DataOptions.Section).Get<DataOptions>() ?? new DataOptions();
        var logs = new LoggerConfiguration().Enrich.FromLogContext()
            .WriteTo.Console(formatProvider: CultureInfo.InvariantCulture, outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}")
            .WriteTo.File(
                Path.Combine(data.FullDirectory, "logs", "syncerize-.log"),
                formatProvider: CultureInfo.InvariantCulture,
                outputTemplate: "{Timestamp:O} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}",
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: DaysKept);

        // Serilog's provider lets everything through the framework's own filters, so the levels are told to Serilog.
        foreach (var level in builder.Configuration.GetSection("Logging:LogLevel").GetChildren())
        {
            if (Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out var least))
            {
                logs = level.Key == "Default" ? logs.MinimumLevel.Is(LevelOf(least)) : logs.MinimumLevel.Override(level.Key, LevelOf(least));
            }
        }

        builder.Logging.ClearProviders().AddSerilog(logs.CreateLogger(), dispose: true);
    }

    private static LogEventLevel LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace => LogEventLevel.Verbose,
        LogLevel.Debug => LogEventLevel.Debug,
        LogLevel.Information => LogEventLevel.Information,
        LogLevel.Warning => LogEventLevel.Warning,
        LogLevel.Error => LogEventLevel.Error,
        _ => LogEventLevel.Fatal,
    };
}
