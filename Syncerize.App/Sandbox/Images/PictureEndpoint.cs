using System.Globalization;
using System.Text.RegularExpressions;

namespace Syncerize.App.Sandbox.Images;

/// <summary>Serves the drawn product pictures under <c>/cdn/{shop}/{file}</c>, as a content network would: for a year, unchanged.</summary>
internal static partial class PictureEndpoint
{
    /// <summary>Address of a picture inside the sandbox, without host.</summary>
    /// <param name="shop">Shop domain or its first part.</param>
    /// <param name="handle">Product handle.</param>
    /// <param name="view">1 for the main picture.</param>
    /// <param name="colour">Colour shown, when the picture belongs to one.</param>
    public static string Path(string shop, string handle, int view, string? colour = null) =>
        string.Create(CultureInfo.InvariantCulture, $"/cdn/{shop.Split('.')[0]}/{handle}{(colour is null ? "" : "_" + Slug(colour))}-{view}.svg");

    /// <summary>The same picture's address in another shop, as if it had been copied there.</summary>
    public static string Moved(string path, string shop) => $"/cdn/{shop.Split('.')[0]}/{path[(path.LastIndexOf('/') + 1)..]}";

    /// <summary>Whether there is a picture at a path; asked instead of fetching it.</summary>
    public static bool Exists(string path) => FileName().IsMatch(path[(path.LastIndexOf('/') + 1)..]);

    public static void MapPictures(this IEndpointRouteBuilder routes) => routes.MapGet("/cdn/{shop}/{file}", Answer);

    private static IResult Answer(string shop, string file, HttpContext context)
    {
        if (!FileName().IsMatch(file))
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers["X-Content-Type-Options"] = "nosniff";
        return Results.Text(ProductPicture.Svg(file[..^4]), "image/svg+xml");
    }

    private static string Slug(string text) => NotSlug().Replace(text.ToLowerInvariant(), "-").Trim('-');

    [GeneratedRegex("^[a-z0-9_-]{1,160}\\.svg$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FileName();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NotSlug();
}
