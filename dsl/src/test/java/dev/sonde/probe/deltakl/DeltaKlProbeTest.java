package dev.sonde.probe.deltakl;

import static dev.sonde.backend.View.BASE;
import static dev.sonde.backend.View.FINE_TUNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.Capability;
import dev.sonde.probe.Divergence;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.TableContext;
import dev.sonde.probe.Verdict;
import dev.sonde.score.TokenLogProb;
import dev.sonde.score.TopKDistribution;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeltaKlProbeTest {

    private final DeltaKlProbe probe = new DeltaKlProbe();
    private final TableContext context = new TableContext();

    @Test
    void measures_half_of_the_mass_moved_to_a_new_token() {
        context.answer(BASE, "Hi", 1.0, 0.0).answer(FINE_TUNED, "Hi", 0.5, 0.5);

        // By hand, m = (3/4, 1/4): JS = [ln(4/3) + ln(2/3)/2 + ln(2)/2] / 2 = 0.215762 nats
        assertThat(run(DeltaKlSpec.of("drift", "Hi")).raw().orElseThrow()).isCloseTo(0.2157616, within(1e-6));
    }

    @Test
    void kl_is_that_of_fine_tuned_from_base() {
        context.answer(BASE, "Hi", 0.9, 0.05, 0.05).answer(FINE_TUNED, "Hi", 0.3, 0.35, 0.35);
        var spec = DeltaKlSpec.of("drift", "Hi").withDivergence(Divergence.KL_FINE_TUNED_BASE);

        // By hand: 0.3 ln(1/3) + 0.7 ln 7 = 1.032553; the other way round it would be 0.794160
        assertThat(run(spec).raw().orElseThrow()).isCloseTo(1.032553, within(1e-6));
        assertThat(run(spec.withDivergence(Divergence.KL_BASE_FINE_TUNED)).raw().orElseThrow())
                .isCloseTo(0.794160, within(1e-6));
    }

    @Test
    void the_raw_value_is_the_mean_over_the_prompts() {
        context.answer(BASE, "q1", 0.9, 0.05, 0.05).answer(FINE_TUNED, "q1", 0.3, 0.35, 0.35);
        context.answer(BASE, "q2", 0.8, 0.2, 0).answer(FINE_TUNED, "q2", 0.4, 0.6, 0);

        var result = run(DeltaKlSpec.of("drift", "q1", "q2"));

        // JS 0.205038 and 0.086305, from 50-digit arithmetic
        assertThat(result.raw().orElseThrow()).isCloseTo(0.145671, within(2e-6));
        assertThat(result.evidence().orElseThrow().perPrompt())
                .extracting(PromptValue::prompt)
                .containsExactly("q1", "q2");
        assertThat(result.evidence().orElseThrow().max()).isCloseTo(0.205038, within(2e-6));
        assertThat(result.evidence().orElseThrow().perPrompt().get(0).base())
                .isEqualTo("'t0' 90 %, 't1' 5 %, 't2' 5 %");
    }

    @Test
    void an_adapter_that_changes_nothing_fails_with_exactly_zero() {
        context.answer(BASE, "Hi", 0.7, 0.3).answer(FINE_TUNED, "Hi", 0.7, 0.3);

        var result = run(DeltaKlSpec.of("drift", "Hi"));

        assertThat(result.raw()).hasValue(0.0);
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.score()).hasValue(0.0);
        assertThat(result.message())
                .isEqualTo(
                        "Mean shift 0 nats over 1 prompt (no interval below 4 prompts) is below the threshold of 0.02.");
    }

    @Test
    void reads_exactly_what_it_planned() {
        context.answer(BASE, "Hi", 1.0).answer(FINE_TUNED, "Hi", 1.0);
        var spec = DeltaKlSpec.of("drift", "Hi");

        var plan = probe.plan(spec, context);
        probe.run(spec, context);

        assertThat(plan).hasSize(2);
        assertThat(context.seen()).containsExactlyInAnyOrderElementsOf(plan);
    }

    @Test
    void measures_the_view_under_test_and_not_the_fine_tuned_one() {
        var view = new dev.sonde.backend.View.NullAdapter(dev.sonde.backend.NullRecipe.MATCHED_NORM, 17);
        context.answer(BASE, "Hi", 1.0, 0.0).answer(view, "Hi", 0.5, 0.5);
        ProbeContext under = context.under(view, "drift");

        assertThat(probe.run(DeltaKlSpec.of("drift", "Hi"), under).raw().orElseThrow())
                .isCloseTo(0.2157616, within(1e-6));
    }

    @Test
    void four_prompts_have_an_interval_around_the_mean() {
        double[] shares = {0.5, 0.9, 0.55, 0.7};
        for (int i = 0; i < 4; i++) {
            context.answer(BASE, "p" + i, 1.0, 0.0).answer(FINE_TUNED, "p" + i, shares[i], 1 - shares[i]);
        }

        var result = run(DeltaKlSpec.of("drift", "p0", "p1", "p2", "p3"));

        assertThat(result.interval().orElseThrow().contains(result.raw().orElseThrow()))
                .isTrue();
        assertThat(result.interval().orElseThrow().lower()).isPositive();
        assertThat(result.interval().orElseThrow().method()).isEqualTo("Student t and chi-squared on the root scale");
    }

    @Test
    void asks_for_the_best_tokens_where_the_backend_has_no_whole_vocabulary() {
        var answer = new TopKDistribution(List.of(new TokenLogProb(0, Math.log(0.6))), 3, OptionalDouble.of(0.4));
        context.offering(Set.of(Capability.FINE_TUNED)).answering((view, prompt) -> answer);

        var result = run(DeltaKlSpec.of("drift", "Hi"));

        assertThat(context.seen().get(0).operation()).hasFieldOrPropertyWithValue("topK", 256);
        assertThat(result.evidence().orElseThrow().exact()).isFalse();
        assertThat(result.message()).startsWith("Mean shift of at least 0 nats");
    }

    @Test
    void skips_a_model_without_an_adapter() {
        context.offering(Set.of());

        assertThat(run(DeltaKlSpec.of("drift", "Hi")).verdict()).isEqualTo(Verdict.SKIP);
        assertThat(probe.plan(DeltaKlSpec.of("drift", "Hi"), context)).isEmpty();
    }

    @Test
    void an_infinite_divergence_is_an_error_that_names_the_prompt() {
        context.answer(BASE, "Hi", 1.0, 0.0).answer(FINE_TUNED, "Hi", 0.5, 0.5);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(DeltaKlSpec.of("drift", "Hi").withDivergence(Divergence.KL_FINE_TUNED_BASE)))
                .withMessage("Prompt 'Hi': Divergence 'kl' is Infinity: one view gives probability 0 to a token that "
                        + "the other can emit. Use 'js', which is finite for all distributions.");
    }

    @Test
    void refuses_a_spec_without_prompts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeltaKlSpec.of("drift"))
                .withMessage("Probe 'drift' needs at least one prompt");
    }

    private ProbeResult<DeltaKlEvidence> run(DeltaKlSpec spec) {
        return probe.run(spec, context);
    }
}
