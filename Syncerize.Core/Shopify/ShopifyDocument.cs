using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Syncerize.Core.Shopify;

/// <summary>One GraphQL document: its embedded text, fragments included, and what is known of it.</summary>
internal abstract partial class ShopifyDocument
{
    protected ShopifyDocument(string name, double cost, Type variables, Type data)
    {
        Name = name;
        Cost = cost;
        VariablesType = variables;
        DataType = data;
        Text = WithFragments(Read("Shopify/" + name));
        IsWrite = Text.StartsWith("mutation ", StringComparison.Ordinal);
    }

    /// <summary>The operation's name and the file's.</summary>
    public string Name { get; }

    /// <summary>The document as sent.</summary>
    public string Text { get; }

    /// <summary>Whether it changes anything at Shopify.</summary>
    public bool IsWrite { get; }

    /// <summary>The requested cost in points expected before Shopify has stated one.</summary>
    public double Cost { get; }

    /// <summary>The record its variables are written from.</summary>
    public Type VariablesType { get; }

    /// <summary>The record its answer is read into.</summary>
    public Type DataType { get; }

    /// <summary>The text of a document that is handed over to be run in bulk.</summary>
    public static string ReadBulk(string name) => Read("ShopifyBulk/" + name);

    /// <summary>Appends every fragment that the text, or an appended fragment, spreads: one file each, shared by all documents.</summary>
    private static string WithFragments(string document)
    {
        var parts = new List<string> { document };
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < parts.Count; i++)
        {
            parts.AddRange(Spread().Matches(parts[i]).Select(m => m.Groups["name"].Value).Where(known.Add).Select(name => Read("Shopify/Fragments/" + name)));
        }

        return string.Join('\n', parts);
    }

    private static string Read(string resource)
    {
        using var stream = typeof(ShopifyDocument).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The document {resource}.graphql is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // An inline fragment has a space after its dots.
    [GeneratedRegex(@"\.\.\.(?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spread();
}

/// <summary>A document with the types of its variables and of its answer.</summary>
internal sealed class ShopifyDocument<TVariables, TData>(string name, double cost, JsonTypeInfo<TVariables> variables, JsonTypeInfo<TData> data)
    : ShopifyDocument(name, cost, typeof(TVariables), typeof(TData))
{
    /// <summary>How its variables are written.</summary>
    public JsonTypeInfo<TVariables> Variables { get; } = variables;

    /// <summary>How its <c>data</c> is read.</summary>
    public JsonTypeInfo<TData> Data { get; } = data;
}
