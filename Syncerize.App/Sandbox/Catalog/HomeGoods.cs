namespace Syncerize.App.Sandbox.Catalog;

/// <summary>Goods of the first source, a home shop in London.</summary>
internal static class HomeGoods
{
    private static readonly string[] Glazes = ["Navy", "Sage", "Ivory", "Terracotta", "Charcoal", "Mustard", "Sky", "Blush"];
    private static readonly string[] Cloths = ["Oat", "Slate", "Rust", "Sage", "Navy", "Blush", "Charcoal", "Chalk"];
    private static readonly string[] Woods = ["Oak", "Walnut", "Black"];

    public static Assortment Assortment { get; } = new(
        "HH", "50198", "GB",
        ["Harwich", "Saltmarsh", "Orford", "Tidewater", "Lowther", "Penrose", "Marlow", "Ashdown", "Fenwick", "Rye", "Whitby", "Carrow", "Dunmore", "Elmstead", "Farlow", "Greyfriars", "Hollin", "Kestrel", "Larkhill", "Moorgate", "Northwold", "Quayside", "Rosedale", "Southwold"],
        ["Harbour Home", "Thistle & Tide", "Moor Pottery", "Fell Weavers", "Copse Woodworks"],
        ["Made in small batches for everyday use.", "A quiet piece that earns its place.", "Designed in our London studio.", "Simple lines, honest materials.", "A favourite from the first collection."],
        [
            new("Mugs", "MUG", ["Mug"], ["Stoneware", "Porcelain", "Speckled"], [OptionPool.Colours("Colour", 2, 5, Glazes)], (11, 24), (310, 420), "691200", ["kitchen", "tableware", "gift"], ["Holds 350 ml", "Dishwasher and microwave safe", "Glazed by hand"]),
            new("Bowls", "BWL", ["Bowl", "Serving Bowl"], ["Stoneware", "Terracotta"], [OptionPool.Sizes(2, "Small", "Medium", "Large"), OptionPool.Colours("Colour", 1, 4, Glazes)], (14, 42), (420, 980), "691200", ["kitchen", "tableware"], ["Reactive glaze, no two alike", "Oven safe to 220 °C"]),
            new("Plates", "PLT", ["Dinner Plate", "Side Plate"], ["Stoneware", "Porcelain"], [OptionPool.Sizes(2, "20 cm", "27 cm"), OptionPool.Colours("Colour", 2, 4, Glazes)], (12, 26), (480, 760), "691200", ["kitchen", "tableware"], ["Stacks neatly", "Raised rim"]),
            new("Vases", "VAS", ["Vase", "Bud Vase"], ["Ceramic", "Ribbed", "Glass"], [OptionPool.Colours("Colour", 1, 4, Glazes)], (22, 79), (650, 1900), "691390", ["decor", "gift"], ["Watertight", "Felt feet protect the table"]),
            new("Candles", "CND", ["Candle"], ["Soy Wax", "Beeswax"], [new("Scent", ["Fig & Cedar", "Sea Salt", "Wild Mint", "Amber", "Lavender"], 2, 5, Ordered: false)], (16, 38), (300, 520), "340600", ["decor", "fragrance", "gift"], ["Burns for about 45 hours", "Cotton wick", "Refillable glass"]),
            new("Cushions", "CSH", ["Cushion"], ["Linen", "Velvet", "Boucle"], [OptionPool.Sizes(1, "45 × 45", "60 × 40"), OptionPool.Colours("Colour", 2, 3, Cloths), new("Filling", ["Feather", "Recycled"], 1, 2, Ordered: true)], (28, 65), (480, 900), "940490", ["living room", "textiles"], ["Removable cover", "Concealed zip", "Washable at 30 °C"]),
            new("Throws", "THR", ["Throw", "Blanket"], ["Lambswool", "Cotton", "Merino"], [OptionPool.Colours("Colour", 2, 5, Cloths)], (49, 145), (700, 1300), "630120", ["living room", "textiles"], ["130 × 180 cm", "Woven in a family mill", "Fringed edge"]),
            new("Towels", "TWL", ["Towel"], ["Organic Cotton", "Waffle"], [OptionPool.Sizes(2, "Hand", "Bath", "Sheet"), OptionPool.Colours("Colour", 2, 4, Cloths)], (12, 48), (220, 980), "630260", ["bathroom", "textiles"], ["600 g/m²", "Oeko-Tex certified cotton"]),
            new("Lighting", "LMP", ["Table Lamp", "Floor Lamp", "Pendant"], ["Brass", "Linen Shade", "Rattan"], [OptionPool.Colours("Finish", 1, 3, "Brass", "Black", "Chalk")], (65, 245), (1900, 6200), "940520", ["lighting", "living room"], ["E27 fitting, bulb not included", "Fabric cable, 1.8 m", "UK and EU plug"]),
            new("Rugs", "RUG", ["Rug", "Runner"], ["Wool", "Jute", "Flatweave"], [OptionPool.Sizes(2, "120 × 180", "160 × 230", "200 × 300"), OptionPool.Colours("Colour", 1, 3, Cloths)], (95, 640), (4200, 16000), "570242", ["living room", "textiles"], ["Woven by hand", "Reversible"]),
            new("Clocks", "CLK", ["Wall Clock", "Mantel Clock"], ["Oak", "Steel"], [OptionPool.Colours("Colour", 1, 3, "Ivory", "Black", "Sage")], (39, 110), (700, 1800), "910521", ["decor"], ["Silent sweep movement", "One AA battery"]),
            new("Storage", "BSK", ["Basket", "Storage Basket"], ["Seagrass", "Willow", "Felt"], [OptionPool.Sizes(1, "Small", "Medium", "Large")], (24, 85), (800, 2600), "460212", ["storage"], ["Woven by hand", "Leather handles"]),
            new("Planters", "PLN", ["Planter", "Hanging Planter"], ["Terracotta", "Concrete", "Glazed"], [OptionPool.Sizes(2, "12 cm", "18 cm", "24 cm"), OptionPool.Colours("Colour", 1, 3, Glazes)], (14, 68), (700, 4800), "691490", ["garden", "decor"], ["Drainage hole and saucer", "Frost resistant"]),
            new("Teaware", "TEA", ["Teapot"], ["Stoneware", "Cast Iron", "Glass"], [OptionPool.Colours("Colour", 1, 3, Glazes)], (34, 89), (800, 1700), "691200", ["kitchen", "gift"], ["Holds four cups", "Steel infuser included"]),
            new("Glassware", "GLS", ["Tumbler Set", "Carafe", "Wine Glass Pair"], ["Recycled", "Ribbed", "Smoked"], [], (18, 54), (600, 1400), "701337", ["kitchen", "tableware"], ["Mouth blown", "Dishwasher safe"]),
            new("Boards", "BRD", ["Chopping Board", "Serving Board"], ["Oak", "Walnut", "Acacia"], [OptionPool.Sizes(1, "Small", "Large")], (24, 78), (900, 2400), "441911", ["kitchen"], ["Oiled by hand", "Wipe clean, do not soak"]),
            new("Aprons", "APR", ["Apron"], ["Linen", "Canvas", "Denim"], [OptionPool.Colours("Colour", 2, 4, Cloths)], (28, 52), (260, 420), "621142", ["kitchen", "textiles", "gift"], ["Cross-back straps", "Two deep pockets"]),
            new("Trays", "TRY", ["Tray"], ["Oak", "Lacquer", "Rattan"], [OptionPool.Colours("Finish", 1, 3, Woods)], (29, 74), (600, 1500), "442090", ["kitchen", "decor"], ["Raised edge", "Felt underside"]),
            new("Mirrors", "MIR", ["Mirror"], ["Brass", "Oak", "Arched"], [OptionPool.Sizes(1, "50 cm", "80 cm")], (79, 320), (2900, 9500), "700992", ["decor", "bathroom"], ["Hangs both ways", "Fixings included"]),
            new("Seating", "SEA", ["Stool", "Chair", "Bench"], ["Oak", "Ash", "Rush"], [OptionPool.Colours("Finish", 1, 3, Woods)], (110, 420), (4200, 11000), "940169", ["furniture"], ["Solid wood joints", "Delivered assembled"]),
            new("Shelving", "SHL", ["Wall Shelf", "Bookcase"], ["Oak", "Steel"], [OptionPool.Sizes(1, "60 cm", "90 cm", "120 cm")], (58, 390), (2600, 18000), "940360", ["furniture", "storage"], ["Brackets included", "Carries up to 25 kg"]),
            new("Bath & Body", "SOP", ["Soap", "Hand Soap"], ["Sea Clay", "Oat", "Olive Oil"], [], (7, 19), (110, 340), "340111", ["bathroom", "gift"], ["Plastic free", "Suitable for sensitive skin"]),
            new("Bedding", "BED", ["Duvet Set", "Sheet Set"], ["Washed Linen", "Percale"], [new("Size", ["Single", "Double", "King", "Super King"], 2, 4, Ordered: true), OptionPool.Colours("Colour", 1, 3, Cloths)], (75, 290), (1200, 3200), "630239", ["bedroom", "textiles"], ["Stone washed for softness", "Includes pillowcases"]),
        ]);
}
