namespace Syncerize.Tests.Architecture;

/// <summary>The files this was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Our own source files below a project, as paths relative to the root.</summary>
    public static IEnumerable<string> Sources(string project, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Root, project), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => endings.Any(e => file.EndsWith(e, StringComparison.Ordinal)))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "Migrations" or "lib"));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Syncerize.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Syncerize.sln is not above the tests.");
    }
}
