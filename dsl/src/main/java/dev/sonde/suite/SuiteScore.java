package dev.sonde.suite;

import dev.sonde.probe.Category;
import dev.sonde.stats.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The composite of a run.
 *
 * @param overall weighted mean of the categories that have a score, in [0, 1]; empty when none has
 * @param band {@code noise} below 0.3, {@code partial} below 0.6, {@code healthy} up to 0.85, {@code suspicious} above,
 *     {@code unscored} when overall is empty. What was to contribute and did not counts as 0 here: missing coverage lowers
 *     the grade, not the score
 * @param categories score of each category that has one
 * @param covered share of the weight of enabled probes that contributed, in [0, 1]
 * @param findings what to look at first, one sentence each
 * @param interval around overall, for other probes of these categories: Student t over the probes that contributed, each end
 *     moved by what is missing, taken for 0 and for 1; empty below 4 such probes
 */
public record SuiteScore(
        OptionalDouble overall,
        String band,
        Map<Category, Double> categories,
        double covered,
        List<String> findings,
        Optional<Interval> interval) {
    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if overall or covered is not in [0, 1]: NaN is no grade
     */
    public SuiteScore {
        if (!(covered >= 0 && covered <= 1) || !(overall.orElse(0) >= 0 && overall.orElse(0) <= 1)) {
            throw new IllegalArgumentException(
                    "A composite and its coverage lie in [0, 1], got " + overall + " and " + covered);
        }
        categories = Map.copyOf(categories);
        findings = List.copyOf(findings);
    }

    /** A composite without an interval. */
    public SuiteScore(
            OptionalDouble overall,
            String band,
            Map<Category, Double> categories,
            double covered,
            List<String> findings) {
        this(overall, band, categories, covered, findings, Optional.empty());
    }
}
