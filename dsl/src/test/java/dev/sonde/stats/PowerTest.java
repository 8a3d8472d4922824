package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerTest {

    @ParameterizedTest
    @CsvSource({"4, 2.0, 0.7549838", "6, 1.44, 0.8028520", "7, 0.5, 0.2003754"})
    void the_chance_to_show_a_mean_is_that_of_scipys_noncentral_t(int n, double effect, double expected) {
        assertThat(Power.ofMean(effect, n, 0.95)).isCloseTo(expected, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"19, 3, 0.8467757", "39, 3, 0.8821031", "19, 0, 0.05"})
    void the_chance_to_beat_null_adapters_is_scipys_integral(int nulls, double effect, double expected) {
        assertThat(Power.ofNullTest(effect, nulls, 0.05)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void what_is_detectable_and_what_is_needed_are_each_others_inverse() {
        for (int n : new int[] {4, 6, 8, 16, 32}) {
            double effect = Power.detectable(n, 0.95, 0.8);

            assertThat(Power.ofMean(effect, n, 0.95)).isCloseTo(0.8, within(1e-9));
            // 7 may do where 8 do: from 8 on the interval is the wider of two
            assertThat(Power.neededPrompts(effect * 1.0001, 0.95, 0.8)).isBetween(n - 1, n);
        }
    }

    @Test
    void four_prompts_show_two_standard_deviations_as_an_independent_simulation_has_it() {
        // 2.13 sd with 80 %, two-sided 5 %, of simulated t tests
        assertThat(Power.detectable(4, 0.95, 0.8)).isCloseTo(2.13, within(0.02));
        assertThat(Power.detectable(6, 0.95, 0.8)).isCloseTo(1.44, within(0.02));
    }

    @Test
    void eighteen_null_adapters_show_nothing() {
        assertThat(Power.detectableAgainstNulls(18, 0.05, 0.8)).isEmpty();
        assertThat(Power.detectableAgainstNulls(19, 0.05, 0.8).orElseThrow()).isBetween(2.0, 3.5);
    }
}
