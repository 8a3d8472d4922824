package dev.sonde.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FiellerTest {

    private static final double[] X = {2, 3, 2.5, 4, 3.5};
    private static final double[] Y = {1.5, 1.2, 1.9, 2.4, 1.6};

    @Test
    void the_paired_t_of_y_less_r_x_is_critical_at_both_ends() {
        var interval = Fieller.of(Y, X, 0.95).orElseThrow();

        // t(0.975, 4 degrees of freedom) = 2.776445
        assertThat(t(interval.lower())).isCloseTo(2.776445, within(1e-5));
        assertThat(t(interval.upper())).isCloseTo(-2.776445, within(1e-5));
        assertThat(interval.contains(8.6 / 15)).isTrue();
    }

    @Test
    void an_exact_multiple_has_an_interval_of_no_width() {
        var interval = Fieller.of(new double[] {4, 6, 5, 8}, new double[] {2, 3, 2.5, 4}, 0.95)
                .orElseThrow();

        assertThat(interval.lower()).isCloseTo(2, within(1e-6));
        assertThat(interval.upper()).isCloseTo(2, within(1e-6));
    }

    @Test
    void there_is_none_where_the_denominator_may_be_zero() {
        assertThat(Fieller.of(Y, new double[] {1, -1, 2, -2, 0.5}, 0.95)).isEmpty();
        assertThat(Fieller.of(new double[] {1, 2, 1}, new double[] {1, 2, 1}, 0.95))
                .isEmpty();
    }

    /** Student's t of {@code y - ratio x} against 0. */
    private static double t(double ratio) {
        var differences = new double[X.length];
        for (int i = 0; i < X.length; i++) {
            differences[i] = Y[i] - ratio * X[i];
        }
        var summary = Summary.of(differences);
        return summary.mean() / summary.standardError();
    }
}
