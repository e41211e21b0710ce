using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Syncerize.App.Hosting;
using Syncerize.Core;

namespace Syncerize.Tests.Architecture;

/// <summary>The layout of docs/architecture.md, kept by what the compiled code names.</summary>
public sealed partial class LayoutTests
{
    /// <summary>A folder may name only those before it. Data knows every entity and everyone uses it.</summary>
    private static readonly string[] Order =
    [
        "Live", "Activity", "Work", "Totals", "Shopify", "Plans", "Stores", "Connections", "Catalog", "Mapping", "Stock", "Sync", "Orders", "Intake", "Insights", "Operations", "Jobs",
    ];

    private const int MostLines = 350;

    private static readonly Lazy<ArchUnitNET.Domain.Architecture> Compiled = new(() => new ArchLoader().LoadAssemblies(typeof(Money).Assembly, typeof(AppHost).Assembly).Build());

    [Fact]
    public void CoreFolders_NameOnlyThoseAbove()
    {
        var wrong = Dependencies("Syncerize.Core")
            .Select(d => (d.From, d.To, Own: Folder(d.From), Other: Folder(d.To)))
            .Where(d => d.Own is not (null or "Data") && d.Other is not (null or "Data") && d.Own != d.Other)
            .Where(d => Array.IndexOf(Order, d.Other) >= Array.IndexOf(Order, d.Own))
            .Select(d => $"{d.From.FullName} names {d.To.FullName}");
        Assert.Empty(wrong.Distinct().Order());
    }

    [Fact]
    public void CoreFolders_AreThoseOfTheDocument()
    {
        var folders = Repository.Sources("Syncerize.Core", ".cs").Select(f => f.Split('/')).Where(p => p.Length > 2).Select(p => p[1]).Distinct();
        Assert.Empty(folders.Except([.. Order, "Data", "Properties"]));
    }

    [Fact]
    public void Core_KnowsNoScreensAndNoRequests()
    {
        string[] closed = ["Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Builder", "MudBlazor", "Syncerize.App"];
        var wrong = Dependencies("Syncerize.Core").Where(d => closed.Any(c => Space(d.To).StartsWith(c, StringComparison.Ordinal))).Select(d => $"{d.From.FullName} names {d.To.FullName}");
        Assert.Empty(wrong.Distinct().Order());
    }

    [Fact]
    public void Sandbox_KnownOnlyToTheProgramAndTheBench()
    {
        var wrong = Dependencies("Syncerize.App")
            .Where(d => Space(d.To).StartsWith("Syncerize.App.Sandbox", StringComparison.Ordinal))
            .Where(d => !Space(d.From).StartsWith("Syncerize.App.Sandbox", StringComparison.Ordinal) && Space(d.From) is not ("" or "Syncerize.App.Bench"))
            .Select(d => $"{d.From.FullName} names {d.To.FullName}");
        Assert.Empty(wrong.Distinct().Order());
    }

    [Fact]
    public void Types_HaveNamesThatSayWhatTheyDo()
    {
        var wrong = Compiled.Value.Types.Where(t => IsOurs(t) && VagueName().IsMatch(t.Name)).Select(t => t.FullName);
        Assert.Empty(wrong.Order());
    }

    [Fact]
    public void Files_AreShort()
    {
        var wrong = Repository.Sources("Syncerize.Core", ".cs").Concat(Repository.Sources("Syncerize.App", ".cs", ".razor"))
            .Select(file => (file, Lines: File.ReadLines(Path.Combine(Repository.Root, file)).Count()))
            .Where(f => f.Lines > MostLines)
            .Select(f => $"{f.file}: {f.Lines} lines");
        Assert.Empty(wrong.Order());
    }

    private static IEnumerable<(IType From, IType To)> Dependencies(string space) =>
        from type in Compiled.Value.Types
        where IsOurs(type) && (Space(type) == space || Space(type).StartsWith(space + ".", StringComparison.Ordinal))
        from dependency in type.Dependencies
        select (type, dependency.Target);

    private static bool IsOurs(IType type) => Space(type).StartsWith("Syncerize.", StringComparison.Ordinal) && !Space(type).Contains(".Migrations", StringComparison.Ordinal);

    private static string Space(IType type) => type.Namespace?.FullName ?? "";

    /// <summary>The Core folder of a type; null for the root and for what is not Core's.</summary>
    private static string? Folder(IType type) => Space(type).Split('.') is ["Syncerize", "Core", var folder, ..] ? folder : null;

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Utilities)(`\\d+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VagueName();
}
