package dev.sonde.probe;

import dev.sonde.stats.Adjusted;
import dev.sonde.stats.NullTest;
import java.util.List;
import java.util.Optional;

/**
 * A probe's raw value under each of m null adapters.
 *
 * @param recipe how the nulls were drawn, such as {@code matched-norm}
 * @param values one per null, finite, at least one
 * @param asked how many nulls were asked for; more than there are values where they were stopped early
 * @param adjusted the probe's p-value with the suite's other probes allowed for; empty where that is not known
 */
public record NullValues(String recipe, List<Double> values, int asked, Optional<Adjusted> adjusted) {
    /**
     * Copies {@code values}.
     *
     * @throws IllegalArgumentException if there are none, or if one is not finite
     */
    public NullValues {
        values = List.copyOf(values);
        check("Null values", values);
    }

    /** All the nulls that were asked for, of a probe that is on its own. */
    public NullValues(String recipe, List<Double> values) {
        this(recipe, values, values.size(), Optional.empty());
    }

    /** Tests the probe's raw value. */
    public NullTest test(double raw) {
        var test = NullTest.of(raw, values, asked);
        return adjusted.map(test::with).orElse(test);
    }

    /**
     * The null values of a probe; errors name it.
     *
     * @throws IllegalArgumentException if there are none, or if one is not finite
     */
    public static NullValues of(String probe, String recipe, List<Double> values) {
        return of(probe, recipe, values, values.size(), Optional.empty());
    }

    /** The same where they may have been stopped early, and other probes share them. */
    public static NullValues of(
            String probe, String recipe, List<Double> values, int asked, Optional<Adjusted> adjusted) {
        check("Null values of probe '" + probe + "'", values);
        return new NullValues(recipe, values, asked, adjusted);
    }

    private static void check(String what, List<Double> values) {
        if (values.isEmpty() || !values.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "%s must be finite numbers, at least one, but are %s. Check the source of the null distribution."
                            .formatted(what, values));
        }
    }
}
