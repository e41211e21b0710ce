using System.Globalization;

namespace Syncerize.App.Sandbox.Images;

/// <summary>
/// A product picture drawn from its own address, <c>/cdn/{shop}/{product}-{n}.svg</c> or <c>{product}_{colour}-{n}.svg</c>: the words of the handle choose the
/// drawing and the colour, <c>n</c> the view. Nothing is stored, so a picture outlives renames and stays the same after every start.
/// </summary>
internal static class ProductPicture
{
    private static readonly Dictionary<string, string> Drawings = HomeShapes.All.Concat(WornShapes.All).Concat(OutdoorShapes.All)
        .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["cup"] = "mug",
        ["beaker"] = "mug",
        ["dish"] = "bowl",
        ["platter"] = "plate",
        ["pillow"] = "cushion",
        ["pillows"] = "cushion",
        ["blanket"] = "throw",
        ["quilt"] = "bedding",
        ["duvet"] = "bedding",
        ["sheet"] = "bedding",
        ["linens"] = "bedding",
        ["bed"] = "bedding",
        ["light"] = "lamp",
        ["lantern"] = "lamp",
        ["pendant"] = "lamp",
        ["mat"] = "mat",
        ["runner"] = "rug",
        ["pitcher"] = "jug",
        ["can"] = "jug",
        ["carafe"] = "jug",
        ["pots"] = "planter",
        ["pot"] = "planter",
        ["tumbler"] = "glass",
        ["tumblers"] = "glass",
        ["armchair"] = "sofa",
        ["bench"] = "stool",
        ["bookcase"] = "shelf",
        ["cookset"] = "pot",
        ["saucepan"] = "pot",
        ["kettle"] = "teapot",
        ["casserole"] = "pot",
        ["sweater"] = "jumper",
        ["fleece"] = "jumper",
        ["pullover"] = "jumper",
        ["hoodie"] = "jumper",
        ["parka"] = "jacket",
        ["shell"] = "jacket",
        ["coat"] = "jacket",
        ["tuxedo"] = "jacket",
        ["blazer"] = "jacket",
        ["vest"] = "jacket",
        ["blouse"] = "shirt",
        ["top"] = "tee",
        ["tops"] = "boots",
        ["baselayer"] = "tee",
        ["t-shirt"] = "tee",
        ["jeans"] = "trousers",
        ["pants"] = "trousers",
        ["shorts"] = "trousers",
        ["boot"] = "boots",
        ["shoes"] = "boots",
        ["shoe"] = "boots",
        ["sneakers"] = "boots",
        ["hat"] = "beanie",
        ["cap"] = "beanie",
        ["mittens"] = "gloves",
        ["glove"] = "gloves",
        ["sock"] = "socks",
        ["skirt"] = "dress",
        ["tote"] = "bag",
        ["duffel"] = "bag",
        ["handbag"] = "bag",
        ["daypack"] = "backpack",
        ["rucksack"] = "backpack",
        ["pack"] = "backpack",
        ["pole"] = "poles",
        ["flask"] = "bottle",
        ["burner"] = "stove",
        ["sling"] = "rope",
        ["quickdraw"] = "carabiner",
        ["pad"] = "mat",
        ["candles"] = "candle",
        ["honey"] = "jar",
        ["jam"] = "jar",
        ["notebook"] = "book",
        ["journal"] = "book",
        ["box"] = "gift",
        ["slats"] = "fence",
        ["bracelet"] = "ring",
        ["earrings"] = "ring",
        ["chest"] = "drawers",
        ["cabinet"] = "drawers",
        ["desk"] = "table",
        ["wrap"] = "gift",
        ["tea"] = "coffee",
        ["chocolate"] = "gift",
    };

    /// <summary>The drawing as SVG text.</summary>
    /// <param name="name">File name without extension, e.g. <c>harwich-stoneware-mug_navy-2</c>.</param>
    public static string Svg(string name)
    {
        var (slug, colourWord, view) = Read(name);
        var words = slug.Split('-', StringSplitOptions.RemoveEmptyEntries);
        var hash = Hash(slug);
        // The last known word is the thing itself ("linen shade table lamp"); two words are tried as one first ("sleeping bag").
        var shape = Enumerable.Range(0, words.Length).Reverse().Select(i => (i > 0 ? Shape(words[i - 1] + words[i]) : null) ?? Shape(words[i]))
            .FirstOrDefault(found => found is not null) ?? OutdoorShapes.Fallback;
        var body = colourWord?.Split('-').Select(Palette.ByName).FirstOrDefault(c => c is not null)
            ?? words.Select(Palette.ByName).FirstOrDefault(c => c is not null)
            ?? Palette.ByHash(hash + (colourWord is null ? 0 : Hash(colourWord)));
        var accent = Palette.Accent(hash);
        var ground = view % 2 == 1 ? Palette.Mix(body, "#ffffff", 0.84) : Palette.Mix(accent, "#ffffff", 0.82);
        var drawing = Drawings[shape]
            .Replace("{c}", body, StringComparison.Ordinal)
            .Replace("{d}", Palette.Mix(body, "#1d2430", 0.34), StringComparison.Ordinal)
            .Replace("{l}", Palette.Mix(body, "#ffffff", 0.46), StringComparison.Ordinal)
            .Replace("{a}", accent, StringComparison.Ordinal);
        // The second view is the mirrored thing, the third a close-up, later ones lean a little: enough to tell the pictures of one product apart.
        var placing = (view % 4) switch
        {
            2 => "translate(216 24) scale(-.8 .8)",
            3 => "translate(-30 -36) scale(1.26)",
            0 => "rotate(-7 120 120) translate(24 24) scale(.8)",
            _ => "translate(15.6 12) scale(.87)",
        };
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="960" height="960" role="img"><defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{Palette.Mix(ground, "#ffffff", 0.35)}"/><stop offset="1" stop-color="{Palette.Mix(ground, body, 0.12)}"/></linearGradient></defs><rect width="240" height="240" fill="url(#g)"/><ellipse cx="120" cy="196" rx="84" ry="11" fill="#1d2430" opacity=".11"/><g transform="{placing}">{drawing}</g></svg>
            """);
    }

    private static string? Shape(string word) =>
        Words.TryGetValue(word, out var known) ? known : Drawings.ContainsKey(word) ? word : null;

    private static (string Slug, string? Colour, int View) Read(string name)
    {
        var dash = name.LastIndexOf('-');
        var view = 1;
        if (dash > 0 && int.TryParse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            view = number;
            name = name[..dash];
        }

        var underscore = name.LastIndexOf('_');
        return underscore > 0 ? (name[..underscore], name[(underscore + 1)..], view) : (name, null, view);
    }

    private static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return hash;
    }
}
