package dev.sonde.plot;

/** Where a picture stands decides where its colours come from. */
enum SvgTheme {

    /** Inside a page: text has the page's colour, the background is the page's. */
    INLINE("sonde-inline", """
            .sonde-inline{color:var(--jp-content-font-color1,currentColor);max-width:100%;height:auto}
            """),

    /** An image of its own, where no style of a page applies: it brings a card that follows the reader's preference. */
    CARD("sonde-card", """
            .sonde-card{color:#24292f}.sonde-card .bg{fill:#fff;stroke:#d0d7de}
            @media (prefers-color-scheme:dark){.sonde-card{color:#d8dee4}.sonde-card .bg{fill:#1f242b;stroke:#3d444d}}
            """);

    private static final String SHARED = """
            .C{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-size:12px}
            .C text{fill:currentColor}.C .t{font-size:14px;font-weight:600}.C .q{opacity:.72;font-size:11px}
            .C .n{font-variant-numeric:tabular-nums}.C .g{stroke:currentColor;stroke-opacity:.14}
            .C .a{stroke:currentColor;stroke-opacity:.5}.C .z{stroke:currentColor;stroke-opacity:.35}
            .C .f{fill:#868e96;fill-opacity:.38;stroke:#868e96;stroke-opacity:.9}.C .r{stroke:currentColor;stroke-opacity:.75;stroke-dasharray:4 3}
            .C .m{fill:#3a85c8;fill-opacity:.2;stroke:none}
            """;

    private final String cssClass;
    private final String css;

    SvgTheme(String cssClass, String css) {
        this.cssClass = cssClass;
        this.css = css;
    }

    String cssClass() {
        return cssClass;
    }

    /** The style sheet; every rule is bound to the class, so that it cannot touch the page around it. */
    String css() {
        return SHARED.replace(".C", "." + cssClass) + css;
    }
}
