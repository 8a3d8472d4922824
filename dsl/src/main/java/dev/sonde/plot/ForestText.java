package dev.sonde.plot;

import static java.util.stream.Collectors.joining;

import dev.sonde.probe.ProbeResult;
import dev.sonde.table.Numbers;
import java.util.List;
import java.util.Locale;

/** A forest plot in words, for places without pictures. */
final class ForestText {
    private ForestText() {}

    static String of(List<? extends ProbeResult<?>> probes) {
        if (probes.isEmpty()) {
            return "No probe measured a value.";
        }
        int width =
                probes.stream().mapToInt(probe -> probe.name().length()).max().orElse(0);
        return probes.stream().map(probe -> line(probe, Math.min(width, 30))).collect(joining("\n"));
    }

    private static String line(ProbeResult<?> probe, int width) {
        return String.format(
                        Locale.ROOT,
                        "%-" + width + "s  %12s  %-22s  %-12s  %s",
                        probe.name(),
                        Numbers.raw(probe.raw()),
                        Numbers.interval(probe.interval()),
                        probe.verdict().name().toLowerCase(Locale.ROOT),
                        probe.unit())
                .stripTrailing();
    }
}
