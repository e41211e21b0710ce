namespace Syncerize.Core.Data;

/// <summary>Where the data is (<c>Data:*</c> of the settings).</summary>
public sealed class DataOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Data";

    /// <summary>Folder of databases, logs and back-ups; empty means <c>data/</c> beside the solution, or beside the published app.</summary>
    public string Directory { get; set; } = "";

    /// <summary>Folder of the keys that protect tokens; empty means <c>keys/</c> beside the data folder. Never inside it: back-ups of the data must not hold the keys.</summary>
    public string KeysDirectory { get; set; } = "";

    /// <summary>The data folder as a full path.</summary>
    public string FullDirectory => string.IsNullOrWhiteSpace(Directory) ? Path.Combine(Home(), "data") : Path.GetFullPath(Directory);

    /// <summary>The keys folder as a full path.</summary>
    public string FullKeysDirectory => string.IsNullOrWhiteSpace(KeysDirectory)
        ? Path.Combine(Path.GetDirectoryName(FullDirectory.TrimEnd(Path.DirectorySeparatorChar)) ?? FullDirectory, "keys")
        : Path.GetFullPath(KeysDirectory);

    /// <summary>The database file.</summary>
    public string DatabaseFile => Path.Combine(FullDirectory, "syncerize.db");

    private static string Home()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Syncerize.sln")))
            {
                return folder.FullName;
            }
        }

        return AppContext.BaseDirectory;
    }
}
