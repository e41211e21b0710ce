namespace Syncerize.App.Sandbox.Images;

/// <summary>
/// Drawings of things for the home on a 240 × 240 ground. Tokens: {c} body, {d} its shade, {l} its light, {a} accent.
/// Bold forms with few details: they must still be told apart at 32 pixels.
/// </summary>
internal static class HomeShapes
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["mug"] = """
            <path d="M160 92h18a28 28 0 0 1 0 66h-18v-16h16a13 13 0 0 0 0-34h-16z" fill="{d}"/>
            <path d="M56 70h112v104a24 24 0 0 1-24 24H80a24 24 0 0 1-24-24z" fill="{c}"/>
            <path d="M56 70h26v128h-2a24 24 0 0 1-24-24z" fill="{l}" opacity=".55"/>
            <ellipse cx="112" cy="70" rx="56" ry="13" fill="{d}"/><ellipse cx="112" cy="72" rx="46" ry="8" fill="#4a3328"/>
            """,
        ["bowl"] = """
            <path d="M32 104h176c0 52-34 86-66 90h-44c-32-4-66-38-66-90z" fill="{c}"/>
            <path d="M32 104h46c2 48 14 78 30 90h-10c-32-4-66-38-66-90z" fill="{l}" opacity=".5"/>
            <ellipse cx="120" cy="104" rx="88" ry="20" fill="{d}"/><ellipse cx="120" cy="107" rx="74" ry="14" fill="{l}"/>
            <rect x="92" y="190" width="56" height="12" rx="5" fill="{d}"/>
            """,
        ["plate"] = """
            <circle cx="120" cy="122" r="88" fill="{d}"/><circle cx="120" cy="118" r="88" fill="{c}"/>
            <circle cx="120" cy="118" r="62" fill="{d}" opacity=".35"/><circle cx="120" cy="121" r="58" fill="{l}"/>
            <path d="M48 92a78 78 0 0 1 44-46" stroke="#fff" stroke-width="7" stroke-linecap="round" fill="none" opacity=".6"/>
            """,
        ["vase"] = """
            <path d="M120 96c-8-34-30-44-34-60M124 96c0-40 6-52 4-70M128 96c10-30 26-36 36-52" stroke="#5f7d4f" stroke-width="6" fill="none" stroke-linecap="round"/>
            <circle cx="86" cy="36" r="14" fill="{a}"/><circle cx="128" cy="28" r="15" fill="{a}"/><circle cx="164" cy="46" r="13" fill="{a}"/>
            <path d="M100 90h44v18c0 14 30 28 30 58 0 24-14 38-26 38H96c-12 0-26-14-26-38 0-30 30-44 30-58z" fill="{c}"/>
            <path d="M100 90h14v18c0 18-22 30-20 60 1 20 8 32 14 36H96c-12 0-26-14-26-38 0-30 30-44 30-58z" fill="{l}" opacity=".5"/>
            <rect x="94" y="86" width="56" height="12" rx="6" fill="{d}"/>
            """,
        ["candle"] = """
            <path d="M120 30c16 20 20 30 20 40a20 20 0 0 1-40 0c0-10 4-20 20-40z" fill="#f4a340"/><path d="M120 52c8 10 9 15 9 20a9 9 0 0 1-18 0c0-5 1-10 9-20z" fill="#fff0b8"/>
            <rect x="117" y="84" width="6" height="22" rx="3" fill="#3d322c"/>
            <rect x="64" y="102" width="112" height="102" rx="16" fill="{c}"/><path d="M64 118a16 16 0 0 1 16-16h10v102H80a16 16 0 0 1-16-16z" fill="{l}" opacity=".6"/>
            <ellipse cx="120" cy="104" rx="54" ry="9" fill="{l}"/><rect x="84" y="134" width="72" height="40" rx="5" fill="#fffaf0"/><rect x="98" y="146" width="44" height="5" rx="2" fill="{d}"/><rect x="104" y="157" width="32" height="4" rx="2" fill="{d}" opacity=".5"/>
            """,
        ["cushion"] = """
            <path d="M40 52c54 12 106 12 160 0 -12 50-12 98 0 148 -54-12-106-12-160 0 12-50 12-98 0-148z" fill="{c}"/>
            <path d="M40 52c20 5 40 8 60 9 -10 46-10 84 0 130 -20 1-40 4-60 9 12-50 12-98 0-148z" fill="{l}" opacity=".45"/>
            <path d="M74 78l92 92M120 70l50 50M70 120l50 50" stroke="{d}" stroke-width="7" opacity=".45" stroke-linecap="round"/>
            """,
        ["throw"] = """
            <path d="M44 70c0-14 10-22 24-22h104c14 0 24 8 24 22v96H44z" fill="{c}"/><path d="M44 96h152v16H44zM44 128h152v9H44z" fill="{d}" opacity=".55"/>
            <path d="M44 166h152v14H44z" fill="{l}"/><path d="M50 180v22M66 180v22M82 180v22M98 180v22M114 180v22M130 180v22M146 180v22M162 180v22M178 180v22M190 180v22" stroke="{d}" stroke-width="5" stroke-linecap="round"/>
            """,
        ["towel"] = """
            <rect x="34" y="50" width="172" height="10" rx="5" fill="#b9a78f"/><path d="M62 52h92v148H62z" fill="{c}"/><path d="M86 52h92v112H86z" fill="{l}"/>
            <path d="M86 130h92v9H86zM86 146h92v5H86z" fill="{d}" opacity=".7"/><path d="M62 176h24v9H62z" fill="{d}" opacity=".7"/><path d="M62 52h116v10H62z" fill="{d}" opacity=".3"/>
            """,
        ["lamp"] = """
            <path d="M84 40h72l34 78H50z" fill="{c}"/><path d="M84 40h20l-22 78H50z" fill="{l}" opacity=".6"/><ellipse cx="120" cy="118" rx="70" ry="10" fill="#fff0b8"/>
            <rect x="114" y="122" width="12" height="66" fill="{a}"/><circle cx="120" cy="152" r="17" fill="{a}"/><rect x="80" y="186" width="80" height="16" rx="8" fill="{a}"/>
            """,
        ["rug"] = """
            <path d="M44 66h152l20 128H24z" fill="{c}"/><path d="M60 82h120l13 96H47z" fill="none" stroke="{l}" stroke-width="8"/>
            <path d="M120 98l42 32-42 34-42-34z" fill="{d}"/><path d="M120 114l20 16-20 17-20-17z" fill="{l}"/>
            <path d="M44 66h152" stroke="{d}" stroke-width="6"/><path d="M24 194h192" stroke="{d}" stroke-width="10" stroke-dasharray="5 6"/>
            """,
        ["clock"] = """
            <circle cx="120" cy="120" r="86" fill="{d}"/><circle cx="120" cy="118" r="82" fill="{c}"/><circle cx="120" cy="118" r="66" fill="#fffdf6"/>
            <path d="M120 62v12M120 162v12M64 118h12M164 118h12" stroke="{d}" stroke-width="7" stroke-linecap="round"/>
            <path d="M120 118V78M120 118l28 18" stroke="#33302c" stroke-width="8" stroke-linecap="round"/><circle cx="120" cy="118" r="8" fill="{a}"/>
            """,
        ["basket"] = """
            <path d="M74 104c0-70 92-70 92 0" fill="none" stroke="{d}" stroke-width="12"/><path d="M42 98h156l-18 104H60z" fill="{c}"/>
            <path d="M47 126h146M52 152h136M56 178h128" stroke="{d}" stroke-width="6" opacity=".6"/><path d="M76 104l8 96M104 104l4 96M136 104l-4 96M164 104l-8 96" stroke="{l}" stroke-width="6" opacity=".7"/>
            <rect x="36" y="92" width="168" height="18" rx="9" fill="{d}"/>
            """,
        ["planter"] = """
            <path d="M120 124c-44-6-60-36-58-62 32 2 54 24 58 62zM120 124c44-6 60-36 58-62-32 2-54 24-58 62zM120 124c-20-30-18-64 0-88 18 24 20 58 0 88z" fill="#6b9a5b"/><path d="M120 124c-10-30-9-60 0-88 9 28 10 58 0 88z" fill="#8fbb78"/>
            <path d="M66 120h108l-14 84H80z" fill="{c}"/><path d="M66 120h30l4 84H80z" fill="{l}" opacity=".5"/><rect x="58" y="112" width="124" height="22" rx="7" fill="{d}"/>
            """,
        ["teapot"] = """
            <path d="M168 130c30-4 26-40 46-46l6 10c-16 12-12 58-48 64z" fill="{d}"/><path d="M68 108c-46-8-54 60 8 62v-15c-36 0-34-34-4-32z" fill="{d}"/>
            <path d="M58 140c0-36 28-54 62-54s62 18 62 54-24 58-40 60H98c-16-2-40-24-40-60z" fill="{c}"/><path d="M58 140c0-36 22-50 46-53-24 24-26 88 0 113h-6c-16-2-40-24-40-60z" fill="{l}" opacity=".5"/>
            <path d="M88 92c4-18 60-18 64 0z" fill="{d}"/><circle cx="120" cy="72" r="10" fill="{a}"/>
            """,
        ["glass"] = """
            <path d="M62 46h116l-16 156H78z" fill="{l}" opacity=".55"/><path d="M69 106h102l-9 96H78z" fill="{c}" opacity=".85"/><ellipse cx="120" cy="106" rx="51" ry="9" fill="{l}"/>
            <path d="M78 60l12 128" stroke="#fff" stroke-width="9" opacity=".75" stroke-linecap="round"/><ellipse cx="120" cy="46" rx="58" ry="9" fill="#fff" opacity=".8"/><path d="M78 202h84" stroke="{d}" stroke-width="8" stroke-linecap="round"/>
            """,
        ["board"] = """
            <g transform="rotate(-18 120 120)"><rect x="104" y="16" width="32" height="60" rx="14" fill="{c}"/><circle cx="120" cy="34" r="8" fill="#fff" opacity=".85"/><rect x="62" y="62" width="116" height="150" rx="22" fill="{c}"/>
            <path d="M80 76v122M100 66v144M146 66v144M164 76v122" stroke="{d}" stroke-width="4" opacity=".5"/><path d="M118 90c-10 30 12 60 0 100" stroke="{d}" stroke-width="4" opacity=".5" fill="none"/></g>
            """,
        ["knife"] = """
            <g transform="rotate(40 120 120)"><path d="M104 14c30 26 38 70 38 118h-38z" fill="#cfd6db"/><path d="M104 14c14 30 18 70 18 118h-18z" fill="#eef2f4"/><rect x="100" y="128" width="44" height="14" rx="4" fill="#8d979e"/><path d="M104 142h36l4 70a14 14 0 0 1-14 14h-12a14 14 0 0 1-14-14z" fill="{c}"/><circle cx="122" cy="164" r="5" fill="{l}"/><circle cx="123" cy="196" r="5" fill="{l}"/></g>
            """,
        ["apron"] = """
            <path d="M92 60c0-44 56-44 56 0" fill="none" stroke="{d}" stroke-width="9"/><path d="M88 58h64l10 50 30 16-8 82H56l-8-82 30-16z" fill="{c}"/><path d="M48 124l-20 6M192 124l20 6" stroke="{d}" stroke-width="9" stroke-linecap="round"/>
            <path d="M84 138h72v30a14 14 0 0 1-14 14H98a14 14 0 0 1-14-14z" fill="{d}" opacity=".6"/><path d="M88 58h64l2 12H86z" fill="{l}"/>
            """,
        ["tray"] = """
            <path d="M28 110c0-34 40-50 92-50s92 16 92 50-40 62-92 62-92-28-92-62z" fill="{d}"/><path d="M28 102c0-34 40-50 92-50s92 16 92 50-40 58-92 58-92-24-92-58z" fill="{c}"/><ellipse cx="120" cy="104" rx="72" ry="38" fill="{l}"/>
            <ellipse cx="98" cy="98" rx="20" ry="12" fill="{a}"/><ellipse cx="142" cy="110" rx="24" ry="14" fill="{d}" opacity=".55"/>
            """,
        ["mirror"] = """
            <path d="M60 120c0-56 24-92 60-92s60 36 60 92-24 88-60 88-60-32-60-88z" fill="{c}"/><path d="M74 120c0-46 18-76 46-76s46 30 46 76-18 72-46 72-46-26-46-72z" fill="#dbe8ee"/><path d="M90 136l52-72M104 158l50-70" stroke="#fff" stroke-width="10" opacity=".85" stroke-linecap="round"/>
            """,
        ["chair"] = """
            <path d="M72 30h96a12 12 0 0 1 12 12v72H60V42a12 12 0 0 1 12-12z" fill="{c}"/><path d="M60 44h34v70H60z" fill="{l}" opacity=".45"/><path d="M46 114h148l8 30H38z" fill="{d}"/><path d="M58 144l-8 64M182 144l8 64M94 144v50M146 144v50" stroke="#8b6a4a" stroke-width="11" stroke-linecap="round"/>
            """,
        ["sofa"] = """
            <path d="M52 74a20 20 0 0 1 20-20h96a20 20 0 0 1 20 20v60H52z" fill="{c}"/><path d="M120 56v70" stroke="{d}" stroke-width="5"/><path d="M24 116a18 18 0 0 1 36 0v22h120v-22a18 18 0 0 1 36 0v62H24z" fill="{d}"/><rect x="60" y="120" width="120" height="32" rx="9" fill="{l}"/><path d="M44 178v24M196 178v24" stroke="#8b6a4a" stroke-width="11" stroke-linecap="round"/>
            """,
        ["stool"] = """
            <path d="M76 92l-20 112M164 92l20 112M108 92l-6 96M132 92l6 96" stroke="{d}" stroke-width="12" stroke-linecap="round"/><path d="M72 154h96" stroke="{d}" stroke-width="9"/><ellipse cx="120" cy="92" rx="76" ry="20" fill="{d}"/><ellipse cx="120" cy="82" rx="76" ry="22" fill="{c}"/><ellipse cx="108" cy="78" rx="50" ry="11" fill="{l}" opacity=".6"/>
            """,
        ["shelf"] = """
            <path d="M30 104h180v14H30zM30 184h180v14H30z" fill="{c}"/><path d="M44 118v66M196 118v66" stroke="{d}" stroke-width="9"/><rect x="58" y="52" width="18" height="52" fill="{a}"/><rect x="78" y="60" width="14" height="44" fill="{d}"/><rect x="94" y="48" width="20" height="56" fill="{l}"/><path d="M150 104l-8-36h46l-8 36z" fill="{d}"/><circle cx="165" cy="52" r="20" fill="#6b9a5b"/><rect x="92" y="140" width="58" height="44" rx="6" fill="{l}"/>
            """,
        ["table"] = """
            <ellipse cx="120" cy="104" rx="92" ry="24" fill="{d}"/><ellipse cx="120" cy="94" rx="92" ry="24" fill="{c}"/><ellipse cx="104" cy="90" rx="60" ry="12" fill="{l}" opacity=".5"/><path d="M64 118l-14 88M176 118l14 88M120 126v70" stroke="{d}" stroke-width="12" stroke-linecap="round"/>
            """,
        ["drawers"] = """
            <rect x="44" y="46" width="152" height="146" rx="9" fill="{d}"/><rect x="54" y="58" width="132" height="38" rx="5" fill="{c}"/><rect x="54" y="102" width="132" height="38" rx="5" fill="{c}"/><rect x="54" y="146" width="132" height="36" rx="5" fill="{c}"/><path d="M104 77h32M104 121h32M104 164h32" stroke="{a}" stroke-width="9" stroke-linecap="round"/><path d="M58 192v16M182 192v16" stroke="{d}" stroke-width="12"/>
            """,
        ["soap"] = """
            <rect x="34" y="150" width="172" height="40" rx="20" fill="#d9cdbb"/><path d="M52 116a34 34 0 0 1 34-34h68a34 34 0 0 1 34 34v20a28 28 0 0 1-28 28H80a28 28 0 0 1-28-28z" fill="{c}"/><path d="M66 112c2-12 10-18 22-18h60" stroke="{l}" stroke-width="9" fill="none" stroke-linecap="round"/><rect x="88" y="112" width="64" height="22" rx="11" fill="{d}" opacity=".5"/><circle cx="176" cy="64" r="14" fill="#fff" opacity=".85"/><circle cx="150" cy="46" r="9" fill="#fff" opacity=".85"/><circle cx="196" cy="92" r="7" fill="#fff" opacity=".85"/>
            """,
        ["bedding"] = """
            <rect x="26" y="54" width="188" height="74" rx="12" fill="#a88b6c"/><rect x="42" y="80" width="72" height="46" rx="16" fill="#fffaf2"/><rect x="126" y="80" width="72" height="46" rx="16" fill="#fffaf2"/><path d="M22 132a20 20 0 0 1 20-20h156a20 20 0 0 1 20 20v54H22z" fill="{c}"/><path d="M22 132a20 20 0 0 1 20-20h156a20 20 0 0 1 20 20v8H22z" fill="{l}"/><path d="M36 186v18M204 186v18" stroke="#8b6a4a" stroke-width="12"/>
            """,
        ["jug"] = """
            <path d="M156 92c50-6 50 82-4 82v-15c32 0 30-56 4-52z" fill="{d}"/><path d="M72 44l96 0-12 34c20 20 22 62 10 100-4 14-12 24-22 24H92c-10 0-18-10-22-24-12-40-6-78 12-100z" fill="{c}"/><path d="M72 44h28l-2 34c-18 24-18 84 4 124H92c-10 0-18-10-22-24-12-40-6-78 12-100z" fill="{l}" opacity=".5"/><ellipse cx="120" cy="46" rx="48" ry="9" fill="{d}"/>
            """,
        ["trowel"] = """
            <g transform="rotate(35 120 120)"><path d="M88 118c0-60 20-92 32-104 12 12 32 44 32 104z" fill="#b9c2c8"/><path d="M120 14c6 20 8 60 8 104h-40c0-60 20-92 32-104z" fill="#dfe5e8"/><rect x="113" y="116" width="14" height="34" fill="#8d979e"/><rect x="104" y="146" width="32" height="76" rx="16" fill="{c}"/></g>
            """,
        ["fence"] = """
            <path d="M36 92h168v16H36zM36 152h168v16H36z" fill="{d}"/><path d="M44 70l14-20 14 20v134H44zM84 70l14-20 14 20v134H84zM124 70l14-20 14 20v134h-28zM164 70l14-20 14 20v134h-28z" fill="{c}"/><path d="M44 70l14-20v154H44zM84 70l14-20v154H84zM124 70l14-20v154h-14zM164 70l14-20v154h-14z" fill="{l}" opacity=".45"/>
            """,
    };
}
