package dev.sonde.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.stats.Adjusted;
import dev.sonde.stats.Interval;
import dev.sonde.stats.NullTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EffectRuleTest {

    private static final Optional<Interval> CLEAR = interval(0.1, 0.3);
    private static final List<Double> NINETEEN_SMALL = Collections.nCopies(19, 0.01);

    private final EffectRule rule = new EffectRule(0.02, OptionalDouble.empty());

    @Test
    void warns_above_the_threshold_when_no_null_adapter_ran() {
        assertThat(rule.conclude(effect(0.2, CLEAR)))
                .returns(Verdict.WARN, EffectRule.Conclusion::verdict)
                .returns(
                        "Mean shift 0.2 nats over 8 prompts (95 % interval 0.1 to 0.3) reaches the threshold of 0.02; "
                                + "uncalibrated: add null_adapter, or this kind to its calibrate_kinds.",
                        EffectRule.Conclusion::message);
    }

    @Test
    void an_interval_that_begins_at_the_threshold_is_not_in_doubt() {
        assertThat(rule.conclude(effect(0.2, interval(0.02, 0.3))).verdict()).isEqualTo(Verdict.WARN);
        assertThat(rule.conclude(effect(0.2, interval(0.0199, 0.3))).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void a_value_with_neither_interval_nor_null_adapters_supports_nothing() {
        var conclusion = rule.conclude(effect(0.2, Optional.empty()));

        assertThat(conclusion.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(conclusion.message())
                .isEqualTo("Mean shift 0.2 nats over 8 prompts (no interval) has neither an interval nor "
                        + "null adapters to stand on: use more prompts, and add null_adapter.");
    }

    @Test
    void nineteen_null_adapters_make_up_for_a_missing_interval() {
        var conclusion = rule.conclude(effect(0.2, Optional.empty(), NINETEEN_SMALL));

        assertThat(conclusion.verdict()).isEqualTo(Verdict.PASS);
        assertThat(conclusion.message())
                .startsWith(
                        "Mean shift 0.2 nats over 8 prompts (no interval) reaches the threshold of 0.02 by its value "
                                + "alone; beats 19 null adapters with p = 0.05");
    }

    @Test
    void passes_when_it_beats_nineteen_null_adapters() {
        var conclusion = rule.conclude(effect(0.2, CLEAR, NINETEEN_SMALL));

        assertThat(conclusion.verdict()).isEqualTo(Verdict.PASS);
        assertThat(conclusion.message()).contains("beats 19 null adapters with p = 0.05");
    }

    @Test
    void fails_when_one_of_nineteen_null_adapters_does_as_much() {
        var nulls = new ArrayList<>(Collections.nCopies(18, 0.01));
        nulls.add(0.2);

        var conclusion = rule.conclude(effect(0.2, CLEAR, nulls));

        // mean (18 * 0.01 + 0.2) / 19 = 0.02; sd = 0.19 / sqrt(19) = 0.0436
        assertThat(conclusion.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(conclusion.message())
                .isEqualTo(
                        "Mean shift 0.2 nats over 8 prompts (95 % interval 0.1 to 0.3) is not beyond what null adapters "
                                + "do: p = 0.1 with 19 of them (their mean 0.02, sd 0.0436).");
        assertThat(conclusion.score()).isLessThan(0.3);
    }

    @Test
    void beating_the_null_adapters_alone_is_not_enough_among_ten_probes() {
        var alone = NullTest.of(0.2, NINETEEN_SMALL);

        var conclusion = rule.conclude(effect(0.2, CLEAR, alone.with(new Adjusted(0.15, 10))));

        assertThat(conclusion.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(conclusion.message())
                .endsWith("beats 19 null adapters on its own (p = 0.05), but not as one of the suite's 10 calibrated "
                        + "probes (adjusted p = 0.15): set the null runs to 39, or calibrate fewer probes.");
        assertThat(rule.conclude(effect(0.2, CLEAR, alone.with(new Adjusted(0.05, 10))))
                        .message())
                .contains("with p = 0.05, 0.05 among the suite's 10 calibrated probes");
    }

    @Test
    void null_adapters_that_were_stopped_early_are_not_too_few() {
        // 3 of 6 as large: stopped by Besag and Clifford's rule, p = 3 / 6
        var stopped = NullTest.of(0.2, List.of(0.3, 0.1, 0.3, 0.1, 0.1, 0.3), 19);

        var conclusion = rule.conclude(effect(0.2, CLEAR, stopped));

        assertThat(conclusion.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(conclusion.message()).contains("p = 0.5 with 6 of them, stopped early,");
    }

    @Test
    void three_null_adapters_cannot_support_a_pass() {
        var conclusion = rule.conclude(effect(0.2, CLEAR, List.of(0.01, 0.02, 0.03)));

        assertThat(conclusion.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(conclusion.message())
                .isEqualTo(
                        "Mean shift 0.2 nats over 8 prompts (95 % interval 0.1 to 0.3) needs 19 null runs for p <= 0.05, "
                                + "has 3 (z = 18).");
    }

    @Test
    void fails_when_the_whole_interval_is_below_the_threshold() {
        var conclusion = rule.conclude(effect(0.005, interval(0.001, 0.01), List.of(0.001, 0.002, 0.003)));

        assertThat(conclusion.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(conclusion.message()).endsWith("is below the threshold of 0.02.");
        assertThat(conclusion.score()).isCloseTo(0.6 * 0.25, within(1e-12));
    }

    @Test
    void an_interval_on_both_sides_of_the_threshold_is_inconclusive_from_either_side() {
        // from above: (0.04 - 0.01) / (0.04 - 0.02) = 1.5, and 8 * 1.5² = 18
        var above = rule.conclude(effect(0.04, interval(0.01, 0.06)));
        assertThat(above.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(above.message())
                .isEqualTo(
                        "Mean shift 0.04 nats over 8 prompts (95 % interval 0.01 to 0.06) has an interval on both sides "
                                + "of the threshold of 0.02: about 18 prompts would decide.");

        assertThat(rule.conclude(effect(0.015, interval(0.01, 0.06))).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void nothing_above_the_noise_floor_is_a_failure_whatever_the_threshold() {
        var effect = new Effect(
                "Mean shift", 1e-6, "nats", 8, interval(5e-7, 2e-6), Optional.empty(), OptionalDouble.of(2e-6));

        var conclusion = new EffectRule(0, OptionalDouble.empty()).conclude(effect);

        assertThat(conclusion.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(conclusion.message())
                .endsWith("is not above the noise floor of 0.000002, the difference of the model from itself.");
    }

    @Test
    void z_decides_only_when_it_was_asked_for() {
        // mean 0.1, sd 0.05270: z = (0.2 - 0.1) / 0.0527 = 1.9
        var nulls = new ArrayList<>(Collections.nCopies(10, 0.05));
        nulls.addAll(Collections.nCopies(10, 0.15));

        assertThat(rule.conclude(effect(0.2, CLEAR, nulls)).verdict()).isEqualTo(Verdict.PASS);
        var strict = new EffectRule(0.02, OptionalDouble.of(3)).conclude(effect(0.2, CLEAR, nulls));
        assertThat(strict.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(strict.message()).contains("z = 1.95 against 20 null adapters, below assert_z_gte 3");
    }

    @Test
    void the_score_is_anchored_at_the_threshold_and_never_suspicious() {
        assertThat(rule.conclude(effect(0.02, Optional.empty())).score()).isCloseTo(0.6, within(1e-12));
        assertThat(rule.conclude(effect(1000, Optional.empty())).score()).isBetween(0.84, 0.85);
        assertThat(rule.conclude(effect(0, Optional.empty())).score()).isZero();
    }

    private static Optional<Interval> interval(double lower, double upper) {
        return Optional.of(new Interval(lower, upper, 0.95, "given"));
    }

    private static Effect effect(double raw, Optional<Interval> interval) {
        return new Effect("Mean shift", raw, "nats", 8, interval, Optional.empty(), OptionalDouble.empty());
    }

    private static Effect effect(double raw, Optional<Interval> interval, List<Double> nulls) {
        return effect(raw, interval, NullTest.of(raw, nulls));
    }

    private static Effect effect(double raw, Optional<Interval> interval, NullTest test) {
        return new Effect("Mean shift", raw, "nats", 8, interval, Optional.of(test), OptionalDouble.empty());
    }
}
