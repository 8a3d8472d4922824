package dev.sonde.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.report.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureHtmlTest {

    private final SondeFigure figure = ForestPlot.of(Samples.suite());

    @Test
    void the_interactive_form_has_error_bars_of_the_interval() throws Exception {
        JsonNode trace = new ObjectMapper().readTree(figure.plotlyJson()).at("/data/0");

        // raw 0.1234 in [0.08, 0.17]
        assertThat(trace.at("/error_x/symmetric").asBoolean(true)).isFalse();
        assertThat(trace.at("/error_x/array/0").asDouble()).isCloseTo(0.0466, within(1e-12));
        assertThat(trace.at("/error_x/arrayminus/0").asDouble()).isCloseTo(0.0434, within(1e-12));
    }

    @Test
    void a_point_without_interval_has_no_error_bar_and_its_own_axes() throws Exception {
        JsonNode trace = new ObjectMapper().readTree(figure.plotlyJson()).at("/data/1");

        assertThat(trace.has("error_x")).isFalse();
        assertThat(trace.at("/marker/symbol").asText()).isEqualTo("circle-open");
        assertThat(trace.at("/xaxis").asText()).isEqualTo("x2");
        assertThat(figure.plotly().at("/layout/yaxis2/ticktext/0").asText()).isEqualTo("shape");
    }

    @Test
    void the_picture_comes_before_any_script_and_nothing_is_loaded() {
        String html = figure.html();

        assertThat(html.indexOf("<svg")).isPositive().isLessThan(html.indexOf("<script"));
        assertThat(html).doesNotContain("src=").doesNotContain("require(").hasSizeLessThan(20_000);
    }

    @Test
    void text_cannot_end_the_script() {
        String evil = "</script><script>alert(1)</script>";
        String html = new SondeFigure(new Chart(evil, evil, evil, List.of()), evil).html();

        assertThat(html.split("</script>", -1)).hasSize(2);
        assertThat(html).doesNotContain("<script>alert");
    }

    @Test
    void the_library_is_one_script_that_no_module_loader_can_divert() {
        String script = PlotlyScript.html();

        assertThat(script.substring(0, 80)).startsWith("<script>(function(define,module,exports,require,MathJax)");
        assertThat(script.split("</script", -1)).hasSize(2);
        assertThat(script.length()).isBetween(500_000, 1_000_000);
    }

    @Test
    void tablesaw_draws_the_figure_with_our_error_bars() {
        String script = figure.tablesaw().asJavascript("there");

        assertThat(script)
                .contains("getElementById('there')")
                .contains("\"error_x\"")
                .contains("trace0, trace1");
    }

    @Test
    void equal_figures_are_equal_pages() {
        var again = ForestPlot.of(Samples.suite());

        assertThat(again).isEqualTo(figure);
        assertThat(again.html()).isEqualTo(figure.html());
    }
}
