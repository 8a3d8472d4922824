package dev.sonde.probe.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.Capability;
import dev.sonde.backend.View;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.TableContext;
import dev.sonde.probe.Verdict;
import dev.sonde.score.FullDistribution;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class AdapterAblationProbeTest {

    private static final String[] EIGHT = {"a", "b", "c", "d", "e", "f", "g", "h"};

    private final AdapterAblationProbe probe = new AdapterAblationProbe();
    private final TableContext context = new TableContext();

    /** Two tokens; the logit of the first grows with a function of lambda, a little differently for each prompt. */
    private void responding(DoubleUnaryOperator shift) {
        context.answering((view, prompt) -> {
            double logit = (1 + 0.05 * (prompt.charAt(0) % 7)) * shift.applyAsDouble(lambda(view));
            double first = 1 / (1 + Math.exp(-logit));
            return FullDistribution.of(new float[] {(float) Math.log(first), (float) Math.log1p(-first)});
        });
    }

    private static double lambda(View view) {
        if (view instanceof View.Scaled scaled) {
            return scaled.lambda();
        }
        return view.equals(View.BASE) ? 0 : 1;
    }

    @Test
    void a_small_effect_that_grows_with_lambda_is_linear_and_passes() {
        responding(lambda -> 0.2 * lambda);

        var result = run(AdapterAblationSpec.of("shape", EIGHT));
        var shape = result.evidence().orElseThrow().shape().orElseThrow();

        // JS of a small logit shift s is s²/32: its root is linear, the ratio at 1.25 is 1.25² = 1.5625
        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.raw().orElseThrow()).isCloseTo(1, within(1e-4));
        assertThat(shape.lambda50()).isCloseTo(0.5, within(5e-3));
        assertThat(shape.saturationLambda()).isCloseTo(0.9, within(5e-3));
        assertThat(shape.overshoot().orElseThrow()).isCloseTo(1.5625, within(0.01));
        assertThat(shape.largestDrop()).isZero();
        // all 8 prompts rise over 5 strengths; a permutation is as monotone with a chance far below 1/1000
        assertThat(shape.monotonicityP()).isEqualTo(0.001);
    }

    @Test
    void an_adapter_that_does_nothing_has_no_linearity_and_fails() {
        responding(lambda -> 0);

        var result = run(AdapterAblationSpec.of("shape", "a"));

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.raw()).isEmpty();
        assertThat(result.message())
                .isEqualTo("The adapter has no measurable effect at lambda 1: 0 nats. There is no shape to judge.");
    }

    @Test
    void an_adapter_that_does_it_all_at_a_quarter_of_its_strength_fails() {
        responding(lambda -> Math.min(1, 10 * lambda));

        var result = run(AdapterAblationSpec.of("shape", EIGHT));
        var shape = result.evidence().orElseThrow().shape().orElseThrow();

        // the effect is whole at 0.25: 90 % of it on the line from 0 is reached at 0.9 * 0.25 = 0.225
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(shape.saturationLambda()).isCloseTo(0.225, within(1e-6));
        assertThat(shape.overshoot()).hasValue(1.0);
        assertThat(result.message())
                .endsWith(
                        "The linearity is below 0.85. 90 % of the effect was to be reached between lambda 0.3 and 1.05. "
                                + "The effect beyond lambda 1 was to be at least 1.02 times that at 1.");
        assertThat(result.score()).hasValue(0.0);
    }

    @Test
    void a_response_that_falls_on_the_way_is_a_warning() {
        responding(lambda -> lambda == 0.75 ? 0.14 : 0.3 * lambda);

        var result = run(AdapterAblationSpec.of("shape", EIGHT));

        // linearity 0.91 in the second case; roots are proportional to the shifts: from 0.15 down to 0.14, of 0.3
        assertThat(result.evidence().orElseThrow().shape().orElseThrow().largestDrop())
                .isCloseTo(0.01 / 0.3, within(1e-3));
        responding(lambda -> lambda == 0.75 ? 0.12 : 0.3 * lambda);
        assertThat(run(AdapterAblationSpec.of("shape", EIGHT)).verdict()).isEqualTo(Verdict.WARN);
    }

    @Test
    void the_band_holds_the_curve_and_starts_at_zero() {
        responding(lambda -> lambda);

        var evidence = run(AdapterAblationSpec.of("shape", EIGHT)).evidence().orElseThrow();

        assertThat(evidence.lambdas()).containsExactly(0.0, 0.25, 0.5, 0.75, 1.0, 1.25);
        assertThat(evidence.mean().get(0)).isZero();
        assertThat(evidence.upper().get(0)).isZero();
        for (int k = 1; k < 6; k++) {
            assertThat(evidence.mean().get(k))
                    .isBetween(evidence.lower().get(k), evidence.upper().get(k));
            assertThat(evidence.lower().get(k)).isLessThan(evidence.upper().get(k));
        }
        assertThat(evidence.curves()).hasSize(8);
    }

    @Test
    void three_prompts_have_curves_and_no_band() {
        responding(lambda -> lambda);

        var evidence =
                run(AdapterAblationSpec.of("shape", "a", "b", "c")).evidence().orElseThrow();

        assertThat(evidence.lower()).isEmpty();
        assertThat(evidence.band()).isEmpty();
        assertThat(evidence.curves()).hasSize(3);
    }

    @Test
    void reads_exactly_what_it_planned_and_shares_base_and_fine_tuned() {
        responding(lambda -> lambda);
        var spec = AdapterAblationSpec.of("shape", "a", "b").withLambdas(0.5, 1.5, 0.5, 2);

        var plan = probe.plan(spec, context);
        probe.run(spec, context);

        assertThat(spec.lambdas()).containsExactly(0.0, 0.5, 1.0, 1.5, 2.0);
        assertThat(plan).hasSize(10).extracting(asked -> asked.view().id()).contains("base", "ft", "scaled(0.5)");
        assertThat(context.seen()).containsExactlyInAnyOrderElementsOf(plan);
    }

    @Test
    void skips_a_backend_that_cannot_scale() {
        context.offering(Set.of(Capability.FINE_TUNED));

        assertThat(run(AdapterAblationSpec.of("shape", "a")).verdict()).isEqualTo(Verdict.SKIP);
    }

    @Test
    void refuses_fewer_than_three_strengths() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AdapterAblationSpec.of("shape", "a").withLambdas(0, 1))
                .withMessage("Probe 'shape': lambdas needs at least 3 different strengths, got [0.0, 1.0]");
    }

    @Test
    void refuses_a_negative_strength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AdapterAblationSpec.of("shape", "a").withLambdas(-0.5, 0, 1))
                .withMessage("Probe 'shape': lambdas is finite and at least 0, was -0.5");
    }

    private ProbeResult<AdapterAblationEvidence> run(AdapterAblationSpec spec) {
        return probe.run(spec, context);
    }
}
