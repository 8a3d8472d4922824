package dev.sonde.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sonde.probe.Divergence;
import dev.sonde.probe.ablation.AdapterAblationEvidence;
import dev.sonde.trace.HitRate;
import dev.sonde.trace.TraceAnalysis;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChartsTest {

    private static final List<Double> LAMBDAS = List.of(0.0, 0.5, 1.0, 1.5);

    @Test
    void a_lambda_curve_has_its_band_its_prompts_and_a_mark_at_one() throws Exception {
        var upper = List.of(0.0, 0.6, 1.2, 1.8);
        var curve = new LambdaCurve(
                        "shape", "nats", LAMBDAS, LAMBDAS, LAMBDAS, upper, "95%", Map.of("Tell me", LAMBDAS))
                .figure();

        assertThat(curve.chart().panels().get(0).marks())
                .hasExactlyElementsOfTypes(Mark.Area.class, Mark.Line.class, Mark.Line.class, Mark.Rule.class);
        assertThat(curve.text().lines()).hasSize(4).contains("λ 0.5  0.500 nats  [0.500, 0.600]");
        assertThat(Xml.parse(curve.svg()).getElementsByTagName("polyline").getLength())
                .isEqualTo(2);
    }

    @Test
    void an_ablation_is_drawn_prompt_by_prompt() {
        var evidence = new AdapterAblationEvidence(
                Divergence.JENSEN_SHANNON,
                List.of(0.0, 1.0),
                List.of(0.0, 0.3),
                List.of(),
                List.of(),
                "",
                List.of(
                        new AdapterAblationEvidence.PromptCurve("a", List.of(0.0, 0.2)),
                        new AdapterAblationEvidence.PromptCurve("b", List.of(0.0, 0.4))),
                Optional.empty(),
                Optional.empty(),
                true);

        var curve = LambdaCurve.of("shape", evidence).figure();

        assertThat(curve.text()).isEqualTo("λ 0.0  0.000 nats\nλ 1.0  0.300 nats");
        assertThat(curve.chart().note()).isEqualTo("thick: mean  ·  thin: single prompts (2)");
    }

    @Test
    void a_lambda_curve_refuses_curves_of_another_length() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new LambdaCurve("shape", "nats", LAMBDAS, List.of(1.0), List.of(), List.of(), "", Map.of()))
                .withMessage("A lambda curve needs one value per lambda, got 4 lambdas, 1 means, a band of 0 to 0");
    }

    @Test
    void a_figure_refuses_what_is_not_a_number() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mark.Xy(Double.NaN, 0))
                .withMessage("A figure draws finite numbers, got (NaN, 0.0)");
    }

    @Test
    void a_hit_rate_is_a_bar_in_percent_of_the_lookups() {
        var bars =
                HitRateBars.of("t", List.of(new HitRate("drift", 4, 3, 1, 9, 1), new HitRate("idle", 0, 0, 0, 0, 0)));

        assertThat(bars.text()).isEqualTo("drift: 75.0% (3/4)\nidle: no lookups");
        assertThat(bars.chart().panels().get(0).marks())
                .contains(new Mark.Bar(0, 75, Tone.MAIN, "drift: 75.0% (3/4)"))
                .hasSize(2);
        assertThat(HitRateBars.of(TraceAnalysis.of(List.of(), 1)).text()).isEqualTo("Nothing was looked up.");
    }

    @Test
    void a_null_strip_counts_the_nulls_that_reach_the_value() {
        var strip = new NullStrip("drift", "nats", 0.2, List.of(0.1, 0.2, 0.3)).figure();

        assertThat(strip.text()).isEqualTo("drift: trained adapter 0.200 nats; 2 of 3 null adapters reach it");
        assertThat(strip.chart().panels().get(0).marks()).hasSize(4);
    }

    @Test
    void ticks_are_round_and_inside_the_axis() {
        var axis = new AxisScale(-0.01, 0.18, 0, 100);

        assertThat(axis.ticks(5).stream().map(tick -> axis.label(tick, 5)))
                .containsExactly("0.00", "0.05", "0.10", "0.15");
        assertThat(axis.pixel(-0.01)).isZero();
    }
}
