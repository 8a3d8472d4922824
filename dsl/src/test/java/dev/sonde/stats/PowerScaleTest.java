package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PowerScaleTest {

    /** Fourth powers of 0.1 to 0.8. */
    private static final double[] VALUES = {0.0016, 0.0081, 0.0256, 0.0625, 0.1296, 0.2401, 0.0001, 0.4096};

    @Test
    void the_interval_on_the_fourth_root_scale_is_that_of_the_formula() {
        // The same formula in SciPy 1.16: roots of mean 0.45 and variance 0.06, t(7) and chi-squared(7)
        var interval = PowerScale.FOURTH.interval(VALUES, 0.95);

        assertThat(interval.lower()).isCloseTo(0.007991642707417, within(1e-10));
        assertThat(interval.upper()).isCloseTo(0.571362622858632, within(1e-10));
    }

    @Test
    void the_mean_of_fourth_powers_of_a_normal_variable_is_a_polynomial() {
        // ten million draws of N(0.45, 0.06) to the fourth power have the mean 0.12477, with a standard error of
        // 0.00008
        assertThat(PowerScale.FOURTH.mean(0.45, 0.06)).isCloseTo(0.12477, within(3e-4));
        assertThat(PowerScale.FOURTH.mean(0, 1)).isEqualTo(3); // the fourth moment
        assertThat(PowerScale.SQUARE.mean(0, 1)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void twice_the_values_have_twice_the_interval(PowerScale scale) {
        double[] twice = Arrays.stream(VALUES).map(x -> 2 * x).toArray();

        var one = scale.interval(VALUES, 0.95);
        var two = scale.interval(twice, 0.95);

        assertThat(two.lower()).isCloseTo(2 * one.lower(), within(1e-12));
        assertThat(two.upper()).isCloseTo(2 * one.upper(), within(1e-12));
    }

    @Test
    void a_mean_of_eight_divergences_reaches_at_least_as_high_as_both_scales_say() {
        var interval = MeanInterval.divergence(VALUES, 0.95, 1).orElseThrow();

        assertThat(interval.upper())
                .isGreaterThanOrEqualTo(PowerScale.SQUARE.interval(VALUES, 0.95).upper())
                .isGreaterThanOrEqualTo(PowerScale.FOURTH.interval(VALUES, 0.95).upper());
    }
}
