package dev.sonde.probe.paraphrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Capability;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParaphraseInvarianceProbeTest {

    private final DummyBackend backend = DummyBackend.create();

    @Test
    void the_raw_value_is_the_gain_per_token_on_the_prompts() {
        backend.completion(View.BASE, "p", " a b", -6, -4).completion(View.FINE_TUNED, "p", " a b", -1, -3);
        backend.completion(View.BASE, "q", " a b", -6, -6).completion(View.FINE_TUNED, "q", " a b", -4, -5);

        var result =
                run(ParaphraseInvarianceSpec.of("wording", List.of(new ParaphraseCase("p", " a b", List.of("q")))));

        // per token: -5 to -2 on the prompt, -6 to -4.5 on the paraphrase
        assertThat(result.raw().orElseThrow()).isCloseTo(3, within(1e-6));
        assertThat(result.unit()).isEqualTo("nats per token");
        assertThat(evidence(result).paraphrasedMean()).isCloseTo(1.5, within(1e-6));
        assertThat(evidence(result).generalizationRatio().orElseThrow()).isCloseTo(0.5, within(1e-6));
        assertThat(evidence(result).cases().get(0).baseParaphrased()).isCloseTo(-6, within(1e-6));
    }

    @Test
    void the_gain_on_paraphrases_is_averaged_within_a_case_first() {
        var many = new ParaphraseCase("p", " a", List.of("q1", "q2", "q3"));
        answer(many, 2, 0.5);
        backend.completion(View.FINE_TUNED, "q3", " a", -10 + 4);

        // 0.5 twice and 4 once
        assertThat(evidence(run(ParaphraseInvarianceSpec.of("wording", List.of(many))))
                        .paraphrasedMean())
                .isCloseTo(5 / 3.0, within(1e-6));
    }

    @Test
    void a_gain_that_carries_over_generalises() {
        var result = run(cases(8, 3, 2.7));

        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.WARN); // no null adapters
        assertThat(result.message()).contains("Paraphrases keep 0.9 of the gain", "at least 0.5 that is asked for");
    }

    @Test
    void a_memoriser_fails_to_generalise_and_passes_where_that_was_meant() {
        var spec = cases(8, 3, 0.1);

        assertThat(run(spec).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(run(spec).message()).startsWith("Paraphrases keep 0.0333 of the gain");
        assertThat(run(spec.withIntent(Intent.MEMORIZE)).verdict()).isEqualTo(Verdict.WARN);
    }

    @Test
    void null_adapters_do_not_switch_the_ratio_off() {
        var spec = cases(8, 3, 0.1);

        var result = suite(NullAdapterSpec.of("nulls"), spec).probe(spec);

        assertThat(result.nullTest().orElseThrow().nulls()).isEqualTo(19);
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void paraphrases_that_keep_some_of_it_here_and_there_do_not_decide() {
        var cases = new ArrayList<ParaphraseCase>();
        for (int i = 0; i < 6; i++) {
            var each = new ParaphraseCase("p" + i, " a", List.of("q" + i));
            answer(each, 3 + 0.1 * i, i % 2 == 0 ? 3 : 0.2);
            cases.add(each);
        }

        var result = run(ParaphraseInvarianceSpec.of("wording", cases));

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(evidence(result).ratioInterval().orElseThrow().contains(0.5)).isTrue();
    }

    @Test
    void without_a_gain_there_is_nothing_that_paraphrases_could_keep() {
        var result = run(cases(8, -1, -1));

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(evidence(result).generalizationRatio()).isEmpty();
    }

    @Test
    void a_case_that_cannot_be_scored_is_dropped_with_its_reason() {
        var spec = cases(8, 3, 2.7);
        backend.failing(
                asked -> asked.operation().text().startsWith("q3"),
                new BackendException("too_long", "The text is too long."));

        var result = run(spec);

        assertThat(evidence(result).cases()).hasSize(7);
        assertThat(result.message())
                .endsWith("1 of 8 cases could not be scored; the first: 'p3': The text is too long.");
    }

    @Test
    void is_an_error_when_no_case_can_be_scored_and_skips_without_an_adapter() {
        var spec = cases(2, 3, 2.7);
        backend.failing(
                asked -> asked.operation().text().startsWith("p"),
                new BackendException("too_long", "The text is too long."));

        assertThat(run(spec).verdict()).isEqualTo(Verdict.ERROR);

        backend.without(Capability.FINE_TUNED);
        assertThat(run(spec).verdict()).isEqualTo(Verdict.SKIP);
    }

    @Test
    void refuses_a_case_without_paraphrases_and_a_probe_without_cases() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ParaphraseCase("p", " a", List.of()))
                .withMessage("The case 'p' needs at least one paraphrase");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ParaphraseCase("p", " a", List.of("p")))
                .withMessageContaining("or it is the prompt itself");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParaphraseInvarianceSpec.of("wording", List.of()))
                .withMessage("Probe 'wording' needs at least one case");
    }

    /** Cases with about these gains, on the prompt and on its one paraphrase. */
    private ParaphraseInvarianceSpec cases(int n, double verbatim, double paraphrased) {
        var cases = new ArrayList<ParaphraseCase>();
        for (int i = 0; i < n; i++) {
            var each = new ParaphraseCase("p" + i, " a", List.of("q" + i));
            double scale = 1 + 0.05 * (i - (n - 1) / 2.0);
            answer(each, verbatim * scale, paraphrased * scale);
            cases.add(each);
        }
        return ParaphraseInvarianceSpec.of("wording", cases);
    }

    private void answer(ParaphraseCase each, double verbatim, double paraphrased) {
        backend.completion(View.BASE, each.prompt(), each.gold(), -10);
        backend.completion(View.FINE_TUNED, each.prompt(), each.gold(), -10 + verbatim);
        for (String paraphrase : each.paraphrases()) {
            backend.completion(View.BASE, paraphrase, each.gold(), -10);
            backend.completion(View.FINE_TUNED, paraphrase, each.gold(), -10 + paraphrased);
        }
    }

    private ProbeResult<?> run(ParaphraseInvarianceSpec spec) {
        return suite(spec).probe(spec);
    }

    private SuiteResult suite(ProbeSpec... specs) {
        return Runner.run(Suite.of("wording", 7, List.of(specs)), Model.of(backend));
    }

    private static ParaphraseInvarianceEvidence evidence(ProbeResult<?> result) {
        return (ParaphraseInvarianceEvidence) result.evidence().orElseThrow();
    }
}
