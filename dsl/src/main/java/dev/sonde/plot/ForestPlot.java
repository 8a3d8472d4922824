package dev.sonde.plot;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.sonde.probe.ProbeResult;
import dev.sonde.stats.Interval;
import dev.sonde.suite.SuiteResult;
import dev.sonde.table.Numbers;
import dev.sonde.table.Thresholds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The measured values of a suite with their intervals, one row per probe, one panel per unit.
 *
 * <p>A probe without an interval is a hollow point; the noise floor is a band from 0, null adapters are ticks. Probes that measured nothing are
 * counted in the note.
 */
public final class ForestPlot {
    private ForestPlot() {}

    /** The figure of a suite, with its thresholds and null values. */
    public static SondeFigure of(SuiteResult result) {
        return of(result.title(), result);
    }

    /** As {@link #of(SuiteResult)}, under another title. */
    public static SondeFigure of(String title, SuiteResult result) {
        Map<String, Double> thresholds = Thresholds.of(result.suiteYaml()).ofMeans();
        List<? extends ProbeResult<?>> measured = result.probes().stream()
                .filter(probe -> probe.raw().isPresent())
                .toList();
        var byUnit = measured.stream().collect(groupingBy(ProbeResult::unit, LinkedHashMap::new, toList()));
        var panels = new ArrayList<Chart.Panel>();
        byUnit.forEach((unit, group) -> panels.add(panel(unit, group, result, thresholds)));
        String alt = measured.isEmpty()
                ? "No probe measured a value."
                : measured.stream().map(ForestPlot::sentence).collect(joining("; ", "Measured values: ", "."));
        String note = ForestNote.of(result, measured, thresholds);
        return new SondeFigure(new Chart(title, alt, note, panels), ForestText.of(measured));
    }

    private static Chart.Panel panel(
            String unit, List<? extends ProbeResult<?>> probes, SuiteResult result, Map<String, Double> thresholds) {
        var rows = new ArrayList<Chart.Row>();
        var marks = new ArrayList<Mark>();
        for (ProbeResult<?> probe : probes) {
            int row = rows.size();
            rows.add(new Chart.Row(
                    probe.name(),
                    probe.kind() + " · " + probe.verdict().name().toLowerCase(Locale.ROOT),
                    value(probe)));
            probe.noiseFloor()
                    .ifPresent(floor -> marks.add(new Mark.RowBand(
                            row, Math.min(0, floor), Math.max(0, floor), "noise floor " + Numbers.raw(floor))));
            Double threshold = thresholds.get(probe.name());
            if (threshold != null && Double.isFinite(threshold)) {
                marks.add(new Mark.RowRule(row, threshold, "threshold " + Numbers.raw(threshold)));
            }
            NullStrip.valuesOf(probe.name(), result.probes())
                    .ifPresent(nulls -> marks.add(new Mark.Ticks(row, nulls, "null adapters")));
            marks.add(point(row, probe));
        }
        return new Chart.Panel(unit.isEmpty() ? "value" : unit, "", rows, marks);
    }

    private static Mark.Point point(int row, ProbeResult<?> probe) {
        return new Mark.Point(
                new Mark.Xy(probe.raw().orElseThrow(), row),
                probe.interval().map(Interval::lower).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                probe.interval().map(Interval::upper).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                Tone.of(probe.verdict()),
                sentence(probe));
    }

    private static String value(ProbeResult<?> probe) {
        return Numbers.raw(probe.raw())
                + probe.interval()
                        .map(interval -> " " + Numbers.interval(probe.interval()))
                        .orElse("");
    }

    private static String sentence(ProbeResult<?> probe) {
        return probe.name() + " " + Numbers.raw(probe.raw(), probe.unit())
                + probe.interval()
                        .map(interval -> ", " + Numbers.level(interval) + " " + Numbers.interval(probe.interval()))
                        .orElse(", no interval")
                + ", " + probe.verdict().name().toLowerCase(Locale.ROOT);
    }
}
