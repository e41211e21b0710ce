using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Syncerize.Core.Intake;

/// <summary>Runs the translator: rung by inbox commits, and every second whatever happens.</summary>
public sealed class TranslatorLoop(InboxTranslator translator, InboxBell bell, ILogger<TranslatorLoop> log) : BackgroundService
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await bell.WaitAsync(Sweep, stoppingToken);
            try
            {
                while (await translator.RunAsync(stoppingToken) > 0)
                {
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The rows are still there: the next second tries again.
                log.LogError(e, "Webhooks could not be translated");
            }
        }
    }
}
