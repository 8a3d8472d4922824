package dev.sonde.trace;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * A trace at a glance.
 *
 * @param events how many events there are
 * @param perProbe in order of first use; events without a probe under {@link #BEFORE_FIRST_PROBE}
 * @param perView in order of first use
 * @param slowest the slowest events, slowest first
 */
public record TraceAnalysis(int events, List<HitRate> perProbe, List<HitRate> perView, List<TraceEvent> slowest) {

    /** The key of events that belong to no probe. */
    public static final String BEFORE_FIRST_PROBE = "(before the first probe)";

    /** Copies the lists. */
    public TraceAnalysis {
        perProbe = List.copyOf(perProbe);
        perView = List.copyOf(perView);
        slowest = List.copyOf(slowest);
    }

    /** Analyses events, keeping the {@code slowest} slowest. */
    public static TraceAnalysis of(List<TraceEvent> events, int slowest) {
        return new TraceAnalysis(
                events.size(),
                grouped(events, event -> event.probe().orElse(BEFORE_FIRST_PROBE)),
                grouped(events, TraceEvent::view),
                events.stream()
                        .sorted(comparingDouble(TraceEvent::wallMs).reversed())
                        .limit(slowest)
                        .toList());
    }

    private static List<HitRate> grouped(List<TraceEvent> events, Function<TraceEvent, String> key) {
        return events.stream().collect(groupingBy(key, LinkedHashMap::new, toList())).entrySet().stream()
                .map(group -> hitRate(group.getKey(), group.getValue()))
                .toList();
    }

    private static HitRate hitRate(String key, List<TraceEvent> events) {
        long hits = events.stream().filter(TraceEvent::hit).count();
        return new HitRate(
                key,
                events.size(),
                hits,
                events.size() - hits,
                events.stream()
                        .filter(event -> !event.hit())
                        .mapToLong(TraceEvent::tokens)
                        .sum(),
                events.stream().mapToDouble(TraceEvent::wallMs).sum());
    }
}
