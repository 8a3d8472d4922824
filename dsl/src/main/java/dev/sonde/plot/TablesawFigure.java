package dev.sonde.plot;

import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;

/**
 * A figure in Tablesaw's terms. Tablesaw's own traces know no error bars (jtablesaw/tablesaw #741), so the traces and
 * the layout are written from our specification, as JSON.
 */
final class TablesawFigure extends Figure {

    private final SondeFigure figure;

    TablesawFigure(SondeFigure figure) {
        super(Layout.builder(figure.title()).build(), JsonTrace.of(figure));
        this.figure = figure;
    }

    @Override
    public String asJavascript(String divName) {
        var script = new StringBuilder("<script>\nvar target_")
                .append(divName)
                .append(" = document.getElementById('")
                .append(divName)
                .append("');\n");
        var names = new StringBuilder();
        for (int i = 0; i < getTraces().length; i++) {
            script.append(getTraces()[i].asJavascript(i));
            names.append(i == 0 ? "trace" : ", trace").append(i);
        }
        return script.append("Plotly.newPlot(target_")
                .append(divName)
                .append(", [")
                .append(names)
                .append("], ")
                .append(JsonTrace.scriptSafe(figure.plotly().get("layout")))
                .append(");\n</script>\n")
                .toString();
    }
}
