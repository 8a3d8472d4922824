package dev.sonde.plot;

import static java.util.stream.Collectors.joining;

import dev.sonde.probe.NullSource;
import dev.sonde.probe.NullValues;
import dev.sonde.probe.ProbeResult;
import dev.sonde.table.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A probe's value among the values under null adapters.
 *
 * @param probe its name
 * @param unit of the values
 * @param observed the trained adapter's value
 * @param nulls one value per null adapter
 */
public record NullStrip(String probe, String unit, double observed, List<Double> nulls) {
    /** Copies {@code nulls}. */
    public NullStrip {
        nulls = List.copyOf(nulls);
    }

    /** The values that some probe of a suite found for {@code probe} under null adapters; empty where none did. */
    public static Optional<List<Double>> valuesOf(String probe, List<? extends ProbeResult<?>> suite) {
        return suite.stream()
                .flatMap(source -> source.evidence().stream())
                .filter(NullSource.class::isInstance)
                .flatMap(source -> ((NullSource) source).valuesOf(probe).stream())
                .map(NullValues::values)
                .findFirst();
    }

    /** The figure of one probe. */
    public SondeFigure figure() {
        return figure("Null adapters and the trained one: " + probe, List.of(this));
    }

    /** The figure of several probes, one panel each, since their values need not be of one size. */
    public static SondeFigure figure(String title, List<NullStrip> strips) {
        List<Chart.Panel> panels = strips.stream().map(NullStrip::panel).toList();
        String text = strips.stream().map(NullStrip::sentence).collect(joining("\n"));
        String note = "hollow grey: null adapters, random weights of the same size  ·  filled: the trained adapter";
        return new SondeFigure(new Chart(title, text.replace("\n", "; "), note, panels), text);
    }

    private Chart.Panel panel() {
        var marks = new ArrayList<Mark>();
        for (double value : nulls) {
            marks.add(point(value, Tone.QUIET, "null adapter: " + Numbers.raw(value), OptionalDouble.empty()));
        }
        // a filled point is one with an interval; the observed value is its own
        marks.add(point(observed, Tone.MAIN, "trained adapter: " + Numbers.raw(observed), OptionalDouble.of(observed)));
        var row = new Chart.Row(probe, nulls.size() + " nulls", Numbers.raw(observed));
        return new Chart.Panel(unit.isEmpty() ? "value" : unit, "", List.of(row), marks);
    }

    private static Mark point(double value, Tone tone, String hover, OptionalDouble own) {
        return new Mark.Point(new Mark.Xy(value, 0), own, own, tone, hover);
    }

    private String sentence() {
        long reached = nulls.stream().filter(value -> value >= observed).count();
        return probe + ": trained adapter " + Numbers.raw(OptionalDouble.of(observed), unit) + "; " + reached + " of "
                + nulls.size() + " null adapters reach it";
    }
}
