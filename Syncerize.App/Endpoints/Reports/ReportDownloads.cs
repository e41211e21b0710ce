using Syncerize.App.Accounts;
using Syncerize.App.Components;
using Syncerize.Core;

namespace Syncerize.App.Endpoints.Reports;

/// <summary><c>GET /s/{store}/reports/{report}.{csv|xlsx|html}</c>: whole reports, for whoever may act for the store.</summary>
internal static class ReportDownloads
{
    public static void MapReports(this IEndpointRouteBuilder app) => app.MapGet(Urls.ReportFileRoute, DownloadAsync).RequireAuthorization(StoreRequirement.Policy);

    private static async Task<IResult> DownloadAsync(HttpContext http, ReportReader reports, int storeId, string report, string format)
    {
        var ct = http.RequestAborted;
        var store = new StoreId(storeId);
        if (ReportsAddress.Find(report) is null || format is not ("csv" or "xlsx" or "html"))
        {
            return Results.NotFound();
        }

        // The route's policy has checked the claims; the reading checks the acting store again.
        if (StoreAccess.ActorFor(http.User, store) is not { } actor)
        {
            return Results.Forbid();
        }

        string? Of(string name) => http.Request.Query[name];
        var address = ReportsAddress.Parse(report, Of("store"), Of("by"), Of("range"), Of("from"), Of("to"), Of("commission"), Of("value"), after: null);
        var (table, refused) = await reports.OpenAsync(actor, store, address, Of("side") != "source", ct);
        if (table is null)
        {
            return Results.Text(refused, "text/plain; charset=utf-8", statusCode: StatusCodes.Status400BadRequest);
        }

        http.Response.Headers.CacheControl = "no-store";
        switch (format)
        {
            case "csv":
                return Results.Stream(body => ReportFiles.CsvAsync(table, body, ct), "text/csv; charset=utf-8", table.FileName + ".csv");
            case "html":
                return Results.Stream(body => ReportFiles.HtmlAsync(table, body, ct), "text/html; charset=utf-8");
            default:
                // A workbook is a zip, whose parts are known only at the end: it is made on disk, so that memory stays flat, and sent from there.
                var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
                try
                {
                    await ReportFiles.XlsxAsync(table, file, ct);
                    file.Position = 0;
                    return Results.Stream(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", table.FileName + ".xlsx");
                }
                catch (TooManyRowsException tooMany)
                {
                    await file.DisposeAsync();
                    return Results.Text(tooMany.Message, "text/plain; charset=utf-8", statusCode: StatusCodes.Status400BadRequest);
                }
                catch
                {
                    await file.DisposeAsync();
                    throw;
                }
        }
    }
}
