package dev.sonde.suite;

import static java.util.Comparator.comparing;

import dev.sonde.backend.Evaluation;
import dev.sonde.cache.CachedBackend;
import dev.sonde.stop.StopPoint;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes what all probes know they will need, before the first of them runs: without repetitions, without what the
 * cache holds, texts of like length together, views mixed.
 */
final class Planner {
    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);
    /** Large enough to fill the batches of a backend, small enough for progress and for an interrupt. */
    private static final int CHUNK = 64;

    private final CachedBackend cache;
    private final RunListener listener;
    private final long limitBytes;

    Planner(CachedBackend cache, RunListener listener) {
        this(cache, listener, cache.advanceBytes());
    }

    /** A planner that holds at most about {@code limitBytes} of answers; the probes ask for the rest themselves. */
    Planner(CachedBackend cache, RunListener listener, long limitBytes) {
        this.cache = cache;
        this.listener = listener;
        this.limitBytes = limitBytes;
    }

    /** What has to be computed, in the order in which it is. */
    List<Evaluation<?>> order(Collection<Evaluation<?>> planned) {
        return planned.stream()
                .distinct()
                .filter(evaluation -> !cache.holds(evaluation))
                .sorted(comparing((Evaluation<?> evaluation) ->
                                evaluation.operation().op())
                        .thenComparing(
                                evaluation -> evaluation.operation().text().length())
                        .thenComparing(evaluation -> evaluation.operation().text()))
                .toList();
    }

    /**
     * Computes in advance while there is room, and tells the listener after each chunk.
     *
     * @throws CancellationException if the thread was interrupted; what is done stays in the cache
     */
    void compute(Collection<Evaluation<?>> planned) {
        List<Evaluation<?>> all = order(planned);
        if (all.isEmpty()) {
            return;
        }
        var progress = new PlanProgress(listener, all);
        for (int from = 0; from < all.size() && cache.prefetchedBytes() < limitBytes; from += CHUNK) {
            StopPoint.pass("after " + from + " of " + all.size() + " evaluations");
            List<Evaluation<?>> chunk = all.subList(from, Math.min(from + CHUNK, all.size()));
            progress.computed(chunk, prefetch(chunk));
        }
    }

    private long prefetch(List<Evaluation<?>> chunk) {
        try {
            return cache.prefetch(chunk);
        } catch (CancellationException interrupted) {
            throw interrupted;
        } catch (RuntimeException broken) {
            LOG.warn("Computing in advance failed; the probes ask for themselves", broken);
            return 0;
        }
    }
}
