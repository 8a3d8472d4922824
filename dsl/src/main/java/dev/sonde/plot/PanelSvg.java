package dev.sonde.plot;

import java.util.List;

/** Draws one panel: grid, axes, labels, and then its marks. */
final class PanelSvg {

    private static final int ROW_HEIGHT = 38;
    private static final int NUMERIC_HEIGHT = 260;
    private static final int AXIS_HEIGHT = 44;
    private static final int LABEL_CHARACTERS = 30;
    private static final int VALUE_CHARACTERS = 34;
    private static final double CHARACTER = 6.9;
    private static final int TICKS = 5;

    private final Chart.Panel panel;
    private final double top;
    private final double bottom;
    private final double left;
    private final double right;
    private final double width;
    private final AxisScale x;
    private final AxisScale y;

    PanelSvg(Chart.Panel panel, double width, double top, double labels, double values) {
        this.panel = panel;
        this.width = width;
        this.top = top + 8;
        this.bottom = this.top + (panel.hasRows() ? panel.rows().size() * ROW_HEIGHT : NUMERIC_HEIGHT);
        this.left = panel.hasRows() ? 28 + labels : 76;
        this.right = width - 20 - values;
        this.x = AxisScale.reaching(panel.reach(true), left, right);
        this.y = panel.hasRows()
                ? new AxisScale(-0.5, panel.rows().size() - 0.5, this.top, bottom)
                : AxisScale.reaching(panel.reach(false), bottom, this.top);
    }

    /** Draws and returns the height used. */
    double draw(SvgWriter svg) {
        xAxis(svg);
        if (panel.hasRows()) {
            rowLabels(svg);
        } else {
            yAxis(svg);
        }
        var marks = new MarkSvg(svg, x, y, top, bottom);
        panel.marks().forEach(marks::draw);
        return bottom - top + 8 + AXIS_HEIGHT;
    }

    private void xAxis(SvgWriter svg) {
        for (double tick : x.ticks(TICKS)) {
            svg.line(x.pixel(tick), top, x.pixel(tick), bottom, tick == 0 ? "class=\"z\"" : "class=\"g\"");
            svg.text(x.pixel(tick), bottom + 15, "middle", "class=\"q n\"", x.label(tick, TICKS));
        }
        svg.line(left, bottom, right, bottom, "class=\"a\"");
        svg.label((left + right) / 2, bottom + 32, "middle", "class=\"q\"", panel.xTitle(), 70);
    }

    private void yAxis(SvgWriter svg) {
        for (double tick : y.ticks(TICKS)) {
            svg.line(left, y.pixel(tick), right, y.pixel(tick), tick == 0 ? "class=\"z\"" : "class=\"g\"");
            svg.text(left - 8, y.pixel(tick) + 4, "end", "class=\"q n\"", y.label(tick, TICKS));
        }
        svg.line(left, top, left, bottom, "class=\"a\"");
        double middle = (top + bottom) / 2;
        String turned = SvgWriter.format("transform=\"rotate(-90 18 %.1f)\" class=\"q\"", middle);
        svg.label(18, middle, "middle", turned, panel.yTitle(), 40);
    }

    private void rowLabels(SvgWriter svg) {
        for (int i = 0; i < panel.rows().size(); i++) {
            Chart.Row row = panel.rows().get(i);
            double middle = y.pixel(i);
            boolean two = !row.sublabel().isEmpty();
            svg.label(left - 12, middle + (two ? -2 : 4), "end", "", row.label(), LABEL_CHARACTERS);
            svg.label(left - 12, middle + 12, "end", "class=\"q\"", row.sublabel(), LABEL_CHARACTERS + 4);
            svg.label(width - 14, middle + 4, "end", "class=\"n\"", row.value(), VALUE_CHARACTERS);
        }
    }

    /** How many pixels the longest row label, or value, of some panels needs. */
    static double room(List<Chart.Panel> panels, boolean label) {
        int longest = panels.stream()
                .flatMap(panel -> panel.rows().stream())
                .mapToInt(row -> label
                        ? Math.max(row.label().length(), row.sublabel().length() - 2)
                        : row.value().length())
                .max()
                .orElse(0);
        return CHARACTER * Math.min(label ? LABEL_CHARACTERS : VALUE_CHARACTERS, longest);
    }
}
