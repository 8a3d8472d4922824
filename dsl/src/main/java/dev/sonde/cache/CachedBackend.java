package dev.sonde.cache;

import dev.sonde.backend.Cost;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ForwardingBackend;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.stop.StopPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Remembers answers, and counts exactly how each use was served in one run.
 *
 * <p>The first use of an evaluation is its miss and carries its cost, no matter whether it was computed at that moment
 * or {@linkplain #prefetch before}; every later use is a hit. An answer that an earlier run left in the store is a hit
 * from the first use on. A failure is not stored: each use of it is a miss. What the decorated backend computed is counted
 * where it computes, so {@code forwardPasses == cacheMisses} in a run that used all it computed is a finding, not a
 * definition.
 */
public final class CachedBackend extends ForwardingBackend {
    private static final String WORK = "during the reading of cached answers";

    private final EvaluationStore store;
    private final String modelId;
    private final BatchComputer computer;
    /** Computed by this decorator and not used yet; holds failures too. */
    private final Map<Evaluation<?>, Computed> prefetched = new HashMap<>();

    private long prefetchedBytes;

    private long hits;
    private long misses;

    /**
     * What is known of an evaluation between its computation and its first use.
     *
     * @param bytes estimated size of the answer
     * @param outcome empty where the store keeps the answer out of memory
     */
    private record Computed(Cost cost, long bytes, Optional<Outcome> outcome) {}

    /** Decorates {@code backend} with fresh counters over {@code store}. */
    public CachedBackend(ScoringBackend backend, EvaluationStore store) {
        super(backend);
        this.store = store;
        this.modelId = backend.card().id();
        this.computer = new BatchComputer(backend);
    }

    /**
     * Computes in advance what neither the store nor an earlier call has. No use is counted.
     *
     * @return how many tokens went through the model
     * @throws java.util.concurrent.CancellationException if the thread was interrupted; what is done stays done
     */
    public long prefetch(List<? extends Evaluation<?>> evaluations) {
        var missing = new LinkedHashSet<Evaluation<?>>();
        for (Evaluation<?> evaluation : evaluations) {
            StopPoint.pass(WORK);
            if (!holds(evaluation)) {
                missing.add(evaluation);
            }
        }
        computer.compute(missing, (evaluation, outcome) -> keep(evaluation, outcome, store.outOfMemory()));
        return missing.stream().mapToLong(this::tokensOf).sum();
    }

    /** Whether an answer is at hand, so that nothing has to be computed. No use is counted. */
    public boolean holds(Evaluation<?> evaluation) {
        return prefetched.containsKey(evaluation) || store.contains(modelId, evaluation);
    }

    @Override
    public List<Outcome> evaluate(List<? extends Evaluation<?>> evaluations) {
        var outcomes = new Outcome[evaluations.size()];
        List<Integer> open = IntStream.range(0, outcomes.length).boxed().toList();
        // Two rounds at most, but for repeated evaluations that fail: each use of those is computed by itself.
        while (!open.isEmpty()) {
            List<Integer> stillOpen = new ArrayList<>();
            for (int i : open) {
                StopPoint.pass(WORK);
                Optional<Outcome> outcome = use(evaluations.get(i));
                outcome.ifPresentOrElse(found -> outcomes[i] = found, () -> stillOpen.add(i));
            }
            // not what the store claims to hold: an answer may be damaged, or gone since it was seen
            computer.compute(
                    new LinkedHashSet<>(stillOpen.stream().map(evaluations::get).toList()),
                    (evaluation, outcome) -> keep(evaluation, outcome, false)); // it is used at once
            open = stillOpen;
        }
        // Counted once all is well: after an interrupt the counts still agree with a trace around this decorator.
        count(outcomes);
        return List.of(outcomes);
    }

    private void count(Outcome... outcomes) {
        for (Outcome outcome : outcomes) {
            if (outcome.cost().cacheHit()) {
                hits++;
            } else {
                misses++;
            }
        }
    }

    /** Counts since this decorator was made. */
    public BackendStats statistics() {
        return new BackendStats(
                hits, misses, computer.evaluations(), prefetched.size(), computer.batches(), computer.millis());
    }

    /** Estimate of how large the answers are that were computed in advance and not used yet. */
    public long prefetchedBytes() {
        return prefetchedBytes;
    }

    /** How large they may become, see {@link EvaluationStore#advanceBytes()}. */
    public long advanceBytes() {
        return store.advanceBytes();
    }

    private void keep(Evaluation<?> evaluation, Outcome outcome, boolean inStoreOnly) {
        boolean kept = false;
        if (outcome instanceof Outcome.Answer answer) {
            store.put(modelId, evaluation, answer.score());
            kept = inStoreOnly;
        }
        long bytes = bytes(evaluation, outcome);
        prefetched.put(evaluation, new Computed(outcome.cost(), bytes, kept ? Optional.empty() : Optional.of(outcome)));
        prefetchedBytes += bytes;
    }

    /** Empty if it has to be computed; again, if the store has lost it meanwhile. */
    private Optional<Outcome> use(Evaluation<?> evaluation) {
        Computed first = prefetched.remove(evaluation);
        if (first == null) {
            long start = System.nanoTime();
            return store.find(modelId, evaluation)
                    .map(score -> new Outcome.Answer(score, new Cost(0, (System.nanoTime() - start) / 1e6, true)));
        }
        prefetchedBytes -= first.bytes();
        return first.outcome().isPresent()
                ? first.outcome()
                : store.find(modelId, evaluation).map(score -> new Outcome.Answer(score, first.cost()));
    }

    private static long bytes(Evaluation<?> evaluation, Outcome outcome) {
        return outcome instanceof Outcome.Answer answer ? ScoreSize.bytes(evaluation, answer.score()) : 0;
    }

    private long tokensOf(Evaluation<?> evaluation) {
        Computed computed = prefetched.get(evaluation);
        return computed == null ? 0 : computed.cost().tokens();
    }
}
