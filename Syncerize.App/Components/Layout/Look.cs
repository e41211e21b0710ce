using MudBlazor;

namespace Syncerize.App.Components.Layout;

/// <summary>MudBlazor's side of the look: shapes and type. Colours stand in one place, wwwroot/css/syncerize.css, which maps MudBlazor's variables to its tokens.</summary>
internal static class Look
{
    private static readonly string[] Family = ["Inter Variable", "system-ui", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Family, FontSize = "14px", LineHeight = "1.45", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontSize = "14px", LineHeight = "1.45", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontSize = "13px", LineHeight = "1.45", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontSize = "14px", FontWeight = "550", TextTransform = "none", LetterSpacing = "normal" },
            H6 = new H6Typography { FontSize = "16px", FontWeight = "600", LetterSpacing = "normal" },
        },
    };
}
