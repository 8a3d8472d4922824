package dev.sonde.plot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Draws a chart as a Plotly specification: {@code {data, layout}}, with transparent paper and no colour for text. */
final class ChartPlotly {

    private static final int ROW_HEIGHT = 44;
    private static final int NUMERIC_HEIGHT = 280;
    private static final int PANEL_ROOM = 70;
    private static final String GRID = "rgba(128,128,128,0.25)";

    private final Chart chart;
    private final ObjectNode spec = JsonNodeFactory.instance.objectNode();
    private final ArrayNode data = spec.putArray("data");
    private final ObjectNode layout = spec.putObject("layout");
    private final ArrayNode shapes = layout.putArray("shapes");
    private final ArrayNode annotations = layout.putArray("annotations");
    private double used;

    ChartPlotly(Chart chart) {
        this.chart = chart;
    }

    ObjectNode draw() {
        double height = chart.panels().stream().mapToDouble(ChartPlotly::height).sum();
        layout.putObject("title").put("text", text(chart.title())).put("x", 0.02);
        layout.put("height", Math.round(height + 80));
        layout.put("showlegend", false).put("hovermode", "closest");
        layout.put("paper_bgcolor", "rgba(0,0,0,0)").put("plot_bgcolor", "rgba(0,0,0,0)");
        layout.putObject("modebar").put("bgcolor", "rgba(0,0,0,0)");
        layout.putObject("margin").put("t", 50).put("b", 50).put("l", 70).put("r", 30);
        for (int i = 0; i < chart.panels().size(); i++) {
            panel(chart.panels().get(i), i, height);
        }
        return spec;
    }

    private void panel(Chart.Panel panel, int number, double height) {
        String suffix = number == 0 ? "" : Integer.toString(number + 1);
        double top = 1 - used / height;
        double bottom = Math.max(0, 1 - (used + height(panel) - PANEL_ROOM) / height);
        used += height(panel);
        ObjectNode x = axis("xaxis" + suffix, panel.xTitle()).put("anchor", "y" + suffix);
        AxisScale scale = AxisScale.reaching(panel.reach(true), 0, 1);
        x.putArray("range").add(scale.low()).add(scale.high());
        ObjectNode y = axis("yaxis" + suffix, panel.yTitle()).put("anchor", "x" + suffix);
        y.putArray("domain").add(bottom).add(top);
        if (panel.hasRows()) {
            rows(y, panel);
        }
        var marks = new MarkPlotly(data, shapes, "x" + suffix, "y" + suffix);
        panel.marks().forEach(mark -> {
            if (mark instanceof Mark.Rule rule) {
                marks.rule(rule.x(), bottom, top).put("yref", "paper");
                label(rule, "x" + suffix, top);
            } else {
                marks.draw(mark);
            }
        });
    }

    private void label(Mark.Rule rule, String axis, double top) {
        annotations
                .addObject()
                .put("xref", axis)
                .put("yref", "paper")
                .put("x", rule.x())
                .put("y", top)
                .put("xanchor", "left")
                .put("yanchor", "top")
                .put("showarrow", false)
                .put("text", text(rule.label()));
    }

    private ObjectNode axis(String name, String title) {
        ObjectNode axis = layout.putObject(name);
        axis.putObject("title").put("text", text(title));
        return axis.put("gridcolor", GRID)
                .put("zerolinecolor", "rgba(128,128,128,0.6)")
                .put("automargin", true);
    }

    private static void rows(ObjectNode axis, Chart.Panel panel) {
        ArrayNode values = axis.putArray("tickvals");
        ArrayNode labels = axis.putArray("ticktext");
        for (int i = 0; i < panel.rows().size(); i++) {
            values.add(i);
            labels.add(text(panel.rows().get(i).label()));
        }
        axis.putArray("range").add(panel.rows().size() - 0.5).add(-0.5); // the first row at the top
        axis.put("showgrid", false).put("zeroline", false).put("fixedrange", true);
    }

    private static double height(Chart.Panel panel) {
        return PANEL_ROOM + (panel.hasRows() ? ROW_HEIGHT * panel.rows().size() : NUMERIC_HEIGHT);
    }

    /** Plotly reads a part of HTML in its texts. */
    static String text(String text) {
        return Markup.visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
