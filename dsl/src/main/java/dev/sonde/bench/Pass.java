package dev.sonde.bench;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import java.util.List;

/**
 * Evaluations that are asked in requests of a certain size.
 *
 * @param size evaluations a request, at least 1
 */
record Pass(ScoringBackend backend, List<? extends Evaluation<?>> evaluations, int size) {

    /**
     * Asks all of them.
     *
     * @return how much was answered
     * @throws dev.sonde.backend.BackendException if one cannot be answered
     */
    Work run() {
        long tokens = 0;
        for (int from = 0; from < evaluations.size(); from += size) {
            var request = evaluations.subList(from, Math.min(evaluations.size(), from + size));
            for (Outcome outcome : backend.evaluate(request)) {
                if (outcome instanceof Outcome.Failure failure) {
                    throw failure.error();
                }
                tokens += outcome.cost().tokens();
            }
        }
        return new Work(evaluations.size(), tokens);
    }
}
