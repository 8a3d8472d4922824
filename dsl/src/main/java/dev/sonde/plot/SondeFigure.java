package dev.sonde.plot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import tech.tablesaw.plotly.components.Figure;

/**
 * A figure: one chart, and the same in words.
 *
 * @param chart what it shows
 * @param text the twin for a terminal, several lines
 */
public record SondeFigure(Chart chart, String text) {

    /** The title. */
    public String title() {
        return chart.title();
    }

    /** What stands for the picture where it cannot be seen. */
    public String alt() {
        return chart.alt();
    }

    /** A picture of its own ({@code image/svg+xml}), with a background that reads on light and dark pages. */
    public String svg() {
        return new ChartSvg(chart, SvgTheme.CARD).draw();
    }

    /** The picture as an element of an HTML page, in the page's colours. */
    public String inlineSvg() {
        return new ChartSvg(chart, SvgTheme.INLINE).draw();
    }

    /** The interactive form ({@code application/vnd.plotly.v1+json}): {@code data} and {@code layout}. */
    public ObjectNode plotly() {
        return new ChartPlotly(chart).draw();
    }

    /** {@link #plotly()} as text. */
    public String plotlyJson() {
        return plotly().toString();
    }

    /** The figure for a page: a picture that becomes interactive where {@link PlotlyScript} is present. */
    public String html() {
        return FigureHtml.of(this);
    }

    /** The figure for Tablesaw's own {@code Plot} and {@code Page}. */
    public Figure tablesaw() {
        return new TablesawFigure(this);
    }

    @Override
    public String toString() {
        return chart.title() + "\n" + text;
    }
}
