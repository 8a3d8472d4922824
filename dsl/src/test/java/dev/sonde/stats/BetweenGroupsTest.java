package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BetweenGroupsTest {

    @Test
    void omega_squared_is_that_of_an_analysis_of_variance() {
        // means 2, 4, 9; SSB 78, SSW 6, MSW 1, SST 84: (78 - 2) / (84 + 1)
        var found = of(new double[] {1, 2, 3, 3, 4, 5, 8, 9, 10}, 0, 0, 0, 1, 1, 1, 2, 2, 2);

        assertThat(found.omegaSquared()).isCloseTo(76.0 / 85, within(1e-12));
        // NumPy and SciPy: jackknife of log(1 − ω²), t with 6 degrees of freedom
        assertThat(found.interval().orElseThrow().lower()).isCloseTo(0.643494082, within(1e-8));
        assertThat(found.interval().orElseThrow().upper()).isCloseTo(0.968552913, within(1e-8));
    }

    @Test
    void the_p_value_is_the_share_of_assignments_with_as_much_between_them() {
        // of the 20 ways to put 6 values into two groups of 3, this one and its mirror image
        var found = of(new double[] {1, 2, 3, 7, 8, 9}, 0, 0, 0, 1, 1, 1);

        assertThat(found.pValue()).isCloseTo(0.1, within(0.01));
    }

    @Test
    void equal_values_leave_nothing_to_explain_even_where_their_means_are_rounded() {
        double third = 0.1 + 0.2;
        assertThat(BetweenGroups.of(new double[] {third, 0.3, third, 0.3, 0.3}, new int[] {0, 0, 0, 1, 1}, 2, 0.95, 7))
                .isEmpty();
    }

    @Test
    void a_group_of_one_has_no_interval() {
        assertThat(of(new double[] {1, 2, 3, 9}, 0, 0, 0, 1).interval()).isEmpty();
    }

    @Test
    void noise_has_no_share_on_average_whatever_the_numbers_and_is_called_different_in_one_of_twenty() {
        for (int groups : new int[] {2, 5, 10}) {
            var random = new Random(groups);
            double sum = 0;
            int significant = 0;
            int samples = 300;
            for (int sample = 0; sample < samples; sample++) {
                var values = random.doubles(20).toArray();
                var found = BetweenGroups.of(values, turns(20, groups), groups, 0.95, sample)
                        .orElseThrow();
                sum += found.omegaSquared() / samples;
                significant += found.pValue() <= 0.05 ? 1 : 0;
            }
            assertThat(sum).as("mean of %d groups", groups).isBetween(-0.04, 0.04);
            assertThat(significant / (double) samples)
                    .as("significant of %d groups", groups)
                    .isLessThan(0.085); // 0.05 and three standard errors
        }
    }

    @Test
    void its_interval_covers_the_share_that_fixed_groups_have() {
        var random = new Random(4);
        // means 0, 1, 2, 3 and variance 1 within: 1.25 / 2.25 of the variance between groups
        double truth = 1.25 / 2.25;
        int covered = 0;
        int samples = 1000;
        for (int sample = 0; sample < samples; sample++) {
            int[] groups = turns(20, 4);
            var values = new double[20];
            for (int i = 0; i < values.length; i++) {
                values[i] = groups[i] + random.nextGaussian();
            }
            double omega = BetweenGroups.share(values, groups, 4);
            covered += BetweenGroups.interval(values, groups, 4, omega, 0.95)
                            .orElseThrow()
                            .contains(truth)
                    ? 1
                    : 0;
        }
        assertThat(covered / (double) samples).isBetween(0.92, 0.98);
    }

    @Test
    void few_of_its_intervals_lie_above_a_share_of_skewed_values() {
        var random = new Random(4);
        int above = 0;
        int samples = 1000;
        for (int sample = 0; sample < samples; sample++) {
            int[] groups = turns(24, 4);
            var values = new double[24];
            for (int i = 0;
                    i < values.length;
                    i++) { // the variance between groups is 1.25 k², within 1: a share of 0.7
                values[i] = Math.sqrt(0.7 / 0.3 / 1.25) * groups[i] - Math.log(1 - random.nextDouble());
            }
            double omega = BetweenGroups.share(values, groups, 4);
            above += BetweenGroups.interval(values, groups, 4, omega, 0.95)
                                    .orElseThrow()
                                    .lower()
                            > 0.7
                    ? 1
                    : 0;
        }
        // 6 to 9 % in an independent simulation of 16 to 32 values; a jackknife of ω² itself has 14 to 17 %
        assertThat(above / (double) samples).isLessThan(0.11);
    }

    private static int[] turns(int n, int groups) {
        var turns = new int[n];
        for (int i = 0; i < n; i++) {
            turns[i] = i % groups;
        }
        return turns;
    }

    private static BetweenGroups of(double[] values, int... groups) {
        return BetweenGroups.of(values, groups, 3, 0.95, 7).orElseThrow();
    }
}
