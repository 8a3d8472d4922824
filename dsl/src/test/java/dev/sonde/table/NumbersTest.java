package dev.sonde.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.stats.Interval;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void shows_three_decimals_with_separators() {
        assertThat(Numbers.raw(0.12345)).isEqualTo("0.123");
        assertThat(Numbers.raw(-1234567.8)).isEqualTo("-1,234,567.800");
        assertThat(Numbers.raw(-0.0)).isEqualTo("0.000");
    }

    @Test
    void does_not_round_a_small_value_to_zero() {
        assertThat(Numbers.raw(3.14e-7)).isEqualTo("3.1e-07");
        assertThat(Numbers.raw(0)).isEqualTo("0.000");
    }

    @Test
    void keeps_huge_values_short() {
        assertThat(Numbers.raw(1.5e300)).isEqualTo("1.5e+300");
    }

    @Test
    void shows_a_dash_for_what_is_missing_or_not_finite() {
        assertThat(Numbers.raw(OptionalDouble.empty(), "nats")).isEqualTo("—");
        assertThat(Numbers.raw(Double.NaN)).isEqualTo("—");
        assertThat(Numbers.z(Double.POSITIVE_INFINITY)).isEqualTo("—");
        assertThat(Numbers.interval(Optional.empty())).isEqualTo("—");
        assertThat(Numbers.score(OptionalDouble.empty())).isEqualTo("—");
    }

    @Test
    void shows_z_with_its_sign_and_p_with_its_resolution() {
        assertThat(Numbers.z(4.2)).isEqualTo("+4.20σ");
        assertThat(Numbers.z(-1234.5)).isEqualTo("-1,234.50σ");
        assertThat(Numbers.p(0.05)).isEqualTo("0.050");
        assertThat(Numbers.p(0.0004)).isEqualTo("<0.001");
    }

    @Test
    void shows_an_interval_in_brackets() {
        assertThat(Numbers.interval(Optional.of(new Interval(0.1, 0.25, 0.95, "t"))))
                .isEqualTo("[0.100, 0.250]");
    }

    @Test
    void shows_fewer_decimals_for_longer_times() {
        assertThat(Numbers.seconds(9_999)).isEqualTo("10.00s");
        assertThat(Numbers.seconds(12_345)).isEqualTo("12.3s");
        assertThat(Numbers.seconds(1_234_000)).isEqualTo("1,234s");
    }
}
