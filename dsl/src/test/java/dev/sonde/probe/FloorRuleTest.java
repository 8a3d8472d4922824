package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.stats.Interval;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FloorRuleTest {

    private final FloorRule rule = new FloorRule(-0.1);

    @Test
    void an_interval_above_the_floor_passes() {
        var conclusion = rule.conclude(change(0.01, -0.02, 0.04));

        assertThat(conclusion.verdict()).isEqualTo(Verdict.PASS);
        assertThat(conclusion.message())
                .isEqualTo("Mean change 0.01 nats over 16 passages (95 % interval -0.02 to 0.04) stays above the floor "
                        + "of -0.1.");
        assertThat(conclusion.score()).isEqualTo(0.85);
    }

    @Test
    void a_certain_loss_within_the_floor_passes_and_is_called_a_loss() {
        var conclusion = rule.conclude(change(-0.05, -0.09, -0.01));

        assertThat(conclusion.verdict()).isEqualTo(Verdict.PASS);
        assertThat(conclusion.message()).contains("is a loss, but stays above the floor");
        assertThat(conclusion.score()).isCloseTo(0.725, within(1e-12)); // halfway from 0.85 to 0.6
    }

    @Test
    void an_interval_below_the_floor_fails() {
        var conclusion = rule.conclude(change(-0.3, -0.4, -0.2));

        assertThat(conclusion.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(conclusion.score()).isCloseTo(0.2, within(1e-12)); // 0.6 a third of the way
    }

    @Test
    void a_loss_that_is_merely_not_significant_passes_nothing() {
        var conclusion = rule.conclude(change(-0.05, -0.15, 0.05));

        assertThat(conclusion.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        // the lower half of 0.1 has to shrink to 0.05: four times as many
        assertThat(conclusion.message()).contains("both sides of the floor of -0.1: about 64 passages would decide");
    }

    @Test
    void without_an_interval_only_a_failure_can_be_seen() {
        assertThat(rule.conclude(change(0.5)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(rule.conclude(change(0.5)).message()).contains("4 passages are needed for an interval");
        assertThat(rule.conclude(change(-0.5)).verdict()).isEqualTo(Verdict.FAIL);
    }

    private static Effect change(double mean, double lower, double upper) {
        return Effect.over(
                "passage", "Mean change", mean, "nats", 16, Optional.of(new Interval(lower, upper, 0.95, "by hand")));
    }

    private static Effect change(double mean) {
        return Effect.over("passage", "Mean change", mean, "nats", 2, Optional.empty());
    }
}
