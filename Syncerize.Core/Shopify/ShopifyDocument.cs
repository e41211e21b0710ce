using System.Text.Json.Serialization.Metadata;

namespace Syncerize.Core.Shopify;

/// <summary>One GraphQL document: its embedded text and what is known of it.</summary>
internal abstract class ShopifyDocument
{
    protected ShopifyDocument(string name, double cost, Type variables, Type data)
    {
        Name = name;
        Cost = cost;
        VariablesType = variables;
        DataType = data;
        using var stream = typeof(ShopifyDocument).Assembly.GetManifestResourceStream("Shopify/" + name)
            ?? throw new InvalidOperationException($"The document {name}.graphql is not embedded.");
        using var reader = new StreamReader(stream);
        Text = reader.ReadToEnd();
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
