package dev.sonde.probe.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ResamplingTest {

    private static final double[] LAMBDAS = {0, 0.25, 0.5, 0.75, 1, 1.25};

    /** Roots on a line of slope 0.2, but for a disturbance of each prompt and strength. */
    private static double[][] noisy(int prompts) {
        var curves = new double[prompts][LAMBDAS.length];
        for (int i = 0; i < prompts; i++) {
            for (int k = 1; k < LAMBDAS.length; k++) {
                double root = 0.2 * LAMBDAS[k] + 0.03 * ((7 * i + 5 * k) % 11) - 0.011;
                curves[i][k] = root * root;
            }
        }
        return curves;
    }

    @Test
    void noise_takes_from_the_linearity_so_that_its_interval_reaches_higher_than_resampled_prompts_do() {
        var resampling = new Resampling(LAMBDAS, noisy(8));

        var bootstrap = resampling.interval(Response::linearity, 7).orElseThrow();
        var interval = resampling.linearity(7).orElseThrow();

        // NumPy: linearity 0.9008, pseudo-values of mean 0.9521 with an interval of 0.8308 to 1.0733; resampled prompts
        // end at
        // 0.948
        assertThat(Response.of(LAMBDAS, noisy(8)).linearity()).isCloseTo(0.9008123, within(1e-6));
        assertThat(bootstrap.upper()).isCloseTo(0.95, within(0.02));
        assertThat(interval.upper()).isEqualTo(1); // and no more: nothing is straighter than a line
        assertThat(interval.lower()).isEqualTo(bootstrap.lower());
    }

    @Test
    void four_prompts_are_too_few_to_resample_and_have_the_jackknife_alone() {
        var interval = new Resampling(LAMBDAS, noisy(4)).linearity(7).orElseThrow();

        assertThat(interval.method()).isEqualTo("jackknife over prompts, Student t");
        assertThat(interval.upper()).isLessThanOrEqualTo(1);
    }

    @Test
    void every_loop_over_draws_ends_when_it_is_interrupted() {
        var resampling = new Resampling(LAMBDAS, noisy(8));
        var jackknife = new Resampling(LAMBDAS, noisy(4));
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> resampling.linearity(1))
                    .withMessage("Interrupted during a bootstrap");
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> jackknife.linearity(1))
                    .withMessage("Interrupted during a jackknife");
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> resampling.monotonicityP(1))
                    .withMessage("Interrupted during a permutation test");
        } finally {
            Thread.interrupted();
        }
    }
}
