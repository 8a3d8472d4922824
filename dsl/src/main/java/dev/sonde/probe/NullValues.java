package dev.sonde.probe;

import java.util.List;

/**
 * A probe's raw value under each of m null adapters.
 *
 * @param recipe how the nulls were drawn, such as {@code matched-norm}
 * @param values one per null, finite, at least one
 */
public record NullValues(String recipe, List<Double> values) {
    /**
     * Copies {@code values}.
     *
     * @throws IllegalArgumentException if there are none, or if one is not finite
     */
    public NullValues {
        values = List.copyOf(values);
        check("Null values", values);
    }

    /**
     * The null values of a probe; errors name it.
     *
     * @throws IllegalArgumentException if there are none, or if one is not finite
     */
    public static NullValues of(String probe, String recipe, List<Double> values) {
        check("Null values of probe '" + probe + "'", values);
        return new NullValues(recipe, values);
    }

    private static void check(String what, List<Double> values) {
        if (values.isEmpty() || !values.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "%s must be finite numbers, at least one, but are %s. Check the source of the null distribution."
                            .formatted(what, values));
        }
    }
}
