package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.probe.Category;
import dev.sonde.probe.Evidence;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompositeTest {
    private final List<SuiteEntry> entries = new ArrayList<>();
    private final List<ProbeResult<?>> results = new ArrayList<>();

    @BeforeEach
    void register() {
        FirstTokenProbe.register();
    }

    @Test
    void weighs_probes_within_their_category() {
        add("a", 3, Verdict.PASS, 0.8);
        add("b", 1, Verdict.FAIL, 0.4);

        SuiteScore score = score();

        // (3 * 0.8 + 1 * 0.4) / 4 = 0.7; adherence is the only category, so it is the whole
        assertThat(score.categories()).containsOnlyKeys(Category.ADHERENCE);
        assertThat(score.overall().orElseThrow()).isCloseTo(0.7, within(1e-12));
        assertThat(score.band()).isEqualTo("healthy");
        assertThat(score.covered()).isEqualTo(1);
        assertThat(score.findings()).containsExactly("b (first_token) failed: see b");
    }

    @Test
    void lowers_the_coverage_and_not_the_score_for_what_could_not_be_measured() {
        add("a", 1, Verdict.PASS, 0.5);
        add("b", 1, Verdict.ERROR, null);
        add("c", 2, Verdict.INCONCLUSIVE, 0.9);

        SuiteScore score = score();

        assertThat(score.overall()).hasValue(0.5);
        assertThat(score.covered()).isEqualTo(0.25);
        assertThat(score.findings())
                .containsExactly(
                        "b (first_token) could not be measured: see b",
                        "c (first_token) is inconclusive: see c",
                        "the composite 0.50 is below the suite's threshold 0.60",
                        "only 25 % of the suite's weight contributed to the composite: what is missing counts as 0 in "
                                + "the grade");
        // 0.5 would be partial; 0.25 of it is noise
        assertThat(score.band()).isEqualTo("noise");
    }

    @Test
    void is_unscored_when_nothing_contributed() {
        add("a", 1, Verdict.ERROR, null);
        add("weightless", 0, Verdict.PASS, 1.0);

        SuiteScore score = score();

        assertThat(score.overall()).isEmpty();
        assertThat(score.band()).isEqualTo("unscored");
        assertThat(score.covered()).isZero();
    }

    @Test
    void clamps_a_score_outside_its_scale() {
        add("a", 1, Verdict.PASS, 7.0);

        assertThat(score().overall()).hasValue(1);
        assertThat(score().band()).isEqualTo("suspicious");
    }

    @Test
    void has_an_interval_over_four_probes() {
        add("a", 1, Verdict.PASS, 0.8);
        add("b", 1, Verdict.PASS, 0.6);
        add("c", 1, Verdict.FAIL, 0.5);
        assertThat(score().interval()).isEmpty();

        add("d", 1, Verdict.PASS, 0.9);
        var whole = score().interval().orElseThrow();

        // scipy: mean 0.7, t interval with 3 degrees of freedom
        assertThat(whole.lower()).isCloseTo(0.409484, within(1e-6));
        assertThat(whole.upper()).isCloseTo(0.990516, within(1e-6));

        add("e", 1, Verdict.ERROR, null);
        var part = score().interval().orElseThrow();

        // a fifth of the weight is missing: 0 at worst, 1 at best
        assertThat(part.lower()).isCloseTo(0.8 * 0.409484, within(1e-6));
        assertThat(part.upper()).isCloseTo(0.8 * 0.990516 + 0.2, within(1e-6));
    }

    @Test
    void is_never_not_a_number() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SuiteScore(OptionalDouble.of(Double.NaN), "healthy", Map.of(), 1, List.of()))
                .withMessage("A composite and its coverage lie in [0, 1], got OptionalDouble[NaN] and 1.0");
    }

    private void add(String name, double weight, Verdict verdict, @org.jspecify.annotations.Nullable Double score) {
        entries.add(new SuiteEntry(FirstTokenProbe.measuring(name), true, weight));
        results.add(new ProbeResult<Evidence>(
                name,
                FirstTokenProbe.KIND,
                verdict,
                OptionalDouble.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                score == null ? OptionalDouble.empty() : OptionalDouble.of(score),
                "see " + name,
                Optional.empty(),
                0));
    }

    private SuiteScore score() {
        var suite = new Suite("s", Optional.empty(), new SuiteDefaults(0, 0, 0.6, Map.of()), entries);
        return Composite.of(suite, results);
    }
}
