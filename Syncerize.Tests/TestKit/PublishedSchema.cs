using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using GraphQL.Types;
using GraphQL.Utilities;

namespace Syncerize.Tests.TestKit;

/// <summary>Shopify's published Admin schema of one version, taken from the npm package <c>@shopify/dev-mcp</c> and kept beside the test output.
/// A test that asks for it is skipped with a reason where npm cannot fetch it.</summary>
public sealed class PublishedSchema
{
    private const string Package = "@shopify/dev-mcp@1.16.0";
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "published-schema");
    private static readonly ConcurrentDictionary<string, Lazy<Task<PublishedSchema?>>> Loaded = new(StringComparer.Ordinal);
    private static readonly Lazy<Task<string?>> Fetched = new(FetchAsync);
    private readonly Lazy<ISchema> _schema;

    private PublishedSchema(string version, IReadOnlyDictionary<string, PublishedType> types)
    {
        Version = version;
        Types = types;
        _schema = new(BuildSchema);
    }

    /// <summary>Such as 2026-10.</summary>
    public string Version { get; }

    /// <summary>Every type by name.</summary>
    public IReadOnlyDictionary<string, PublishedType> Types { get; }

    /// <summary>The same for validation of documents.</summary>
    public ISchema Schema => _schema.Value;

    /// <summary>The schema of a version; skips the calling test where it cannot be fetched.</summary>
    public static async Task<PublishedSchema> LoadAsync(string version)
    {
        var schema = await Loaded.GetOrAdd(version, v => new(() => ReadAsync(v))).Value;
        Assert.SkipWhen(schema is null, "The published schema cannot be fetched: " + await Fetched.Value);
        return schema!;
    }

    private static string FileOf(string version) => Path.Combine(Folder, $"admin_{version}.json.gz");

    private static async Task<PublishedSchema?> ReadAsync(string version)
    {
        if (!File.Exists(FileOf(version)) && await Fetched.Value is not null)
        {
            return null;
        }

        await using var file = File.OpenRead(FileOf(version));
        await using var json = new GZipStream(file, CompressionMode.Decompress);
        using var document = await JsonDocument.ParseAsync(json);
        var types = document.RootElement.GetProperty("data").GetProperty("__schema").GetProperty("types").EnumerateArray().Select(PublishedType.Read);
        return new PublishedSchema(version, types.ToDictionary(t => t.Name, StringComparer.Ordinal));
    }

    // Null when it was fetched, otherwise why not.
    private static async Task<string?> FetchAsync()
    {
        var work = Directory.CreateTempSubdirectory("published-schema").FullName;
        try
        {
            var start = new ProcessStartInfo("npm", ["pack", Package, "--silent", "--fetch-retries=0", "--pack-destination", work])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                WorkingDirectory = work,
            };
            using var npm = Process.Start(start)!;
            var output = npm.StandardOutput.ReadToEndAsync();
            var error = npm.StandardError.ReadToEndAsync();
            await npm.WaitForExitAsync();
            await Task.WhenAll(output, error);
            if (npm.ExitCode != 0 || Directory.GetFiles(work, "*.tgz") is not [var archive])
            {
                return $"npm pack ended with {npm.ExitCode}.";
            }

            await UnpackAsync(archive);
            return null;
        }
        catch (Win32Exception)
        {
            return "npm is not installed.";
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task UnpackAsync(string archive)
    {
        Directory.CreateDirectory(Folder);
        await using var file = File.OpenRead(archive);
        await using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(unzipped);
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            if (entry.Name.StartsWith("package/dist/data/admin_", StringComparison.Ordinal) && entry.Name.EndsWith(".json.gz", StringComparison.Ordinal))
            {
                // Moved into place whole: another test process may be reading.
                var part = Path.Combine(Folder, Path.GetRandomFileName());
                await entry.ExtractToFileAsync(part, overwrite: true);
                File.Move(part, Path.Combine(Folder, Path.GetFileName(entry.Name)), overwrite: true);
            }
        }
    }

    private ISchema BuildSchema()
    {
        var text = new StringBuilder("schema { query: QueryRoot mutation: Mutation }\ndirective @idempotent(key: String!) on FIELD\n");
        var builder = new SchemaBuilder { IgnoreComments = true };
        string[] builtIn = ["String", "Int", "Float", "Boolean", "ID"];
        var printed = Types.Values.Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal) && !builtIn.Contains(t.Name)).ToList();
        foreach (var type in printed)
        {
            type.Print(text);
            if (type.Kind is "INTERFACE" or "UNION")
            {
                builder.Types.For(type.Name).ResolveType = _ => null!;
            }
        }

        var schema = builder.Build(text.ToString());
        foreach (var scalar in printed.Where(t => t.Kind == "SCALAR"))
        {
            schema.RegisterType(new AnyScalar(scalar.Name));
        }

        schema.Initialize();
        return schema;
    }

    private sealed class AnyScalar : ScalarGraphType
    {
        public AnyScalar(string name) => Name = name;

        public override object? ParseValue(object? value) => value;
    }
}
