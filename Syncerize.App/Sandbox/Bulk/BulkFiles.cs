using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Syncerize.App.Sandbox.Model;

namespace Syncerize.App.Sandbox.Bulk;

/// <summary>Where files for and from bulk operations lie, and the addresses they are sent to and fetched from.</summary>
internal static class BulkFiles
{
    /// <summary>The largest file of variables Shopify takes.</summary>
    public const long LargestUpload = 100 * 1024 * 1024;

    /// <summary>The file of an operation's result.</summary>
    public static string Result(string folder, SimBulkOperation operation) => Path.Combine(Folder(folder), string.Create(CultureInfo.InvariantCulture, $"{operation.Id}.jsonl"));

    /// <summary>The file uploaded under a key.</summary>
    public static string Upload(string folder, string key) => Path.Combine(Folder(folder), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32] + ".upload");

    /// <summary>Takes uploads (<c>POST /staged</c>, a form with its key and its file) and gives results (<c>GET /bulk/…</c>).</summary>
    public static void MapBulk(this IEndpointRouteBuilder routes, SandboxWorld world)
    {
        routes.MapPost("/staged", (HttpContext context, CancellationToken ct) => TakeAsync(context, world.Folder, ct)).WithMetadata(new RequestSizeLimitAttribute(LargestUpload + (1024 * 1024)));
        routes.MapGet("/bulk/{shop}/{id:long}.jsonl", (string shop, long id) => GiveAsync(world, shop, id));
    }

    private static async Task<IResult> TakeAsync(HttpContext context, string folder, CancellationToken ct)
    {
        if (!context.Request.HasFormContentType)
        {
            return Results.BadRequest();
        }

        var form = await context.Request.ReadFormAsync(ct);
        if (form["key"].ToString() is not { Length: > 0 } key || form.Files.GetFile("file") is not { } file)
        {
            return Results.BadRequest();
        }

        await using var target = File.Create(Upload(folder, key));
        await file.CopyToAsync(target, ct);
        return Results.StatusCode(StatusCodes.Status201Created);
    }

    private static async Task<IResult> GiveAsync(SandboxWorld world, string shop, long id)
    {
        if (world.Find(shop) is not { } state || await world.ReadAsync(state, s => s.BulkOperations.GetValueOrDefault(id)) is not { IsOpen: false } operation || !File.Exists(Result(world.Folder, operation)))
        {
            return Results.NotFound();
        }

        return Results.File(Result(world.Folder, operation), "application/jsonl", enableRangeProcessing: true);
    }

    private static string Folder(string folder) => Directory.CreateDirectory(Path.Combine(folder, "bulk")).FullName;
}
