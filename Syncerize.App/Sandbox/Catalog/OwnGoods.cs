namespace Syncerize.App.Sandbox.Catalog;

/// <summary>Goods the destination sells from its own shelf, besides what it takes from sources.</summary>
internal static class OwnGoods
{
    public static Assortment Assortment { get; } = new(
        "MM", "62791", "CA",
        ["Muskoka", "Algonquin", "Laurentian", "Gaspé", "Niagara", "Bruce"],
        ["Maple & Main"],
        ["Made by our neighbours.", "From our own shelf.", "A little piece of Ontario."],
        [
            new("Pantry", "SYR", ["Maple Syrup"], ["Amber", "Dark"], [OptionPool.Sizes(2, "250 ml", "500 ml", "1 L")], (14, 42), (420, 1500), "170220", ["pantry", "gift"], ["Single forest", "Nothing added"]),
            new("Preserves", "JAM", ["Jam", "Honey"], ["Blueberry", "Wildflower"], [], (9, 19), (320, 560), "200799", ["pantry", "gift"], ["Small kettle batches"]),
            new("Coffee", "COF", ["Coffee"], ["House", "Espresso"], [new("Grind", ["Beans", "Filter", "Espresso"], 2, 3, Ordered: true)], (16, 24), (350, 370), "090121", ["pantry"], ["Roasted on Tuesdays"]),
            new("Bags", "TOT", ["Tote"], ["Canvas", "Waxed"], [OptionPool.Colours("Color", 1, 3, "Natural", "Navy", "Forest")], (22, 58), (240, 620), "420222", ["accessories"], ["Long handles", "Inside pocket"]),
            new("T-Shirts", "TEE", ["Tee"], ["Cotton", "Heavyweight"], [OptionPool.Sizes(3, "S", "M", "L", "XL"), OptionPool.Colours("Color", 1, 2, "Ivory", "Forest", "Rust")], (28, 44), (180, 260), "610910", ["clothing"], ["Printed in Toronto"]),
            new("Stationery", "CRD", ["Card Set", "Notebook"], ["Letterpress", "Recycled"], [], (8, 26), (60, 320), "490900", ["gift", "stationery"], ["Printed on a 1950s press"]),
            new("Gift Boxes", "GFT", ["Gift Box"], ["Breakfast", "Cabin"], [], (45, 120), (1200, 3400), "210690", ["gift"], ["Packed by hand", "Card included"]),
        ]);
}
