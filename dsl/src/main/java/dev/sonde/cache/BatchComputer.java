package dev.sonde.cache;

import dev.sonde.backend.Cost;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.stop.StopPoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Calls a backend in chunks, so that an interrupt loses at most one of them, and keeps the time. */
final class BatchComputer {
    private static final int CHUNK = 64;

    private final ScoringBackend backend;
    private long batches;
    private long evaluations;
    private double millis;

    BatchComputer(ScoringBackend backend) {
        this.backend = backend;
    }

    /** Computes all evaluations and hands each over as soon as the backend tells it, or its chunk is done. */
    void compute(Collection<Evaluation<?>> evaluations, BiConsumer<Evaluation<?>, Outcome> done) {
        List<Evaluation<?>> all = new ArrayList<>(evaluations);
        for (int from = 0; from < all.size(); from += CHUNK) {
            StopPoint.pass("with " + (all.size() - from) + " evaluations to go");
            computeChunk(all.subList(from, Math.min(from + CHUNK, all.size())), done);
        }
    }

    private void computeChunk(List<Evaluation<?>> chunk, BiConsumer<Evaluation<?>, Outcome> done) {
        long start = System.nanoTime();
        Set<Evaluation<?>> told = new HashSet<>();
        List<Outcome> outcomes = backend.evaluate(chunk, (evaluation, outcome) -> {
            if (outcome.cost().wallMillis() > 0 && told.add(evaluation)) {
                take(evaluation, outcome, 0, done);
            }
        });
        double elapsed = (System.nanoTime() - start) / 1e6;
        if (outcomes.size() != chunk.size()) {
            throw new IllegalStateException("Backend " + backend.getClass().getName() + " answered " + outcomes.size()
                    + " of " + chunk.size() + " evaluations; this is a defect of the backend");
        }
        batches++;
        millis += elapsed;
        for (int i = 0; i < chunk.size(); i++) {
            if (!told.contains(chunk.get(i))) {
                take(chunk.get(i), outcomes.get(i), elapsed / chunk.size(), done);
            }
        }
    }

    private void take(
            Evaluation<?> evaluation, Outcome outcome, double evenMillis, BiConsumer<Evaluation<?>, Outcome> done) {
        evaluations++;
        done.accept(evaluation, outcome.withCost(share(outcome.cost(), evenMillis)));
    }

    /** The backend knows better how its time is shared; an even share where it does not say. */
    private static Cost share(Cost stated, double evenMillis) {
        return new Cost(stated.tokens(), stated.wallMillis() > 0 ? stated.wallMillis() : evenMillis, false);
    }

    /** How many evaluations the backend has answered: one prompt under one view each, failures included. */
    long evaluations() {
        return evaluations;
    }

    long batches() {
        return batches;
    }

    double millis() {
        return millis;
    }
}
