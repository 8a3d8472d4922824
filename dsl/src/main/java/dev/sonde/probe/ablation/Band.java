package dev.sonde.probe.ablation;

import dev.sonde.stats.Interval;
import dev.sonde.stats.MeanInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A band that holds the whole mean curve at once: the interval of {@link MeanInterval} at each strength, with the error
 * shared out over the strengths (Bonferroni).
 *
 * @param lower in nats; empty below 4 prompts
 * @param upper in nats; empty below 4 prompts
 * @param method for people; empty below 4 prompts
 */
record Band(List<Double> lower, List<Double> upper, String method) {

    /** The band of {@code curves}, [prompt][lambda], whose values are at most {@code largest}. */
    static Band of(double[][] curves, long seed, double largest) {
        int strengths = curves[0].length;
        double level = 1 - (1 - MeanInterval.DEFAULT_LEVEL) / (strengths - 1); // lambda 0 is 0 for certain
        var lower = new ArrayList<Double>();
        var upper = new ArrayList<Double>();
        String method = "";
        for (int k = 0; k < strengths; k++) {
            int strength = k;
            double[] values =
                    Arrays.stream(curves).mapToDouble(curve -> curve[strength]).toArray();
            var interval = MeanInterval.divergence(values, level, seed, largest);
            interval.map(Interval::lower).ifPresent(lower::add);
            interval.map(Interval::upper).ifPresent(upper::add);
            method = interval.map(Interval::method).orElse("");
        }
        return new Band(
                lower,
                upper,
                method.isEmpty()
                        ? ""
                        : "%.0f %% for the whole curve, %s".formatted(100 * MeanInterval.DEFAULT_LEVEL, method));
    }
}
