package dev.sonde.suite;

import dev.sonde.probe.Category;
import dev.sonde.probe.Figure;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.stats.NullTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** What to look at first: all failures, then errors, then what stayed open, then the composite. */
record Findings(Suite suite, List<ProbeResult<?>> results) {
    static final double NOISE_BELOW = 0.3;
    private static final double WHOLE = 1 - 1e-9;

    List<String> of(OptionalDouble overall, Map<Category, Double> categories, double covered) {
        var findings = new ArrayList<String>();
        int look = suite.defaults().look();
        if (look > 1) {
            findings.add(
                    "look %d at this suite, which was made larger after its results were seen: a p-value of 0.05 is up to %s by now"
                            .formatted(look, Figure.of(NullTest.ALPHA * look)));
        }
        list(Verdict.FAIL, "failed", findings);
        list(Verdict.ERROR, "could not be measured", findings);
        list(Verdict.INCONCLUSIVE, "is inconclusive", findings);
        categories.forEach((category, score) -> {
            if (score < NOISE_BELOW && suite.defaults().scoreWeights().getOrDefault(category, 0.0) > 0) {
                findings.add(String.format(
                        Locale.ROOT,
                        "%s scores %.2f, which is in the range of noise (below %.2f)",
                        category.name().toLowerCase(Locale.ROOT),
                        score,
                        NOISE_BELOW));
            }
        });
        overall.ifPresent(score -> {
            if (score < suite.defaults().coverageThreshold()) {
                findings.add(String.format(
                        Locale.ROOT,
                        "the composite %.2f is below the suite's threshold %.2f",
                        score,
                        suite.defaults().coverageThreshold()));
            } else if (score > 0.85) {
                findings.add(String.format(
                        Locale.ROOT, "the composite %.2f is suspiciously high; look for overfitting", score));
            }
        });
        if (overall.isPresent() && covered < WHOLE) {
            findings.add(String.format(
                    Locale.ROOT,
                    "only %.0f %% of the suite's weight contributed to the composite: what is missing counts as 0 in the grade",
                    100 * covered));
        }
        return findings;
    }

    private void list(Verdict verdict, String what, List<String> findings) {
        for (ProbeResult<?> result : results) {
            if (result.verdict() == verdict) {
                String why = result.message().isBlank() ? "" : ": " + result.message();
                findings.add("%s (%s) %s%s".formatted(result.name(), result.kind(), what, why));
            }
        }
    }
}
