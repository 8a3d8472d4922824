package dev.sonde.plot;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Draws marks into a panel. */
final class MarkSvg {

    private final SvgWriter svg;
    private final AxisScale x;
    private final AxisScale y;
    private final double top;
    private final double bottom;

    MarkSvg(SvgWriter svg, AxisScale x, AxisScale y, double top, double bottom) {
        this.svg = svg;
        this.x = x;
        this.y = y;
        this.top = top;
        this.bottom = bottom;
    }

    void draw(Mark mark) {
        if (mark instanceof Mark.Point point) {
            point(point);
        } else if (mark instanceof Mark.Bar bar) {
            double zero = x.pixel(0);
            double end = x.pixel(bar.value());
            String fill = "rx=\"2\" fill=\"" + bar.tone().color() + "\"";
            svg.rect(Math.min(zero, end), y.pixel(bar.row()) - 9, Math.abs(end - zero), 18, fill, bar.hover());
        } else if (mark instanceof Mark.RowBand band) {
            double from = x.pixel(band.from());
            double width = Math.max(1, x.pixel(band.to()) - from); // a floor of 1e-7 is still seen
            svg.rect(from, y.pixel(band.row()) - 16, width, 32, "class=\"f\"", band.hover());
        } else if (mark instanceof Mark.Ticks ticks) {
            double middle = y.pixel(ticks.row());
            String style = "stroke-width=\"1.5\" stroke=\"" + Tone.QUIET.color() + "\"";
            ticks.values().forEach(value -> svg.line(x.pixel(value), middle + 7, x.pixel(value), middle + 15, style));
        } else if (mark instanceof Mark.Line line) {
            String style = "fill=\"none\" stroke=\"" + line.tone().color()
                    + (line.thin() ? "\" stroke-width=\"1\" stroke-opacity=\".55\"" : "\" stroke-width=\"2.5\"");
            svg.element("polyline", "points=\"" + path(line.points()) + "\" " + style, line.label());
        } else if (mark instanceof Mark.Area area) {
            var outline = new ArrayList<>(area.upper());
            Collections.reverse(outline);
            outline.addAll(0, area.lower());
            svg.element("polygon", "points=\"" + path(outline) + "\" class=\"m\"", area.label());
        } else if (mark instanceof Mark.Heat heat) {
            heat.cells().forEach(this::cell);
        } else if (mark instanceof Mark.Rule rule) {
            svg.line(x.pixel(rule.x()), top, x.pixel(rule.x()), bottom, "class=\"r\"");
            svg.text(x.pixel(rule.x()) + 4, top + 10, "start", "class=\"q\"", rule.label());
        } else if (mark instanceof Mark.RowRule rule) {
            double middle = y.pixel(rule.row());
            svg.line(x.pixel(rule.x()), middle - 15, x.pixel(rule.x()), middle + 15, "class=\"r\"");
        }
    }

    private void cell(Mark.Heat.Cell cell) {
        double from = x.pixel(cell.x() - 0.5);
        double strength = Math.max(-1, Math.min(1, cell.strength().orElse(0)));
        String colour = (strength < 0 ? Tone.WARN : Tone.MAIN).color();
        String style = cell.strength().isPresent()
                ? SvgWriter.format("fill=\"%s\" fill-opacity=\"%.2f\" class=\"g\"", colour, Math.abs(strength))
                : "fill=\"none\" stroke-dasharray=\"2 3\" class=\"g\"";
        double width = x.pixel(cell.x() + 0.5) - from;
        svg.rect(from + 1, y.pixel(cell.row()) - 17, Math.max(1, width - 2), 34, style, cell.hover());
    }

    private void point(Mark.Point point) {
        double middle = y.pixel(point.at().y());
        String stroke = "stroke=\"" + point.tone().color() + "\" stroke-width=\"2\"";
        if (point.lower().isPresent() && point.upper().isPresent()) {
            double from = x.pixel(point.lower().getAsDouble());
            double to = x.pixel(point.upper().getAsDouble());
            svg.line(from, middle, to, middle, stroke);
            svg.line(from, middle - 5, from, middle + 5, stroke);
            svg.line(to, middle - 5, to, middle + 5, stroke);
        }
        String fill =
                point.hollow() ? "fill=\"none\" " : "fill=\"" + point.tone().color() + "\" ";
        svg.circle(x.pixel(point.at().x()), middle, 5, fill + stroke, point.hover());
    }

    private String path(List<Mark.Xy> points) {
        return points.stream()
                .map(at -> SvgWriter.format("%.1f,%.1f", x.pixel(at.x()), y.pixel(at.y())))
                .collect(joining(" "));
    }
}
