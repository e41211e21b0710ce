namespace Syncerize.App.Sandbox.Images;

/// <summary>Drawings of things to wear; same ground and tokens as <see cref="HomeShapes"/>.</summary>
internal static class WornShapes
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["jacket"] = """
            <path d="M84 40l36 16 36-16 40 26 16 110-30 6-12-66v92H70v-92l-12 66-30-6L44 66z" fill="{c}"/><path d="M44 66L84 40l8 8-14 70-20 66-30-6z" fill="{l}" opacity=".4"/>
            <path d="M120 56v152" stroke="{d}" stroke-width="7"/><path d="M84 40l36 30 36-30-14-8H98z" fill="{d}"/><path d="M82 144h24M134 144h24" stroke="{a}" stroke-width="8" stroke-linecap="round"/>
            """,
        ["jumper"] = """
            <path d="M90 42h60l38 20 26 112-28 8-14-52v74H68v-74l-14 52-28-8L52 62z" fill="{c}"/><path d="M92 42c4 22 52 22 56 0z" fill="{d}"/><path d="M68 188h104v16H68z" fill="{d}"/><path d="M66 92h108M64 108h112" stroke="{l}" stroke-width="7" stroke-dasharray="10 8"/><path d="M26 174l28 8 3-12-28-8zM214 174l-28 8-3-12 28-8z" fill="{d}"/>
            """,
        ["shirt"] = """
            <path d="M90 38h60l42 26 14 60-34 8-4-20v92H72v-92l-4 20-34-8 14-60z" fill="{c}"/><path d="M48 64l42-26 8 10-16 64h-10l-4 20-34-8z" fill="{l}" opacity=".4"/><path d="M90 38l30 28 30-28-10-6h-40z" fill="{d}"/><path d="M120 66v138" stroke="{d}" stroke-width="5"/><circle cx="120" cy="96" r="4" fill="#fff"/><circle cx="120" cy="128" r="4" fill="#fff"/><circle cx="120" cy="160" r="4" fill="#fff"/>
            """,
        ["tee"] = """
            <path d="M88 44h64l50 30-20 44-22-10v96H80v-96l-22 10-20-44z" fill="{c}"/><path d="M88 44c6 26 58 26 64 0z" fill="{d}"/><circle cx="120" cy="128" r="24" fill="{a}"/><path d="M80 110v94h18V60z" fill="{l}" opacity=".35"/>
            """,
        ["trousers"] = """
            <path d="M76 36h88l14 170h-40l-18-104-18 104H62z" fill="{c}"/><path d="M76 36h26l-20 170H62z" fill="{l}" opacity=".4"/><path d="M75 36h90l2 18H73z" fill="{d}"/><path d="M120 54v48" stroke="{d}" stroke-width="5"/><path d="M78 120h24M138 120h24" stroke="{d}" stroke-width="7" opacity=".6" stroke-linecap="round"/>
            """,
        ["boots"] = """
            <path d="M70 40h66v74c24 12 62 14 66 46v18H70z" fill="{c}"/><path d="M70 40h24v138H70z" fill="{l}" opacity=".4"/><path d="M62 176h146v14a12 12 0 0 1-12 12H74a12 12 0 0 1-12-12z" fill="{d}"/><path d="M112 66h28M112 86h28M116 106h28" stroke="{a}" stroke-width="7" stroke-linecap="round"/><rect x="66" y="34" width="74" height="18" rx="8" fill="{d}"/>
            """,
        ["beanie"] = """
            <circle cx="120" cy="44" r="24" fill="{l}"/><path d="M46 156c0-66 30-98 74-98s74 32 74 98z" fill="{c}"/><path d="M84 74c-14 22-18 48-18 82M120 60v96M156 74c14 22 18 48 18 82" stroke="{d}" stroke-width="6" fill="none" opacity=".5"/><rect x="36" y="148" width="168" height="46" rx="18" fill="{d}"/><path d="M62 156v30M86 156v30M110 156v30M134 156v30M158 156v30M182 156v30" stroke="{c}" stroke-width="6" opacity=".7"/>
            """,
        ["gloves"] = """
            <path d="M70 206v-60c-20-18-34-36-24-48 10-10 24 6 34 16V52c0-20 26-20 26 0V42c0-20 26-20 26 0v10c0-20 26-20 26 0v20c0-18 24-18 24 0v62c0 30-16 40-16 52v20z" fill="{c}"/><path d="M106 52v58M132 52v58M158 72v40" stroke="{d}" stroke-width="6" stroke-linecap="round"/><rect x="64" y="176" width="108" height="30" rx="8" fill="{d}"/>
            """,
        ["socks"] = """
            <path d="M120 34h52v92c0 26-40 34-62 62-16 20-56 12-54-14 2-24 64-36 64-56z" fill="{d}"/><path d="M78 40h52v92c0 26-34 34-56 60-16 20-52 10-50-14 2-26 54-34 54-56z" fill="{c}"/><path d="M78 40h52v20H78z" fill="{a}"/><path d="M78 70h52v9H78z" fill="{l}"/><path d="M24 178c2-14 16-22 28-30l26 38c-20 22-56 14-54-8z" fill="{a}"/>
            """,
        ["dress"] = """
            <path d="M88 34l12 4c4 16 36 16 40 0l12-4 10 44-14 30 42 92c-44 14-96 14-140 0l42-92-14-30z" fill="{c}"/><path d="M92 108h56v12H92z" fill="{a}"/><path d="M92 120l-14 88c-10-1-20-4-28-8z" fill="{l}" opacity=".5"/><path d="M120 122v86M148 122l20 80" stroke="{d}" stroke-width="5" opacity=".5"/>
            """,
        ["bag"] = """
            <path d="M84 96c0-74 72-74 72 0" fill="none" stroke="{d}" stroke-width="11"/><path d="M44 90h152l10 104a12 12 0 0 1-12 12H46a12 12 0 0 1-12-12z" fill="{c}"/><path d="M44 90h36l-8 116H46a12 12 0 0 1-12-12z" fill="{l}" opacity=".4"/><rect x="84" y="128" width="72" height="44" rx="8" fill="{a}"/>
            """,
        ["helmet"] = """
            <path d="M32 152c0-62 36-102 88-102s88 40 88 102z" fill="{c}"/><path d="M32 152c0-62 36-102 70-102-24 26-34 60-34 102z" fill="{l}" opacity=".5"/><path d="M92 82h56M84 106h72" stroke="{d}" stroke-width="11" stroke-linecap="round"/><path d="M26 146h188v14a8 8 0 0 1-8 8H34a8 8 0 0 1-8-8z" fill="{d}"/><path d="M66 168c6 26 28 36 54 36s48-10 54-36" fill="none" stroke="#4c4a46" stroke-width="8"/>
            """,
        ["necklace"] = """
            <path d="M50 40c0 86 36 116 70 116s70-30 70-116" fill="none" stroke="{a}" stroke-width="8"/><path d="M120 146l30 26-30 38-30-38z" fill="{c}"/><path d="M120 146l12 26-12 38-30-38z" fill="{l}" opacity=".6"/>
            """,
        ["ring"] = """
            <circle cx="120" cy="142" r="58" fill="none" stroke="{a}" stroke-width="16"/><path d="M92 40h56l22 26-50 40-50-40z" fill="{c}"/><path d="M92 40h28v66L70 66z" fill="{l}" opacity=".6"/>
            """,
    };
}
