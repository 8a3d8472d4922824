package dev.sonde.plot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.report.Samples;
import dev.sonde.stats.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ForestPlotTest {

    private final SondeFigure figure = ForestPlot.of(Samples.suite());

    @Test
    void each_unit_has_its_panel() {
        assertThat(figure.chart().panels()).extracting(Chart.Panel::xTitle).containsExactly("nats", "R²");
    }

    @Test
    void a_probe_without_interval_is_hollow() {
        var point = (Mark.Point) figure.chart().panels().get(1).marks().get(0);

        assertThat(point.hollow()).isTrue();
        assertThat(figure.chart().note()).contains("hollow: too few values for an interval");
    }

    @Test
    void the_noise_floor_is_a_band_from_zero_and_the_threshold_a_mark() {
        assertThat(figure.chart().panels().get(0).marks())
                .contains(new Mark.RowBand(0, 0, 3.1e-7, "noise floor 3.1e-07"))
                .contains(new Mark.RowRule(0, 0.02, "threshold 0.020"));
    }

    @Test
    void the_picture_is_well_formed_and_finite() throws Exception {
        for (String svg : List.of(figure.svg(), figure.inlineSvg())) {
            Document document = Xml.parse(svg);

            assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(2);
            assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
        }
    }

    @Test
    void null_adapters_are_ticks_of_their_probe() throws Exception {
        var source = Samples.nulls("drift", List.of(0.01, 0.02, 0.03));
        var withNulls = ForestPlot.of(Samples.suite("t", List.of(source, Samples.drift())));

        assertThat(withNulls.chart().panels().get(0).marks())
                .contains(new Mark.Ticks(0, List.of(0.01, 0.02, 0.03), "null adapters"));
        assertThat(withNulls.chart().note()).contains("ticks: null adapters");
        assertThat(Xml.parse(withNulls.svg()).getElementsByTagName("line").getLength())
                .isEqualTo(Xml.parse(ForestPlot.of(Samples.suite("t", List.of(Samples.drift())))
                                        .svg())
                                .getElementsByTagName("line")
                                .getLength()
                        + 3);
    }

    @Test
    void the_text_twin_has_the_same_numbers() {
        assertThat(figure.text()).contains("drift").contains("0.123").contains("[0.080, 0.170]");
        assertThat(figure.text()).contains("inconclusive");
    }

    @Test
    void a_suite_that_measured_nothing_says_so() throws Exception {
        var empty = ForestPlot.of(Samples.suite("empty", List.of(Samples.skipped())));

        assertThat(empty.text()).isEqualTo("No probe measured a value.");
        assertThat(empty.chart().note()).isEqualTo("1 of 1 probe measured no value");
        Xml.parse(empty.svg());
    }

    @Test
    void names_cannot_break_out_of_the_picture() throws Exception {
        String evil = "</text><script>alert('1')</script>\u0000\"";
        var svg = ForestPlot.of(Samples.suite(evil, List.of(probe(evil, 1, 1, 1))))
                .inlineSvg();

        assertThat(Xml.parse(svg).getElementsByTagName("script").getLength()).isZero();
        assertThat(svg).contains("&lt;script&gt;");
    }

    @Test
    void a_zero_width_interval_and_huge_values_are_drawn() throws Exception {
        var figure = ForestPlot.of(Samples.suite(
                "extremes", List.of(probe("point", 0.5, 0.5, 0.5), probe("huge", 1e308, -1.7e308, 1.7e308))));

        Xml.parse(figure.svg());
        assertThat(figure.svg()).doesNotContain("NaN").doesNotContain("Infinity");
    }

    private static ProbeResult<Samples.Prompts> probe(String name, double raw, double lower, double upper) {
        return new ProbeResult<>(
                name,
                "delta_kl",
                Verdict.PASS,
                OptionalDouble.of(raw),
                "nats",
                Optional.of(new Interval(lower, upper, 0.95, "t")),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "",
                Optional.empty(),
                1);
    }
}
