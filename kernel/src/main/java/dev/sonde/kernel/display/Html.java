package dev.sonde.kernel.display;

import dev.sonde.plot.Markup;
import dev.sonde.plot.Tone;
import dev.sonde.probe.Verdict;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** HTML for outputs: escaped, in the colours of the page around it, light or dark. */
final class Html {

    // Jupyter's own rule for tables is more specific than any rule of ours, hence !important
    private static final String STYLE = """
            .sonde{color:var(--jp-content-font-color1,inherit);font-size:13px;line-height:1.45}
            .sonde table{border-collapse:collapse;margin:.4em 0;font-variant-numeric:tabular-nums}
            .sonde table th{text-align:left!important;font-weight:600;border-bottom:1px solid var(--jp-border-color1,#8886)}
            .sonde table td{text-align:left!important;border-bottom:1px solid var(--jp-border-color2,#8883);vertical-align:top}
            .sonde th,.sonde td{padding:.25em .7em;max-width:36em;background:none;overflow-wrap:break-word}
            .sonde table .n{text-align:right!important;white-space:nowrap}
            .sonde-sorts .sonde th{cursor:pointer}
            .sonde th[aria-sort=ascending]::after{content:" ▲"}
            .sonde th[aria-sort=descending]::after{content:" ▼"}
            .sonde p{margin:.35em 0}
            .sonde .title{font-weight:600;font-size:14px}
            .sonde .v{font-weight:600;white-space:nowrap}
            """ + verdictColors();

    private Html() {}

    private static String verdictColors() {
        return Arrays.stream(Verdict.values())
                .map(verdict -> ".sonde .%s{color:%s}\n"
                        .formatted(name(verdict), Tone.of(verdict).color()))
                .collect(Collectors.joining());
    }

    /** A verdict as every surface writes it. */
    static String name(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    /** Text as content or as a quoted attribute. */
    static String escape(String text) {
        return Markup.escape(text);
    }

    /** Text as a paragraph. */
    static String paragraph(String text) {
        return "<p>" + escape(text) + "</p>\n";
    }

    /** Markup with the style that it needs; each output stands alone. */
    static String styled(String markup) {
        return "<div class=\"sonde\">\n<style>\n" + STYLE + "</style>\n" + markup + "</div>\n";
    }
}
