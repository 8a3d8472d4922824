package dev.sonde.probe.promptcollapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Capability;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.TableContext;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptCollapseProbeTest {

    private static final String[] PROMPTS = {"w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8"};
    private static final PromptCollapseSpec SPEC =
            PromptCollapseSpec.of("context", PROMPTS).withPadding("far ").withContextLengths(0, 2, 4);

    private final DummyBackend backend = DummyBackend.create();

    @Test
    void what_is_left_is_the_mean_divergence_at_the_largest_length_and_the_share_is_that_of_the_roots() {
        shifts(0.4, 0.2, 0.1);

        var result = run(SPEC);

        // JS of (p, 1-p) and (1-p, p) for p = 0.5 + s/2
        assertThat(result.raw().orElseThrow()).isCloseTo(js(0.1), within(1e-6));
        assertThat(result.unit()).isEqualTo("nats");
        var curve = evidence(result).curve();
        assertThat(evidence(result).meanAlone()).isCloseTo(js(0.4), within(1e-6));
        assertThat(curve.get(0).share()).isCloseTo(Math.sqrt(js(0.2) / js(0.4)), within(1e-6));
        assertThat(curve.get(1).share()).isCloseTo(Math.sqrt(js(0.1) / js(0.4)), within(1e-6));
        // js(0.1)/js(0.4) = 2^(-4/h)
        assertThat(evidence(result).halfLifeTokens().orElseThrow())
                .isCloseTo(-4 * Math.log(2) / Math.log(js(0.1) / js(0.4)), within(1e-4));
    }

    @Test
    void an_effect_that_does_not_fade_passes_where_the_reference_fails_it() {
        shifts(0.4, 0.4, 0.4);

        var result = suite(NullAdapterSpec.of("nulls"), SPEC.withAssertRetainedGte(0.9))
                .probe("context");

        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.PASS);
        assertThat(result.message()).contains("beats 19 null adapters", "1 of the effect is left behind 4 tokens");
        assertThat(evidence(result).halfLifeTokens()).isEmpty();
    }

    @Test
    void an_effect_that_fades_fails() {
        shifts(0.4, 0.2, 0.1);

        assertThat(run(SPEC.withAssertRetainedGte(0.5)).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(run(SPEC.withAssertHalfLifeTokens(2)).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void a_half_life_asks_for_a_share_at_the_largest_length() {
        shifts(0.4, 0.3, 0.3);

        var result = run(SPEC.withAssertHalfLifeTokens(4));

        // half of the divergence is left at 4 tokens, so the root of that of the effect
        assertThat(evidence(result).threshold()).isCloseTo(Math.sqrt(0.5), within(1e-9));
        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.WARN);
        assertThat(result.message()).contains("uncalibrated: add null_adapter");
    }

    @Test
    void an_adapter_that_does_nothing_has_nothing_to_lose_and_fails() {
        shifts(0, 0, 0);

        var result = run(SPEC);

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.message()).contains("there is no effect that could fade");
    }

    @Test
    void what_null_adapters_leave_too_is_no_effect() {
        for (String prompt : PROMPTS) {
            for (int length : new int[] {0, 2, 4}) {
                backend.answer(View.BASE, padded(length, prompt), 0.5, 0.5);
                backend.answer(View.FINE_TUNED, padded(length, prompt), 0.499, 0.501);
            }
        }

        var result = suite(NullAdapterSpec.of("nulls"), SPEC.withAssertRetainedGte(0.5))
                .probe("context");

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.message()).containsAnyOf("not beyond what null adapters do", "not above the noise floor");
    }

    @Test
    void prompts_that_fade_differently_are_too_few_to_decide() {
        double[] left = {0.4, 0.1, 0.3, 0.02, 0.4, 0.15, 0.35, 0.05};
        for (int i = 0; i < PROMPTS.length; i++) {
            answer(PROMPTS[i], 0, 0.4);
            answer(PROMPTS[i], 2, 0.3);
            answer(PROMPTS[i], 4, left[i]);
        }

        var result = run(SPEC.withAssertRetainedGte(0.5));

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.message()).containsPattern("on both sides of the 0.5 that is asked for: about \\d+ prompts");
    }

    @Test
    void three_prompts_have_no_interval() {
        shifts(0.4, 0.4, 0.4);
        var three = PromptCollapseSpec.of("context", "w1", "w2", "w3")
                .withPadding("far ")
                .withContextLengths(2, 4);

        var result = run(three);

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.message()).contains("without an interval: use at least 4 prompts");
    }

    @Test
    void null_adapters_are_asked_at_the_largest_length_only() {
        shifts(0.4, 0.3, 0.2);

        suite(NullAdapterSpec.of("nulls"), SPEC);

        assertThat(backend.seen().stream().filter(seen -> seen.view() instanceof View.NullAdapter))
                .hasSize(19 * PROMPTS.length)
                .allMatch(seen -> seen.operation().text().startsWith("far far far far\n\n"));
        assertThat(backend.seen().stream()
                        .filter(seen -> seen.view() == View.FINE_TUNED)
                        .distinct())
                .hasSize(3 * PROMPTS.length);
    }

    @Test
    void the_packaged_prose_has_as_many_tokens_as_asked_for_up_to_a_word() {
        var result = run(PromptCollapseSpec.of("context", PROMPTS));

        var evidence = evidence(result);
        assertThat(evidence.asked()).containsExactly(256, 512, 1024);
        assertThat(evidence.curve()).extracting("at").containsExactly(256.0, 512.0, 1024.0);
        assertThat(evidence.tokensCounted()).isTrue();
    }

    @Test
    void lengths_without_room_in_the_context_are_left_out_and_named() {
        shifts(0.4, 0.4, 0.4);

        var result = run(SPEC.withContextLengths(4, 1 << 21));

        assertThat(evidence(result).leftOut()).containsExactly(1 << 21);
        assertThat(result.message()).endsWith("Left out, for the model reads 1048576 tokens: [2097152].");
        assertThat(run(SPEC.withContextLengths(1 << 21)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void a_backend_that_shows_no_tokens_is_given_four_characters_for_each() {
        var context = new TableContext()
                .answering((view, prompt) ->
                        TableContext.full(view == View.BASE ? 0.2 : 0.8, view == View.BASE ? 0.8 : 0.2));

        var result = new PromptCollapseProbe().run(SPEC.withContextLengths(3), context);

        assertThat(result.evidence().orElseThrow().tokensCounted()).isFalse();
        assertThat(result.message()).endsWith("Four characters were taken for a token.");
        // twelve characters, up to the end of the word
        assertThat(context.seen().get(context.seen().size() - 1).operation().text())
                .isEqualTo("far far far\n\nw8");
    }

    @Test
    void reads_what_it_planned() {
        var context = new TableContext().answering((view, prompt) -> TableContext.full(0.5, 0.5));
        var probe = new PromptCollapseProbe();

        probe.run(SPEC, context);

        assertThat(context.seen()).containsExactlyInAnyOrderElementsOf(probe.plan(SPEC, context));
    }

    @Test
    void a_text_that_cannot_be_scored_is_an_error_with_its_reason() {
        backend.failing(
                asked -> asked.operation() instanceof NextToken
                        && asked.operation().text().endsWith("w3"),
                new BackendException("too-long", "The text is too long."));

        var result = run(SPEC);

        assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.message()).contains("The text is too long.");
    }

    @Test
    void skips_without_an_adapter() {
        backend.without(Capability.FINE_TUNED);

        assertThat(run(SPEC).verdict()).isEqualTo(Verdict.SKIP);
    }

    @Test
    void refuses_settings_without_meaning() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SPEC.withContextLengths(0))
                .withMessage(
                        "Probe 'context': context_lengths are numbers of tokens, at least one above 0 and none below, was [0]");
        assertThatIllegalArgumentException().isThrownBy(() -> SPEC.withContextLengths(-5, 10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SPEC.withAssertHalfLifeTokens(0))
                .withMessageContaining("assert_half_life_tokens");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SPEC.withAssertRetainedGte(1.5))
                .withMessageContaining("assert_retained_gte");
        assertThatIllegalArgumentException().isThrownBy(() -> PromptCollapseSpec.of("context", "a", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> SPEC.withPadding(" "));
    }

    /** The same shift for every prompt at lengths 0, 2 and 4. */
    private void shifts(double alone, double near, double far) {
        for (String prompt : PROMPTS) {
            answer(prompt, 0, alone);
            answer(prompt, 2, near);
            answer(prompt, 4, far);
        }
    }

    private void answer(String prompt, int length, double shift) {
        String text = padded(length, prompt);
        backend.answer(View.BASE, text, 0.5 + shift / 2, 0.5 - shift / 2);
        backend.answer(View.FINE_TUNED, text, 0.5 - shift / 2, 0.5 + shift / 2);
    }

    private static String padded(int length, String prompt) {
        return length == 0 ? prompt : "far ".repeat(length).strip() + "\n\n" + prompt;
    }

    private static double js(double shift) {
        double p = 0.5 + shift / 2;
        return p * Math.log(2 * p) + (1 - p) * Math.log(2 * (1 - p));
    }

    private ProbeResult<?> run(PromptCollapseSpec spec) {
        return suite(spec).probe(spec);
    }

    private SuiteResult suite(ProbeSpec... specs) {
        return Runner.run(Suite.of("context", 7, List.of(specs)), Model.of(backend));
    }

    private static PromptCollapseEvidence evidence(ProbeResult<?> result) {
        return (PromptCollapseEvidence) result.evidence().orElseThrow();
    }
}
