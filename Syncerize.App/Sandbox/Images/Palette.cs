using System.Globalization;

namespace Syncerize.App.Sandbox.Images;

/// <summary>The colours a picture is drawn in: one named colour makes body, shade, light and ground.</summary>
internal static class Palette
{
    private static readonly Dictionary<string, string> Named = new(StringComparer.Ordinal)
    {
        ["navy"] = "#2f4468",
        ["blue"] = "#4a78ab",
        ["sky"] = "#82b1d6",
        ["ocean"] = "#357a94",
        ["denim"] = "#4b658a",
        ["teal"] = "#2f8081",
        ["sage"] = "#8ba582",
        ["olive"] = "#7a8048",
        ["moss"] = "#60784b",
        ["green"] = "#4f8f5e",
        ["forest"] = "#37604a",
        ["pine"] = "#2f5b50",
        ["mustard"] = "#d3a032",
        ["yellow"] = "#e4b83c",
        ["ochre"] = "#c48a35",
        ["sand"] = "#cfb78f",
        ["oat"] = "#d8c8a8",
        ["natural"] = "#cdb48c",
        ["oak"] = "#b98a55",
        ["walnut"] = "#7a5638",
        ["brown"] = "#8b6244",
        ["terracotta"] = "#c2704a",
        ["clay"] = "#b5714f",
        ["rust"] = "#b3582f",
        ["orange"] = "#dd7d37",
        ["copper"] = "#c17c4e",
        ["brass"] = "#c3a052",
        ["gold"] = "#c9a646",
        ["red"] = "#c04848",
        ["coral"] = "#dd7767",
        ["berry"] = "#94405f",
        ["plum"] = "#6e4569",
        ["pink"] = "#db94a4",
        ["blush"] = "#dcaaa2",
        ["lavender"] = "#9c8fc0",
        ["charcoal"] = "#4b5055",
        ["slate"] = "#66737f",
        ["grey"] = "#939a9f",
        ["gray"] = "#939a9f",
        ["black"] = "#3a3a3d",
        ["ivory"] = "#e6dcc4",
        ["cream"] = "#e8dcc0",
        ["white"] = "#dcdfe0",
        ["chalk"] = "#dfdcd3",
        ["steel"] = "#9aa7b0",
        ["graphite"] = "#565c62",
        ["vanilla"] = "#e3cf9c",
        ["maple"] = "#b8562f",
        ["clear"] = "#a9c6cf",
    };

    private static readonly string[] Cycle =
        ["#4a78ab", "#c2704a", "#8ba582", "#d3a032", "#6e4569", "#2f8081", "#dd7767", "#66737f", "#b98a55", "#94405f", "#60784b", "#9c8fc0"];

    private static readonly string[] Accents = ["#e0a73e", "#d8654f", "#3f7d8c", "#7a9d63", "#8c6bb1", "#c98b5e"];

    /// <summary>The colour meant by a word, or null when it names none.</summary>
    public static string? ByName(string word) => Named.GetValueOrDefault(word);

    public static string ByHash(uint hash) => Cycle[(int)(hash % (uint)Cycle.Length)];

    public static string Accent(uint hash) => Accents[(int)(hash / 7 % (uint)Accents.Length)];

    /// <summary>Mixes a colour with another; <paramref name="share"/> 0 keeps the first, 1 gives the second.</summary>
    public static string Mix(string from, string to, double share)
    {
        var (r1, g1, b1) = Parts(from);
        var (r2, g2, b2) = Parts(to);
        return string.Create(CultureInfo.InvariantCulture, $"#{Between(r1, r2):x2}{Between(g1, g2):x2}{Between(b1, b2):x2}");

        int Between(int a, int b) => (int)Math.Round(a + ((b - a) * share), MidpointRounding.AwayFromZero);
    }

    private static (int R, int G, int B) Parts(string hex) =>
        (Part(hex, 1), Part(hex, 3), Part(hex, 5));

    private static int Part(string hex, int at) => int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
