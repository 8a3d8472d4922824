package dev.sonde.trace;

import dev.sonde.backend.ContentHash;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ForwardingBackend;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Records each use of an evaluation, under the name of the probe that is running. */
public final class TracedBackend extends ForwardingBackend {
    private static final int PROMPT_HASH_DIGITS = 12;

    private final Consumer<TraceEvent> sink;
    private Optional<String> probe = Optional.empty();

    /** Decorates {@code backend}; it is the cache inside that says what was a hit. */
    public TracedBackend(ScoringBackend backend, Consumer<TraceEvent> sink) {
        super(backend);
        this.sink = sink;
    }

    /** Events from now on belong to this probe, or to none. */
    public void attributeTo(Optional<String> probeName) {
        probe = probeName;
    }

    @Override
    public List<Outcome> evaluate(List<? extends Evaluation<?>> evaluations) {
        List<Outcome> outcomes = inner().evaluate(evaluations);
        double at = System.currentTimeMillis() / 1e3;
        for (int i = 0; i < outcomes.size(); i++) {
            sink.accept(event(at, evaluations.get(i), outcomes.get(i)));
        }
        return outcomes;
    }

    private TraceEvent event(double at, Evaluation<?> evaluation, Outcome outcome) {
        String hash = ContentHash.of(evaluation.operation().text()).substring(0, PROMPT_HASH_DIGITS);
        return new TraceEvent(
                at,
                probe,
                evaluation.view().id(),
                evaluation.operation().op(),
                hash,
                outcome.cost().tokens(),
                outcome.cost().cacheHit(),
                outcome.cost().wallMillis());
    }
}
