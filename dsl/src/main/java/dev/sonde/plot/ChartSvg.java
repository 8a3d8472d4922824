package dev.sonde.plot;

import java.util.List;

/** Draws a chart as SVG. */
final class ChartSvg {

    private static final int WIDTH = 760;
    private static final int TITLE_HEIGHT = 34;
    private static final int LINE_HEIGHT = 16;
    private static final int NOTE_CHARACTERS = 125;

    private final Chart chart;
    private final SvgTheme theme;

    ChartSvg(Chart chart, SvgTheme theme) {
        this.chart = chart;
        this.theme = theme;
    }

    /** A whole SVG document, or element of a page. */
    String draw() {
        var body = new SvgWriter();
        double y = TITLE_HEIGHT;
        double labels = PanelSvg.room(chart.panels(), true); // the same for all panels, so that their axes align
        double values = PanelSvg.room(chart.panels(), false);
        for (Chart.Panel panel : chart.panels()) {
            y += new PanelSvg(panel, WIDTH, y, labels, values).draw(body);
        }
        for (String line : wrapped(chart.note())) {
            y += LINE_HEIGHT;
            body.text(16, y, "start", "class=\"q\"", line);
        }
        return document(Math.ceil(y + 14), body);
    }

    private String document(double height, SvgWriter body) {
        var out = new SvgWriter();
        out.raw(SvgWriter.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"%s\" width=\"%d\" height=\"%.0f\" "
                        + "viewBox=\"0 0 %d %.0f\" role=\"img\" aria-label=\"%s\">\n",
                theme.cssClass(), WIDTH, height, WIDTH, height, Markup.escape(chart.alt())));
        out.raw("<style>\n" + theme.css() + "</style>\n");
        if (theme == SvgTheme.CARD) {
            out.rect(0.5, 0.5, WIDTH - 1, height - 1, "rx=\"6\" class=\"bg\"", "");
        }
        out.label(16, 23, "start", "class=\"t\"", chart.title(), 90);
        return out.raw(body.toString()).raw("</svg>\n").toString();
    }

    private static List<String> wrapped(String note) {
        if (note.isBlank()) {
            return List.of();
        }
        return List.of(org.apache.commons.text.WordUtils.wrap(note, NOTE_CHARACTERS, "\n", true)
                .split("\n", -1));
    }
}
