package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandOfMeansTest {

    private static final int SAMPLES = 400;
    private static final int MEANS = 6;

    /** Means that share half of their noise, as modules share prompts: squares of normal numbers, whose mean is 1. */
    @ParameterizedTest
    @CsvSource({"4", "8", "16"})
    void all_true_means_lie_inside_at_once_in_about_95_of_100_samples(int n) {
        var random = new Random(5);
        int held = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            var rows = new double[MEANS][n];
            for (int i = 0; i < n; i++) {
                double shared = random.nextGaussian();
                for (double[] row : rows) {
                    double z = Math.sqrt(0.5) * shared + Math.sqrt(0.5) * random.nextGaussian();
                    row[i] = (1 + 0.3 * z) * (1 + 0.3 * z);
                }
            }
            var band = BandOfMeans.ofDivergences(rows, 0.95, sample, Double.POSITIVE_INFINITY)
                    .orElseThrow();
            held += band.stream().allMatch(each -> each.contains(1.09)) ? 1 : 0; // 1 + 0.3²
        }

        assertThat(held / (double) SAMPLES).isBetween(0.92, 0.995);
    }

    @ParameterizedTest
    @CsvSource({"4", "8", "16"})
    void so_do_signed_ones(int n) {
        var random = new Random(6);
        int held = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            var rows = new double[MEANS][n];
            for (double[] row : rows) {
                Arrays.setAll(row, i -> random.nextGaussian());
            }
            var band = BandOfMeans.of(rows, 0.95, sample).orElseThrow();
            held += band.stream().allMatch(each -> each.contains(0)) ? 1 : 0;
        }

        assertThat(held / (double) SAMPLES).isBetween(0.92, 0.985);
    }

    @Test
    void few_observations_share_the_error_out_over_the_means() {
        var band = BandOfMeans.of(new double[][] {{1, 2, 3, 4}, {0, 0, 0, 0}}, 0.95, 1)
                .orElseThrow();

        // t of 3 degrees at 1 - 0.05 / 4 is 4.17653; sd 1.290994 / 2
        assertThat(band.get(0).upper()).isCloseTo(2.5 + 4.17653 * 0.645497, within(1e-4));
        assertThat(band.get(1).upper()).isZero();
        assertThat(band.get(0).method()).isEqualTo("Student t, Bonferroni over 2 means");
    }

    @Test
    void each_interval_is_wider_than_that_of_its_mean_alone() {
        var random = new Random(1);
        var rows = new double[20][10];
        for (double[] row : rows) {
            Arrays.setAll(row, i -> random.nextGaussian());
        }

        var band = BandOfMeans.of(rows, 0.95, 3).orElseThrow();

        var alone = MeanInterval.signed(rows[0], 0.95, 3).orElseThrow();
        assertThat(band.get(0).lower()).isLessThan(alone.lower());
        assertThat(band.get(0).upper()).isGreaterThan(alone.upper());
        assertThat(BandOfMeans.of(rows, 0.95, 3)).contains(band);
    }

    @Test
    void there_is_none_below_four_observations_or_without_means() {
        assertThat(BandOfMeans.of(new double[][] {{1, 2, 3}}, 0.95, 1)).isEmpty();
        assertThat(BandOfMeans.of(new double[][] {}, 0.95, 1)).isEmpty();
    }
}
