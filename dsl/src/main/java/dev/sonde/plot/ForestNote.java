package dev.sonde.plot;

import dev.sonde.probe.ProbeResult;
import dev.sonde.suite.SuiteResult;
import dev.sonde.table.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** How to read a forest plot: only what is in it. */
final class ForestNote {
    private ForestNote() {}

    static String of(SuiteResult result, List<? extends ProbeResult<?>> measured, Map<String, Double> thresholds) {
        var parts = new ArrayList<String>();
        measured.stream()
                .flatMap(probe -> probe.interval().stream())
                .map(Numbers::level)
                .distinct()
                .forEach(level -> parts.add("bar: " + level));
        if (measured.stream().anyMatch(probe -> probe.interval().isEmpty())) {
            parts.add("hollow: too few values for an interval");
        }
        OptionalDouble floor = measured.stream()
                .flatMapToDouble(probe -> probe.noiseFloor().stream())
                .max();
        floor.ifPresent(value -> parts.add("grey: noise floor, at most " + Numbers.raw(value)));
        if (measured.stream().anyMatch(probe -> thresholds.containsKey(probe.name()))) {
            parts.add("dashed: threshold");
        }
        if (measured.stream().anyMatch(probe -> NullStrip.valuesOf(probe.name(), result.probes())
                .isPresent())) {
            parts.add("ticks: null adapters");
        }
        int all = result.probes().size();
        if (all > measured.size()) {
            parts.add(
                    (all - measured.size()) + " of " + all + (all == 1 ? " probe" : " probes") + " measured no value");
        }
        return String.join("  ·  ", parts);
    }
}
