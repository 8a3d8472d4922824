package dev.sonde.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import dev.sonde.stats.Interval;
import dev.sonde.stats.NullTest;
import dev.sonde.suite.Prospect;
import dev.sonde.suite.SuiteResult;
import dev.sonde.table.Numbers;
import dev.sonde.table.Thresholds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** How the numbers of a run came about, as far as the run used it. */
final class MethodNotes {

    private final SuiteResult result;
    private final Thresholds thresholds;

    MethodNotes(SuiteResult result, Thresholds thresholds) {
        this.result = result;
        this.thresholds = thresholds;
    }

    List<String> notes() {
        var notes = new ArrayList<String>();
        if (result.probes().stream().anyMatch(probe -> probe.unit().equals("nats"))) {
            notes.add("Divergences are in nats (natural logarithm), between the next-token distributions of the base"
                    + " model and of the model with its adapter.");
        }
        intervals().forEach(notes::add);
        if (result.probes().stream().anyMatch(probe -> probe.nullTest().isPresent())) {
            notes.add("p = (r + 1) / (m + 1): r of m null adapters, random weights in the adapter's place, moved the"
                    + " model at least as much. m nulls cannot give a p below 1 / (m + 1). z is shown with its m and"
                    + " does not decide.");
        }
        result.probes().stream()
                .flatMap(probe -> probe.nullTest().stream())
                .flatMap(test -> test.adjusted().stream())
                .filter(adjusted -> adjusted.tests() > 1)
                .findFirst()
                .ifPresent(adjusted -> notes.add("Adjusted p: all " + adjusted.tests() + " calibrated probes meet the"
                        + " same null adapters, and each competes with the largest standardised value of those not"
                        + " ahead of it (step-down max-T, Westfall and Young 1993). A probe passes with p and adjusted"
                        + " p at most " + Numbers.p(NullTest.ALPHA) + ": one false alarm in twenty suites, however many"
                        + " probes they have."));
        result.noiseFloor()
                .ifPresent(floor -> notes.add("Noise floor: the base model against itself, in other batches"
                        + " and with other padding, over " + floor.prompts() + " prompts: JS at most "
                        + Numbers.raw(floor.js()) + " nats, KL at most " + Numbers.raw(floor.kl()) + " nats."));
        if (!Prospect.after(result).isEmpty()) {
            notes.add("What more would show: with a probability of 80 %, n prompts that scatter like these show a mean"
                    + " so far from its threshold, and m null adapters a value so far above their mean (normal theory)."
                    + " A forecast for a next run, not a statement about this one.");
        }
        thresholds
                .perProbe()
                .forEach((probe, asserted) -> notes.add("Thresholds of " + probe + ": "
                        + asserted.entrySet().stream()
                                .map(entry -> entry.getKey() + " = " + entry.getValue())
                                .collect(joining(", "))
                        + "."));
        notes.add("Every random draw starts from seed " + result.seed() + ".");
        return notes;
    }

    private List<String> intervals() {
        var byMethod = result.probes().stream()
                .filter(probe -> probe.interval().isPresent())
                .collect(groupingBy(
                        probe -> describe(probe.interval().orElseThrow()),
                        LinkedHashMap::new,
                        mapping(probe -> probe.name(), joining(", "))));
        var notes = new ArrayList<String>();
        byMethod.forEach((method, probes) -> notes.add(method + " (" + probes + ")."));
        return notes;
    }

    private static String describe(Interval interval) {
        return Numbers.level(interval) + ": " + interval.method();
    }
}
