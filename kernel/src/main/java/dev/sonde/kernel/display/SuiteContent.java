package dev.sonde.kernel.display;

import dev.sonde.plot.ForestPlot;
import dev.sonde.probe.ProbeResult;
import dev.sonde.suite.SuiteResult;
import dev.sonde.table.Grade;
import dev.sonde.table.Numbers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A run at a glance: the verdicts, the intervals, how the evaluations were served. The report tells the rest. */
final class SuiteContent {

    private static final List<Grid.Head> HEADS = List.of(
            new Grid.Head("probe", false),
            new Grid.Head("verdict", false),
            new Grid.Head("raw", true),
            new Grid.Head("interval", true),
            new Grid.Head("p", true),
            new Grid.Head("noise floor", true));

    private SuiteContent() {}

    static Map<String, Object> of(SuiteResult result) {
        var content = new Content()
                .title("%s · %s".formatted(result.title(), conclusion(result)))
                .text("%s with adapter %s · score %s · seed %d"
                        .formatted(
                                result.model().name(),
                                result.model().adapterName().isEmpty()
                                        ? "none"
                                        : result.model().adapterName(),
                                Grade.of(result.score()),
                                result.seed()))
                .sortable(grid(result.probes()));
        if (result.probes().stream().anyMatch(probe -> probe.raw().isPresent())) {
            content.picture(ForestPlot.of(result));
        }
        List<String> findings = result.score().findings();
        findings.forEach(content::text);
        result.probes().stream()
                .filter(probe -> !probe.message().isEmpty() && !isToldBy(findings, probe))
                .forEach(probe -> content.text(probe.name() + ": " + probe.message()));
        return content.text(served(result)).bundle();
    }

    static Map<String, Object> of(ProbeResult<?> result) {
        return new Content()
                .title("%s (%s): %s".formatted(result.name(), result.kind(), Html.name(result.verdict())))
                .grid(grid(List.of(result)))
                .text(result.message())
                .bundle();
    }

    /** A finding about a probe begins with its name and ends with its own message. */
    private static boolean isToldBy(List<String> findings, ProbeResult<?> probe) {
        return findings.stream()
                .anyMatch(finding -> finding.startsWith(probe.name()) && finding.endsWith(probe.message()));
    }

    private static String conclusion(SuiteResult result) {
        if (!result.complete()) {
            return "interrupted, incomplete";
        }
        return result.passed() ? "passed" : result.measured() ? "did not pass" : "did not pass, nothing was measured";
    }

    static String served(SuiteResult result) {
        var statistics = result.statistics();
        return "cache: %,d/%,d = %s · %,d forward pass%s · %s"
                .formatted(
                        statistics.cacheHits(),
                        statistics.lookups(),
                        Numbers.percent(statistics.hitRate()),
                        statistics.forwardPasses(),
                        statistics.forwardPasses() == 1 ? "" : "es",
                        Numbers.seconds(result.wallMillis()));
    }

    private static Grid grid(List<ProbeResult<?>> results) {
        return Grid.of(HEADS, results.stream().map(SuiteContent::row).toList());
    }

    private static List<String> row(ProbeResult<?> result) {
        return Stream.of(
                        result.name(),
                        Html.name(result.verdict()),
                        Numbers.raw(result.raw(), result.unit()),
                        Numbers.interval(result.interval()),
                        result.nullTest().map(test -> Numbers.p(test.pValue())).orElse(Numbers.MISSING),
                        Numbers.raw(result.noiseFloor()))
                .toList();
    }
}
