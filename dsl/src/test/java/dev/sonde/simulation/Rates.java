package dev.sonde.simulation;

import dev.sonde.probe.Verdict;
import dev.sonde.stats.Proportion;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * What a subject did in many worlds of one size.
 *
 * @param n how many prompts
 * @param worlds how many worlds of each truth
 * @param passes how many passed, by what was true
 * @param failed how many failed though what the probe asks for holds
 * @param intervals how many had an interval, under {@link Truth#HOLDS}
 * @param covered how many of those contained the true value
 */
record Rates(int n, int worlds, Map<Truth, Integer> passes, int failed, int intervals, int covered) {

    /** Null adapters in each world. */
    static final int NULLS = 19;

    static Rates of(Subject subject, int n, int worlds, long seed) {
        var random = new SplittableRandom(seed + n);
        var passes = new EnumMap<Truth, Integer>(Truth.class);
        int failed = 0;
        int intervals = 0;
        int covered = 0;
        for (Truth truth : subject.truths()) {
            int passed = 0;
            for (int i = 0; i < worlds; i++) {
                var trial = subject.trial("probe", truth, n, random.split());
                var result = trial.run(NULLS, random.nextLong());
                if (result.verdict() == Verdict.ERROR || result.verdict() == Verdict.SKIP) {
                    throw new IllegalStateException(subject.name() + ": " + result.message());
                }
                passed += result.verdict() == Verdict.PASS || result.verdict() == Verdict.WARN ? 1 : 0;
                if (truth == Truth.HOLDS) {
                    var interval = subject.interval(result);
                    failed += result.verdict() == Verdict.FAIL ? 1 : 0;
                    intervals += interval.isPresent() ? 1 : 0;
                    covered += interval.filter(found -> found.contains(trial.truth()))
                                    .isPresent()
                            ? 1
                            : 0;
                }
            }
            passes.put(truth, passed);
        }
        return new Rates(n, worlds, passes, failed, intervals, covered);
    }

    /** The share of passes; empty where the subject does not have that truth. */
    OptionalDouble passing(Truth truth) {
        return Optional.ofNullable(passes.get(truth))
                .map(count -> OptionalDouble.of((double) count / worlds))
                .orElse(OptionalDouble.empty());
    }

    OptionalDouble coverage() {
        return intervals == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) covered / intervals);
    }

    /** Whether the passes under a truth are too many for a rate of at most {@code most}, chance allowed for. */
    boolean exceeds(Truth truth, double most, double level) {
        return passes.containsKey(truth)
                && Proportion.wilson(passes.getOrDefault(truth, 0), worlds, level)
                                .lower()
                        > most;
    }
}
