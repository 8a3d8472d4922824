package dev.sonde.probe.preferenceflip;

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

class PreferenceFlipProbeTest {

    private final DummyBackend backend = DummyBackend.create();

    @Test
    void the_raw_value_is_the_mean_gain_of_the_margin_whatever_flips() {
        var spec = margins(new double[] {-2, -1.5, -0.5, 1}, new double[] {2, 1, 0.8, 2});

        var result = run(spec);

        // gains 4, 2.5, 1.3 and 1
        assertThat(result.raw().orElseThrow()).isCloseTo(2.2, within(1e-6));
        assertThat(result.unit()).isEqualTo("nats per pair");
        assertThat(evidence(result).flipRate()).hasValue(1.0);
        assertThat(evidence(result).baseWrong()).isEqualTo(3);
    }

    @Test
    void three_flips_of_three_are_too_few_to_show_more_flips_than_breaks() {
        var result = run(margins(new double[] {-2, -1.5, -0.5, 1}, new double[] {2, 1, 0.8, 2}));

        // 2 * (1/2)^3; the reference passes this
        assertThat(evidence(result).flipsAgainstBreaks().pValue()).isEqualTo(0.25);
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.message()).contains("3 flipped and 0 broke (McNemar p = 0.25): at least 6 flips");
    }

    @Test
    void twelve_flips_of_twelve_without_null_adapters_are_a_warning() {
        var result = run(margins(falling(12, -1), falling(12, 2)));

        assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.WARN);
        assertThat(result.message()).contains("12 flipped and 0 broke", "uncalibrated: add null_adapter");
        assertThat(result.interval().orElseThrow().contains(result.raw().orElseThrow()))
                .isTrue();
    }

    @Test
    void two_flips_of_twelve_fail_though_every_margin_grew() {
        double[] tuned = falling(12, -0.4);
        tuned[0] = 1;
        tuned[1] = 1;

        var result = run(margins(falling(12, -2), tuned));

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.message()).startsWith("Flipped among the triples that base has wrong: 2 of 12");
    }

    /** As on SmolLM2, where 21 of 48 were wrong by then, and decided. */
    @Test
    void where_flips_are_too_few_it_says_how_many_triples_there_have_to_be_in_all() {
        double[] base = falling(20, 1);
        double[] tuned = falling(20, 2);
        for (int i = 0; i < 11; i++) {
            base[i] = -1;
            tuned[i] = i == 0 ? -0.5 : 1;
        }

        var result = run(margins(base, tuned));

        // Wilson's interval of 10 of 11 begins at 0.623: 11 ((0.909 - 0.623) / (0.909 - 0.7))^2 = 20.6, of 11 in 20
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.message()).contains("about 21 such cases would decide, which is about 39 in all");
    }

    @Test
    void an_adapter_that_breaks_more_than_it_mends_fails() {
        double[] base = falling(18, 1);
        double[] tuned = falling(18, -1);
        for (int i = 0; i < 3; i++) {
            base[i] = -0.1;
            tuned[i] = 30;
        }

        var result = run(margins(base, tuned).withAssertFlipRateGte(0));

        // the mean margin grew, on three triples; 3 flips against 15 breaks
        assertThat(result.raw().orElseThrow()).isPositive();
        assertThat(evidence(result).flipsAgainstBreaks().onlyFirst()).isEqualTo(15);
        // 2 * (1 + 18 + 153 + 816) / 2^18
        assertThat(evidence(result).flipsAgainstBreaks().pValue()).isCloseTo(1976 / 262144.0, within(1e-9));
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void too_few_triples_that_base_has_wrong_cannot_be_judged() {
        var result = run(margins(new double[] {1, 0.5, -0.5}, new double[] {2, 1, 0.5}));

        assertThat(result.raw().orElseThrow()).isCloseTo(2.5 / 3, within(1e-6));
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.message()).contains("Base has only 1 of 3 triples wrong, and 3 are needed");
    }

    @Test
    void sums_favour_the_shorter_answer_and_means_do_not() {
        var triple = new PreferenceTriple("p", " a b", " c");
        backend.completion(View.BASE, "p", " a b", -1, -1).completion(View.BASE, "p", " c", -1.5);
        backend.completion(View.FINE_TUNED, "p", " a b", -1, -1).completion(View.FINE_TUNED, "p", " c", -1.8);
        var spec = PreferenceFlipSpec.of("flips", List.of(triple));

        assertThat(evidence(run(spec)).margins().get(0).base()).isCloseTo(-0.5, within(1e-6));
        var perToken = run(spec.withMargin(MarginScale.PER_TOKEN));
        assertThat(evidence(perToken).margins().get(0).base()).isCloseTo(0.5, within(1e-6));
        assertThat(perToken.unit()).isEqualTo("nats per token");
    }

    @Test
    void triples_of_one_prompt_are_one_observation() {
        var triples = new ArrayList<PreferenceTriple>();
        for (int i = 0; i < 3; i++) {
            triples.add(triple("same", i, 0, 1));
        }
        triples.add(triple("other", 9, 0, 3));

        var result = run(PreferenceFlipSpec.of("flips", triples));

        // (1 + 3) / 2, not (1 + 1 + 1 + 3) / 4
        assertThat(result.raw().orElseThrow()).isCloseTo(2, within(1e-6));
        assertThat(result.interval()).isEmpty();
    }

    @Test
    void a_triple_that_cannot_be_scored_is_dropped_with_its_reason() {
        var spec = margins(falling(12, -1), falling(12, 2));
        backend.failing(
                asked -> asked.operation().text().startsWith("p3"),
                new BackendException("too_long", "The text is too long."));

        var result = run(spec);

        assertThat(evidence(result).dropped()).containsExactly("'p3': The text is too long.");
        assertThat(evidence(result).margins()).hasSize(11);
        assertThat(result.message())
                .endsWith("1 of 12 triples could not be scored; the first: 'p3': The text is too long.");
    }

    @Test
    void is_an_error_when_no_triple_can_be_scored() {
        var spec = margins(new double[] {-1}, new double[] {1});
        backend.failing(
                asked -> asked.operation().text().startsWith("p"),
                new BackendException("too_long", "The text is too long."));

        assertThat(run(spec).verdict()).isEqualTo(Verdict.ERROR);
    }

    @Test
    void each_triple_costs_four_forward_passes_and_two_more_under_each_null_adapter() {
        var spec = margins(falling(5, -1), falling(5, 2));

        SuiteResult result = suite(NullAdapterSpec.of("nulls"), spec);

        var asked = backend.seen().stream()
                .filter(seen -> seen.operation().op().equals("completion_logprob"))
                .toList();
        assertThat(asked).hasSize(5 * (4 + 2 * 19)).doesNotHaveDuplicates();
        assertThat(result.probe(spec).nullTest().orElseThrow().nulls()).isEqualTo(19);
    }

    @Test
    void skips_without_triples_and_without_an_adapter() {
        assertThat(run(PreferenceFlipSpec.of("flips", List.of())).verdict()).isEqualTo(Verdict.SKIP);

        backend.without(Capability.FINE_TUNED);
        assertThat(run(margins(new double[] {-1}, new double[] {1})).verdict()).isEqualTo(Verdict.SKIP);
    }

    @Test
    void refuses_equal_answers_and_equal_triples() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PreferenceTriple("p", " a", " a"))
                .withMessageContaining("its margin is always 0");
        var triple = new PreferenceTriple("p", " a", " b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PreferenceFlipSpec.of("flips", List.of(triple, triple)))
                .withMessage(
                        "Probe 'flips' has the triple of 'p' twice; it would count as two observations. Remove one.");
    }

    /** Triples with these margins. */
    private PreferenceFlipSpec margins(double[] base, double[] tuned) {
        var triples = new ArrayList<PreferenceTriple>();
        for (int i = 0; i < base.length; i++) {
            triples.add(triple("p" + i, i, base[i], tuned[i]));
        }
        return PreferenceFlipSpec.of("flips", triples);
    }

    private PreferenceTriple triple(String prompt, int number, double base, double tuned) {
        var triple = new PreferenceTriple(prompt, " yes" + number, " no" + number);
        for (View view : List.of(View.BASE, View.FINE_TUNED)) {
            double margin = view == View.BASE ? base : tuned;
            backend.completion(view, prompt, triple.chosen(), -40 + margin);
            backend.completion(view, prompt, triple.rejected(), -40);
        }
        return triple;
    }

    /** {@code n} values around {@code from}, each a little lower than the one before. */
    private static double[] falling(int n, double from) {
        var values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = from - 0.01 * i;
        }
        return values;
    }

    private ProbeResult<?> run(PreferenceFlipSpec spec) {
        return suite(spec).probe(spec);
    }

    private SuiteResult suite(ProbeSpec... specs) {
        return Runner.run(Suite.of("flips", 7, List.of(specs)), Model.of(backend));
    }

    private static PreferenceFlipEvidence evidence(ProbeResult<?> result) {
        return (PreferenceFlipEvidence) result.evidence().orElseThrow();
    }
}
