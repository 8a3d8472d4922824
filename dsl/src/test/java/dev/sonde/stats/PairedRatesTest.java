package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedRatesTest {

    @Test
    void has_the_limits_of_a_published_example_and_its_mirror_image() {
        // 50 pairs, 12 against 2: Tango 1998; digits from a second implementation, a bisection in Python
        var found = PairedRates.tango(12, 2, 50, 0.95);
        assertThat(found.lower()).isCloseTo(0.0611124, within(1e-7));
        assertThat(found.upper()).isCloseTo(0.3447087, within(1e-7));

        var mirrored = PairedRates.tango(2, 12, 50, 0.95);
        assertThat(mirrored.lower()).isCloseTo(-found.upper(), within(1e-9));
        assertThat(mirrored.upper()).isCloseTo(-found.lower(), within(1e-9));
    }

    @Test
    void without_a_change_it_is_as_wide_as_wilsons_interval_of_none() {
        for (int n : List.of(1, 8, 40, 120)) {
            var found = PairedRates.tango(0, 0, n, 0.9);
            double none = Proportion.wilson(0, n, 0.9).upper();
            assertThat(found.upper()).isCloseTo(none, within(1e-9));
            assertThat(found.lower()).isCloseTo(-none, within(1e-9));
        }
    }

    @Test
    void all_cases_changing_one_way_end_at_one() {
        assertThat(PairedRates.tango(6, 0, 6, 0.95).upper()).isEqualTo(1);
        assertThat(PairedRates.tango(0, 6, 6, 0.95).lower()).isEqualTo(-1);
    }

    @Test
    void a_true_loss_of_the_margin_is_excluded_in_about_five_percent_of_samples() {
        var known = new HashMap<List<Integer>, Interval>();
        for (int n : List.of(40, 120)) {
            var random = new SplittableRandom(n);
            int excluded = 0;
            int covered = 0;
            for (int sample = 0; sample < 4000; sample++) {
                int won = 0;
                int lost = 0;
                for (int i = 0; i < n; i++) {
                    double u = random.nextDouble();
                    lost += u < 0.10 ? 1 : 0;
                    won += u >= 0.10 && u < 0.15 ? 1 : 0;
                }
                var found = known.computeIfAbsent(
                        List.of(won, lost, n), key -> PairedRates.tango(key.get(0), key.get(1), n, 0.9));
                excluded += found.lower() >= -0.05 ? 1 : 0;
                covered += found.contains(-0.05) ? 1 : 0;
            }
            assertThat(excluded / 4000.0).isBetween(0.035, 0.065);
            assertThat(covered / 4000.0).isBetween(0.87, 0.93);
        }
    }

    @Test
    void refuses_more_changes_than_cases() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedRates.tango(3, 3, 5, 0.9))
                .withMessageContaining("3 won and 3 lost of 5");
    }
}
