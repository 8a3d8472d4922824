package dev.sonde.suite;

import dev.sonde.probe.Category;
import dev.sonde.probe.ProbeRegistry;
import dev.sonde.probe.ProbeResult;
import dev.sonde.stats.Interval;
import dev.sonde.stats.MeanInterval;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The composite score of a run.
 *
 * <p>A result contributes when its verdict is {@code PASS}, {@code FAIL} or {@code WARN} and it has a score; the weight
 * of its entry counts within its category, the weight of the category in the whole. What was to contribute and did not
 * (errors, skips, probes that stayed inconclusive) lowers {@link SuiteScore#covered()}, and is told among the findings.
 */
final class Composite {
    private static final double SUSPICIOUS_ABOVE = 0.85;

    private final Suite suite;
    private final List<Share> shares = new ArrayList<>();
    private final List<ProbeResult<?>> results;

    /** One result's part: category and weight, with its score if it has one. */
    private record Share(Category category, double weight, OptionalDouble score) {}

    private Composite(Suite suite, List<ProbeResult<?>> results) {
        this.suite = suite;
        this.results = results;
    }

    /** Scores the results of a suite, which are in its order. */
    static SuiteScore of(Suite suite, List<ProbeResult<?>> results) {
        var composite = new Composite(suite, results);
        for (int i = 0; i < results.size(); i++) {
            composite.take(suite.entries().get(i), results.get(i));
        }
        return composite.score();
    }

    private void take(SuiteEntry entry, ProbeResult<?> result) {
        boolean concluded =
                switch (result.verdict()) {
                    case PASS, FAIL, WARN -> true;
                    case SKIP, ERROR, INCONCLUSIVE -> false;
                };
        if (!entry.enabled() || (concluded && result.score().isEmpty())) {
            return; // has no part in the composite
        }
        OptionalDouble score = concluded
                ? OptionalDouble.of(Math.max(0, Math.min(1, result.score().getAsDouble())))
                : OptionalDouble.empty();
        ProbeRegistry.shared()
                .find(result.kind())
                .ifPresent(probe -> shares.add(new Share(probe.kind().category(), entry.weight(), score)));
    }

    private SuiteScore score() {
        Map<Category, Double> categories = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            weightedMean(category).ifPresent(mean -> categories.put(category, mean));
        }
        OptionalDouble overall = overall(categories);
        double covered = covered();
        return new SuiteScore(
                overall,
                band(overall, covered),
                categories,
                covered,
                new Findings(suite, results).of(overall, categories, covered),
                overall.isPresent() ? interval(overall.getAsDouble(), covered) : Optional.empty());
    }

    private OptionalDouble weightedMean(Category category) {
        double weight = 0;
        double sum = 0;
        for (Share share : shares) {
            if (share.category() == category && share.score().isPresent()) {
                weight += share.weight();
                sum += share.weight() * share.score().getAsDouble();
            }
        }
        return weight > 0 ? OptionalDouble.of(sum / weight) : OptionalDouble.empty();
    }

    private OptionalDouble overall(Map<Category, Double> categories) {
        double weight = 0;
        double sum = 0;
        for (Map.Entry<Category, Double> category : categories.entrySet()) {
            double share = categoryWeight(category.getKey());
            weight += share;
            sum += share * category.getValue();
        }
        return weight > 0 ? OptionalDouble.of(sum / weight) : OptionalDouble.empty();
    }

    private double covered() {
        double all = 0;
        double contributed = 0;
        for (Share share : shares) {
            double weight = categoryWeight(share.category()) * share.weight();
            all += weight;
            contributed += share.score().isPresent() ? weight : 0;
        }
        return all > 0 ? contributed / all : 0;
    }

    private double categoryWeight(Category category) {
        return suite.defaults().scoreWeights().getOrDefault(category, 0.0);
    }

    /** Weighted mean and standard error over the probes; the weight of a category is shared out among its probes. */
    private Optional<Interval> interval(double overall, double covered) {
        List<Share> scored = shares.stream()
                .filter(share -> share.score().isPresent() && weightInAll(share) > 0)
                .toList();
        int n = scored.size();
        if (n < MeanInterval.FEWEST) {
            return Optional.empty();
        }
        double all = scored.stream().mapToDouble(this::weightInAll).sum();
        double variance = 0;
        for (Share share : scored) {
            double part = weightInAll(share) / all * (share.score().getAsDouble() - overall);
            variance += part * part;
        }
        double half = TDistribution.of(n - 1).inverseSurvivalProbability((1 - MeanInterval.DEFAULT_LEVEL) / 2)
                * Math.sqrt(variance * n / (n - 1));
        return Optional.of(new Interval(
                Math.max(0, overall - half) * covered,
                Math.min(1, overall + half) * covered + 1 - covered,
                MeanInterval.DEFAULT_LEVEL,
                "Student t over %d probes".formatted(n)));
    }

    private double weightInAll(Share share) {
        double weights = shares.stream()
                .filter(other ->
                        other.category() == share.category() && other.score().isPresent())
                .mapToDouble(Share::weight)
                .sum();
        return weights == 0 ? 0 : categoryWeight(share.category()) * share.weight() / weights;
    }

    /** What is missing counts as 0, but makes nothing less suspicious. */
    private static String band(OptionalDouble overall, double covered) {
        if (overall.isEmpty()) {
            return "unscored";
        }
        double score =
                overall.getAsDouble() > SUSPICIOUS_ABOVE ? overall.getAsDouble() : overall.getAsDouble() * covered;
        if (score < Findings.NOISE_BELOW) {
            return "noise";
        }
        return score < 0.6 ? "partial" : score <= SUSPICIOUS_ABOVE ? "healthy" : "suspicious";
    }
}
