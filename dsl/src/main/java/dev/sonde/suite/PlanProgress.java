package dev.sonde.suite;

import dev.sonde.backend.Evaluation;
import java.util.List;

/** Estimates from the work done how long the rest takes; work is measured in characters, the tokens being unknown. */
final class PlanProgress {
    /** What an evaluation costs besides its text. */
    private static final int FIXED_WORK = 16;

    private final RunListener listener;
    private final long total;
    private final long totalWork;
    private final long start = System.nanoTime();
    private long done;
    private long doneWork;
    private long tokens;

    PlanProgress(RunListener listener, List<Evaluation<?>> all) {
        this.listener = listener;
        this.total = all.size();
        this.totalWork = work(all);
        listener.computed(0, total, 0, Double.NaN);
    }

    void computed(List<Evaluation<?>> chunk, long tokensOfChunk) {
        done += chunk.size();
        doneWork += work(chunk);
        tokens += tokensOfChunk;
        double seconds = Math.max(1, System.nanoTime() - start) / 1e9;
        listener.computed(done, total, tokens / seconds, seconds * (totalWork - doneWork) / doneWork);
    }

    private static long work(List<Evaluation<?>> evaluations) {
        return evaluations.stream()
                .mapToLong(
                        evaluation -> FIXED_WORK + evaluation.operation().text().length())
                .sum();
    }
}
