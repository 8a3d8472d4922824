package dev.sonde.probe;

import java.util.List;

/**
 * A probe's raw value under each of m null adapters.
 *
 * @param recipe how the nulls were drawn, such as {@code matched-norm}
 * @param values one per null, finite, at least one
 */
public record NullValues(String recipe, List<Double> values) {
    /** Copies {@code values}. */
    public NullValues {
        values = List.copyOf(values);
    }
}
