using Ganss.Xss;
using Microsoft.AspNetCore.Components;

namespace Syncerize.App.Components.Shared;

/// <summary>Shows HTML that merchants wrote: its words and their shape, and nothing that acts or loads. What is synced is never cleaned; only what is shown.</summary>
internal static class SafeMarkup
{
    /// <summary>Longer descriptions are cut: a screen is no place for a book.</summary>
    public const int MostCharacters = 20_000;

    private static readonly HtmlSanitizer Sanitizer = Make();

    public static MarkupString Of(string html) => new(Sanitizer.Sanitize(html.Length <= MostCharacters ? html : html[..MostCharacters]));

    private static HtmlSanitizer Make()
    {
        var sanitizer = new HtmlSanitizer();
        sanitizer.AllowedTags.Clear();
        sanitizer.AllowedTags.UnionWith(["p", "br", "b", "strong", "i", "em", "u", "s", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "div", "span", "sup", "sub", "hr"]);
        sanitizer.AllowedAttributes.Clear();
        sanitizer.AllowedAttributes.UnionWith(["dir", "lang", "colspan", "rowspan"]);
        sanitizer.AllowedCssProperties.Clear();
        sanitizer.AllowedSchemes.Clear();
        sanitizer.KeepChildNodes = true;
        sanitizer.RemovingTag += (_, e) =>
        {
            // Words inside of these are no words.
            if (e.Tag.NodeName.ToUpperInvariant() is "SCRIPT" or "STYLE" or "TEMPLATE" or "NOSCRIPT" or "IFRAME" or "OBJECT" or "SVG" or "MATH")
            {
                e.Tag.InnerHtml = "";
            }
        };
        return sanitizer;
    }
}
