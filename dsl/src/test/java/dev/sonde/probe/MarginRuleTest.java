package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.stats.Interval;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MarginRuleTest {

    private final MarginRule rule = new MarginRule(0.05);

    @Test
    void passes_when_the_whole_interval_stays_within_the_margin() {
        var conclusion = rule.conclude(shift(0.02, 0.01, 0.04));

        assertThat(conclusion.verdict()).isEqualTo(Verdict.PASS);
        assertThat(conclusion.message())
                .isEqualTo("Mean shift 0.02 nats over 8 prompts (95 % interval 0.01 to 0.04) "
                        + "stays within the margin of 0.05.");
    }

    @Test
    void fails_when_the_whole_interval_is_beyond_the_margin() {
        assertThat(rule.conclude(shift(0.2, 0.1, 0.4)).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void a_mean_within_the_margin_is_not_enough() {
        var conclusion = rule.conclude(shift(0.04, 0.01, 0.09));

        assertThat(conclusion.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(conclusion.message())
                .contains("on both sides of the margin of 0.05")
                .contains("prompts would decide");
    }

    @Test
    void a_mean_at_the_margin_asks_for_no_number_of_prompts() {
        // at the margin no number of prompts decides; so near to it, 8 * (0.04 / 1e-9)² do
        for (double mean : new double[] {0.05, 0.05 - 1e-9}) {
            assertThat(rule.conclude(shift(mean, 0.01, 0.09)).message())
                    .endsWith("on both sides of the margin of 0.05: "
                            + "too close to the margin to call with any practical number of prompts.");
        }
    }

    @Test
    void without_an_interval_it_asks_for_prompts() {
        var few = new Effect("Mean shift", 0.01, "nats", 2, Optional.empty(), Optional.empty(), OptionalDouble.empty());

        var conclusion = rule.conclude(few);

        assertThat(conclusion.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(conclusion.message())
                .isEqualTo("Mean shift 0.01 nats over 2 prompts (no interval below 4 prompts) "
                        + "may or may not stay within the margin of 0.05: 4 prompts are needed for an interval.");
    }

    @Test
    void the_score_falls_from_unchanged_through_the_margin() {
        assertThat(rule.conclude(shift(0.0, 0.0, 0.0)).score()).isCloseTo(0.85, within(1e-12));
        assertThat(rule.conclude(shift(0.05, 0.05, 0.05)).score()).isCloseTo(0.6, within(1e-12));
        assertThat(rule.conclude(shift(0.1, 0.1, 0.1)).score()).isCloseTo(0.3, within(1e-12));
    }

    private static Effect shift(double raw, double lower, double upper) {
        var interval = new Interval(lower, upper, 0.95, "given");
        return new Effect(
                "Mean shift", raw, "nats", 8, Optional.of(interval), Optional.empty(), OptionalDouble.empty());
    }
}
