using Microsoft.EntityFrameworkCore;
using Syncerize.App.Hosting;
using Syncerize.Core.Data;

namespace Syncerize.App.Endpoints;

/// <summary><c>GET /health</c>: 200 once pages are served and the database answers, otherwise 503; it names no store.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app) => app.MapGet("/health", AnswerAsync).AllowAnonymous();

    private static async Task<IResult> AnswerAsync(StartProgress progress, IDbContextFactory<SyncerizeDb> factory, ILoggerFactory logs, CancellationToken ct)
    {
        if (!progress.IsReady)
        {
            return Results.Json(new Answer(progress.Failure is null ? "starting" : "failed", progress.Failure ?? progress.Step.Sentence), statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            await using var db = await factory.CreateDbContextAsync(ct);
            await db.Generations.SingleAsync(ct);
            return Results.Json(new Answer("healthy", "Serving."));
        }
        catch (Microsoft.Data.Sqlite.SqliteException broken)
        {
            logs.CreateLogger(typeof(Health)).LogError(broken, "The database does not answer");
            return Results.Json(new Answer("failed", "The database does not answer."), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private sealed record Answer(string Status, string Sentence);
}
