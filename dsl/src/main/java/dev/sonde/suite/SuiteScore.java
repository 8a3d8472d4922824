package dev.sonde.suite;

import dev.sonde.probe.Category;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The composite of a run.
 *
 * @param overall weighted mean of the categories that have a score, in [0, 1]; empty when none has
 * @param band {@code noise} below 0.3, {@code partial} below 0.6, {@code healthy} up to 0.85, {@code suspicious} above,
 *     {@code unscored} when overall is empty
 * @param categories score of each category that has one
 * @param covered share of the weight of enabled probes that contributed, in [0, 1]
 * @param findings what to look at first, one sentence each
 */
public record SuiteScore(
        OptionalDouble overall, String band, Map<Category, Double> categories, double covered, List<String> findings) {
    /** Copies the collections. */
    public SuiteScore {
        categories = Map.copyOf(categories);
        findings = List.copyOf(findings);
    }
}
