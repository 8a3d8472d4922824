package dev.sonde.suite;

import dev.sonde.probe.Category;
import dev.sonde.probe.ProbeRegistry;
import dev.sonde.probe.ProbeResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The composite score of a run.
 *
 * <p>A result contributes when its verdict is {@code PASS}, {@code FAIL} or {@code WARN} and it has a score; the weight
 * of its entry counts within its category, the weight of the category in the whole. What was to contribute and did not
 * (errors, skips, probes that stayed inconclusive) lowers {@link SuiteScore#covered()}, and is told among the findings.
 */
final class Composite {
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
        return new SuiteScore(
                overall,
                band(overall),
                categories,
                covered(),
                new Findings(suite, results).of(overall, categories, covered()));
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

    private static String band(OptionalDouble overall) {
        if (overall.isEmpty()) {
            return "unscored";
        }
        double score = overall.getAsDouble();
        if (score < Findings.NOISE_BELOW) {
            return "noise";
        }
        return score < 0.6 ? "partial" : score <= 0.85 ? "healthy" : "suspicious";
    }
}
