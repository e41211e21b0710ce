namespace Syncerize.App.Sandbox.Images;

/// <summary>Drawings of outdoor gear and of small goods; same ground and tokens as <see cref="HomeShapes"/>.</summary>
internal static class OutdoorShapes
{
    /// <summary>Drawn where no word of a product's name is known.</summary>
    public const string Fallback = "box";

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["tent"] = """
            <path d="M120 42L218 192H22z" fill="{c}"/><path d="M120 42L22 192h50z" fill="{l}" opacity=".55"/><path d="M120 78l44 114H76z" fill="{d}"/><path d="M120 78l16 114h-32z" fill="#3c3a36"/><path d="M120 42l-8-12M120 42l8-12" stroke="{a}" stroke-width="7" stroke-linecap="round"/><path d="M14 194h212" stroke="{d}" stroke-width="8" stroke-linecap="round"/>
            """,
        ["sleepingbag"] = """
            <path d="M76 70c0-30 20-44 44-44s44 14 44 44l10 86c4 34-20 54-54 54s-58-20-54-54z" fill="{c}"/><path d="M76 70c0-30 20-44 34-44-18 40-22 140 0 183-28-4-48-24-44-53z" fill="{l}" opacity=".45"/><ellipse cx="120" cy="66" rx="28" ry="24" fill="{d}"/><ellipse cx="120" cy="72" rx="20" ry="14" fill="#fff4e2"/><path d="M70 120h100M67 148h106M68 176h104" stroke="{d}" stroke-width="6" opacity=".55"/>
            """,
        ["backpack"] = """
            <path d="M94 44c0-24 52-24 52 0" fill="none" stroke="{d}" stroke-width="10"/><path d="M56 96c0-36 26-56 64-56s64 20 64 56v92a16 16 0 0 1-16 16H72a16 16 0 0 1-16-16z" fill="{c}"/><path d="M56 96c0-36 22-54 46-56-16 30-18 110-8 164H72a16 16 0 0 1-16-16z" fill="{l}" opacity=".45"/><rect x="76" y="124" width="88" height="62" rx="12" fill="{d}"/><path d="M84 142h72" stroke="{a}" stroke-width="7" stroke-linecap="round"/><path d="M80 94h80" stroke="{d}" stroke-width="9" stroke-linecap="round"/><rect x="40" y="122" width="18" height="60" rx="8" fill="{d}"/><rect x="182" y="122" width="18" height="60" rx="8" fill="{d}"/>
            """,
        ["poles"] = """
            <g stroke-linecap="round"><path d="M70 44l38 156" stroke="{c}" stroke-width="9"/><path d="M170 44l-38 156" stroke="{c}" stroke-width="9"/><path d="M66 30l8 34M174 30l-8 34" stroke="{d}" stroke-width="18"/><path d="M94 184h32M118 184h30" stroke="{a}" stroke-width="9"/><path d="M84 104l6 24M156 104l-6 24" stroke="{l}" stroke-width="12"/></g>
            """,
        ["headlamp"] = """
            <path d="M28 120c0-54 40-84 92-84s92 30 92 84" fill="none" stroke="{d}" stroke-width="20"/><path d="M66 112h108a16 16 0 0 1 16 16v40a24 24 0 0 1-24 24H74a24 24 0 0 1-24-24v-40a16 16 0 0 1 16-16z" fill="{c}"/><circle cx="120" cy="152" r="32" fill="#3c3a36"/><circle cx="120" cy="152" r="23" fill="#fff1b0"/><circle cx="112" cy="145" r="8" fill="#fff"/>
            """,
        ["bottle"] = """
            <path d="M100 30h40v22h-40z" fill="{d}"/><path d="M96 50h48c0 18 22 22 22 44v92a18 18 0 0 1-18 18H92a18 18 0 0 1-18-18V94c0-22 22-26 22-44z" fill="{c}"/><path d="M96 50h12c0 24-14 24-14 48v106h-2a18 18 0 0 1-18-18V94c0-22 22-26 22-44z" fill="{l}" opacity=".55"/><rect x="74" y="116" width="92" height="44" fill="{a}"/><path d="M104 138l12-12 10 10 8-6 10 14h-40z" fill="#fff"/>
            """,
        ["stove"] = """
            <path d="M80 176l-26 28M160 176l26 28M120 176v30" stroke="{d}" stroke-width="11" stroke-linecap="round"/><ellipse cx="120" cy="160" rx="58" ry="22" fill="{c}"/><path d="M62 118h116l-16 42H78z" fill="{d}"/><path d="M64 112l-22-12M176 112l22-12M120 108V88" stroke="#7d868c" stroke-width="9" stroke-linecap="round"/><path d="M120 40c20 24 30 38 22 56-6 14-38 14-44 0-8-18 4-28 22-56z" fill="#4aa3d8"/><path d="M120 66c8 10 12 18 8 26-4 6-14 6-16 0-4-8 0-14 8-26z" fill="#dff3ff"/>
            """,
        ["pot"] = """
            <path d="M44 92h152v84a26 26 0 0 1-26 26H70a26 26 0 0 1-26-26z" fill="{c}"/><path d="M44 92h36v110H70a26 26 0 0 1-26-26z" fill="{l}" opacity=".5"/><path d="M38 108H16M202 108h22" stroke="{d}" stroke-width="13" stroke-linecap="round"/><path d="M38 92c0-40 164-40 164 0z" fill="{d}"/><circle cx="120" cy="56" r="11" fill="{a}"/>
            """,
        ["rope"] = """
            <g fill="none" stroke="{c}" stroke-width="15"><ellipse cx="120" cy="116" rx="62" ry="76"/><ellipse cx="120" cy="116" rx="42" ry="56"/></g><g fill="none" stroke="{l}" stroke-width="5" stroke-dasharray="9 11"><ellipse cx="120" cy="116" rx="62" ry="76"/><ellipse cx="120" cy="116" rx="42" ry="56"/></g><rect x="88" y="40" width="64" height="36" rx="10" fill="{a}"/><path d="M150 186c10 20 30 20 40 12" stroke="{c}" stroke-width="13" fill="none" stroke-linecap="round"/>
            """,
        ["harness"] = """
            <rect x="34" y="62" width="172" height="30" rx="12" fill="{c}"/><rect x="102" y="54" width="36" height="46" rx="8" fill="#9aa4aa"/><path d="M78 92c-30 40-28 90 8 104 34 8 40-40 26-100M162 92c30 40 28 90-8 104-34 8-40-40-26-100" fill="none" stroke="{d}" stroke-width="16"/><circle cx="120" cy="120" r="15" fill="none" stroke="{a}" stroke-width="9"/>
            """,
        ["carabiner"] = """
            <path d="M92 36h54c30 0 40 30 28 54l-38 92c-12 28-66 24-66-12V72c0-22 8-36 22-36z" fill="none" stroke="{c}" stroke-width="19"/><path d="M156 100l-28 74" stroke="{a}" stroke-width="13" stroke-linecap="round"/><path d="M82 60v84" stroke="{l}" stroke-width="6" stroke-linecap="round"/>
            """,
        ["mat"] = """
            <path d="M70 60h130v112H70z" fill="{c}"/><path d="M70 82h130M70 104h130M70 126h130M70 148h130" stroke="{d}" stroke-width="5" opacity=".55"/><circle cx="66" cy="150" r="44" fill="{d}"/><circle cx="66" cy="150" r="30" fill="{c}"/><circle cx="66" cy="150" r="15" fill="{l}"/>
            """,
        ["syrup"] = """
            <rect x="104" y="26" width="32" height="26" rx="5" fill="#5a3a22"/><path d="M102 50h36c2 24 38 30 38 66v70a20 20 0 0 1-20 20H84a20 20 0 0 1-20-20v-70c0-36 36-42 38-66z" fill="#b5651d"/><path d="M102 50h12c0 30-30 36-30 70v86a20 20 0 0 1-20-20v-70c0-36 36-42 38-66z" fill="#e0a054" opacity=".6"/><rect x="72" y="120" width="96" height="60" rx="6" fill="#fff6e6"/><path d="M120 126l8 14 14-4-6 14 10 8-16 4-10 12-10-12-16-4 10-8-6-14 14 4z" fill="{c}"/>
            """,
        ["jar"] = """
            <rect x="70" y="40" width="100" height="32" rx="8" fill="{d}"/><path d="M66 72h108c12 8 14 18 14 30v78a24 24 0 0 1-24 24H76a24 24 0 0 1-24-24v-78c0-12 2-22 14-30z" fill="{c}"/><path d="M66 72h24c-12 30-12 102 0 132H76a24 24 0 0 1-24-24v-78c0-12 2-22 14-30z" fill="{l}" opacity=".5"/><rect x="78" y="108" width="84" height="60" rx="8" fill="#fff9ee"/><rect x="94" y="124" width="52" height="8" rx="4" fill="{d}"/><rect x="102" y="142" width="36" height="6" rx="3" fill="{a}"/>
            """,
        ["coffee"] = """
            <path d="M68 44h104l12 160H56z" fill="{c}"/><path d="M68 44h32l-8 160H56z" fill="{l}" opacity=".4"/><path d="M66 36h108v22H66z" fill="{d}"/><circle cx="120" cy="128" r="40" fill="#fff8ec"/><ellipse cx="120" cy="128" rx="18" ry="26" fill="#5a3a22" transform="rotate(28 120 128)"/><path d="M112 106c10 16 4 28 16 44" stroke="#fff8ec" stroke-width="5" fill="none"/>
            """,
        ["card"] = """
            <rect x="62" y="40" width="132" height="164" rx="6" fill="{d}" transform="rotate(8 120 120)"/><rect x="46" y="40" width="132" height="164" rx="6" fill="#fffdf6" transform="rotate(-5 120 120)"/><g transform="rotate(-5 112 110)"><path d="M112 76l12 22 22-6-10 22 16 14-26 6-14 20-14-20-26-6 16-14-10-22 22 6z" fill="{c}"/><path d="M78 176h68" stroke="{a}" stroke-width="8" stroke-linecap="round"/></g>
            """,
        ["book"] = """
            <path d="M56 44a14 14 0 0 1 14-14h114v166H70a14 14 0 0 0-14 14z" fill="{c}"/><path d="M56 44a14 14 0 0 1 14-14h12v166H70a14 14 0 0 0-14 14z" fill="{d}"/><path d="M70 196h114v14H70a7 7 0 0 1 0-14z" fill="#fff9ee"/><rect x="102" y="66" width="60" height="40" rx="5" fill="{l}"/><path d="M102 128h60" stroke="{a}" stroke-width="7" stroke-linecap="round"/>
            """,
        ["gift"] = """
            <rect x="40" y="104" width="160" height="98" rx="8" fill="{c}"/><rect x="32" y="76" width="176" height="36" rx="8" fill="{d}"/><path d="M106 76h28v126h-28z" fill="{a}"/><path d="M120 76c-20-50-66-40-54-12 6 12 32 14 54 12zM120 76c20-50 66-40 54-12-6 12-32 14-54 12z" fill="none" stroke="{a}" stroke-width="12"/>
            """,
        ["box"] = """
            <path d="M120 38l86 40-86 42-86-42z" fill="{l}"/><path d="M34 78l86 42v88l-86-42z" fill="{c}"/><path d="M206 78l-86 42v88l86-42z" fill="{d}"/><path d="M77 58l86 42v28l-16-8V96L62 66z" fill="{a}"/>
            """,
    };
}
