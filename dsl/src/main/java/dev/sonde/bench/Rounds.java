package dev.sonde.bench;

import dev.sonde.stop.StopPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;

/**
 * Measures contenders in turns: every round runs each of them once, so that a machine that is busy for a while slows all
 * of them, and ratios hold where times do not.
 *
 * @param warmUp rounds that are not measured, at least 1
 * @param measured rounds that are, at least 1
 */
public record Rounds(int warmUp, int measured) {

    /** Refuses to measure what was never warm. */
    public Rounds {
        if (warmUp < 1 || measured < 1) {
            throw new IllegalArgumentException("A benchmark has at least 1 warm-up and 1 measured round, got %d and %d"
                    .formatted(warmUp, measured));
        }
    }

    /**
     * Runs all rounds.
     *
     * @param progress is told the round, from 1, and the contender that starts
     * @return one timing for each contender, in their order
     * @throws CancellationException if the thread is interrupted between two contenders; the flag stays set
     */
    public List<Timing> measure(List<Contender> contenders, BiConsumer<Integer, Contender> progress) {
        Map<Contender, List<Double>> millis = new LinkedHashMap<>();
        Map<Contender, Work> work = new LinkedHashMap<>();
        for (int round = 1; round <= warmUp + measured; round++) {
            for (Contender contender : contenders) {
                StopPoint.pass("in round " + round);
                progress.accept(round, contender);
                long start = System.nanoTime();
                work.put(contender, contender.round().get());
                double took = (System.nanoTime() - start) / 1e6;
                if (round > warmUp) {
                    millis.computeIfAbsent(contender, own -> new ArrayList<>()).add(took);
                }
            }
        }
        return contenders.stream()
                .map(own -> new Timing(
                        own.name(), Objects.requireNonNull(work.get(own)), millis.getOrDefault(own, List.of())))
                .toList();
    }
}
