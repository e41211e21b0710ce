namespace Syncerize.App.Sandbox.Catalog;

/// <summary>Goods of the second source, an outdoor shop with warehouses in Berlin and Zurich.</summary>
internal static class OutdoorGoods
{
    private static readonly string[] Shells = ["Forest", "Navy", "Rust", "Black", "Ocean", "Mustard"];
    private static readonly string[] Wools = ["Slate", "Moss", "Berry", "Navy", "Oat"];
    private static readonly string[] Sizes = ["XS", "S", "M", "L", "XL"];

    public static Assortment Assortment { get; } = new(
        "AO", "40265", "DE",
        ["Eiger", "Zugspitze", "Bernina", "Watzmann", "Säntis", "Karwendel", "Pilatus", "Ortler", "Dachstein", "Rigi", "Hochkönig", "Tödi"],
        ["Alpine Outfitters", "Gipfelwerk", "Nordwand", "Tal & Grat"],
        ["Built for long days above the tree line.", "Light in the pack, steady in the wind.", "Tested on our guides' own tours.", "Repairable, and meant to be repaired."],
        [
            new("Tents", "TNT", ["Tent"], ["Trekking", "Expedition"], [new("Capacity", ["1 Person", "2 Person", "3 Person"], 1, 3, Ordered: true), OptionPool.Colours("Color", 1, 2, Shells)], (219, 690), (1200, 3900), "630622", ["camping"], ["3000 mm fly", "Aluminium poles", "Pitches in six minutes"]),
            new("Sleeping Bags", "SLB", ["Sleeping Bag"], ["Down", "Synthetic"], [new("Length", ["Regular", "Long"], 1, 2, Ordered: true), new("Zip", ["Left", "Right"], 2, 2, Ordered: true)], (129, 420), (780, 1700), "940430", ["camping"], ["Comfort −2 °C", "Recycled shell"]),
            new("Sleeping Mats", "MAT", ["Sleeping Mat"], ["Insulated", "Foam"], [new("Length", ["Regular", "Long"], 1, 2, Ordered: true)], (39, 189), (380, 900), "940429", ["camping"], ["R-value 4.2", "Packs to bottle size"]),
            new("Backpacks", "BPK", ["Backpack", "Daypack"], ["Touring", "Alpine"], [new("Volume", ["24 L", "35 L", "50 L"], 1, 3, Ordered: true), OptionPool.Colours("Color", 1, 3, Shells)], (79, 260), (780, 1900), "420292", ["hiking"], ["Adjustable back", "Rain cover included"]),
            new("Jackets", "JKT", ["Jacket", "Shell"], ["Hardshell", "Softshell", "Down"], [OptionPool.Sizes(3, Sizes), OptionPool.Colours("Color", 1, 2, Shells)], (149, 480), (320, 690), "620193", ["clothing", "hiking"], ["Three layers, fully taped", "Helmet compatible hood", "Two-way zip"]),
            new("Fleeces", "FLC", ["Fleece"], ["Grid", "Wool"], [OptionPool.Sizes(3, Sizes), OptionPool.Colours("Color", 1, 2, Wools)], (69, 159), (280, 460), "611030", ["clothing"], ["Flat seams", "Recycled yarn"]),
            new("Base Layers", "BSL", ["Baselayer"], ["Merino", "Bamboo"], [OptionPool.Sizes(3, Sizes), OptionPool.Colours("Color", 1, 2, Wools)], (49, 99), (140, 240), "610910", ["clothing"], ["17.5 micron merino", "Odour resistant"]),
            new("Trousers", "TRS", ["Trousers"], ["Trekking", "Climbing"], [OptionPool.Sizes(3, "30", "32", "34", "36"), OptionPool.Colours("Color", 1, 3, Shells)], (79, 189), (340, 520), "620343", ["clothing", "hiking"], ["Four-way stretch", "Gusseted"]),
            new("Footwear", "BOT", ["Boots"], ["Trekking", "Approach"], [OptionPool.Sizes(4, "40", "41", "42", "43", "44", "45", "46")], (139, 310), (880, 1500), "640391", ["footwear", "hiking"], ["Resoleable", "Full-grain leather"]),
            new("Trekking Poles", "POL", ["Trekking Poles"], ["Carbon", "Aluminium"], [], (49, 159), (380, 520), "660200", ["hiking"], ["Folds to 38 cm", "Cork grips"]),
            new("Lighting", "HLP", ["Headlamp"], ["Rechargeable", "Compact"], [OptionPool.Colours("Color", 1, 3, Shells)], (29, 95), (70, 140), "851310", ["camping", "climbing"], ["450 lumens", "USB-C, red light mode"]),
            new("Drinkware", "BTL", ["Bottle", "Flask"], ["Steel", "Insulated"], [new("Volume", ["0.5 L", "0.75 L", "1 L"], 1, 3, Ordered: true), OptionPool.Colours("Color", 1, 4, Shells)], (19, 49), (210, 480), "961700", ["hiking", "gift"], ["Keeps hot for 12 hours", "Leakproof"]),
            new("Stoves", "STV", ["Stove"], ["Gas", "Titanium"], [], (35, 165), (90, 420), "732111", ["camping"], ["Boils a litre in three minutes", "Piezo ignition"]),
            new("Cookware", "CKS", ["Cookset"], ["Titanium", "Hard-anodised"], [new("Size", ["Solo", "Duo"], 1, 2, Ordered: true)], (39, 129), (240, 620), "761510", ["camping"], ["Nests a gas cartridge", "Folding handles"]),
            new("Ropes", "ROP", ["Rope"], ["Dynamic", "Half"], [new("Length", ["30 m", "50 m", "60 m", "70 m"], 2, 4, Ordered: true)], (89, 260), (1800, 4100), "560750", ["climbing"], ["Dry treated", "Middle mark"]),
            new("Harnesses", "HRN", ["Harness"], ["Sport", "Alpine"], [OptionPool.Sizes(3, "S", "M", "L", "XL")], (49, 119), (280, 460), "630790", ["climbing"], ["Four gear loops", "Adjustable leg loops"]),
            new("Helmets", "HLM", ["Helmet"], ["Climbing", "Ski Touring"], [OptionPool.Sizes(2, "S/M", "L/XL"), OptionPool.Colours("Color", 1, 3, Shells)], (59, 149), (210, 350), "650610", ["climbing"], ["EN 12492", "Headlamp clips"]),
            new("Hardware", "CRB", ["Carabiner", "Quickdraw"], ["Screwgate", "Wire"], [], (9, 89), (38, 480), "761699", ["climbing"], ["24 kN", "Keylock nose"]),
            new("Headwear", "BNE", ["Beanie"], ["Merino", "Fleece"], [OptionPool.Colours("Color", 2, 4, Wools)], (25, 45), (50, 90), "650500", ["clothing", "gift"], ["Fits under a helmet", "Fully lined"]),
            new("Gloves", "GLV", ["Gloves"], ["Leather", "Windproof"], [OptionPool.Sizes(3, "S", "M", "L", "XL")], (35, 119), (90, 210), "621600", ["clothing"], ["Touchscreen fingertips", "Long cuff"]),
            new("Socks", "SCK", ["Socks"], ["Merino", "Trekking"], [OptionPool.Sizes(2, "36–38", "39–41", "42–44"), OptionPool.Colours("Color", 1, 3, Wools)], (14, 29), (60, 110), "611594", ["clothing", "hiking"], ["Padded heel", "Left and right foot"]),
        ]);
}
