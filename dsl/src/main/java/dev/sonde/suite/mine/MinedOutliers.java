package dev.sonde.suite.mine;

import dev.sonde.probe.Divergence;
import dev.sonde.probe.Figure;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.stats.Interval;
import dev.sonde.stats.NullTest;
import java.util.List;
import java.util.Optional;

/**
 * A pool of prompts, those that the adapter moves most first.
 *
 * @param ranked every prompt that could be scored; by how many times the shift under null
 *     adapters it is, without these by shift; largest first
 * @param divergence what shifts are
 * @param nulls how many null adapters each prompt was compared with
 * @param poolMean mean shift over the pool
 * @param poolInterval its interval; empty with fewer than 4 prompts
 * @param dropped prompts that could not be scored, each with the reason
 */
public record MinedOutliers(
        List<MinedPrompt> ranked,
        Divergence divergence,
        int nulls,
        double poolMean,
        Optional<Interval> poolInterval,
        List<String> dropped) {

    /** Copies the lists. */
    public MinedOutliers {
        ranked = List.copyOf(ranked);
        dropped = List.copyOf(dropped);
    }

    /** The first {@code k}, or all where there are fewer. */
    public List<MinedPrompt> top(int k) {
        return ranked.subList(0, Math.min(atLeastOne(k), ranked.size()));
    }

    /** The last {@code k}, the least moved one first, and none that is in {@link #top} of as many. */
    public List<MinedPrompt> bottom(int k) {
        int size = ranked.size();
        int count = Math.min(atLeastOne(k), size - top(k).size());
        return ranked.subList(size - count, size).stream()
                .sorted((one, other) -> Integer.compare(ranked.indexOf(other), ranked.indexOf(one)))
                .toList();
    }

    /** Those that null adapters do not account for, at 5 % for the whole pool; none without null adapters. */
    public List<MinedPrompt> standingOut() {
        return ranked.stream()
                .filter(each -> each.pAdjusted().orElse(1) <= NullTest.ALPHA)
                .toList();
    }

    /**
     * A probe of the first {@code k}. What it measures is true of these prompts: they were chosen for their shifts, so that
     * their mean says nothing of other prompts; that of the pool is {@link #poolMean}.
     */
    public DeltaKlSpec toDeltaKl(String name, int k) {
        return DeltaKlSpec.of(name, top(k).stream().map(MinedPrompt::prompt).toList())
                .withDivergence(divergence);
    }

    /** What was found, in a sentence or two. */
    public String conclusion() {
        String spread = poolInterval
                .map(range -> ", 95 %% interval %s to %s".formatted(Figure.of(range.lower()), Figure.of(range.upper())))
                .orElse("");
        String pool = "%d prompts, mean shift %s nats%s.".formatted(ranked.size(), Figure.of(poolMean), spread);
        if (nulls == 0) {
            return pool + " No null adapters: the order is that of the shifts, and random weights might give the same.";
        }
        String few = nulls < NullTest.needed(NullTest.ALPHA)
                ? " %d null adapters cannot show it at 5 %%; %d can.".formatted(nulls, NullTest.needed(NullTest.ALPHA))
                : "";
        return "%s %d of them move more than %d null adapters account for, at 5 %% for the whole pool.%s"
                .formatted(pool, standingOut().size(), nulls, few);
    }

    private static int atLeastOne(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("At least one prompt is asked for, was " + k);
        }
        return k;
    }
}
