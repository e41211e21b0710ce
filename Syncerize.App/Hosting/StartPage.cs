using System.Globalization;
using System.Text.Encodings.Web;

namespace Syncerize.App.Hosting;

/// <summary>Answers for the pages while the start is not finished: 503 with a page that loads itself again.</summary>
internal static class StartPage
{
    private const string Page = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <noscript><meta http-equiv="refresh" content="1"></noscript>
        <title>Syncerize is starting</title>
        <style>
        :root { color-scheme: light dark; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#f6f8f8, #10181a); color: light-dark(#16292c, #dfeaea); }
        main { width: min(26rem, 88vw); }
        h1 { font-size: 1.375rem; margin: 0 0 .25rem; }
        p { margin: 0 0 1rem; color: light-dark(#51666a, #9fb4b6); }
        progress { width: 100%; height: .5rem; accent-color: light-dark(#0f6e6e, #45b3ad); }
        </style>
        </head>
        <body><main role="status"><h1>$title</h1><p>$sentence</p><progress max="100" value="$percent" aria-label="Progress"></progress></main>
        <script>
        // Asks again and changes only what changed, so that nothing flickers and nothing is read aloud twice.
        const look = async () => {
          try {
            const answer = await fetch(location.href, { cache: 'no-store' });
            if (answer.status !== 503) { location.reload(); return; }
            const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
            document.title = next.title;
            for (const part of ['h1', 'p']) {
              const [shown, now] = [document.querySelector(part), next.querySelector(part).textContent];
              if (shown.textContent !== now) { shown.textContent = now; }
            }
            document.querySelector('progress').value = next.querySelector('progress').value;
          } catch {
            // It is being restarted; the next look tells.
          }
          setTimeout(look, 1000);
        };
        setTimeout(look, 1000);
        </script>
        </body>
        </html>
        """;

    /// <summary>Puts the page in front of everything but health and webhooks, which are taken from the first moment.</summary>
    public static void UseStartPage(this WebApplication app)
    {
        var progress = app.Services.GetRequiredService<StartProgress>();
        app.Use((context, next) => progress.IsReady || IsOpen(context.Request.Path) ? next(context) : AnswerAsync(context, progress));
    }

    private static bool IsOpen(PathString path) => path.StartsWithSegments("/health", StringComparison.Ordinal) || path.StartsWithSegments("/webhooks", StringComparison.Ordinal);

    private static Task AnswerAsync(HttpContext context, StartProgress progress)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "1";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/html; charset=utf-8";
        var step = progress.Step;
        return context.Response.WriteAsync(Page
            .Replace("$title", progress.Failure is null ? "Syncerize is starting" : "Syncerize could not start", StringComparison.Ordinal)
            .Replace("$sentence", HtmlEncoder.Default.Encode(progress.Failure ?? step.Sentence), StringComparison.Ordinal)
            .Replace("$percent", step.Percent.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }
}
