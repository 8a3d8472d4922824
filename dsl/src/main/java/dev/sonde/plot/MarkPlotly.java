package dev.sonde.plot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Draws marks as Plotly traces and shapes. */
final class MarkPlotly {

    private static final String NOISE = "rgba(134,142,150,0.38)";
    private static final String AREA = "rgba(58,133,200,0.2)";

    private final ArrayNode data;
    private final ArrayNode shapes;
    private final String x;
    private final String y;

    MarkPlotly(ArrayNode data, ArrayNode shapes, String x, String y) {
        this.data = data;
        this.shapes = shapes;
        this.x = x;
        this.y = y;
    }

    void draw(Mark mark) {
        if (mark instanceof Mark.Point point) {
            point(point);
        } else if (mark instanceof Mark.Bar bar) {
            bar(bar);
        } else if (mark instanceof Mark.Ticks ticks) {
            ticks(ticks);
        } else if (mark instanceof Mark.Line line) {
            line(line.points(), line.label())
                    .putObject("line")
                    .put("color", line.tone().color())
                    .put("width", line.thin() ? 1 : 2.5);
        } else if (mark instanceof Mark.Area area) {
            line(area.lower(), area.label()).putObject("line").put("width", 0);
            ObjectNode upper = line(area.upper(), area.label());
            upper.put("fill", "tonexty").put("fillcolor", AREA);
            upper.putObject("line").put("width", 0);
        } else if (mark instanceof Mark.Heat heat) {
            heat(heat);
        } else if (mark instanceof Mark.RowBand band) {
            rowBand(band);
        } else if (mark instanceof Mark.RowRule rule) {
            rule(rule.x(), rule.row() - 0.4, rule.row() + 0.4);
        }
    }

    ObjectNode rule(double at, double from, double to) {
        ObjectNode shape = shape("line", at, at, from, to);
        shape.putObject("line").put("dash", "dash").put("width", 1.5).put("color", Tone.QUIET.color());
        return shape;
    }

    private ObjectNode trace(String type, String hover) {
        return data.addObject()
                .put("type", type)
                .put("xaxis", x)
                .put("yaxis", y)
                .put("hovertext", ChartPlotly.text(hover))
                .put("hoverinfo", "text");
    }

    private void point(Mark.Point point) {
        ObjectNode trace = trace("scatter", point.hover()).put("mode", "markers");
        trace.putArray("x").add(point.at().x());
        trace.putArray("y").add(point.at().y());
        trace.putObject("marker")
                .put("size", 10)
                .put("color", point.tone().color())
                .put("symbol", point.hollow() ? "circle-open" : "circle");
        if (point.lower().isPresent() && point.upper().isPresent()) {
            ObjectNode error = trace.putObject("error_x")
                    .put("type", "data")
                    .put("symmetric", false)
                    .put("visible", true)
                    .put("color", point.tone().color());
            error.putArray("array")
                    .add(finite(point.upper().getAsDouble() - point.at().x()));
            error.putArray("arrayminus")
                    .add(finite(point.at().x() - point.lower().getAsDouble()));
        }
    }

    /** One matrix for all of it; what was not measured stays empty. */
    private void heat(Mark.Heat heat) {
        ObjectNode trace = trace("heatmap", "").put("hoverinfo", "text").put("showscale", false);
        trace.put("zmin", -1).put("zmax", 1).put("xgap", 2).put("ygap", 2);
        ArrayNode scale = trace.putArray("colorscale");
        scale.addArray().add(0).add(Tone.WARN.color());
        scale.addArray().add(0.5).add("rgba(134,142,150,0.05)");
        scale.addArray().add(1).add(Tone.MAIN.color());
        var columns = new TreeSet<Integer>();
        var rows = new TreeMap<Integer, Map<Integer, Mark.Heat.Cell>>();
        heat.cells().forEach(cell -> {
            columns.add(cell.x());
            rows.computeIfAbsent(cell.row(), row -> new TreeMap<>()).put(cell.x(), cell);
        });
        ArrayNode xs = trace.putArray("x");
        columns.forEach(xs::add);
        ArrayNode ys = trace.putArray("y");
        ArrayNode z = trace.putArray("z");
        ArrayNode texts = trace.putArray("text");
        rows.forEach((row, cells) -> {
            ys.add(row);
            ArrayNode values = z.addArray();
            ArrayNode words = texts.addArray();
            for (int column : columns) {
                Mark.Heat.Cell cell = cells.get(column);
                if (cell == null || cell.strength().isEmpty()) {
                    values.addNull();
                } else {
                    values.add(Math.max(-1, Math.min(1, cell.strength().getAsDouble())));
                }
                words.add(cell == null ? "" : ChartPlotly.text(cell.hover()));
            }
        });
    }

    private void ticks(Mark.Ticks ticks) {
        ObjectNode trace = trace("scatter", ticks.hover()).put("mode", "markers");
        ArrayNode xs = trace.putArray("x");
        ArrayNode ys = trace.putArray("y");
        ticks.values().forEach(value -> {
            xs.add(value);
            ys.add(ticks.row() + 0.3); // rows count downwards: below the value
        });
        ObjectNode marker =
                trace.putObject("marker").put("symbol", "line-ns-open").put("size", 7);
        marker.put("color", Tone.QUIET.color());
    }

    private void bar(Mark.Bar bar) {
        ObjectNode trace = trace("bar", bar.hover()).put("orientation", "h").put("width", 0.6);
        trace.putArray("x").add(bar.value());
        trace.putArray("y").add(bar.row());
        trace.putObject("marker").put("color", bar.tone().color());
    }

    private ObjectNode line(List<Mark.Xy> points, String label) {
        ObjectNode trace = trace("scatter", label).put("mode", "lines");
        trace.put("hovertemplate", "%{x}: %{y:.3g}<extra>" + ChartPlotly.text(label) + "</extra>");
        ArrayNode xs = trace.putArray("x");
        ArrayNode ys = trace.putArray("y");
        points.forEach(at -> {
            xs.add(at.x());
            ys.add(at.y());
        });
        return trace;
    }

    private void rowBand(Mark.RowBand band) {
        shape("rect", band.from(), band.to(), band.row() - 0.4, band.row() + 0.4)
                .put("fillcolor", NOISE)
                .put("layer", "below")
                .putObject("line")
                .put("width", 1)
                .put("color", NOISE);
    }

    private ObjectNode shape(String type, double x0, double x1, double y0, double y1) {
        return shapes.addObject()
                .put("type", type)
                .put("xref", x)
                .put("yref", y)
                .put("x0", x0)
                .put("x1", x1)
                .put("y0", y0)
                .put("y1", y1);
    }

    /** The length of an error bar: between two huge numbers it overflows. */
    private static double finite(double length) {
        return Math.min(Double.MAX_VALUE, length);
    }
}
